// Gets one access token through a credential of the SDK and prints one line of JSON that says how it went, without the token.
import {
  AzurePipelinesCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from "@azure/identity";

const scope = process.argv[2] ?? process.env.SCOPE ?? "499b84ac-1321-427f-aa17-267ca6975798/.default";

try {
  const { token, expiresOnTimestamp } = await makeCredential().getToken(scope);
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

// Makes the credential that the variable CREDENTIAL names. Default: that of a job of a pipeline.
function makeCredential() {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = process.env;
  const own = JSON.parse(process.env.CREDENTIAL_OPTIONS ?? "{}");
  // Otherwise it asks the real login.microsoftonline.com whether our authority host is one of Microsoft's.
  const options = { disableInstanceDiscovery: true, ...own };
  switch (process.env.CREDENTIAL ?? "AzurePipelinesCredential") {
    case "AzurePipelinesCredential":
      return new AzurePipelinesCredential(
        tenant,
        client,
        process.env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID,
        process.env.SYSTEM_ACCESSTOKEN,
        options,
      );
    case "ClientCertificateCredential": {
      const certificate = { certificatePath: process.env.AZURE_CLIENT_CERTIFICATE_PATH };
      return new ClientCertificateCredential(tenant, client, certificate, options);
    }
    case "ClientAssertionCredential":
      return new ClientAssertionCredential(tenant, client, assertionAsOnGitHub, options);
    case "DefaultAzureCredential":
      return new DefaultAzureCredential(options);
    case "ManagedIdentityCredential":
      return new ManagedIdentityCredential(own);
    case "WorkloadIdentityCredential":
      return new WorkloadIdentityCredential(options);
    default:
      throw new Error(`unknown credential ${process.env.CREDENTIAL}`);
  }
}

// Asks for an assertion as jobs of GitHub do.
async function assertionAsOnGitHub() {
  const { AZURE_OIDC_REQUEST_URL: url, AZURE_OIDC_REQUEST_TOKEN: token } = process.env;
  const response = await fetch(`${url}&audience=${encodeURIComponent("api://AzureADTokenExchange")}`, {
    headers: { Authorization: `bearer ${token}` },
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return (await response.json()).value;
}

function report(outcome) {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
