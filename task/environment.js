'use strict';
/**
 * Fails if the environment would make the agent, or Node, do what a line in the log says.
 *
 * Any text that a step prints can set a variable, and Node has read its own variables before this file runs.
 */

/** The error messages, in a file that is loaded only on a failure. */
const failure = (cause, hint) => require('./failure.js').failure(cause, hint);

/** Fails if a variable contains something that is not allowed. */
function check() {
  refuseCommands();
  refuseChannel();
}

/**
 * Fails if a name or a value contains a logging command. Whatever starts before us may have written it to the log, where the
 * agent obeys it as a command of this step: Node warns about `NODE_EXTRA_CA_CERTS`, for one.
 *
 * The agent looks for it by the rules of a language, which pass over some characters: of those, none is ASCII white space.
 */
function refuseCommands() {
  for (const [name, value] of Object.entries(process.env)) {
    const text = `${name}\n${value}`;
    if (!text.includes('#') || !/##vso\[/i.test(text.replace(/[^\t-\r\x20-\x7e]/g, ''))) continue;
    throw failure(
      `the variable ${name.replace(/[^\x20-\x7e]/g, ' ').replace(/##/g, '**')} holds a logging command, ##vso, which ` +
        'other programs may write into the log of this step',
      'remove it, or find the step that sets it: any text that a step prints can set a variable. Restrict that step with ' +
        'target.settableVariables',
    );
  }
}

/**
 * Fails if a variable says that another Node process started this one: when that ends, Node may exit with success.
 *
 * Node has taken NODE_CHANNEL_FD and NODE_UNIQUE_ID out of the environment by now. The second does nothing without the first.
 */
function refuseChannel() {
  if (process.connected === undefined) return;
  throw failure(
    'the variable NODE_CHANNEL_FD is set, with which Node may end before the work is done',
    'remove the variables NODE_CHANNEL_FD and NODE_UNIQUE_ID from the job; if nobody has set them on purpose, find the ' +
      'step that does',
  );
}

module.exports = { check };
