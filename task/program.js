'use strict';
/**
 * Finds the Patless binary for this machine, checks that it is what was packed, and makes it executable.
 *
 * A file that the system cannot execute would not fail: libuv hands it to `/bin/sh`, for which an empty file is a success.
 */

const fs = require('fs');
const path = require('path');

/** The error messages, in a file that is loaded only on a failure. */
const words = () => require('./failure.js');

/** What this runs on. */
const MACHINE = `${process.platform}-${process.arch}`;

/**
 * The binaries in `bin/` beside this file, by platform and architecture, and how each of them begins.
 *
 * Each has an extension: the Marketplace drops files that have none.
 */
const BINARIES = {
  'darwin-arm64': { name: 'patless-darwin-arm64.bin', isRight: (head) => isMachO(head, 0x0100000c) },
  'darwin-x64': { name: 'patless-darwin-x64.bin', isRight: (head) => isMachO(head, 0x01000007) },
  'linux-arm64': { name: 'patless-linux-arm64.bin', isRight: (head) => isElf(head, 183) },
  'linux-x64': { name: 'patless-linux-x64.bin', isRight: (head) => isElf(head, 62) },
  // Windows on Arm runs x64 programs.
  'win32-arm64': { name: 'patless-win32-x64.exe', isRight: (head) => isPortable(head, 0x8664) },
  'win32-x64': { name: 'patless-win32-x64.exe', isRight: (head) => isPortable(head, 0x8664) },
};

/** How many bytes of a binary are checked. They include the header that Windows reads. */
const HEAD_BYTES = 1024;

/** Finds the program for this machine, in a form that may be executed. The caller must call `remove` afterwards. */
function find() {
  const binary = BINARIES[MACHINE];
  if (!binary) {
    throw words().failure(
      `there is not a program for this machine (${MACHINE})`,
      'run the job on an agent for Linux (x64, arm64), Windows (x64, arm64) or macOS (x64, arm64), on 64-bit Node',
    );
  }
  const file = path.join(__dirname, 'bin', binary.name);
  check(file, binary);
  const inPlace = { path: file, remove() {} };
  return process.platform === 'win32' || becomesExecutable(file) ? inPlace : copied(file);
}

/** Fails unless the file is what was packed, judging by its size and its first bytes. */
function check(file, { name, isRight }) {
  let size;
  try {
    fs.accessSync(file, fs.constants.R_OK);
    const stats = fs.statSync(file);
    // Anything but a regular file may be endless.
    size = stats.isFile() ? stats.size : NaN;
  } catch (error) {
    throw words().missing(file, error);
  }
  const damaged = (how) => words().damage(`the program is damaged: ${file} ${how}`);
  const packed = packedSize(name);
  if (Number.isNaN(size)) throw damaged('is no file');
  if (size !== packed) throw damaged(`has ${size} bytes instead of ${packed}`);
  if (!isRight(headOf(file))) throw damaged(`is not a program for this machine (${MACHINE})`);
}

/** Reads how many bytes a program had when it was packed. `cargo xtask package` writes the list. */
function packedSize(name) {
  const list = path.join(__dirname, 'programs.json');
  let size;
  try {
    size = JSON.parse(fs.readFileSync(list, 'utf8'))[name];
  } catch (error) {
    throw words().damage(`the task's list of programs cannot be read: ${list} (${words().reason(error)})`);
  }
  if (size > 0) return size;
  throw words().damage(`the task's list of programs does not hold ${name}: ${list}`);
}

/** Reads the beginning of a file. What a short file lacks is zero. */
function headOf(file) {
  const head = Buffer.alloc(HEAD_BYTES);
  const open = fs.openSync(file, 'r');
  try {
    fs.readSync(open, head, 0, HEAD_BYTES, 0);
  } finally {
    fs.closeSync(open);
  }
  return head;
}

/** Tells whether this is a 64-bit ELF file for a processor. */
function isElf(head, processor) {
  return head.toString('latin1', 0, 6) === '\x7fELF\x02\x01' && head.readUInt16LE(18) === processor;
}

/** Tells whether this is a 64-bit Mach-O file for a processor. */
function isMachO(head, processor) {
  return head.readUInt32LE(0) === 0xfeedfacf && head.readUInt32LE(4) === processor;
}

/** Tells whether this is a portable executable for a processor. */
function isPortable(head, processor) {
  const header = head.readUInt32LE(60);
  if (head.toString('latin1', 0, 2) !== 'MZ' || header > HEAD_BYTES - 6) return false;
  return head.toString('latin1', header, header + 4) === 'PE\0\0' && head.readUInt16LE(header + 4) === processor;
}

/** Makes a file executable. `false` where that is not allowed, or where nothing is executable. */
function becomesExecutable(file) {
  if (isExecutable(file)) return true;
  try {
    fs.chmodSync(file, 0o755);
  } catch {
    // Whatever the reason, a copy may do.
    return false;
  }
  return isExecutable(file);
}

/** Tells whether the system would execute a file. */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies the program to where only this user can reach it: a folder of its own in the agent's temp folder.
 *
 * The temp folder is located from the task's own folder, `_tasks/NAME_ID/VERSION`. Any step, and any text in a log, can
 * set `AGENT_TEMPDIRECTORY` and `TMPDIR`; in a folder where other users may rename files, they could replace the program
 * with their own.
 */
function copied(binary) {
  const parent = path.resolve(path.dirname(process.argv[1]), '..', '..', '..', '_temp');
  let folder;
  const remove = () => {
    try {
      if (folder) fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // The agent empties its temp folder at the end of the job.
    }
  };
  try {
    folder = fs.mkdtempSync(path.join(parent, 'patless-'));
    const copy = path.join(folder, path.basename(binary));
    fs.copyFileSync(binary, copy, fs.constants.COPYFILE_EXCL);
    fs.chmodSync(copy, 0o700);
    if (!isExecutable(copy)) throw new Error('no right to execute');
    return { path: copy, remove };
  } catch (error) {
    remove();
    throw words().failure(
      `the program cannot be executed: ${binary}, and neither can a copy in ${parent} (${words().reason(error)})`,
      "let the agent's user write to its folder _tasks or its folder _temp, and mount at least one of them without noexec",
    );
  }
}

module.exports = { find };
