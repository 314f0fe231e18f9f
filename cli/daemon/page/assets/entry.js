// The overlay: an entry with its postings, trace and proof; the statement of an account.

import {ask} from "./api.js";
import {amount, byId, el, empty, momentText, plain, table, typeName} from "./dom.js";
import {canVerify, verify} from "./proof.js";

let returnTo = null;
let lastDay = "";  // last day of statements; empty: all days
export const statementsUpTo = (day) => { lastDay = day; };

function show(title, ...content) {
  const sheet = byId("sheet");
  const close = el("button", {type: "button", class: "close", "aria-label": "Close", text: "×", onclick: () => sheet.close()});
  sheet.replaceChildren(el("header", {}, el("h2", {id: "sheet-h", tabindex: "-1"}, ...[title].flat()), close), el("div", {class: "inside"}, ...content));
  if (!sheet.open) {
    returnTo = document.activeElement;
    sheet.showModal();
    sheet.addEventListener("close", () => returnTo?.isConnected && returnTo.focus(), {once: true});
  }
  sheet.scrollTop = 0;
  byId("sheet-h").focus();
}

// A section that loads when it is opened.
function later(title, read) {
  const body = el("div", {"aria-busy": "true"});
  const details = el("details", {class: "later"}, el("summary", {text: title}), body);
  details.addEventListener("toggle", async () => {
    if (!details.open || body.childElementCount) return;
    try { body.replaceChildren(...[await read()].flat()); } catch (error) { body.replaceChildren(empty(error.message)); }
    body.removeAttribute("aria-busy");
  });
  return details;
}

const entryLink = (sequence, text = `#${sequence}`) => el("button", {type: "button", class: "link", text, onclick: () => openEntry(sequence)});

function facts(pairs) {
  return el("dl", {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {text: name}), el("dd", {}, value)]));
}

function postings(entry) {
  if (!entry.postings.length) return empty(entry.outcome === "refused" ? "A refused event posts nothing; it is kept as evidence that it was tried." : "This event posts nothing.");
  const rows = entry.postings.map((posting) => [
    el("button", {type: "button", class: "link path", text: posting.account, onclick: () => openStatement(posting.account, posting.amount.split(" ").pop())}),
    posting.lot ?? "", amount(posting.amount), amount(posting.balance)]);
  return table("Postings, debit positive", [{text: "account", head: true}, {text: "lot"}, {text: "amount", n: true}, {text: "balance after it", n: true}], rows);
}

export async function openEntry(sequence) {
  let answer;
  try { answer = await ask(`/entries/${sequence}`); } catch (error) { return show(`Entry ${sequence}`, empty(error.message)); }
  const {entry, reversed} = answer;
  const {event} = entry;
  const outcome = entry.outcome === "refused" ? el("span", {class: "badge bad", text: `refused: ${entry.code.replaceAll("_", " ")}`})
    : reversed ? el("span", {class: "badge warn", text: "booked, reversed later"}) : el("span", {class: "badge ok", text: "booked"});
  show([el("span", {class: "seq", text: `#${sequence} `}), typeName(event.type)],
    el("p", {class: "lead"}, entry.what ? `${entry.what} ` : "", outcome),
    facts([["value date", event.data.value_date], ["happened", momentText(event.time)], ["booked", momentText(event.bookedtime)], ["event", `${event.id} from ${event.source}`], ["submitter", event.submitter],
      ["links", entry.links.length ? el("span", {}, ...entry.links.flatMap((link) => [`${link.kind} `, entryLink(link.sequence), " "])) : ""]]),
    postings(entry),
    entry.postings.length ? later("Where it came from", () => trace(sequence, "backward")) : "",
    entry.postings.length ? later("What became of it", () => trace(sequence, "forward")) : "",
    later("Proof that it stands in the ledger", () => proof(sequence)),
    el("details", {class: "later"}, el("summary", {text: "The event as it was sent"}), el("pre", {tabindex: "0", text: JSON.stringify(event, null, 2)})));
}

async function trace(sequence, direction) {
  const found = await ask(`/trace/${sequence}`, {direction});
  const entries = new Map(found.entries.map((entry) => [entry.sequence, entry]));
  const kinds = {open: "still there", end: "used", uncovered: "nothing stands behind it"};
  const branch = (node, depth) => {
    const about = entries.get(node.sequence);
    const share = node.share !== node.amount ? el("span", {class: "soft", text: ` (${plain(node.share)} of what was asked about)`}) : "";
    const text = node.kind === "entry"
      ? el("span", {}, entryLink(node.sequence), ` ${about?.value_date ?? ""} ${about ? typeName(about.type) : ""}`, about?.what ? el("span", {class: "soft", text: `, ${about.what}`}) : "", node.price ? el("span", {class: "soft", text: `, at ${node.price}`}) : "")
      : el("span", {text: `${kinds[node.kind]}: ${node.account}`});
    const line = el("div", {class: "step"}, text, el("span", {class: "sum"}, amount(node.amount), share));
    if (!node.children.length) return el("li", {}, line);
    return el("li", {}, el("details", {open: depth < 3}, el("summary", {}, line), el("ul", {}, ...node.children.map((child) => branch(child, depth + 1)))));
  };
  return el("ul", {class: "trace"}, ...found.parts.map((part) => branch(part, 0)));
}

async function proof(sequence) {
  const answer = await ask(`/proof/${sequence}`);
  const verdict = canVerify() ? (await verify(answer) ? el("span", {class: "badge ok", text: "checked in this browser: it does"}) : el("span", {class: "badge bad", text: "checked in this browser: it does NOT"}))
    : el("span", {class: "badge none", text: "this browser checks only on pages from this machine or over TLS"});
  return [el("p", {}, verdict), facts([["leaf", el("code", {text: answer.leaf})], ["entries", String(answer.size)], ["root", el("code", {text: answer.root})], ["path", el("code", {text: answer.proof.join(" ")})]])];
}

export async function openStatement(account, commodity) {
  let answer;
  try { answer = await ask("/statement", {account, commodity, to: lastDay}); } catch (error) { return show("Statement", empty(error.message)); }
  const columns = [{text: "value date", head: true}, {text: "entry"}, {text: "event"}, {text: "lot"}, {text: "amount", n: true}, {text: "balance", n: true}];
  const rows = answer.rows.map((row) => [row.value_date, entryLink(row.sequence), typeName(row.type), row.lot ?? "", amount(row.amount), row.balance ? amount(row.balance) : ""]);
  rows.unshift([answer.from, "", answer.next === null ? "opening" : "opening; the newest postings only", "", "", amount(answer.opening)]);
  rows.push([answer.to, "", "closing", "", "", amount(answer.closing)]);
  show(["Statement ", el("small", {class: "path", text: answer.account})], el("p", {class: "soft", text: `${answer.from} to ${answer.to}, by value date; debit positive`}), table("Statement", columns, rows, {class: "statement"}));
}
