'use strict';
// Blanks the variables that the step has noted down. Where it noted none, there is nothing to do.
if (mayHaveNoted(process.env)) require('./launch.js').run('post-job');

/** Tells whether there is a note, or a variable of the job in its place: the program says that it cannot read it. */
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
