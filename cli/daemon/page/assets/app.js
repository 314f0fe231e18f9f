// The page as a whole: the day shown, the order of loading, the connection, notices.

import {ask, setToken, token} from "./api.js";
import {byId, dayOf, daysBetween, daysText, el, fill, gathered, momentText, visible} from "./dom.js";
import {EntryStream} from "./stream.js";
import {showClaims} from "./claims.js";
import {showAccounts, showCredits, showLimits, showWindows} from "./standing.js";
import {Entries} from "./entries.js";
import {openEntry, openStatement, statementsUpTo} from "./entry.js";
import {startSearch} from "./search.js";

const page = {on: "", today: "", status: null};
const entries = new Entries({open: openEntry});

const panels = [
  ["claims", () => ask("/claims", {on: page.on, days: 180, step: 2}), showClaims],
  ["windows", () => ask("/windows", {on: page.on}), showWindows],
  ["credits", () => ask("/credits", {on: page.on}), showCredits],
  ["limits", () => ask("/limits", {on: page.on}), showLimits],
  ["accounts", () => ask("/accounts", {on: page.on}), (answer) => showAccounts(answer, openStatement)],
];

function failed(section, error) {
  const nothing = error.code === "not_adopted";
  fill(section, el("p", {class: "empty", text: nothing ? "The books have no agreement yet. Send agreement.adopted first." : `This could not be read: ${error.message}.`}));
}

async function refreshPanels() {
  await Promise.all(panels.map(async ([section, load, show]) => {
    try { show(await load()); } catch (error) { failed(section, error); }
  }));
}

function notice(id, ...content) {
  byId(id)?.remove();
  if (content.length) byId("notices").append(el("p", {class: "notice", id}, ...content));
}

function showStatus(status) {
  page.status = status;
  page.today = dayOf(status.now);
  if (!byId("on").value) byId("on").value = page.on || page.today;
  byId("title").textContent = visible(status.title ?? "No agreement yet");
  document.title = visible(`${status.title ?? "No agreement yet"} · Setoff`);
  const lines = (status.lines ?? []).map((line) => `${line.line} (${line.owner} to ${line.buyer}, ${line.unit})`);
  byId("frame").textContent = status.adopted ? `Claims in ${status.currency} · ${lines.join(", ")}` : "Send agreement.adopted to begin.";
  byId("foot").replaceChildren(
    el("span", {text: `${status.entries.toLocaleString("en")} entries`}), el("span", {}, "root ", el("code", {text: status.root.slice(0, 16), title: status.root})),
    status.last_booked ? el("span", {text: `newest booked ${momentText(status.last_booked)}`}) : "",
    status.closed_through ? el("span", {text: `closed through ${status.closed_through}`}) : "",
    el("span", {text: status.program}), el("a", {href: "/openapi.json", text: "interface"}));
  notice("writable", ...(status.writable ? [] : ["The ledger cannot be written at the moment; nothing is accepted until it can. See the daemon's log."]));
  staleNotice(status);
}

function staleNotice(status) {
  const last = status.last_value_date;
  const behind = last ? daysBetween(last, page.on || page.today) : 0;
  if (behind <= 92) return notice("stale");
  notice("stale", `The newest amounts are of ${last}, ${daysText(behind)} before the day shown. `, el("button", {type: "button", text: `Show ${last}`, onclick: () => choose(last)}));
}

function choose(day) {
  page.on = day === page.today ? "" : day;
  byId("on").value = day;
  const url = new URL(location);
  page.on ? url.searchParams.set("on", page.on) : url.searchParams.delete("on");
  history.replaceState(null, "", url);
  if (page.status) staleNotice(page.status);
  showDay();
  refreshPanels();
}

function showDay() {
  entries.upTo(page.on);
  statementsUpTo(page.on);
}

const refresh = gathered(async () => {
  try { showStatus(await ask("/status")); } catch { return; }
  refreshPanels();
}, 400, 2000);

const announce = gathered(() => {
  if (entries.fresh) byId("announce").textContent = `${entries.fresh} new ${entries.fresh === 1 ? "entry" : "entries"}, the newest is number ${entries.newest}`;
  entries.fresh = 0;
}, 1500, 5000);

function showConnection(state, since) {
  const at = since ? `${since.toISOString().slice(11, 19)} UTC` : "";
  const texts = {connecting: "connecting", live: "live", lost: `lost since ${at}`, resuming: `lost since ${at}, resuming`, refused: "not allowed to read"};
  byId("connection").dataset.state = state;
  byId("connection-text").textContent = texts[state];
  if (state === "live") refresh();
}

function askForToken() {
  const input = el("input", {type: "password", id: "token", autocomplete: "off", required: true});
  const form = el("form", {class: "token"}, el("label", {for: "token", text: token() ? "The daemon did not take that token. Try another one that may read." : "This daemon asks for a token that may read."}), input, el("button", {text: "Use it"}));
  form.addEventListener("submit", (event) => { event.preventDefault(); setToken(input.value.trim()); location.reload(); });
  byId("notices").replaceChildren(form);
  input.focus();
  showConnection("refused");
}

function listen() {
  new EntryStream({
    after: entries.newest,
    onEntry: (entry) => { entries.add(entry); announce(); refresh(); },
    onState: (state, since) => (state === "refused" ? askForToken() : showConnection(state, since)),
  }).run();
}

function keys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !byId("sheet").open) {
      event.preventDefault();
      byId("find").focus();
    }
  });
  byId("asof").addEventListener("submit", (event) => event.preventDefault());
  byId("on").addEventListener("change", () => byId("on").value && byId("on").checkValidity() && choose(byId("on").value));
  byId("today").addEventListener("click", () => choose(page.today));
}

async function start() {
  page.on = new URL(location).searchParams.get("on") ?? "";
  showDay();
  keys();
  startSearch({openEntry, openStatement, filter: (by) => entries.filterBy(by)});
  for (let attempt = 0; ; ++attempt) {
    try {
      showStatus(await ask("/status"));
      await entries.load();
      break;
    } catch (error) {
      if (error.status === 401 || error.status === 403) return askForToken();
      showConnection("lost", page.since ??= new Date());
      await new Promise((resume) => setTimeout(resume, Math.min(15000, 500 * 2 ** attempt)));
    }
  }
  await refreshPanels();
  listen();
}

start();
