'use strict';
/** Passes the signals that this process gets on to the program, which decides what comes of them. */

const tty = require('tty');

const IS_WINDOWS = process.platform === 'win32';

/** The signals that others send to a program. Whatever else can be caught ends both or neither of the two. */
const SIGNALS = IS_WINDOWS
  ? ['SIGBREAK', 'SIGHUP', 'SIGINT']
  : ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];

/** Those that a terminal sends, when somebody types Ctrl-C or Ctrl-\. */
const TYPED = ['SIGINT', 'SIGQUIT'];

/** Begins to listen. `to` names the program, which must be started before the next turn of the event loop. */
function passSignalsOn() {
  let child;
  const listeners = SIGNALS.map((signal) => [signal, () => isForUs(signal) && child.kill(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    to(program) {
      child = program;
    },
    stop() {
      for (const [signal, listener] of listeners) process.removeListener(signal, listener);
    },
  };
}

/**
 * Tells whether this process alone has got a signal.
 *
 * A terminal sends what is typed to the program as well, which may take a second Ctrl-C for another wish than the first. So
 * does the console of Windows with everything, where `kill` would end the program at once.
 */
function isForUs(signal) {
  if (IS_WINDOWS) return false;
  return !(TYPED.includes(signal) && [0, 1, 2].some((stream) => tty.isatty(stream)));
}

module.exports = { passSignalsOn };
