// Builds elements without markup strings; formats amounts with their unit, days, names.

// Invisible characters and those that change text direction: those of ledger/text/printable.cpp.
const kUnseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

const escaped = (hex) => (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`);
// Shows these characters as escapes, so that no name can look like another.
export const visible = (text) => String(text).replace(kUnseen, (c) => escaped(c.codePointAt(0).toString(16)));

export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = visible(value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.filter((child) => child !== undefined && child !== null && child !== "");
  node.append(...shown.map((child) => (child instanceof Node ? child : visible(child))));
  return node;
}

export const byId = (id) => document.getElementById(id);

// "14160000.00 EUR" -> {number: "14160000.00", unit: "EUR"}
export function partsOf(text) {
  const space = text.lastIndexOf(" ");
  return space < 0 ? {number: text, unit: ""} : {number: text.slice(0, space), unit: text.slice(space + 1)};
}

export function grouped(number) {
  const [whole, decimals] = number.split(".");
  const sign = whole.startsWith("-") ? "\u2212" : "";
  const digits = whole.replace("-", "").replace(/\B(?=(\d{3})+$)/g, ",");
  return sign + digits + (decimals === undefined ? "" : `.${decimals}`);
}

export const plain = (text) => {
  const {number, unit} = partsOf(text);
  return unit ? `${grouped(number)} ${unit}` : grouped(number);
};

// An amount with its unit in smaller type; figures align in columns.
export function amount(text) {
  const {number, unit} = partsOf(text);
  return el("span", {class: number.startsWith("-") ? "amount minus" : "amount"}, grouped(number), " ", el("small", {text: unit}));
}

export const isZero = (text) => /^-?0(\.0*)?( |$)/.test(text);
export const value = (text) => Number(partsOf(text).number);

// For headlines and axes, as in the report: three digits and a suffix for the power of a thousand,
// 1441675299.34 -> "1.44 bn".
export function compact(number) {
  let size = Math.abs(number);
  let power = 0;
  while (size >= 999.5 && power < 4) { size /= 1000; power += 1; }
  const digits = (power === 0 && Number.isInteger(size)) || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return (number < 0 ? "\u2212" : "") + size.toFixed(digits) + ["", " k", " M", " bn", " tn"][power];
}

export const typeName = (type) => type.replace(/^setoff\./, "").replace(".", " ");
export const dayOf = (time) => time.slice(0, 10);
export const momentText = (time) => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
export const daysText = (days) => (days === 1 ? "1 day" : `${days.toLocaleString("en")} days`);
export const nowText = () => momentText(new Date().toISOString());

// The day before: windows are shown with their last day.
export const dayBefore = (day) => new Date(Date.parse(`${day}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);

export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86400000);
}

// A table whose columns are {text, n: right-aligned, head: names the row}. On a phone each row is a
// block, with each cell under the name of its column; the roles keep it a table for screen readers.
export function table(caption, columns, rows, properties = {}) {
  const cell = (content, column) => el(column.head ? "th" : "td", {class: column.n ? "n" : column.class, scope: column.head ? "row" : undefined,
    role: column.head ? "rowheader" : "cell", "data-label": column.head ? undefined : column.text}, content);
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
    el("table", {role: "table", ...properties}, el("caption", {class: "sr", text: caption}),
      el("thead", {role: "rowgroup"}, el("tr", {role: "row"}, ...columns.map((column) => el("th", {class: column.n ? "n" : undefined, scope: "col", role: "columnheader", text: column.text})))),
      el("tbody", {role: "rowgroup"}, ...rows.map((row) => el("tr", {role: "row"}, ...row.map((content, i) => cell(content, columns[i])))))));
}

export const empty = (...content) => el("p", {class: "empty"}, ...content);

export function fill(section, ...content) {
  const body = byId(section).querySelector(".body");
  body.replaceChildren(...content.filter(Boolean));
  body.removeAttribute("aria-busy");
}

// Debounces: runs once no call has come for `pause` milliseconds, at the latest after `most`.
export function gathered(work, pause, most = pause * 8) {
  let timer = 0;
  let first = 0;
  return () => {
    const now = performance.now();
    if (!timer) first = now;
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; work(); }, Math.max(0, Math.min(pause, first + most - now)));
  };
}
