// The journey of a person on the page, in a real Chromium: a request appears, its refusal is explained, the scenario is switched.
// Everything that the browser got and shows goes to the file DUMP, in which a test looks for secrets.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Job, forged } from "./job.mjs";

const { PAGE_URL: url, DUMP: dump, HOME: home } = process.env;
const job = new Job(process.env);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP stranger.example 127.0.0.1",
];

const browser = await chromium.launchPersistentContext(join(home, "profile"), {
  executablePath: PROGRAMS.find(existsSync),
  headless: true,
  args: FLAGS,
  viewport: { width: 1280, height: 900 },
  reducedMotion: "reduce",
});
browser.setDefaultTimeout(30_000);

const seen = [];
const complaints = [];
const page = await browser.newPage();
page.on("console", (message) => complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(error.message));
page.on("request", (request) => assert.ok(request.url().startsWith(url), `request to ${request.url()}`));
page.on("response", async (response) => {
  if (!response.url().endsWith("/events")) seen.push(await response.text().catch(() => ""));
});

/** Finds the row of a request. */
const rowOf = (number) => page.locator("#request-rows > tr", { has: page.getByRole("button", { name: `Request ${number}, details`, exact: true }) });

/** Switches the scenario, with the keyboard alone. */
async function switchTo(name) {
  await page.getByLabel("What goes wrong").focus();
  await page.getByLabel("What goes wrong").selectOption(name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#scenario-name", { hasText: new RegExp(`^${name}$`) }).waitFor();
}

/** Looks for what keeps people from using the page. */
async function checkAccess(state) {
  const results = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })`);
  const found = results.violations.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(", ")}`);
  assert.deepEqual(found, [], state);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  const { width: most } = page.viewportSize();
  assert.ok(width <= most, `${state}: ${width} px of ${most}`);
}

/** Keeps what the page shows. */
const keep = async () => seen.push(await page.content(), await page.locator("body").innerText());

await page.goto(url);
await page.getByText("Connected", { exact: true }).waitFor();
await page.getByText("Requests appear here").waitFor();
await checkAccess("empty");

// A request appears.
const token = await job.accessToken();
await job.azureDevOps("_apis/connectionData?api-version=7.1-preview", token);
await rowOf(3).waitFor();
assert.match(await rowOf(1).innerText(), /the job[^]*azure-devops[^]*POST \/acme\/[^]*oidctoken[^]*200/);
assert.match(await rowOf(2).innerText(), /acme-packages[^]*entra[^]*POST[^]*200/);
const tokens = page.locator("#token-rows > tr");
assert.match(await tokens.first().innerText(), /1 [0-9a-f]{6}\s+acme-packages\s+Azure DevOps\s+59 min/);

// The scenario is switched, and the refusal is explained.
await switchTo("wrong-subject");
assert.equal(await job.accessToken(), undefined);
await rowOf(5).waitFor();
assert.match(await rowOf(5).innerText(), /401[^]*AADSTS700213/);
const opener = page.getByRole("button", { name: "Request 5, details" });
await opener.focus();
await page.keyboard.press("Enter");
assert.equal(await opener.getAttribute("aria-expanded"), "true");
const details = page.locator("#details-5");
await details.getByRole("heading", { name: "Refused by the check of the subject" }).waitFor();
const claim = (name) => details.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
assert.match(await claim("Issuer").innerText(), /Equal/);
assert.match(await claim("Subject").innerText(), /sc:\/\/acme\/Widgets\/renamed-connection[^]*Different/);
assert.ok((await claim("Subject").locator("mark").count()) > 0);
assert.match(await claim("Expiry").innerText(), /Not expired/);
assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Request 5, details");
await checkAccess("with details");
await keep();
await page.keyboard.press("Enter");
assert.equal(await details.count(), 0);

// What is said aloud is short, and tells of the refusal.
await page.locator("#announcement", { hasText: "AADSTS700213" }).waitFor({ state: "attached" });

// Back again: the next request succeeds.
await switchTo("default");
assert.equal(typeof (await job.accessToken()), "string");
await rowOf(7).waitFor();
assert.match(await rowOf(7).innerText(), /200/);
assert.equal(await tokens.count(), 2);

// Text of strangers stays text.
const attack = "<img src=x onerror=\"document.title='attacked'\">";
await job.exchange(forged({ iss: attack, sub: `${attack}\u202e`, aud: "api://AzureADTokenExchange", exp: 1 }));
await job.azureDevOps(`_apis/${encodeURIComponent(attack)}?${process.env.SYSTEM_ACCESSTOKEN}=${token}`, token, { "user-agent": attack });
await rowOf(9).waitFor();
for (const number of [8, 9]) await page.getByRole("button", { name: `Request ${number}, details` }).click();
assert.match(await page.locator("#details-8").innerText(), /<img src=x onerror=/);
assert.equal(await page.title(), "Patless emulator");
assert.equal(await page.locator("main img").count(), 0);
await assert.rejects(page.evaluate(() => { document.body.innerHTML = "<p>"; }), /TrustedHTML/);

// Only what was refused.
await page.getByLabel("Only refused").check();
assert.equal(await rowOf(7).isVisible(), false);
assert.equal(await rowOf(8).isVisible(), true);
await page.getByLabel("Only refused").uncheck();

// The log of the job, with its masks.
const log = page.locator("#log-lines");
await log.getByText("[command]").waitFor();
assert.equal(await log.locator(".mask", { hasText: "***" }).count(), 1);
assert.equal(await log.locator(".leak", { hasText: "[covered]" }).count(), 1);

// Light and dark, wide and narrow.
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await checkAccess(`${colorScheme}, ${width} px`);
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `${colorScheme}-${width}.png`), fullPage: true });
  }
}
await keep();
assert.deepEqual(complaints.filter((it) => !it.includes("TrustedHTML")), []);

// Without JavaScript, the requests can be read and the scenario can be switched.
const plain = await (await chromium.launch({ executablePath: PROGRAMS.find(existsSync), args: FLAGS })).newPage({ javaScriptEnabled: false });
await plain.goto(url);
await plain.getByLabel("What goes wrong").selectOption("wrong-issuer");
await plain.getByRole("button", { name: "Switch" }).click();
await plain.locator("#scenario-summary", { hasText: "have another issuer" }).waitFor();
seen.push(await plain.content());
await plain.getByRole("link", { name: "a list in plain text" }).click();
assert.match(await plain.locator("body").innerText(), /5 .*entra.*401 AADSTS700213 .*refused by the check of the subject/);
seen.push(await plain.content());
await plain.context().browser().close();
await page.locator("#scenario-name", { hasText: "wrong-issuer" }).waitFor();

// A page of a stranger in the same browser can neither read what is here nor switch the scenario.
const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<title>stranger</title>"));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const stranger = await browser.newPage();
await stranger.goto(`http://stranger.example:${server.address().port}/`);
const tried = await stranger.evaluate(async (target) => {
  const body = new URLSearchParams({ scenario: "default" });
  await fetch(`${target}scenario`, { method: "POST", mode: "no-cors", body }).catch(() => {});
  return fetch(`${target}requests.txt`).then(() => "read", () => "refused");
}, url);
assert.equal(tried, "refused");
await stranger.evaluate((target) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: `${target}scenario` });
  form.append(Object.assign(document.createElement("input"), { name: "scenario", value: "default" }));
  document.body.append(form);
  form.submit();
}, url);
await stranger.getByText("Only the page itself may do this").waitFor();
// A name of the stranger that leads to this machine is no name of the page.
const { port } = new URL(url);
const answer = await stranger.goto(`http://stranger.example:${port}/requests.txt`);
assert.equal(answer.status(), 403);
await stranger.close();
server.close();
assert.equal(await page.locator("#scenario-name").innerText(), "wrong-issuer");

await keep();
await browser.close();
writeFileSync(dump, seen.join("\n"));
