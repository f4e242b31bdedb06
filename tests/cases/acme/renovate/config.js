module.exports = {
  platform: "azure",
  endpoint: "https://dev.azure.com/acme/",
  token: process.env.RENOVATE_PAT,
  hostRules: [{ matchHost: "github.com", token: process.env.GITHUB_COM_TOKEN }],
  packageRules: [{ matchUpdateTypes: ["patch"], automerge: true }],
};
