'use strict';
// Written by Patless, for tfx and vsce. Both send the token on to whatever server a redirect names: their library,
// azure-devops-node-api, allows it. With this file, a request with such a token ends before it is sent, unless it is to one of
// these servers.
const ALLOWED = [];

/** Whether a header is a token in the form of tfx and vsce: the password of the user OAuth. */
function isToken(value) {
  const [scheme, credential] = String(value).split(' ');
  return scheme === 'Basic' && Buffer.from(String(credential), 'base64').toString().startsWith('OAuth:');
}

/** Whether a token may go to an origin. */
function isAllowed(origin) {
  return ALLOWED.some((allowed) => {
    const [start, end] = allowed.split('*');
    if (end === undefined) {
      return origin === start;
    }
    const label = origin.slice(start.length, -end.length);
    return origin === start + label + end && /^[a-z0-9-]+$/.test(label);
  });
}

for (const name of ['http', 'https']) {
  const module = require(name);
  const { request: start } = module;
  module.request = function request(...args) {
    const request = start.apply(this, args);
    const origin = `${name}://${request.getHeader('host')}`.toLowerCase();
    if (isToken(request.getHeader('authorization')) && !isAllowed(origin)) {
      request.destroy(new Error(`Patless: ${origin} does not get the token, which is for ${ALLOWED.join(', ')}`));
    }
    return request;
  };
  // The module's own calls another function than the one above.
  module.get = function get(...args) {
    const request = module.request(...args);
    request.end();
    return request;
  };
}
