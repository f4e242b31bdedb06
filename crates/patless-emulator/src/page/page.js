// Shows what the emulator sends. All of it is text: nothing is ever read as HTML.

const MOST_ROWS = 1000;
const MOST_LINES = 5000;
const ANNOUNCEMENT_EVERY_MS = 5000;

const byId = (id) => document.getElementById(id);

/** Makes an element with a class, and with text or other elements in it. */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// ---- Time ----

/** How far the clock of the services is ahead of the time since this page began, in seconds. */
let aheadS = null;

const nowS = () => (aheadS === null ? null : aheadS + performance.now() / 1000);

function setClock(timeS) {
  aheadS = timeS - performance.now() / 1000;
  showTime();
}

function timeOfDay(timeS) {
  const time = new Date(timeS * 1000);
  return Number.isNaN(time.getTime()) ? String(timeS) : time.toISOString().slice(11, 19);
}

function duration(seconds) {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes >= 10) return `${minutes} min`;
  if (minutes > 0) return `${minutes} min ${whole % 60} s`;
  return `${whole} s`;
}

function showTime() {
  const now = nowS();
  if (now === null) return;
  byId("clock").textContent = timeOfDay(now);
  for (const cell of document.querySelectorAll("td.left")) {
    const left = Number(cell.dataset.expires) - now;
    cell.textContent = left > 0 ? duration(left) : "expired";
    cell.classList.toggle("bad", left <= 0);
  }
}

setInterval(showTime, 1000);

// ---- Announcements: few, and only what happened since the last one ----

const unsaid = { requests: 0, refusals: new Set() };
let lastSaidMs = -Infinity;
let sayTimer = null;

function sayLater() {
  if (sayTimer !== null) return;
  const wait = Math.max(500, lastSaidMs + ANNOUNCEMENT_EVERY_MS - performance.now());
  sayTimer = setTimeout(() => {
    sayTimer = null;
    lastSaidMs = performance.now();
    const count = unsaid.requests;
    const refused = [...unsaid.refusals].slice(0, 3).join(", ");
    const news = count === 1 ? "1 new request" : `${count} new requests`;
    byId("announcement").textContent = refused ? `${news}. Refused: ${refused}` : news;
    unsaid.requests = 0;
    unsaid.refusals.clear();
  }, wait);
}

// ---- Requests ----

const rows = byId("request-rows");
const area = byId("requests-area");
const onlyRefused = byId("only-refused");
const totals = { all: 0, refused: 0 };

/** Shortens a path for its row: the query is among the details, and of an ID, its start says which one it is. */
function shortPath(path) {
  return path.replace(/\?.*/s, "").replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "$1…");
}

function answerOf(request) {
  const status = request.status === null ? "no answer" : String(request.status);
  const cell = element("td", "answer");
  cell.setAttribute("role", "cell");
  if (request.is_refused) {
    cell.append(element("span", "bad", `✕ ${status}`));
    if (request.code) cell.append(" ", element("code", "", request.code));
    if (!request.code) cell.append(element("span", "quiet", ` ${request.check}`));
  } else {
    cell.append(element("span", "good", `✓ ${status}`));
  }
  return cell;
}

/** Cuts two texts into what they have in common at the start, what differs, and what they have in common at the end. */
function compared(one, other) {
  const left = [...one];
  const right = [...other];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const cut = (text) => [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)];
  return [cut(left), cut(right)].map((parts) => parts.map((part) => part.join("")));
}

function markedText([before, different, after]) {
  const code = element("code", "", before);
  if (different) code.append(element("mark", "", different));
  code.append(after);
  return code;
}

const VERDICTS = {
  equal: ["good", "✓ Equal"],
  "same resource": ["good", "✓ Equal: the ID of the same audience"],
  "different in case": ["bad", "✕ Different in upper and lower case"],
  different: ["bad", "✕ Different"],
  expired: ["bad", "✕ Expired"],
  "not expired": ["good", "✓ Not expired"],
};

function claimRow(claim) {
  const row = element("tr", "");
  const name = element("th", "", `${claim.name} `, element("code", "quiet", claim.claim));
  name.scope = "row";
  const presented = element("td", "");
  presented.dataset.name = "The assertion says";
  const expected = element("td", "");
  expected.dataset.name = "The federated credential expects";
  const isDifferent = claim.verdict?.startsWith("different");
  if (isDifferent) {
    const [left, right] = compared(claim.presented, claim.expected);
    presented.append(markedText(left));
    expected.append(markedText(right));
  } else {
    presented.append(claim.presented ? element("code", "", claim.presented) : "nothing");
    expected.append(claim.expected ? element("code", "", claim.expected) : "nothing");
  }
  const [className, words] = VERDICTS[claim.verdict] ?? ["quiet", "Not compared"];
  const verdict = element("td", className, words);
  verdict.dataset.name = "Compared";
  row.append(name, presented, expected, verdict);
  return row;
}

function assertionOf(request) {
  const section = element("section", "");
  const heading = element("h3", "", "The assertion");
  heading.id = `assertion-${request.number}`;
  section.setAttribute("aria-labelledby", heading.id);
  const head = element("tr", "");
  for (const text of ["Claim", "The assertion says", "The federated credential expects", "Compared"]) {
    const cell = element("th", "", text);
    cell.scope = "col";
    head.append(cell);
  }
  const table = element("table", "claims", element("thead", "", head));
  table.setAttribute("aria-labelledby", heading.id);
  table.append(element("tbody", "", ...request.assertion.claims.map(claimRow)));
  section.append(heading, element("p", "quiet", request.assertion.note), table);
  return section;
}

function factsOf(request) {
  const list = element("dl", "");
  const facts = [
    ["Request", `${request.method} ${request.path}`],
    ["Stands for", request.host],
    ["Client", request.client],
    ["Scope", request.scope],
    ["Form fields", request.form_fields.join(", ")],
    ["Connection", String(request.connection)],
  ];
  for (const [name, value] of facts) {
    if (value) list.append(element("dt", "", name), element("dd", "", value));
  }
  return list;
}

function detailsOf(request) {
  const card = element("div", "card");
  if (request.is_refused) {
    const heading = element("h3", "", `Refused by the check of ${request.check}`);
    const verdict = element("div", "verdict", heading, element("p", "", request.meaning));
    if (request.code) verdict.append(element("p", "", "Code: ", element("code", "", request.code)));
    card.append(verdict);
  }
  if (request.assertion) card.append(assertionOf(request));
  card.append(factsOf(request));
  const cell = element("td", "", card);
  cell.colSpan = 6;
  cell.setAttribute("role", "cell");
  const row = element("tr", "details", cell);
  row.id = `details-${request.number}`;
  row.setAttribute("role", "row");
  return row;
}

function toggle(button, row, request) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  row.classList.toggle("is-open", !isOpen);
  if (isOpen) {
    byId(`details-${request.number}`)?.remove();
    button.removeAttribute("aria-controls");
  } else {
    const details = detailsOf(request);
    row.after(details);
    button.setAttribute("aria-controls", details.id);
  }
}

function cellOf(className, ...content) {
  const cell = element("td", className, ...content);
  cell.setAttribute("role", "cell");
  return cell;
}

function addRequest(request) {
  const wasAtEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 40;
  const row = element("tr", "is-new");
  row.setAttribute("role", "row");
  row.dataset.refused = String(request.is_refused);
  const button = element("button", "opener", String(request.number));
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", `Request ${request.number}, details`);
  button.addEventListener("click", () => toggle(button, row, request));
  row.append(
    cellOf("number", button),
    cellOf("time", timeOfDay(request.time_s)),
    cellOf("who", request.sender),
    cellOf("service", request.service),
    cellOf("path", element("code", "", `${request.method} ${shortPath(request.path)}`)),
    answerOf(request),
  );
  row.hidden = onlyRefused.checked && !request.is_refused;
  rows.append(row);
  totals.all += 1;
  if (request.is_refused) totals.refused += 1;
  if (totals.all > MOST_ROWS) {
    const oldest = rows.firstElementChild;
    if (oldest.nextElementSibling?.className === "details") oldest.nextElementSibling.remove();
    oldest.remove();
  }
  showTotals();
  if (wasAtEnd && !rows.contains(document.activeElement)) area.scrollTop = area.scrollHeight;
  unsaid.requests += 1;
  if (request.is_refused) unsaid.refusals.add(request.code ?? request.check);
  sayLater();
}

function showTotals() {
  byId("no-requests").hidden = totals.all > 0;
  byId("totals").textContent =
    totals.all === 0 ? "None yet" : `${totals.all} so far, ${totals.refused} refused`;
}

onlyRefused.addEventListener("change", () => {
  for (const row of rows.querySelectorAll("tr[data-refused]")) {
    const isHidden = onlyRefused.checked && row.dataset.refused === "false";
    const button = row.querySelector("button");
    if (isHidden && button.getAttribute("aria-expanded") === "true") button.click();
    row.hidden = isHidden;
  }
});

// ---- Tokens ----

function showTokens(tokens) {
  byId("tokens").hidden = tokens.length === 0;
  byId("no-tokens").hidden = tokens.length > 0;
  byId("token-rows").replaceChildren(
    ...[...tokens].reverse().map((token) => {
      const name = element("td", "", `${token.number} `, element("code", "quiet", token.hash));
      const what = element("td", "", token.identity, document.createElement("br"));
      what.append(element("span", "quiet", token.resource));
      const left = element("td", "left");
      left.dataset.expires = String(token.expires_at_s);
      return element("tr", "", name, what, left);
    }),
  );
  showTime();
}

// ---- Scenario ----

const problem = byId("scenario-problem");

function showScenario(scenario) {
  byId("scenario-name").textContent = scenario.name ?? "a scenario without a name";
  byId("scenario-summary").textContent = scenario.summary;
  byId("scenario-note").textContent = scenario.note ?? "";
  byId("scenario-note").hidden = scenario.note === null;
  byId("scenario").value = scenario.name ?? "";
}

function showProblem(text) {
  problem.textContent = text;
  problem.hidden = text === "";
}

byId("scenario-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  showProblem("");
  const body = new URLSearchParams({ scenario: byId("scenario").value });
  try {
    const answer = await fetch("/scenario", { method: "POST", body, headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(await answer.text());
    showScenario(await answer.json());
    byId("announcement").textContent = `Scenario ${byId("scenario-name").textContent} is played now`;
  } catch (error) {
    showProblem(`The scenario was not switched. ${error.message}`);
  }
});

// ---- Log of the job ----

const logLines = byId("log-lines");
const logArea = byId("log-area");
const TAGS = { "##[section]": "section", "[command]": "command", "##[error]": "bad", "##[warning]": "bad", "##[debug]": "quiet" };

/** Cuts a line at its masks, and marks them. */
function markedLine(text) {
  return text.split(/(\*\*\*|\[covered\])/).map((part) => {
    if (part === "***") return element("span", "mask", part);
    if (part === "[covered]") return element("span", "leak", part);
    return part;
  });
}

function addLines(first, lines) {
  const wasAtEnd = logArea.scrollHeight - logArea.scrollTop - logArea.clientHeight < 40;
  lines.forEach((text, index) => {
    const tag = Object.keys(TAGS).find((it) => text.startsWith(it));
    const line = element("li", tag ? TAGS[tag] : "", ...markedLine(text));
    line.dataset.line = String(first + index + 1);
    logLines.append(line);
  });
  while (logLines.childElementCount > MOST_LINES) logLines.firstElementChild.remove();
  if (wasAtEnd) logArea.scrollTop = logArea.scrollHeight;
}

// ---- Connection ----

const pill = byId("connection");

function showConnection(className, text) {
  if (pill.textContent === text) return;
  pill.className = `pill ${className}`;
  pill.textContent = text;
}

let instance = null;
const events = new EventSource("/events");

function on(name, show) {
  events.addEventListener(name, (event) => show(JSON.parse(event.data)));
}

on("hello", (hello) => {
  if (instance !== null && instance !== hello.instance) {
    // Another emulator is at the same address now.
    rows.replaceChildren();
    logLines.replaceChildren();
    totals.all = 0;
    totals.refused = 0;
    showTotals();
  }
  instance = hello.instance;
  showConnection("is-live", "Connected");
});
on("time", (time) => setClock(time.now_s));
on("request", addRequest);
on("tokens", ({ now_s, tokens }) => {
  setClock(now_s);
  showTokens(tokens);
});
on("scenario", showScenario);
on("log", ({ first, lines }) => addLines(first, lines));
events.addEventListener("error", () => {
  showConnection("is-gone", "The emulator has ended. What it showed stays here.");
});
