// Gives access tokens on loopback as App Service does: what one writes around @azure/identity where a job needs that.
// Prints its port. It ends with its standard input.
import { createServer } from "node:http";
import { AzurePipelinesCredential } from "@azure/identity";

const { env } = process;
const credential = new AzurePipelinesCredential(
  env.AZURE_TENANT_ID,
  env.AZURE_CLIENT_ID,
  env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID,
  env.SYSTEM_ACCESSTOKEN,
  JSON.parse(env.CREDENTIAL_OPTIONS ?? "{}"),
);

// The SDK keeps tokens as well, but asks Azure DevOps for two assertions at each call all the same.
const kept = new Map();

async function tokenFor(resource) {
  const old = kept.get(resource);
  if (old && (await old).expiresOnTimestamp - Date.now() > 600_000) {
    return old;
  }
  const asked = credential.getToken(`${resource}/.default`);
  kept.set(resource, asked);
  asked.catch(() => kept.delete(resource));
  return asked;
}

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, "http://127.0.0.1");
  if (request.headers["x-identity-header"] !== env.IDENTITY_HEADER) {
    response.writeHead(401).end();
    return;
  }
  const resource = searchParams.get("resource");
  try {
    const { token, expiresOnTimestamp } = await tokenFor(resource);
    const expires_on = String(Math.floor(expiresOnTimestamp / 1000));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: token, expires_on, resource, token_type: "Bearer" }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
