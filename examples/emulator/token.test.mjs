// Tests a client of Azure Pipelines against the emulator. `patless-emulator` is in PATH; run it with `node --test`.
import { AzurePipelinesCredential } from "@azure/identity";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseEnv } from "node:util";

// Plays a scenario until the test ends. Its variables are those of a job.
async function play(scenario, context) {
  const file = join(mkdtempSync(join(tmpdir(), "emulator-")), "env");
  const options = ["serve", "--env-file", file, "--scenario", scenario];
  const emulator = spawn("patless-emulator", options, { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => emulator.kill());
  await once(emulator.stdout, "data"); // it is ready, and the file is complete
  const env = parseEnv(readFileSync(file, "utf8"));
  Object.assign(process.env, env);
  return new AzurePipelinesCredential(
    env.AZURE_TENANT_ID,
    env.AZURE_CLIENT_ID,
    env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID,
    env.SYSTEM_ACCESSTOKEN,
    { disableInstanceDiscovery: true, tlsOptions: { ca: readFileSync(env.PATLESS_EMULATOR_CA_FILE, "utf8") } },
  );
}

const AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default";

test("the service connection gives a token", async (context) => {
  const credential = await play("default", context);
  const { expiresOnTimestamp } = await credential.getToken(AZURE_DEVOPS);
  assert.ok(expiresOnTimestamp > Date.now());
});

test("a federated credential with another subject is refused", async (context) => {
  const credential = await play("wrong-subject", context);
  await assert.rejects(credential.getToken(AZURE_DEVOPS), /AADSTS700213/);
});
