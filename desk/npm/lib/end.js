'use strict';
/** How this process ends when the program has ended: in the same way, so that whoever waits for it sees no difference. */

const os = require('os');

/**
 * The signals by which this process can end as the program did, without leaving anything behind.
 *
 * Not those by which the system writes the memory of a process to a file: Node's holds the environment, and so secrets. Not
 * SIGUSR1, by which Node opens a port for debuggers, and not SIGPIPE, which Node ignores.
 */
const CLEAN = ['SIGALRM', 'SIGHUP', 'SIGINT', 'SIGKILL', 'SIGTERM', 'SIGUSR2'];

/** How long the system may take to end this process, in milliseconds. It takes none. */
const PATIENCE_MS = 1000;

/** Ends with the program's exit code, or by its signal; where that cannot be, with the code that a shell has for the signal. */
function endLike(code, signal, exit) {
  if (signal === null) {
    exit(code);
    return;
  }
  const shells = 128 + os.constants.signals[signal];
  if (!CLEAN.includes(signal)) {
    exit(shells);
    return;
  }
  process.kill(process.pid, signal);
  setTimeout(exit, PATIENCE_MS, shells);
}

module.exports = { endLike };
