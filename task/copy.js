'use strict';
/** Copies a program that may not be made executable in its place to where it may. Loaded only where that is so. */

const fs = require('fs');
const path = require('path');
const words = require('./failure.js');

/**
 * Copies the program to where only this user can reach it: a folder of its own in the agent's temp folder.
 *
 * That one is found from where the agent has the task, `_tasks/NAME_ID/VERSION`. `AGENT_TEMPDIRECTORY` and `TMPDIR` say
 * what any step, and any text in a log, has them say; in a folder where others may rename, they could put a program of
 * theirs in the place of ours.
 *
 * `isExecutable` tells whether the system would execute a file. `verb` is what the program is run for.
 */
function copied(binary, isExecutable, verb) {
  const parent = path.resolve(path.dirname(process.argv[1]), '..', '..', '..', '_temp');
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
    return { path: copy, remove: isNeededLater(verb) ? () => {} : remove };
  } catch (error) {
    remove();
    throw words.failure(
      `the program cannot be executed: ${binary}, and neither can a copy in ${parent} (${words.reason(error)})`,
      "let the agent's user write to its folder _tasks or its folder _temp, and mount at least one of them without noexec",
    );
  }
}

/**
 * Tells whether git runs the program in later steps, by the path that this step tells it. The copy then stays until the agent
 * empties its temp folder, at the end of the job: it holds no secret.
 */
function isNeededLater(verb) {
  return verb === 'task' && /\bgit\b/i.test(process.env.INPUT_FOR || '');
}

module.exports = { copied };
