// Gets an assertion as AzureCLI@2 does: through azure-devops-node-api, which asks for the locations of all resources first.
const { WebApi, getHandlerFromToken } = require("azure-devops-node-api");

const { env } = process;

async function main() {
  const connection = new WebApi(env.SYSTEM_COLLECTIONURI, getHandlerFromToken(env.SYSTEM_ACCESSTOKEN));
  const api = await connection.getTaskApi();
  const { oidcToken } = await api.createOidcToken(
    {},
    env.SYSTEM_TEAMPROJECTID,
    env.SYSTEM_HOSTTYPE,
    env.SYSTEM_PLANID,
    env.SYSTEM_JOBID,
    env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID,
  );
  process.stdout.write(oidcToken);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
