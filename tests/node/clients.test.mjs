// Clients that others wrote, against the daemon: the CloudEvents SDK posts in its modes, curl and the
// EventSource package read the stream and resume it, nc speaks to the event socket, Prometheus scrapes.
// SETOFF_PROGRAM: the program; SETOFF_SOURCE: the source tree.

import assert from "node:assert/strict";
import {execFile, execFileSync, spawn} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {CloudEvent, emitterFor, httpTransport, Mode} from "cloudevents";
import {EventSource} from "eventsource";
import {Daemon, freePort} from "./daemon.mjs";

let daemon;
let posted = 0;  // events of the scenario that the daemon has

before(async () => {
  daemon = await Daemon.make(process.env.SETOFF_PROGRAM, process.env.SETOFF_SOURCE);
  await daemon.start();
});

after(async () => {
  await daemon?.stop();
  daemon?.remove();
});

const entries = async () => (await daemon.get("/status")).body.entries;
const take = (count) => daemon.events.slice(posted, posted += count);

async function until(what, holds, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  while (!await holds()) {
    assert.ok(Date.now() < end, `${what}: not within ${milliseconds} ms`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

// What a program says to an input; it is ended once `enough` of it has come.
function converse(program, args, input, enough) {
  return new Promise((give, fail) => {
    const child = spawn(program, args, {stdio: ["pipe", "pipe", "inherit"]});
    let said = "";
    const limit = setTimeout(() => { child.kill(); fail(new Error(`${program} said only: ${said}`)); }, 30_000);
    child.stdout.on("data", (data) => { said += data; if (enough(said)) child.kill(); });
    child.once("error", fail);
    child.once("close", () => { clearTimeout(limit); give(said); });
    child.stdin.end(input);
  });
}

for (const mode of [Mode.STRUCTURED, Mode.BINARY])
  test(`the CloudEvents SDK posts events in ${mode} mode`, async () => {
    const emit = emitterFor(httpTransport(`${daemon.address}/events`), {mode});
    for (const event of take(3)) {
      const receipt = JSON.parse((await emit(new CloudEvent(event))).body);
      assert.deepEqual([receipt.id, receipt.outcome], [event.id, "accepted"]);
      assert.equal(await entries(), receipt.sequence + 1);
      const again = JSON.parse((await emit(new CloudEvent(event))).body);
      assert.deepEqual([again.outcome, again.sequence, again.leaf], ["replayed", receipt.sequence, receipt.leaf]);
      const {entry: stored} = (await daemon.get(`/entries/${receipt.sequence}`)).body;
      assert.deepEqual(stored.event.data, event.data);
    }
  });

test("events of the CloudEvents SDK go as a batch", async () => {
  const batch = take(5);
  const receipts = await daemon.post(batch.map((event) => new CloudEvent(event)));
  assert.deepEqual(receipts.map(({id, outcome}) => [id, outcome]), batch.map(({id}) => [id, "accepted"]));
});

test("what is no CloudEvent is refused with a problem, and the SDK's own checks are not needed for it", async () => {
  const before = await entries();
  const [event] = daemon.events.slice(posted, posted + 1);
  const {specversion, ...bare} = event;
  const response = await fetch(`${daemon.address}/events`, {method: "POST", headers: {"Content-Type": "application/cloudevents+json"}, body: JSON.stringify(bare)});
  assert.equal(response.status, 400);
  assert.equal((await response.json()).where, "specversion");
  assert.equal(await entries(), before);
});

test("nc speaks to the event socket: a receipt for each line, in order", async () => {
  const sent = take(20);
  const lines = sent.map((event) => `${JSON.stringify(event)}\n`).join("");
  const said = await converse("nc", ["-N", "127.0.0.1", String(daemon.eventPort)], lines, () => false);
  const receipts = said.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(receipts.map(({id, outcome}) => [id, outcome]), sent.map(({id}) => [id, "accepted"]));
});

// The id of an event of the stream is the entry's number and the beginning of its leaf.
const sequenceOf = (id) => Number(id.split("-")[0]);

test("curl reads the stream of entries and resumes it behind the last one it saw", async () => {
  const ids = (said) => [...said.matchAll(/^id: ?(\d+-[0-9a-f]{16})$/gm)].map(([, id]) => id);
  const read = (count, target, ...more) =>
    converse("curl", ["-sN", ...more, daemon.address + target], "", (said) => ids(said).length >= count && said.endsWith("\n\n"));
  const first = ids(await read(3, "/stream?after=0")).slice(0, 3);
  assert.deepEqual(first.map(sequenceOf), [1, 2, 3]);
  const rest = ids(await read(3, "/stream", "-H", `Last-Event-ID: ${first[2]}`)).slice(0, 3);
  assert.deepEqual(rest.map(sequenceOf), [4, 5, 6]);
});

test("the EventSource package follows the stream over a restart of the daemon, without a gap or a repeat", async () => {
  const seen = [];
  const source = new EventSource(`${daemon.address}/stream?after=0`);
  const hear = ({lastEventId, data}) => seen.push([sequenceOf(lastEventId), JSON.parse(data).sequence]);
  source.addEventListener("entry", hear);
  source.addEventListener("message", hear);
  await until("entries before the restart", async () => seen.length === await entries() - 1);
  await daemon.stop();
  await daemon.start();
  await daemon.post(take(4));
  await until("entries after the restart", async () => seen.length >= await entries() - 1);
  source.close();
  const expected = Array.from({length: await entries() - 1}, (_, at) => [at + 1, at + 1]);
  assert.deepEqual(seen, expected);
});

test("promtool finds nothing to say about the metrics", async () => {
  const text = await (await fetch(`${daemon.address}/metrics`)).text();
  assert.match(text, /^setoff_entries /m);
  assert.equal(execFileSync("promtool", ["check", "metrics"], {input: text, stdio: ["pipe", "pipe", "pipe"]}).toString(), "");
});

test("Prometheus scrapes the daemon and knows the number of entries", async () => {
  const folder = mkdtempSync(join(tmpdir(), "setoff-prometheus-"));
  const port = await freePort();
  writeFileSync(join(folder, "prometheus.yml"), `global: {scrape_interval: 1s}
scrape_configs: [{job_name: setoff, static_configs: [{targets: ["127.0.0.1:${daemon.port}"]}]}]
`);
  const prometheus = execFile("prometheus", [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=127.0.0.1:${port}`]);
  const ended = new Promise((give) => prometheus.once("exit", give));
  const ask = async (query) => {
    try {
      const answer = await (await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${query}`)).json();
      return Number(answer.data.result[0]?.value[1]);
    } catch { return NaN; }
  };
  try {
    const expected = await entries();
    await until("a scrape", async () => await ask("setoff_entries") === expected, 60_000);
    assert.equal(await ask("up"), 1);
  } finally {
    prometheus.kill();
    await ended;
    rmSync(folder, {recursive: true, force: true});
  }
});
