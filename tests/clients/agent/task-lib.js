'use strict';
// Reads as a task that is written with azure-pipelines-task-lib does, and prints what it read as JSON, in the last line:
// the library prints lines of its own.
//
//   task-lib.js commands          each logging command on standard input
//   task-lib.js inputs NAME …     these inputs, and the service connection that `serviceConnection` names
//   task-lib.js variables NAME …  these variables, each also as a task variable

const [verb, ...names] = process.argv.slice(2);

const task = require('azure-pipelines-task-lib/task');
const { commandFromString } = require('azure-pipelines-task-lib/taskcommand');

const readers = {
  commands() {
    const lines = require('fs').readFileSync(0, 'utf8').split('\n');
    return lines.filter((line) => line.startsWith('##vso[')).map(commandFromString);
  },
  inputs() {
    const id = task.getInput('serviceConnection', true);
    return {
      inputs: Object.fromEntries(names.map((name) => [name, task.getInput(name)])),
      scheme: task.getEndpointAuthorizationScheme(id, false),
      tenant: task.getEndpointAuthorizationParameter(id, 'tenantid', false),
      client: task.getEndpointAuthorizationParameter(id, 'serviceprincipalid', false),
      left: Object.keys(process.env).filter((name) => name.startsWith('INPUT_')),
    };
  },
  variables() {
    return Object.fromEntries(names.map((name) => [name, [task.getVariable(name), task.getTaskVariable(name)]]));
  },
};

process.stdout.write(`\n${JSON.stringify(readers[verb]())}\n`);
