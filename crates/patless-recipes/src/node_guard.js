'use strict';
// Written by Patless, for Renovate, tfx and vsce. All three send the token on to whatever server a redirect names: their library,
// azure-devops-node-api, allows it. With this file, a request with such a token ends before it is sent, unless it is to one of
// these servers. Renovate's git does the same, and then follows no redirect from them.
const ALLOWED = [];
/** The token of Renovate, which may send it in any form. That of tfx and vsce is known by its form. */
const TOKEN = process.env.RENOVATE_TOKEN || undefined;

/** Whether a header is the token of Renovate, or one in the form of tfx and vsce: the password of the user OAuth. */
function isToken(value) {
  const [scheme, credential = ''] = String(value).trim().split(/\s+/);
  const [user, ...password] = Buffer.from(credential, 'base64').toString().split(':');
  switch (scheme.toLowerCase()) {
    case 'basic':
      return user === 'OAuth' || [user, password.join(':')].includes(TOKEN);
    case 'bearer':
      return credential === TOKEN;
    default:
      return false;
  }
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

/** The environment of a child, in which git follows no redirect from the servers: the token is in a header that it repeats. */
function withoutRedirects(environment) {
  const first = Number.parseInt(environment.GIT_CONFIG_COUNT, 10) || 0;
  const settings = ALLOWED.flatMap((server, index) => [
    [`GIT_CONFIG_KEY_${first + index}`, `http.${server}.followRedirects`],
    [`GIT_CONFIG_VALUE_${first + index}`, 'false'],
  ]);
  return { ...environment, ...Object.fromEntries(settings), GIT_CONFIG_COUNT: String(first + ALLOWED.length) };
}

// Renovate passes on no settings of git that it was given, and its own are in its children's environment alone.
if (TOKEN) {
  const children = require('child_process');
  const { spawn: start } = children;
  children.spawn = function spawn(file, ...rest) {
    const args = Array.isArray(rest[0]) ? rest[0] : [];
    const options = rest.find((it) => it && !Array.isArray(it));
    return start.call(this, file, args, { ...options, env: withoutRedirects(options?.env ?? process.env) });
  };
}
// For those who import the above by their names.
require('module').syncBuiltinESMExports();
