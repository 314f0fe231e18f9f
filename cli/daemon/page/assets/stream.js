// The stream of entries as server-sent events, read by fetch so that a token can be sent. After a
// lost connection it reconnects and resumes after the last entry seen (Last-Event-ID).

import {authorization} from "./api.js";

const kPauses = [500, 1000, 2000, 4000, 8000, 15000];  // milliseconds before each new attempt

// Splits text into events; calls give() with {id, event, data} for each.
export class EventReader {
  constructor(give) { this.give = give; this.rest = ""; this.clear(); }
  clear() { this.event = "message"; this.data = []; this.id = undefined; }
  take(text) {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop();
    for (const line of lines) this.line(line);
  }
  line(line) {
    if (line === "") {
      if (this.data.length) this.give({id: this.id, event: this.event, data: this.data.join("\n")});
      return this.clear();
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.data.push(value);
    else if (name === "id") this.id = value;
    else if (name === "event") this.event = value;
  }
}

// states: connecting, live, lost (with since), resuming, refused (with the HTTP status)
export class EntryStream {
  constructor({after, onEntry, onState}) {
    this.after = after;
    this.onEntry = onEntry;
    this.onState = onState;
    this.attempt = 0;
    this.since = undefined;
    addEventListener("online", () => this.wake?.());
    addEventListener("offline", () => this.abort?.abort());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake?.());
  }

  async run() {
    for (;;) {
      this.onState(this.since ? "resuming" : "connecting", this.since);
      const again = await this.connect().catch(() => true);
      if (!again) return;
      this.since ??= new Date();
      this.onState("lost", this.since);
      await this.pause();
    }
  }

  async connect() {
    this.abort = new AbortController();
    const headers = {Accept: "text/event-stream", ...authorization()};
    const place = this.id ?? this.after;
    if (place !== undefined) headers["Last-Event-ID"] = String(place);
    const response = await fetch("/stream", {headers, cache: "no-store", signal: this.abort.signal});
    if (response.status === 401 || response.status === 403) {
      this.onState("refused", undefined, response.status);
      return false;
    }
    if (response.status === 409) {  // another ledger: nothing on the page belongs to it
      location.reload();
      return false;
    }
    if (!response.ok) return true;
    this.attempt = 0;
    this.since = undefined;
    this.onState("live");
    const reader = new EventReader((event) => this.give(event));
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const {value, done} = await text.read();
      if (done) return true;
      reader.take(value);
    }
  }

  give({id, event, data}) {
    if (event !== "entry" && event !== "message") return;
    const entry = JSON.parse(data);
    if (this.after !== undefined && entry.sequence <= this.after) return;
    this.after = entry.sequence;
    this.id = id;
    this.onEntry(entry);
  }

  pause() {
    const wait = kPauses[Math.min(this.attempt++, kPauses.length - 1)];
    return new Promise((resume) => {
      const timer = setTimeout(resume, wait);
      this.wake = () => { clearTimeout(timer); resume(); };
    });
  }
}
