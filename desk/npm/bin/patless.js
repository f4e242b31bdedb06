#!/usr/bin/env node
'use strict';
/**
 * Starts the Patless program for this machine with this process's own arguments, streams and environment, and ends as it ends.
 *
 * Plain CommonJS for Node 16 and later, without dependencies but the package that holds the program. No shell is involved.
 */

const { spawn } = require('child_process');
const { realpathSync } = require('fs');
const path = require('path');

/** Loads a file of this package. npm starts this file by a link, which a variable can have Node take for the file itself. */
const own = (name) => require(path.join(path.dirname(realpathSync(__filename)), '../lib', name));

const { endLike } = own('end.js');
const { CannotStart, inert } = own('failure.js');
const { findProgram } = own('program.js');
const { passSignalsOn } = own('signals.js');

/** The exit code where the program could not be started at all, as `env` and `timeout` have it. The program itself has no such code. */
const NOT_STARTED = 125;

// Until the program has ended, any end of this process is a failure: even one by which Node means a 0.
let code = NOT_STARTED;
process.on('exit', () => {
  process.exitCode = code;
});

try {
  refuseToShowSecrets();
  start(findProgram());
} catch (error) {
  tell(error);
}

/** Starts the program, and stays until it has ended. */
function start(program) {
  const signals = passSignalsOn();
  const child = spawned(program);
  signals.to(child);
  child.on('error', (error) => {
    // A signal that could not be passed on is an error, too.
    if (child.pid !== undefined) return;
    signals.stop();
    tell(notStarted(program, error));
  });
  child.once('exit', (ended, signal) => {
    signals.stop();
    endLike(ended, signal, (its) => {
      code = its;
      process.exit(its);
    });
  });
}

/**
 * Starts the program. Some reasons not to are thrown, others come as an event.
 *
 * Without `windowsHide`: with a console of its own, the program would not get the console's Ctrl events.
 */
function spawned(program) {
  try {
    return spawn(program, process.argv.slice(2), { stdio: 'inherit' });
  } catch (error) {
    throw notStarted(program, error);
  }
}

/**
 * Fails where Node would print the whole environment, secrets included, when it starts a program.
 *
 * Node has read the variable before this file, and cannot be told otherwise.
 */
function refuseToShowSecrets() {
  if (!/child_process|\*/i.test(process.env.NODE_DEBUG || '')) return;
  throw new CannotStart(
    'the variable NODE_DEBUG has Node print all environment variables, secrets included',
    'remove the variable NODE_DEBUG, or take child_process and * out of it',
  );
}

/** The system does not start the program. */
function notStarted(program, error) {
  return new CannotStart(
    `the program cannot be started: ${program} (${error.message})`,
    'check that you may execute it, that its folder is not mounted with noexec, and that no security software blocks it',
  );
}

/** Says why there is no program to run, and what to do. */
function tell(error) {
  const hint = error.hint || 'remove node_modules and install again; if that does not help, report it';
  process.stderr.write(`error: ${inert(error.message)}\n\nhint: ${inert(hint)}\n`);
}
