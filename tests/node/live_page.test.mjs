// The live page in Chromium against the daemon itself, and its answers against the OpenAPI document.
// SETOFF_PROGRAM: the program; SETOFF_SOURCE: the source tree.

import {execFileSync} from "node:child_process";
import {createRequire} from "node:module";
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Validator} from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import {chromium} from "playwright-core";
import {Daemon} from "./daemon.mjs";

const kLater = 3;  // events that come while the page is open
let daemon;
let browser;

before(async () => {
  daemon = await Daemon.make(process.env.SETOFF_PROGRAM, process.env.SETOFF_SOURCE);
  await daemon.start();
  for (let at = 0; at < daemon.events.length - kLater; at += 500)
    await daemon.post(daemon.events.slice(at, Math.min(at + 500, daemon.events.length - kLater)));
  browser = await chromium.launch({
    executablePath: execFileSync("which", ["chromium"]).toString().trim(), timeout: 120_000,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  await daemon?.stop();
  daemon?.remove();
});

// A page with everything it complains about or asks elsewhere.
async function make(view = {}) {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}, ...view});
  page.setDefaultTimeout(60_000);
  page.complaints = [];
  page.elsewhere = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith(daemon.address) || request.url().startsWith("data:") || page.elsewhere.push(request.url()));
  return page;
}

// Loads it on the last day of the books.
async function load(page) {
  const {body} = await daemon.get("/status");
  await page.goto(`${daemon.address}/?on=${body.last_value_date}`);
  await page.waitForSelector("#connection[data-state=live]");
  await page.waitForFunction(() => !document.querySelector("main [aria-busy=true]"));
}

function expectQuiet(page) {
  assert.deepEqual(page.elsewhere, []);
  assert.deepEqual(page.complaints, []);
}

// Starting a page costs more than most tests do with it, so they hand one on, with its sheet closed and its
// filter empty. After a test that failed the next makes a new one.
let idle;

async function take() {
  const page = idle ?? await make();
  if (!idle) await load(page);
  idle = undefined;
  return page;
}

async function handOn(page) {
  expectQuiet(page);
  if (await page.locator("#sheet[open]").count()) await page.keyboard.press("Escape");
  await page.waitForSelector("#sheet:not([open])", {state: "attached"});
  await page.fill("#filter-text", "");
  const {body} = await daemon.get("/status");
  await page.waitForSelector(`.entries li[data-sequence="${body.entries - 1}"]`);
  await page.evaluate(() => document.activeElement.blur());
  idle = page;
}

const newest = (page) => page.locator(".entries li").first().getAttribute("data-sequence").then(Number);

test("the interface document is valid, and every answer has the form it says", async () => {
  const {body: document} = await daemon.get("/openapi.json");
  const verdict = await new Validator().validate(structuredClone(document));
  assert.ok(verdict.valid, JSON.stringify(verdict.errors));
  const ajv = new Ajv2020({strict: false, allErrors: true});
  addFormats(ajv);
  ajv.addSchema({...document, $id: "openapi"});
  const {body: status} = await daemon.get("/status");
  const path = (await daemon.get(`/accounts?on=${status.last_value_date}`)).body.accounts[0].path;
  const asked = {
    "/status": ["/status"], "/entries": ["/entries?limit=500", "/entries?newest=true", "/entries?refused=true", "/entries?after=99999999"], "/entries/{sequence}": ["/entries/0"],
    "/proof/{sequence}": [`/proof/${status.entries - 1}`], "/trace/{sequence}": (await daemon.get("/entries?type=payment.received&limit=2")).body.entries.map((entry) => `/trace/${entry.sequence}?direction=forward`),
    "/balances": ["/balances", `/balances?on=${status.last_value_date}`], "/accounts": [`/accounts?on=${status.last_value_date}`], "/claims": ["/claims", `/claims?on=${status.last_value_date}&days=180&step=30`],
    "/statement": [`/statement?account=${path}`], "/credits": [`/credits?on=${status.last_value_date}&all=true`], "/windows": ["/windows"], "/limits": [`/limits?on=${status.last_value_date}`], "/search": ["/search?text=wheat"],
    "/schemas": ["/schemas"],
  };
  for (const [route, item] of Object.entries(document.paths)) {
    const schema = item.get?.responses["200"].content["application/json"]?.schema;
    if (!schema) continue;
    assert.ok(asked[route]?.length, `no question for ${route}`);
    const check = ajv.compile({$ref: `openapi${schema.$ref}`});
    for (const target of asked[route]) {
      const {status: code, body} = await daemon.get(target);
      assert.equal(code, 200, target);
      assert.ok(check(body), `${target}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
    }
  }
  const problem = await daemon.get("/windows?day=1");
  assert.equal(problem.type, "application/problem+json");
  assert.ok(ajv.compile({$ref: "openapi#/components/schemas/Problem"})(problem.body));
});

test("everything stands on the page, without a complaint and without another host", async () => {
  const page = await take();
  assert.match(await page.textContent("#claims .figures"), /At banks, blocked.*EUR/s);
  assert.equal(await page.locator("#claims canvas").count(), 1);
  assert.match(await page.textContent("#windows"), /left|opens|ended/);
  assert.ok(await page.locator("#accounts tbody tr").count() > 0);
  assert.equal(await newest(page), daemon.events.length - kLater - 1);
  await handOn(page);
});

// As the report has it: three digits and a word for the power of a thousand.
function brief(amount) {
  let size = Math.abs(Number(amount.split(" ")[0]));
  let power = 0;
  while (size >= 999.5 && power < 4) { size /= 1000; power += 1; }
  const digits = (power === 0 && Number.isInteger(size)) || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return size.toFixed(digits) + ["", " k", " M", " bn", " tn"][power];
}

test("the headline shows the figures of the books, in the words of the report", async () => {
  const page = await take();
  const {body: status} = await daemon.get("/status");
  const {body: claims} = await daemon.get(`/claims?on=${status.last_value_date}`);
  for (const figure of ["blocked", "released", "spent"])
    assert.equal(await page.textContent(`#claims [data-figure=${figure}]`), `${brief(claims.all.figures[figure])} EUR`, figure);
  assert.equal(await page.getAttribute("#claims [data-figure=spent]", "title").then((text) => text.replaceAll(",", "")), claims.all.figures.spent);
  const earned = await page.locator("#claims table tbody tr").last().locator("td").last().textContent();
  assert.equal(earned.replaceAll(",", ""), claims.all.earned);
  await handOn(page);
});

test("windows are told with their last day", async () => {
  const page = await take();
  await page.locator("#windows details summary").click().catch(() => {});
  assert.match(await page.textContent("#windows"), /2024-01-01 to 2024-08-31/);
  assert.doesNotMatch(await page.textContent("#windows"), /up to, not with/);
  await handOn(page);
});

test("an entry appears as it is posted, and the list can be filtered", async () => {
  const page = await take();
  const first = await newest(page);
  const [receipt] = await daemon.post([daemon.events[first + 1]]);
  assert.equal(receipt.sequence, first + 1);
  await page.waitForSelector(`.entries li[data-sequence="${first + 1}"]`);
  await page.waitForFunction(() => /new entr/.test(document.getElementById("announce").textContent));
  await page.fill("#filter-text", "payment.received");
  await page.waitForFunction(() => [...document.querySelectorAll(".entries .type")].every((type) => type.textContent === "payment received"));
  await page.fill("#filter-text", "nothing is named so");
  await page.waitForSelector("#entries .empty");
  await handOn(page);
});

test("an entry opens with its postings, its trace and a proof that the browser checks", async () => {
  const page = await take();
  await page.fill("#filter-text", "payment.received");
  await page.waitForFunction(() => document.querySelector(".entries .type")?.textContent === "payment received");
  await page.click(".entries li button");
  await page.waitForSelector("#sheet[open]");
  assert.ok(await page.locator("#sheet table tbody tr").count() >= 2);
  await page.click("text=Where it came from");
  await page.waitForSelector("#sheet .trace .step");
  assert.match(await page.textContent("#sheet .trace"), /delivery metered/);
  await page.click("text=Proof that it stands in the ledger");
  await page.waitForSelector("#sheet .badge:has-text('checked in this browser: it does')");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#sheet:not([open])", {state: "attached"});
  await handOn(page);
});

// A daemon that stops answers 503 to what still waits.
test("a lost connection shows, recovers, and nothing is missed", async () => {
  const page = await take();
  const first = await newest(page);
  await daemon.stop();
  await page.waitForSelector("#connection[data-state=lost], #connection[data-state=resuming]");
  assert.match(await page.textContent("#connection"), /lost since \d\d:\d\d:\d\d UTC/);
  await daemon.start();
  await daemon.post([daemon.events[first + 1]]);
  await page.waitForSelector("#connection[data-state=live]");
  await page.waitForSelector(`.entries li[data-sequence="${first + 1}"]`);
  assert.deepEqual(page.complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|status of 503/.test(text)), []);
  page.complaints = [];
  await handOn(page);
});

test("the keyboard reaches search, its results and the list", async () => {
  const page = await take();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  await page.keyboard.type("wheat");
  await page.waitForSelector("#found:not([hidden]) button");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.evaluate(() => document.getElementById("found").contains(document.activeElement)));
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#found").isHidden());
  await page.focus(".entries li button");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#sheet[open]");
  await handOn(page);
});

test("a chosen day ends the entries and the statements, too", async () => {
  const page = await take();
  await page.fill("#on", "2024-05-15");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.getElementById("entries-h").textContent === "Entries up to 2024-05-15");
  await page.waitForFunction(() => [...document.querySelectorAll(".entries time")].length && [...document.querySelectorAll(".entries time")].every((time) => time.textContent <= "2024-05-15"));
  await page.locator("#accounts tbody tr button").first().click();
  await page.waitForSelector("#sheet[open] .statement");
  assert.match(await page.textContent("#sheet .statement tbody tr:last-child"), /^2024-05-15/);
  await page.keyboard.press("Escape");
  await page.click("#today");
  await page.waitForFunction(() => document.getElementById("entries-h").textContent === "Entries as they arrive");
  await handOn(page);
});

test("a phone shows all of it without sideways scrolling, light and dark", async () => {
  const page = await make({viewport: {width: 390, height: 844}, reducedMotion: "reduce"});
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({colorScheme});
    await load(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
    // No column of a table lies beyond the edge: rows are blocks there.
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.getAttribute("aria-label"))), []);
    assert.ok(await page.evaluate(() => [...document.querySelectorAll("#accounts td")].every((cell) => cell.getBoundingClientRect().right <= 390)));
    expectQuiet(page);
  }
  await page.close();
});

test("axe finds nothing against the page, light and dark, nor against an opened entry", async () => {
  const page = await make({bypassCSP: true, reducedMotion: "reduce"});
  const found = () => page.evaluate(async () => {
    const {violations} = await axe.run({resultTypes: ["violations"]});
    return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(" | ")}`);
  });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({colorScheme});
    await load(page);
    await page.addScriptTag({path: createRequire(import.meta.url).resolve("axe-core")});
    assert.deepEqual(await found(), []);
    await page.click(".entries li button");
    await page.waitForSelector("#sheet[open]");
    assert.deepEqual(await found(), []);
    expectQuiet(page);
  }
  await page.close();
});

test("a daemon that asks for a token: the page asks too, says so of a wrong one, and keeps the right one for its tab", async () => {
  await daemon.stop();
  const token = daemon.lock();
  await daemon.start();
  const page = await browser.newPage();
  await page.goto(daemon.address);
  await page.waitForSelector("#connection[data-state=refused]");
  assert.equal(await page.locator(".entries li").count(), 0);
  await page.fill("#token", "0".repeat(64));
  await page.keyboard.press("Enter");
  await page.waitForSelector("#notices >> text=did not take that token");
  await page.fill("#token", token);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#connection[data-state=live]");
  await page.waitForSelector(".entries li");
  await page.reload();
  await page.waitForSelector("#connection[data-state=live]");
  const other = await browser.newPage();
  await other.goto(daemon.address);
  await other.waitForSelector("#connection[data-state=refused]");
  assert.equal(await other.locator(".entries li").count(), 0);
  assert.ok(!page.url().includes(token));
  await Promise.all([page.close(), other.close()]);
});
