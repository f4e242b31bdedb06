// Gets one access token through a credential and prints one line of JSON that says how it went, without the token.
import { AzurePipelinesCredential, ManagedIdentityCredential } from "@azure/identity";

const scope = process.argv[2] ?? process.env.SCOPE ?? "499b84ac-1321-427f-aa17-267ca6975798/.default";

try {
  const { token, expiresOnTimestamp } = await credential().getToken(scope);
  report({
    ok: true,
    tokenLength: token.length,
    tokenParts: token.split(".").length,
    expiresOn: Math.floor(expiresOnTimestamp / 1000),
  });
} catch (error) {
  report({ ok: false, error: String(error) });
  process.exitCode = 1;
}

// Makes the credential that CREDENTIAL names. Default: that of a job of a pipeline.
function credential() {
  const options = JSON.parse(process.env.CREDENTIAL_OPTIONS ?? "{}");
  if (process.env.CREDENTIAL === "ManagedIdentityCredential") {
    return new ManagedIdentityCredential(options);
  }
  return new AzurePipelinesCredential(
    process.env.AZURE_TENANT_ID,
    process.env.AZURE_CLIENT_ID,
    process.env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID,
    process.env.SYSTEM_ACCESSTOKEN,
    {
      // Otherwise it asks the real login.microsoftonline.com whether our authority host is one of Microsoft's.
      disableInstanceDiscovery: true,
      ...options,
    },
  );
}

function report(outcome) {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
