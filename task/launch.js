'use strict';
/**
 * Starts the Patless binary for this machine, and tells the agent if that cannot be done or does not end well.
 *
 * Plain CommonJS, ES2020, without dependencies: an agent may run it on Node 16 to 24. It must not load
 * azure-pipelines-task-lib, which takes the inputs out of the environment that the binary reads.
 *
 * Everything that a step passes through where all goes well is in this one file: a step waits for each file that Node loads.
 */

const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');

/** The error messages, in a file that is loaded only on a failure. */
const words = () => require('./failure.js');

/**
 * The exit codes by which the binary says that it has told the agent its result: fine or canceled, and failed. It does so
 * with `--launched` only, so that whatever else runs in its place, such as a shell on a damaged file, cannot be taken for it.
 *
 * The binary knows the same numbers: crates/patless/src/cli/verb.rs.
 */
const TOLD = 93;
const TOLD_FAILED = 94;

/** How long a canceled binary may take, in milliseconds. The agent waits 7500. */
const PATIENCE_MS = 5000;

const IS_WINDOWS = process.platform === 'win32';

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
  // Windows on Arm runs programs for x64.
  'win32-arm64': { name: 'patless-win32-x64.exe', isRight: (head) => isPortable(head, 0x8664) },
  'win32-x64': { name: 'patless-win32-x64.exe', isRight: (head) => isPortable(head, 0x8664) },
};

/** How much of a binary is looked at, in bytes. The header that Windows reads stands within them. */
const HEAD_BYTES = 1024;

/**
 * Runs a verb of the binary, and tells the agent in words whatever comes of it.
 *
 * A failure ends with 1 as well: a result that is told can be kept from counting by one that was told before, such as
 * `Skipped`, but an exit code cannot.
 */
async function run(verb) {
  // From here on, until the work is done, an end of this process is a failure: even one by which Node means a 0.
  let code = 1;
  process.on('exit', () => {
    process.exitCode = code;
  });
  const cancellation = new Cancellation();
  let program;
  let hasTold = false;
  try {
    // What gets a secret waits for this; what takes secrets back does not.
    const isTask = verb === 'task';
    if (isTask) checkEnvironment();
    program = findProgram(verb);
    const word = await execute(program.path, verb, cancellation);
    if (!isTask) checkEnvironment();
    if (word === TOLD) code = 0;
  } catch (error) {
    words().tell(error, cancellation.requested);
    if (cancellation.requested) code = 0;
    hasTold = true;
  } finally {
    if (program) program.remove();
    // What Node keeps open for another Node would keep this process from its end.
    if (process.connected) process.disconnect();
  }
  // Node would else take its world apart first. Where this file has told something, it may not have been written yet.
  if (!hasTold) process.exit();
}

/** Runs the program to its end, and gives its word. Any end without its word is a failure, even exit code 0: it may not have been it. */
function execute(program, verb, cancellation) {
  return new Promise((resolve, reject) => {
    const child = start(program, verb);
    cancellation.apply(child);
    child.once('error', (error) => reject(words().notStarted(program, error)));
    child.once('exit', (code, signal) => {
      if (code === TOLD || code === TOLD_FAILED) resolve(code);
      else reject(words().endedEarly(code, signal));
    });
  }).finally(() => cancellation.stop());
}

/**
 * Starts the program, with this process's own environment and output.
 *
 * `windowsHide` stays off: with a console of its own, the program would not get the console's Ctrl events.
 */
function start(program, verb) {
  refuseToShowSecrets();
  try {
    return spawn(program, [verb, '--launched'], { stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    throw words().notStarted(program, error);
  }
}

/**
 * Fails where Node would write the whole environment into the log, secrets included, when it starts a process.
 *
 * Node has read the variable before this file, and cannot be told otherwise.
 */
function refuseToShowSecrets() {
  if (!/child_process|\*/i.test(process.env.NODE_DEBUG || '')) return;
  throw words().showsEnvironment();
}

/**
 * Fails where the environment would have the agent, or Node, do what a line in the log says.
 *
 * Any text that a step prints can set a variable, and Node has read its own before the first line of this file.
 */
function checkEnvironment() {
  refuseCommands();
  refuseChannel();
}

/**
 * Fails where a name or a value holds a logging command. Whatever starts before us may have written it to the log, where the
 * agent obeys it as a command of this step: Node warns about `NODE_EXTRA_CA_CERTS`, for one.
 *
 * The agent looks for it by the rules of a language, which pass over some characters: of those, none is ASCII white space.
 */
function refuseCommands() {
  for (const [name, value] of Object.entries(process.env)) {
    const text = `${name}\n${value}`;
    if (!text.includes('#') || !/##vso\[/i.test(text.replace(/[^\t-\r\x20-\x7e]/g, ''))) continue;
    throw words().failure(
      `the variable ${name.replace(/[^\x20-\x7e]/g, ' ').replace(/##/g, '**')} holds a logging command, ##vso, which ` +
        'other programs may write into the log of this step',
      'remove it, or find the step that sets it: any text that a step prints can set a variable. Restrict that step with ' +
        'target.settableVariables',
    );
  }
}

/**
 * Fails where Node was told that another Node has started it: when that one goes, Node may end this process as a success.
 *
 * Node has taken NODE_CHANNEL_FD and NODE_UNIQUE_ID out of the environment by now. The second does nothing without the first.
 */
function refuseChannel() {
  if (process.connected === undefined) return;
  throw words().failure(
    'the variable NODE_CHANNEL_FD is set, with which Node may end before the work is done',
    'remove the variables NODE_CHANNEL_FD and NODE_UNIQUE_ID from the job; if nobody has set them on purpose, find the ' +
      'step that does',
  );
}

/** Finds the program for this machine, in a form that may be executed. Whoever has run it calls `remove`. */
function findProgram(verb) {
  const binary = BINARIES[MACHINE];
  if (!binary) throw words().noProgram(MACHINE);
  const file = path.join(__dirname, 'bin', binary.name);
  checkProgram(file, binary);
  const inPlace = { path: file, remove() {} };
  return IS_WINDOWS || becomesExecutable(file) ? inPlace : require('./copy.js').copied(file, isExecutable, verb);
}

/**
 * Fails unless the file is what was packed, as far as its size and its first bytes tell.
 *
 * A file that the system cannot execute would not fail: libuv hands it to `/bin/sh`, for which an empty file is a success.
 */
function checkProgram(file, { name, isRight }) {
  let size;
  try {
    fs.accessSync(file, fs.constants.R_OK);
    const stats = fs.statSync(file);
    // Whatever is no file may have no end.
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

/** The agent's wish that the step stops. */
class Cancellation {
  constructor() {
    this.requested = false;
    const signals = IS_WINDOWS ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM'];
    for (const signal of signals) process.on(signal, () => this.request(signal));
  }

  /** Names the process that is to stop. */
  apply(child) {
    this.child = child;
  }

  /** Passes a signal on, and ends whoever does not obey in time. */
  request(signal) {
    this.requested = true;
    if (!this.child) return;
    // On Windows, the console has sent the event to the child already, and `kill` would end it at once.
    if (!IS_WINDOWS) this.child.kill(signal);
    this.timer = this.timer || setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
  }

  /** Forgets the process: it has ended. */
  stop() {
    clearTimeout(this.timer);
    this.child = undefined;
  }
}

module.exports = { run };

if (require.main === module) run('task');
