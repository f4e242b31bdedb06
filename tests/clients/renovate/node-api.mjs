// Lists the Git repositories through Microsoft's library and prints one line of JSON that says how it went.
import * as azure from "azure-devops-node-api";

const [handler, url] = process.argv.slice(2);
const token = process.env.TOKEN;

// The last argument says whether the token also goes to another host that the service redirects to.
const handlers = {
  bearer: () => azure.getBearerHandler(token, false),
  pat: () => azure.getPersonalAccessTokenHandler(token, false),
  guessed: () => azure.getHandlerFromToken(token, false),
  "bearer by default": () => azure.getBearerHandler(token),
  "pat by default": () => azure.getPersonalAccessTokenHandler(token),
};

try {
  const api = new azure.WebApi(url, handlers[handler]());
  const git = await api.getGitApi();
  const repositories = await git.getRepositories();
  report({ ok: true, repositories: repositories?.map(({ name }) => name) });
} catch (error) {
  report({ ok: false, status: error.statusCode, error: error.message });
  process.exitCode = 1;
}

function report(outcome) {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
