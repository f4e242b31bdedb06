'use strict';
// Blanks the variables that the step has noted down. Where it noted none, there is nothing to do.
if (process.env.VSTS_TASKVARIABLE_PATLESS_VARIABLES) require('./launch.js').run('post-job');
