// An Azure Function, as a custom handler, with nothing but HTTP: tells who its managed identity is in an organization of Azure
// DevOps. crates/patless-core/examples/function.rs is the same in Rust.
//
// The function app needs a managed identity that is a user of the organization, and the setting AZURE_DEVOPS_URL with the
// organization's URL. AZURE_CLIENT_ID selects a user-assigned identity. The host sets the other variables.

import { createServer } from "node:http";

const AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798";
const MINUTE = 60_000;

// The access token, and when it expires, in milliseconds.
let kept = { token: "", expiresOn: 0 };

// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
async function accessToken() {
  if (kept.expiresOn - Date.now() > 5 * MINUTE) {
    return kept.token;
  }
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER, AZURE_CLIENT_ID } = process.env;
  const url = new URL(IDENTITY_ENDPOINT);
  url.searchParams.set("api-version", "2019-08-01");
  url.searchParams.set("resource", AZURE_DEVOPS);
  if (AZURE_CLIENT_ID) {
    url.searchParams.set("client_id", AZURE_CLIENT_ID);
  }
  const headers = { "x-identity-header": IDENTITY_HEADER };
  const response = await fetch(url, { headers, redirect: "error" });
  if (!response.ok) {
    throw new Error(`no access token: the host responds with status ${response.status}`);
  }
  const { access_token, expires_on } = await response.json();
  kept = { token: access_token, expiresOn: Number(expires_on) * 1000 };
  return kept.token;
}

// The name of the identity, as Azure DevOps knows it.
async function name() {
  const organization = process.env.AZURE_DEVOPS_URL.replace(/\/*$/, "/");
  const headers = { authorization: `Bearer ${await accessToken()}`, accept: "application/json" };
  // A redirect would lead to a page for signing in, and so does 203.
  const url = new URL("_apis/connectionData", organization);
  const response = await fetch(url, { headers, redirect: "error" });
  if (response.status !== 200) {
    throw new Error(`Azure DevOps responds with status ${response.status}`);
  }
  const { authenticatedUser } = await response.json();
  return authenticatedUser.providerDisplayName;
}

const server = createServer(async (request, response) => {
  if (request.url !== "/api/whoami") {
    response.writeHead(404).end();
    return;
  }
  try {
    const text = await name();
    response.writeHead(200, { "content-type": "text/plain" }).end(`${text}\n`);
  } catch (error) {
    response.writeHead(502, { "content-type": "text/plain" }).end(`${error.message}\n`);
  }
});

server.listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, "127.0.0.1", () => {
  console.log(`listening on port ${server.address().port}`);
});
