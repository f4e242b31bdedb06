import * as azdev from "azure-devops-node-api";

const connection = new azdev.WebApi("https://dev.azure.com/acme", azdev.getPersonalAccessTokenHandler(process.env.ADO_PAT));
const other = new azdev.WebApi("https://dev.azure.com/acme", azdev.getBearerHandler(process.env.ADO_TOKEN));
const octokit = new Octokit({ auth: process.env.GITHUB_PAT });
const pat = /^v\d+$/;
console.log(connection, other, octokit, pat);
