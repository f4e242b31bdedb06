// Says who the job is to an organization of Azure DevOps, and how long the token is valid with which it asked. The token is from
// the door `managedIdentity` of the keeper, as for any program that uses a managed identity.
//
//   node whoami.mjs ORGANIZATION_URL

import { ManagedIdentityCredential } from "@azure/identity";

const AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default";

const [organization] = process.argv.slice(2);
const { token, expiresOnTimestamp } = await new ManagedIdentityCredential().getToken(AZURE_DEVOPS);

// A redirect would lead to a page for signing in, and so does 203.
const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
const url = new URL("_apis/connectionData", organization);
const response = await fetch(url, { headers, redirect: "error" });
if (response.status !== 200) {
  throw new Error(`Azure DevOps responds with status ${response.status}`);
}
const { authenticatedUser } = await response.json();
console.log(`The Azure SDK is ${authenticatedUser.providerDisplayName}`);
console.log(`Its token is valid until ${new Date(expiresOnTimestamp).toISOString()}`);
