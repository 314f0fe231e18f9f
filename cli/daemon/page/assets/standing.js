// Open items: windows with the days left, open letters of credit, limits with headroom, accounts.

import {amount, byId, dayBefore, daysText, el, empty, fill, isZero, partsOf, plain, table, value} from "./dom.js";

const covers = (names, all) => (names.length ? names.join(", ") : all);
const badge = (tone, text) => el("span", {class: `badge ${tone}`, text});

function daysLeft(days) {
  if (days <= 0) return badge("bad", days < 0 ? `${daysText(-days)} over` : "ends today");
  return badge(days <= 14 ? "bad" : days <= 45 ? "warn" : "ok", `${daysText(days)} left`);
}

export function showWindows({windows, on}) {
  if (!windows.length) return fill("windows", empty("No window was ever opened. Restricted money moves only inside one: send window.opened."));
  const live = windows.filter((window) => window.state !== "ended");
  const ended = windows.filter((window) => window.state === "ended");
  const item = (window) => el("li", {},
    el("div", {class: "line"}, el("strong", {text: window.window}),
      window.state === "open" ? daysLeft(window.days_left) : badge("none", window.state === "ended" ? `ended ${dayBefore(window.to)}` : `opens ${window.from}`)),
    el("p", {class: "soft", text: `${window.from} to ${dayBefore(window.to)}`}),
    el("p", {class: "soft", text: `${covers(window.lines, "all lines")} · ${covers(window.purposes, "all purposes")} · ${covers(window.places, "all places")} · in flight: ${window.in_flight.replace("_", " ")}`}));
  fill("windows",
    live.some((window) => window.state === "open") ? "" : el("p", {class: "alert", text: `No window is open on ${on}: restricted money cannot move.`}),
    el("ul", {class: "plainlist"}, ...live.map(item)),
    ended.length ? el("details", {}, el("summary", {text: `${ended.length} ended`}), el("ul", {class: "plainlist"}, ...ended.map(item))) : "");
}

function papersText(credit) {
  const sets = credit.documents.filter((papers) => !papers.refused).length;
  return sets === 0 ? "no papers yet" : sets === 1 ? "1 set of papers" : `${sets} sets of papers`;
}

const kCreditsShown = 4;

export function showCredits({credits, on}) {
  if (!credits.length) return fill("credits", empty(`No letter of credit is open on ${on}. One is opened by credit.issued under an approved release.`));
  const soonest = credits.toSorted((a, b) => (a.expiry < b.expiry ? -1 : a.expiry > b.expiry ? 1 : 0));
  const item = (credit) => el("li", {},
    el("div", {class: "line"}, el("strong", {text: credit.credit}), credit.state === "papers_waiting" ? badge("warn", "expired, papers to pay") : daysLeft(credit.days_left)),
    el("div", {class: "line"}, el("span", {class: "soft", text: "held"}), amount(credit.held)),
    el("div", {class: "line"}, el("span", {class: "soft", text: "honoured"}), amount(credit.honoured)),
    el("div", {class: "line"}, el("span", {class: "soft", text: "last day for papers"}), el("time", {datetime: credit.expiry, text: credit.expiry})),
    el("p", {class: "soft", text: `${credit.good ?? credit.purpose} from ${credit.supplier} · ${credit.account} (${credit.line}) · ${papersText(credit)}`}),
    el("p", {class: "soft"}, "release ", el("code", {text: credit.release}), ", order ", el("code", {text: credit.order})));
  const rest = soonest.slice(kCreditsShown);
  fill("credits", el("ul", {class: "plainlist"}, ...soonest.slice(0, kCreditsShown).map(item)),
    rest.length ? el("details", {}, el("summary", {text: `${rest.length} more, ending later`}), el("ul", {class: "plainlist"}, ...rest.map(item))) : "");
}

const kMeasures = {floor: "available, at least", cap: "posted, at most", swing: "balance either way and held, at most", spend: "spent and held, at most"};

function used(limit) {
  const bound = value(limit.value);
  const measured = value(limit.measured);
  if (limit.kind === "floor") return measured <= 0 ? 1 : Math.min(1, bound / measured);
  return bound <= 0 ? 1 : Math.min(1, Math.max(0, measured / bound));
}

export function showLimits({limits, on}) {
  if (!limits.length) return fill("limits", empty(`No limit is in force on ${on}. Limits are set by limit.set and hold from their value date on.`));
  fill("limits", el("ul", {class: "plainlist"}, ...limits.map((limit) => {
    const share = used(limit);
    const over = value(limit.headroom) < 0;
    return el("li", {},
      el("div", {class: "line"}, el("strong", {text: limit.limit}), over ? badge("bad", "exceeded") : limit.on_excess === "report" ? badge("none", "reported only") : ""),
      el("meter", {min: "0", max: "1", high: "0.85", optimum: "0", value: String(share), "aria-label": `${limit.limit}: ${Math.round(share * 100)} % used`}),
      el("div", {class: "line"}, el("span", {class: "soft", text: "headroom"}), amount(limit.headroom)),
      el("div", {class: "line"}, el("span", {class: "soft", text: kMeasures[limit.kind]}), amount(limit.value)),
      el("div", {class: "line"}, el("span", {class: "soft", text: "now"}), amount(limit.measured)),
      el("p", {class: "soft", text: `${limit.account}${limit.purpose ? `, ${limit.purpose}` : ""}${limit.period === "none" ? "" : ` · ${limit.period_from} to ${limit.period_to}`}`}));
  })));
}

export function showAccounts({accounts, on}, openStatement) {
  if (!accounts.length) return fill("accounts", empty("No money has come in yet. It does by payment.received."));
  const figure = (text) => el("span", {class: isZero(text) ? "nil" : undefined}, amount(text));
  const columns = [{text: "account", head: true}, {text: "line"}, {text: "posted", n: true}, {text: "held by credits", n: true}, {text: "not held", n: true}, {text: "earmarked", n: true}, {text: "not earmarked", n: true}];
  const rows = accounts.map((row) => [
    el("span", {}, el("button", {type: "button", class: "link", text: row.account, title: "Statement", onclick: () => openStatement(row.path, partsOf(row.posted).unit)}),
      " ", el("span", {class: "soft", text: `${row.use} at ${row.bank}`}),
      row.frozen_out || row.frozen_in ? el("span", {}, " ", badge("bad", row.frozen_out && row.frozen_in ? "frozen" : row.frozen_out ? "frozen out" : "frozen in")) : ""),
    row.line, figure(row.posted), figure(row.held), figure(row.available),
    el("span", {class: [row.requested, row.approved, row.converted].every(isZero) ? "nil" : undefined, title: `requested ${plain(row.requested)}, approved ${plain(row.approved)}, converted ${plain(row.converted)}`}, amount(earmarked(row))),
    figure(row.free)]);
  fill("accounts", table(`Money at banks on ${on}`, columns, rows));
  byId("accounts").querySelector("table").classList.add("accounts");
}

// The sum of requested, approved and converted money, which do not overlap; added in minor units.
function earmarked(row) {
  const {number, unit} = partsOf(row.requested);
  const scale = (number.split(".")[1] ?? "").length;
  const minor = (text) => BigInt(partsOf(text).number.replace(".", ""));
  const digits = (minor(row.requested) + minor(row.approved) + minor(row.converted)).toString().padStart(scale + 1, "0");
  return `${scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits} ${unit}`;
}
