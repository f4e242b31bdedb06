'use strict';
/** What keeps the program from being started, and how it is shown. */

/** A cause, and what to do about it. */
class CannotStart extends Error {
  constructor(cause, hint) {
    super(cause);
    this.hint = hint;
  }
}

/**
 * Takes from a text what an agent would obey as a logging command, `##vso[`: a folder may be named like one.
 *
 * The agent looks for it by the rules of a language, which pass over some characters: of those, none is ASCII.
 */
function inert(text) {
  return text.replace(/[^\x20-\x7e]/g, '').includes('##') ? text.replace(/#/g, '*') : text;
}

module.exports = { CannotStart, inert };
