'use strict';
/**
 * Starts the Patless binary for this machine, and tells the agent if that cannot be done or does not end well.
 *
 * Plain CommonJS, ES2020, without dependencies: an agent may run it on Node 16 to 24. It must not load
 * azure-pipelines-task-lib, which takes the inputs out of the environment that the binary reads.
 */

const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

/**
 * The binaries in `bin/` beside this file, by platform and architecture.
 *
 * Each has an extension: the Marketplace drops files that have none.
 */
const BINARIES = {
  'darwin-arm64': 'patless-darwin-arm64.bin',
  'darwin-x64': 'patless-darwin-x64.bin',
  'linux-arm64': 'patless-linux-arm64.bin',
  'linux-x64': 'patless-linux-x64.bin',
  // Windows on Arm runs programs for x64.
  'win32-arm64': 'patless-win32-x64.exe',
  'win32-x64': 'patless-win32-x64.exe',
};

/** How long a canceled binary may take, in milliseconds. The agent's own patience ends after 7500. */
const PATIENCE_MS = 5000;

const IS_WINDOWS = process.platform === 'win32';

/** A failure with its cause, and what to do about it. */
class Failure extends Error {
  constructor(cause, hint) {
    super(cause);
    this.hint = hint;
  }
}

/** Runs a verb of the binary. Whatever comes of it, this process exits with 0: the agent is told in words. */
async function run(verb) {
  process.exitCode = 0;
  // Where nobody reads any more, there is nobody to tell.
  process.stdout.on('error', () => {});
  const cancellation = new Cancellation();
  let program;
  try {
    program = findProgram();
    await execute(program.path, verb, cancellation);
  } catch (error) {
    tell(error, cancellation.requested);
  } finally {
    if (program) program.remove();
  }
}

/** Finds the program for this machine, in a form that may be executed. */
function findProgram() {
  const machine = `${process.platform}-${process.arch}`;
  const name = BINARIES[machine];
  if (!name) {
    throw new Failure(
      `there is no program for this machine (${machine})`,
      'run the job on an agent for Linux (x64, arm64), Windows (x64, arm64) or macOS (x64, arm64), on 64-bit Node',
    );
  }
  const binary = path.join(__dirname, 'bin', name);
  try {
    fs.accessSync(binary, fs.constants.R_OK);
  } catch (error) {
    throw new Failure(
      `the program is not in the task, or cannot be read: ${binary} (${reason(error)})`,
      "remove the task from the agent's folder _tasks, so that it is downloaded again; if that does not help, " +
        'the extension was packaged without this platform',
    );
  }
  const inPlace = { path: binary, remove() {} };
  return IS_WINDOWS || becomesExecutable(binary) ? inPlace : copied(binary);
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

/** Copies the program to where only this user can reach it. */
function copied(binary) {
  const parent = process.env.AGENT_TEMPDIRECTORY || os.tmpdir();
  const failure = (cause) =>
    new Failure(
      `the program may not be executed: ${binary}, and neither may a copy in ${parent} (${cause})`,
      "let the agent's user write to its folder _tasks or its folder _temp, and mount at least one of them without noexec",
    );
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
    throw failure(reason(error));
  }
}

/** Runs the program to its end. Any end but exit code 0 is a failure: with 0, it has told its result itself. */
function execute(program, verb, cancellation) {
  return new Promise((resolve, reject) => {
    const child = start(program, verb);
    cancellation.apply(child);
    child.once('error', (error) => reject(notStarted(program, error)));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Failure(`the program ended with ${end(code, signal)}`, HINT_AFTER_CRASH));
    });
  }).finally(() => cancellation.stop());
}

/**
 * Starts the program, with this process's own environment and output.
 *
 * `windowsHide` stays off: with a console of its own, the program would not get the console's Ctrl events.
 */
function start(program, verb) {
  try {
    return spawn(program, [verb], { stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    throw notStarted(program, error);
  }
}

/** Says why the program does not start. Some reasons are thrown, others come as an event. */
function notStarted(program, error) {
  return new Failure(
    `the program cannot be started: ${program} (${reason(error)})`,
    "check that the agent's user may execute it, and that no security software of the machine forbids it",
  );
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

/** Tells the agent how the step ended, where the program could not. */
function tell(error, isCanceled) {
  // The program may have died in the middle of a line, which would swallow the next one.
  say('');
  if (isCanceled) {
    say(`canceled: ${inert(error.message)}`);
    say('##vso[task.complete result=Canceled]');
    return;
  }
  const hint = error.hint || 'run the job again with the variable system.debug set to true';
  const text = `Patless did not do its work: ${reason(error)}\n\nhint: ${hint}`;
  say(`##vso[task.logissue type=error]${escaped(text)}`);
  // Its text stays empty: the agent shows it without masking it.
  say('##vso[task.complete result=Failed]');
}

/** Says how a process ended. */
function end(code, signal) {
  if (signal) return `the signal ${signal}`;
  // Windows tells a crash by a number that is known in hexadecimal only.
  return code > 255 ? `exit code ${code} (0x${code.toString(16).toUpperCase()})` : `exit code ${code}`;
}

/** Says on one line what an error is about. */
function reason(error) {
  return error.message || String(error);
}

/** Escapes a text for the data of a logging command. */
function escaped(text) {
  const escapes = { '%': '%AZP25', ';': '%3B', '\r': '%0D', '\n': '%0A', ']': '%5D' };
  return text.replace(/[%;\r\n\]]/g, (character) => escapes[character]);
}

/** Makes a text one line that the agent takes for no command. */
function inert(text) {
  return text.replace(/[^\x20-\x7e]/g, ' ').replace(/##/g, '**');
}

/** Writes a line to the job log. */
function say(line) {
  process.stdout.write(`${line}\n`);
}

const HINT_AFTER_CRASH =
  'its last lines above may say why. An end by the signal SIGKILL often means that the machine or the container ran ' +
  'out of memory. If it happens again, report it, with the version of the task';

module.exports = { run };

if (require.main === module) run('task');
