'use strict';
// Blanks the variables that the step has noted. Without a note, there is nothing to do.
if (mayHaveNoted(process.env)) require('./launch.js').run('post-job');

/** Whether there is a note, or a job variable that replaces it: the program reports that it cannot read it. */
function mayHaveNoted(env) {
  const place = 'VSTS_TASKVARIABLE_PATLESS_VARIABLES';
  const isInPlace = (name) => name.replace(/[ .]/g, '_').toUpperCase() === place;
  try {
    const lists = [env.VSTS_PUBLIC_VARIABLES, env.VSTS_SECRET_VARIABLES];
    return Boolean(env[place]) || lists.some((list) => JSON.parse(list || '[]').some(isInPlace));
  } catch {
    // A list that cannot be read may hold it.
    return true;
  }
}
