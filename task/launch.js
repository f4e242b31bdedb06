'use strict';
/**
 * Starts the Patless binary for this machine, and reports to the agent if that fails.
 *
 * Plain CommonJS, ES2020, without dependencies: an agent may run it on Node 16 to 24. It must not load
 * azure-pipelines-task-lib, which takes the inputs out of the environment that the binary reads.
 */

const { spawn } = require('child_process');
const environment = require('./environment.js');
const { find } = require('./program.js');

/** The error messages, in a file that is loaded only on a failure. */
const words = () => require('./failure.js');

/**
 * The exit codes with which the binary confirms that it has reported its result to the agent: succeeded or canceled, and
 * failed. It uses them only with `--launched`, so that nothing else, such as a shell on a damaged file, is taken for it.
 *
 * The binary knows the same numbers: crates/patless/src/cli.rs.
 */
const TOLD = 93;
const TOLD_FAILED = 94;

/** How long a canceled binary may take, in milliseconds. The agent waits 7500. */
const PATIENCE_MS = 5000;

const IS_WINDOWS = process.platform === 'win32';

/**
 * Runs a verb of the binary, and reports every outcome to the agent.
 *
 * A failure also exits with 1: an earlier result, such as `Skipped`, can override a reported result, but not an exit
 * code.
 */
async function run(verb) {
  // From here on, until the work is done, any exit of this process is a failure, even if Node would exit with 0.
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

/**
 * Runs the program to its end, and returns its result. An exit without a confirmed result is a failure, even exit code 0: it
 * may come from another program.
 */
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
 * Fails if Node would write the whole environment into the log, secrets included, when it starts a process.
 *
 * Node has read the variable before this file, and it cannot be changed afterwards.
 */
function refuseToShowSecrets() {
  if (!/child_process|\*/i.test(process.env.NODE_DEBUG || '')) return;
  throw words().failure(
    'the variable NODE_DEBUG has Node write all variables of this step into the log, secrets included',
    'remove the variable NODE_DEBUG from the job, or take child_process and * out of it; if nobody has set it on ' +
      'purpose, find the step that does',
  );
}

/** A cancellation of the step by the agent. */
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

  /** Forwards a signal, and kills a process that does not stop in time. */
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
