'use strict';

/** A failure with its cause, and what to do about it. */
class Failure extends Error {
  constructor(cause, hint) {
    super(cause);
    this.hint = hint;
  }
}

/** Says on one line what an error is about. */
function reason(error) {
  return error.message || String(error);
}

/** What to do where the task is not what was packed. */
const HINT_TO_INSTALL_AGAIN =
  "remove the task from the agent's folder _tasks, so that it is downloaded again; if that does not help, report it, " +
  'with the version of the task';

module.exports = { Failure, HINT_TO_INSTALL_AGAIN, reason };
