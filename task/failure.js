'use strict';
/**
 * Failures of the launcher, and how they are reported to the agent. Loaded only on a failure: each file that Node
 * reads delays the step.
 */

/** What to do if the task differs from what was packed. */
const HINT_TO_INSTALL_AGAIN =
  "remove the task from the agent's folder _tasks, so that it is downloaded again; if that does not help, report it, " +
  'with the version of the task';

const HINT_AFTER_CRASH =
  'its last lines above may say why. An end by the signal SIGKILL often means that the machine or the container ran ' +
  'out of memory. If it happens again, report it, with the version of the task';

/** A failure with its cause, and what to do about it. */
function failure(cause, hint) {
  return Object.assign(new Error(cause), { hint });
}

/** The task differs from what was packed. */
function damage(cause) {
  return failure(cause, HINT_TO_INSTALL_AGAIN);
}

/** The task lacks its program, or it cannot be read. */
function missing(file, error) {
  const hint = `${HINT_TO_INSTALL_AGAIN}: the extension was packaged without this platform`;
  return failure(`the program is missing from the task or cannot be read: ${file} (${reason(error)})`, hint);
}

/** Nothing is built for this machine. */
function noProgram(machine) {
  return failure(
    `there is no program for this machine (${machine})`,
    'run the job on an agent for Linux (x64, arm64), Windows (x64, arm64) or macOS (x64, arm64), on 64-bit Node',
  );
}

/** Node would write all variables into the log. */
function showsEnvironment() {
  return failure(
    'the variable NODE_DEBUG has Node write all variables of this step into the log, secrets included',
    'remove the variable NODE_DEBUG from the job, or take child_process and * out of it; if nobody has set it on ' +
      'purpose, find the step that does',
  );
}

/** The program does not start. Some reasons are thrown, others come as an event. */
function notStarted(program, error) {
  return failure(
    `the program cannot be started: ${program} (${reason(error)})`,
    "check that the agent's user may execute it, and that no security software blocks it",
  );
}

/** The program ended without reporting a result. */
function endedEarly(code, signal) {
  if (code === 0) return damage('the program ended without a word about its result');
  return failure(`the program ended with ${end(code, signal)}`, HINT_AFTER_CRASH);
}

/** Says how a process ended. */
function end(code, signal) {
  if (signal) return `the signal ${signal}`;
  // Windows reports a crash as a number that is usually written in hexadecimal.
  return code > 255 ? `exit code ${code} (0x${code.toString(16).toUpperCase()})` : `exit code ${code}`;
}

/** Says on one line what an error is about. */
function reason(error) {
  return error.message || String(error);
}

/** Reports the result of the step to the agent if the program could not. */
function tell(error, isCanceled) {
  // If nobody reads the output any more, there is nobody to report to.
  process.stdout.on('error', () => {});
  // The program may have died in the middle of a line, which would swallow the next one.
  say('');
  if (isCanceled) {
    say(`canceled: ${inert(error.message)}`);
    say('##vso[task.complete result=Canceled]');
    return;
  }
  const hint = error.hint || 'run the job again with the variable system.debug set to true';
  const text = `Patless failed: ${reason(error)}\n\nhint: ${hint}`;
  say(`##vso[task.logissue type=error]${escaped(text)}`);
  // Its text stays empty: the agent shows it without masking it.
  say('##vso[task.complete result=Failed]');
}

/** Escapes a text for the data of a logging command. */
function escaped(text) {
  const escapes = { '%': '%AZP25', ';': '%3B', '\r': '%0D', '\n': '%0A', ']': '%5D' };
  return text.replace(/[%;\r\n\]]/g, (character) => escapes[character]);
}

/** Makes a text one line that the agent does not take for a command. */
function inert(text) {
  return text.replace(/[^\x20-\x7e]/g, ' ').replace(/##/g, '**');
}

/** Writes a line to the job log. */
function say(line) {
  process.stdout.write(`${line}\n`);
}

module.exports = { damage, endedEarly, failure, missing, noProgram, notStarted, reason, showsEnvironment, tell };
