// The requests of a job, for what the page shows: an assertion from Azure DevOps, exchanged at Entra, and used.

/** Sends the requests of a job with the variables of the emulator. */
export class Job {
  constructor(environment) {
    this.environment = environment;
  }

  /** Asks Azure DevOps for the assertion of the service connection. */
  async assertion() {
    const { SYSTEM_OIDCREQUESTURI: uri, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: id, SYSTEM_ACCESSTOKEN: token } = this.environment;
    const answer = await fetch(`${uri}?api-version=7.1&serviceConnectionId=${id}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "x-tfs-fedauthredirect": "Suppress" },
    });
    return (await answer.json()).oidcToken;
  }

  /** Exchanges an assertion at Entra. */
  async exchange(assertion) {
    const { AZURE_AUTHORITY_HOST: host, AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = this.environment;
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: client,
      scope: "499b84ac-1321-427f-aa17-267ca6975798/.default",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    });
    const answer = await fetch(`${host}${tenant}/oauth2/v2.0/token`, { method: "POST", body });
    return (await answer.json()).access_token;
  }

  /** Asks for an access token, from the start. */
  async accessToken() {
    return this.exchange(await this.assertion());
  }

  /** Sends a request to Azure DevOps, with this token. */
  async azureDevOps(path, token, headers = {}) {
    const authorization = `Bearer ${token}`;
    const url = new URL(path, this.environment.SYSTEM_COLLECTIONURI);
    return fetch(url, { headers: { authorization, "x-tfs-fedauthredirect": "Suppress", ...headers } });
  }
}

/** Makes an assertion with these claims, which nobody signed. */
export function forged(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT", kid: "none" })}.${part(claims)}.${Buffer.from("none").toString("base64url")}`;
}
