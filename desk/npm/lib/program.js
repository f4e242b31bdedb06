'use strict';
/** Finds the program for this machine, in the package that was installed with this one, and nowhere else. */

const fs = require('fs');
const path = require('path');
const { version } = require('../package.json');
const { CannotStart } = require('./failure.js');

/** What this runs on. */
const MACHINE = `${process.platform}-${process.arch}`;

/** The packages that hold a program, by platform and architecture. */
const PACKAGES = {
  'darwin-arm64': '@patless/darwin-arm64',
  'darwin-x64': '@patless/darwin-x64',
  'linux-arm64': '@patless/linux-arm64',
  'linux-x64': '@patless/linux-x64',
  // Windows on Arm runs programs for x64.
  'win32-arm64': '@patless/win32-x64',
  'win32-x64': '@patless/win32-x64',
};

const HINT_TO_INSTALL_AGAIN = 'remove node_modules and install again; if that does not help, report it';

/** Returns the path of the program. */
function findProgram() {
  const name = PACKAGES[MACHINE];
  if (!name) {
    throw new CannotStart(
      `there is no program for this machine (${MACHINE})`,
      'use 64-bit Node on Linux (x64, arm64), Windows (x64, arm64) or macOS (x64, arm64)',
    );
  }
  const folder = folderOf(name);
  const packed = readPackage(folder);
  if (packed.version !== version) {
    throw new CannotStart(
      `${name} has the version ${packed.version}, and patless ${version}: ${folder}`,
      HINT_TO_INSTALL_AGAIN,
    );
  }
  const file = path.join(folder, 'bin', process.platform === 'win32' ? 'patless.exe' : 'patless');
  check(file, packed.program);
  return file;
}

/** The folder of the package with the program. */
function folderOf(name) {
  for (const folder of places()) {
    const candidate = path.join(folder, name);
    if (fs.existsSync(path.join(candidate, 'package.json'))) return candidate;
  }
  if (process.versions.pnp) {
    throw new CannotStart(
      "Yarn's Plug'n'Play keeps packages in archives, from which no program can be started",
      'set nodeLinker: node-modules in .yarnrc.yml, and install again',
    );
  }
  throw new CannotStart(
    `the package ${name}, which holds the program for this machine, is not installed with patless`,
    'it is an optional dependency: install again without --omit=optional, --no-optional and --ignore-optional, and without ' +
      'such a setting in .npmrc. If node_modules or the lock file comes from another kind of machine, remove both first',
  );
}

/**
 * The folders that packages of this installation are in, the nearest first: from this package up to the outermost
 * `node_modules` that it is in.
 *
 * This is where `require` looks first. It would go on to every folder above, to the home folder and to those of NODE_PATH,
 * where others may put a program: on Windows, every user may write to `C:\node_modules`.
 */
function places() {
  const here = path.dirname(fs.realpathSync(__filename)).split(path.sep);
  const outermost = here.indexOf('node_modules');
  const found = [];
  for (let end = here.length; outermost >= 0 && end > outermost; end -= 1) {
    const folder = here.slice(0, end).join(path.sep);
    found.push(here[end - 1] === 'node_modules' ? folder : path.join(folder, 'node_modules'));
  }
  return found;
}

/** Reads what the package says of itself. */
function readPackage(folder) {
  const file = path.join(folder, 'package.json');
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw damaged(`${file} cannot be read (${error.message})`);
  }
}

/**
 * Fails unless the program is what was packed, as far as its size and its first bytes tell.
 *
 * A file that the system cannot execute would not fail: libuv hands it to `/bin/sh`, for which an empty file is a success.
 */
function check(file, packed) {
  if (!packed || !(packed.bytes > 0) || !packed.head) throw damaged(`the package of ${file} does not list its program`);
  let stats;
  let head;
  try {
    stats = fs.statSync(file);
    // Whatever is no file may have no end.
    if (stats.isFile()) head = headOf(file, packed.head.length / 2);
  } catch (error) {
    throw damaged(`${file} is missing or cannot be read (${error.message})`);
  }
  if (!stats.isFile()) throw damaged(`${file} is no file`);
  if (stats.size !== packed.bytes) throw damaged(`${file} has ${stats.size} bytes instead of ${packed.bytes}`);
  if (head !== packed.head) throw damaged(`${file} does not begin as the program for this machine does`);
}

/** The first bytes of a file, in hexadecimal. */
function headOf(file, length) {
  const head = Buffer.alloc(length);
  const open = fs.openSync(file, 'r');
  try {
    fs.readSync(open, head, 0, length, 0);
  } finally {
    fs.closeSync(open);
  }
  return head.toString('hex');
}

/** The package is not what was packed. */
function damaged(how) {
  return new CannotStart(`the program is damaged: ${how}`, HINT_TO_INSTALL_AGAIN);
}

module.exports = { findProgram };
