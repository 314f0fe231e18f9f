// The daemon for the test: a scenario's events in a folder of its own, served on a free port.

import {execFileSync, spawn} from "node:child_process";
import {existsSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";

export const freePort = () => new Promise((give) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const {port} = probe.address();
    probe.close(() => give(port));
  });
});

export class Daemon {
  static async make(program, source) {
    const daemon = new Daemon();
    daemon.program = program;
    daemon.folder = mkdtempSync(join(tmpdir(), "setoff-page-"));
    daemon.port = await freePort();
    daemon.eventPort = await freePort();
    daemon.address = `http://127.0.0.1:${daemon.port}`;
    execFileSync(program, ["run", join(source, "scenarios/first-steps.yaml"), "-o", join(daemon.folder, "run")], {stdio: "ignore"});
    const lines = execFileSync(program, ["export", join(daemon.folder, "run/ledger.db"), "--format", "jsonl"], {maxBuffer: 1 << 28}).toString();
    daemon.events = lines.trim().split("\n").map((line) => {
      const {outcome, ...event} = JSON.parse(line);
      return event;
    });
    return daemon;
  }

  // From now on it asks for tokens; that of a user who reads and submits everything.
  lock() {
    const made = () => execFileSync(this.program, ["token"]).toString().trim().split(/\s+/);
    const [, token, , hash] = made();
    const [, , , importersHash] = made();
    writeFileSync(join(this.folder, "daemon.yaml"), `daemon: 1
ledger: ledger.db
listeners:
  - { for: http, at: "127.0.0.1:${this.port}" }
  - { for: events, at: "127.0.0.1:${this.eventPort}", user: importer }
users:
  desk: { token: "${hash}", party: desk, submit: all, read: true }
  importer: { token: "${importersHash}", party: desk, submit: all, approve: true, override: true, stamp: true }
`);
    return token;
  }

  // Resolves once it answers.
  async start() {
    const how = existsSync(join(this.folder, "daemon.yaml")) ? ["--config", join(this.folder, "daemon.yaml")] :
      [join(this.folder, "ledger.db"), "--http", `127.0.0.1:${this.port}`, "--events", `127.0.0.1:${this.eventPort}`];
    this.process = spawn(this.program, ["serve", ...how], {stdio: "ignore"});
    this.ended = new Promise((give) => this.process.once("exit", give));
    for (;;) {
      if (this.process.exitCode !== null) throw new Error("the daemon ended");
      try { if ((await fetch(`${this.address}/readyz`)).ok) return; } catch { /* not yet */ }
    }
  }

  async stop() {
    this.process.kill("SIGTERM");
    await this.ended;
  }

  // Books events; the receipts.
  async post(events) {
    const response = await fetch(`${this.address}/events`, {method: "POST", headers: {"Content-Type": "application/cloudevents-batch+json"}, body: JSON.stringify(events)});
    return response.json();
  }

  async get(target) {
    const response = await fetch(this.address + target);
    return {status: response.status, type: response.headers.get("content-type"), headers: response.headers, body: await response.json()};
  }

  remove() { rmSync(this.folder, {recursive: true, force: true}); }
}
