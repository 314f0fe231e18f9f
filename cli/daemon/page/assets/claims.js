// Claims by state: the headline, one bar, the recent history as stacked bands, its table.

import {amount, compact, el, empty, fill, grouped, table, value} from "./dom.js";

// Bands of the chart, from the bottom up.
const kBands = [
  {id: "undue", name: "Owed, not overdue", parts: ["undue", "due", "disputed", "topup"]},
  {id: "overdue", name: "Overdue, with late fees", parts: ["overdue", "penalty"]},
  {id: "blocked", name: "At banks, blocked", parts: ["restricted", "requested"]},
  {id: "released", name: "At banks, released", parts: ["approved", "converted"]},
  {id: "free", name: "At banks, unrestricted", parts: ["reserve", "clearing"]},
  {id: "spent", name: "Spent on goods and other purposes", parts: ["transit", "landed", "purpose", "loss"]},
];
const kNames = {
  undue: "not yet due", due: "due, within grace", overdue: "overdue", disputed: "disputed", penalty: "penalties", topup: "top-ups owed", restricted: "restricted money",
  requested: "requested", approved: "approved", converted: "converted", reserve: "reserve", clearing: "clearing account", transit: "goods paid, under way",
  landed: "goods landed", purpose: "other purposes", loss: "goods lost", carry: "negative interest", fee: "fees", spread: "conversion spread", rounding: "rounding",
  writeoff: "written off", fx: "realised exchange loss", revaluation: "revaluation", crossing: "crossing", payable: "payable to host sellers", advance: "advances", repayable: "repayable", deferred: "can still be made up",
};

let plot = null;
let shown = "";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const sumOf = (parts, names) => names.reduce((sum, name) => sum + (parts[name] ? value(parts[name]) : 0), 0);

// A band whose id is a figure of the books shows that figure; others show the sum of their parts.
function figures(all, currency) {
  return el("ul", {class: "figures"}, ...kBands.map((band) => {
    const sum = all.figures[band.id] ? value(all.figures[band.id]) : sumOf(all.parts, band.parts);
    return el("li", {class: sum ? "" : "nil"}, el("span", {class: "label"}, el("span", {class: `swatch ${band.id}`, "aria-hidden": "true"}), band.name),
      el("span", {class: "value", "data-figure": band.id, title: `${grouped(sum.toFixed(2))} ${currency}`}, compact(sum), " ", el("small", {text: currency})));
  }));
}

function bar(parts) {
  const all = kBands.reduce((sum, band) => sum + Math.max(0, sumOf(parts, band.parts)), 0);
  if (!all) return "";
  const width = 1000;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, text] of Object.entries({viewBox: `0 0 ${width} 10`, preserveAspectRatio: "none", class: "bar", "aria-hidden": "true"})) svg.setAttribute(name, text);
  let x = 0;
  for (const band of kBands) {
    const part = (Math.max(0, sumOf(parts, band.parts)) / all) * width;
    if (part <= 0) continue;
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, text] of Object.entries({x, y: 0, width: Math.max(part - 1.5, 1), height: 10, class: band.id})) box.setAttribute(name, text);
    svg.append(box);
    x += part;
  }
  return svg;
}

function stacked(history) {
  const times = history.days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000);
  let below = times.map(() => 0);
  const bands = [];
  for (const band of kBands) {
    const own = times.map((_, i) => band.parts.reduce((sum, part) => sum + Number(history.parts[part]?.[i] ?? 0), 0));
    if (own.every((sum) => sum === 0)) continue;
    below = below.map((sum, i) => sum + own[i]);
    bands.push({band, own, top: below});
  }
  return {times, bands: bands.reverse()};  // the highest is drawn first
}

function draw(host, history, currency) {
  const {times, bands} = stacked(history);
  const signature = JSON.stringify([times.length, host.clientWidth, bands.map(({own}) => own), css("--paper")]);
  if (plot && shown === signature && host.contains(plot.root)) return;
  plot?.destroy();
  shown = signature;
  const axis = {stroke: css("--soft"), grid: {stroke: css("--grid"), width: 1}, ticks: {show: false}, font: "12px system-ui, sans-serif"};
  const series = bands.map(({band}) => ({label: band.name, stroke: css("--paper"), width: 1, fill: css(`--${band.id}`), points: {show: false}}));
  const iso = (u, splits) => splits.map((second) => new Date(second * 1000).toISOString().slice(0, 10));
  plot = new uPlot({
    width: host.clientWidth, height: Math.min(260, Math.max(180, host.clientWidth * 0.42)), series: [{}, ...series], legend: {show: false}, cursor: {y: false, points: {show: false}},
    tzDate: (second) => uPlot.tzDate(new Date(second * 1000), "Etc/UTC"), scales: {y: {range: (u, low, high) => [Math.min(0, low), high * 1.06 || 1]}},
    axes: [{...axis, values: iso, space: 96}, {...axis, size: 72, values: (u, splits) => splits.map((number) => compact(number))}],
    hooks: {setCursor: [(u) => tell(host, history, bands, currency, u.cursor.idx)]},
  }, [times, ...bands.map(({top}) => top)], host);
  tell(host, history, bands, currency, null);
}

function tell(host, history, bands, currency, at) {
  const row = at ?? history.days.length - 1;
  const all = [...bands].reverse().map(({band, own}) => `${band.name.toLowerCase()} ${compact(own[row])}`);
  host.parentElement.querySelector(".when").textContent = `${history.days[row]}: ${all.join(" · ")} ${currency}`;
}

function details(claims) {
  const {parts, earned} = claims.all;
  const names = Object.keys(kNames).filter((part) => parts[part]);
  const rows = names.map((part) => [kNames[part], ...claims.lines.map((line) => (line.parts[part] ? amount(line.parts[part]) : "")), amount(parts[part])]);
  rows.push(["earned", ...claims.lines.map((line) => amount(line.earned)), amount(earned)]);
  const columns = [{text: "part", head: true}, ...claims.lines.map((line) => ({text: line.line, n: true})), {text: "all", n: true}];
  return el("details", {}, el("summary", {text: "All parts, line by line"}), table(`Claims by state on ${claims.on}`, columns, rows, {class: "sums"}));
}

export function showClaims(claims) {
  const {parts} = claims.all;
  if (!Object.keys(parts).length) return fill("claims", empty("Nothing is earned yet. The first invoice makes a claim: send delivery.metered and invoice.issued."));
  const open = document.querySelector("#claims details")?.open;
  const chart = el("div", {class: "plot", role: "img", "aria-label": `Claims by state over the ${claims.history.days.length} days shown up to ${claims.on}; the table below holds the last day`});
  const valued = [
    claims.valued_at.length ? `Money in other currencies at the newest rate: ${claims.valued_at.join(", ")}.` : "",
    claims.at_book_value.length ? `At book value, for want of a rate by then: ${claims.at_book_value.join(", ")}.` : "",
  ].filter(Boolean).join(" ");
  const rates = valued ? el("p", {class: "soft rates", text: valued}) : "";
  fill("claims", figures(claims.all, claims.currency), bar(parts), rates, el("figure", {}, chart, el("figcaption", {class: "when"})), details(claims));
  if (open) document.querySelector("#claims details").open = true;
  draw(chart, claims.history, claims.currency);
  showClaims.redraw = () => draw(chart, claims.history, claims.currency);
}

addEventListener("resize", () => showClaims.redraw?.());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showClaims.redraw?.());
