'use strict';
/**
 * Starts the Patless binary for this machine, and tells the agent if that cannot be done or does not end well.
 *
 * Plain CommonJS, ES2020, without dependencies: an agent may run it on Node 16 to 24. It must not load
 * azure-pipelines-task-lib, which takes the inputs out of the environment that the binary reads.
 */

const { spawn } = require('child_process');
const environment = require('./environment.js');
const { find } = require('./program.js');

/** What fails is put into words by a file that is loaded only then. */
const words = () => require('./failure.js');

/**
 * The exit codes by which the binary says that it has told the agent its result: fine or canceled, and failed. It does so
 * with `--launched` only, so that whatever else runs in its place, such as a shell on a damaged file, cannot be taken for it.
 *
 * The binary knows the same numbers: crates/patless/src/cli.rs.
 */
const TOLD = 93;
const TOLD_FAILED = 94;

/** How long a canceled binary may take, in milliseconds. The agent's own patience ends after 7500. */
const PATIENCE_MS = 5000;

const IS_WINDOWS = process.platform === 'win32';

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
    if (isTask) environment.check();
    program = find();
    const word = await execute(program.path, verb, cancellation);
    if (!isTask) environment.check();
    if (word === TOLD) code = 0;
  } catch (error) {
    words().tell(error, cancellation.requested);
    if (cancellation.requested) code = 0;
    hasTold = true;
  } finally {
    if (program) program.remove();
    // The channel to a parent Node would keep this process alive.
    if (process.connected) process.disconnect();
  }
  // Otherwise Node would tear down its environment first. If this file has reported something, it may not be flushed yet.
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
  throw words().failure(
    'the variable NODE_DEBUG has Node write all variables of this step into the log, secrets included',
    'remove the variable NODE_DEBUG from the job, or take child_process and * out of it; if nobody has set it on ' +
      'purpose, find the step that does',
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

module.exports = { run };

if (require.main === module) run('task');
