// The list of entries, newest first: new ones appear at the top, older ones load on demand. Arrow
// keys move, Enter opens.

import {ask} from "./api.js";
import {byId, el, empty, fill, gathered, typeName} from "./dom.js";

const kPage = 40;
const kKept = 400;

export class Entries {
  constructor({open}) {
    this.open = open;
    this.newest = undefined;
    this.fresh = 0;
    this.day = "";  // the last value date shown; empty: all
    this.filter = {};
    this.list = el("ol", {class: "entries", "aria-label": "Entries, newest first"});
    this.older = el("button", {type: "button", class: "older", text: "Older entries", onclick: () => this.more()});
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.reload = gathered(() => this.load(), 300, 1500);
    byId("filter").addEventListener("submit", (event) => event.preventDefault());
    byId("filter-text").addEventListener("input", () => this.filterBy({...this.filter, text: byId("filter-text").value.trim()}));
    byId("filter-refused").addEventListener("change", () => this.filterBy({...this.filter, refused: byId("filter-refused").checked}));
  }

  filtered() { return Boolean(this.day) || Object.values(this.filter).some(Boolean); }

  // Shows the entries with value dates up to that day.
  upTo(day) {
    if (day === this.day) return;
    this.day = day;
    byId("entries-h").textContent = day ? `Entries up to ${day}` : "Entries as they arrive";
    this.reload();
  }

  ask(more = {}) { return ask("/entries", {newest: true, limit: kPage, to: this.day, ...more, ...this.filter}); }

  // by: {text, refused, type, account}
  filterBy(by) {
    this.filter = by;
    byId("filter-text").value = by.text ?? "";
    byId("filter-refused").checked = by.refused ?? false;
    const chips = ["type", "account"].filter((name) => by[name]).map((name) =>
      el("button", {type: "button", class: "chip", "aria-label": `Remove the filter ${by[name]}`, onclick: () => this.filterBy({...this.filter, [name]: ""})}, `${by[name].replace(/^setoff\./, "")} ×`));
    byId("filter-more").replaceChildren(...chips);
    this.reload();
  }

  async load() {
    const {filter, day} = this;
    const page = await this.ask();
    if (filter !== this.filter || day !== this.day) return;
    this.list.replaceChildren();
    if (page.size > 0) this.newest = Math.max(this.newest ?? 0, page.size - 1);
    this.show(page);
  }

  async more() {
    this.older.disabled = true;
    try { this.show(await this.ask({before: this.next})); } finally { this.older.disabled = false; }
  }

  show({entries, next, size}) {
    this.next = next;
    this.list.append(...entries.map((entry) => this.row(entry)));
    const none = size === 0 ? "No entries yet. Send events to the event socket or with: setoff send ADDRESS FILE" : this.day ? `No entry up to ${this.day} fits.` : "No entry fits the filter.";
    this.older.hidden = next === null;
    fill("entries", this.list.children.length ? this.list : empty(none), this.older);
    this.rove();
  }

  // Adds an entry from the stream.
  add(entry) {
    this.newest = Math.max(this.newest ?? 0, entry.sequence);
    if (this.day && entry.event.data.value_date > this.day) return;
    ++this.fresh;
    if (this.filtered()) return this.reload();
    const focused = this.list.contains(document.activeElement);
    if (!this.list.isConnected) fill("entries", this.list, this.older);
    const row = this.row(entry);
    row.classList.add("fresh");
    this.list.prepend(row);
    if (this.list.children.length > kKept) {
      this.list.lastElementChild.remove();
      this.next = Number(this.list.lastElementChild.dataset.sequence);
      this.older.hidden = false;
    }
    if (!focused) this.rove();
  }

  row(entry) {
    const {event} = entry;
    const refused = entry.outcome === "refused";
    const sides = [el("span", {class: "seq", text: `#${entry.sequence}`}), el("time", {datetime: event.data.value_date, text: event.data.value_date}),
      el("span", {class: "type", text: typeName(event.type)}), el("span", {class: "what", text: entry.what || event.id}),
      refused ? el("span", {class: "badge bad", text: entry.code.replaceAll("_", " ")}) : el("span", {class: "legs", text: entry.postings.length ? `${entry.postings.length} postings` : ""})];
    return el("li", {"data-sequence": entry.sequence, class: refused ? "refused" : undefined}, el("button", {type: "button", tabindex: "-1", onclick: () => this.open(entry.sequence)}, ...sides));
  }

  // One row at a time is in the tab order.
  rove(to) {
    const buttons = [...this.list.querySelectorAll("button")];
    const current = to ?? buttons.find((button) => button.tabIndex === 0) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
    to?.focus();
  }

  key(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(event.target.closest("button"));
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: buttons.length - 1}[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.rove(buttons[Math.min(buttons.length - 1, Math.max(0, to))]);
  }
}
