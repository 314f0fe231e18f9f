// Text, numbers and DOM elements; independent of the charts.
const data = JSON.parse(document.getElementById("data").textContent);
const DAY = 86400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayText(day) {
  const date = new Date(day * DAY * 1000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
const isoDay = (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10);

// Three significant digits and a suffix for the power of a thousand, as in the summary.
function brief(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  let size = Math.abs(value);
  let power = 0;
  while (size >= 999.5 && power < 4) { size /= 1000; power += 1; }
  const digits = power === 0 && Number.isInteger(size) ? 0 : size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  const word = ["", " k", " M", " bn", " tn"][power];
  return (value < 0 ? "−" : "") + size.toFixed(digits) + word;
}
// Shorter, for axes: without trailing zeros.
const tick = (value) => brief(value).replace(/(\.\d*?)0+(?= |$)/, "$1").replace(/\.(?= |$)/, "");
const plain = (name) => String(name).replace(/_/g, " ");
const minus = (text) => String(text).replace(/(^| )-(?=\d)/g, "$1−");

// A text in which source codes link to their addresses.
function linked(text) {
  const codes = Object.keys(data.references);
  if (!codes.length) return make("span", {text});
  const word = new RegExp(`\\b(${codes.map((code) => code.replace(/[^\w]/g, "\\$&")).join("|")})\\b`);
  return make("span", {}, ...String(text).split(word).map((piece, i) => {
    const [address, note] = i % 2 ? data.references[piece] : [];
    if (!address) return document.createTextNode(piece);
    if (!/^https?:\/\//.test(address)) return make("abbr", {title: [address, note].filter(Boolean).join(" "), text: piece});
    return make("a", {href: address, title: note || address, target: "_blank", rel: "noreferrer noopener", text: piece});
  }));
}

// make("p", {class: "x", text: "…"}, child, …)
function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (key === "text") node.textContent = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// `tone`: a colour of the page, which follows its dark scheme.
function svgNode(tag, {tone, ...given}) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(given)) node.setAttribute(key, value);
  if (tone) node.style.fill = `var(--${tone})`;
  return node;
}

// Builds a table from head [{t, n}] and rows of texts or nodes; `n` marks numeric columns.
function table(caption, head, rows, classes = []) {
  const kind = (i) => (head[i].n ? "n" : classes[i] || null);
  return make("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
    make("table", {},
      make("caption", {class: "sr", text: caption}),
      make("thead", {}, make("tr", {}, ...head.map((h, i) => make("th", {scope: "col", class: h.n ? "n" : classes[i] === "bar" ? "bar" : null, text: h.t})))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, i) =>
        cell instanceof Node ? make("td", {class: kind(i)}, cell) : make("td", {class: kind(i), text: cell ?? ""})))))));
}

function badge(word) {
  const tone = {ok: "ok", warning: "warn", failed: "bad", "never judged": "bad", sourced: "ok", derived: "none", assumed: "warn"}[word];
  return make("span", {class: `badge ${tone || "none"}`, text: word});
}

// A group of buttons, one of them pressed. A new choice calls `changed(value)`.
function pick(label, choices, chosen, changed) {
  const buttons = choices.map((choice) => make("button", {
    type: "button", "aria-pressed": String(choice.value === chosen), text: choice.text,
    onclick: (event) => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === event.currentTarget));
      changed(choice.value);
    },
  }));
  return make("div", {class: "pick", role: "group", "aria-label": label}, ...buttons);
}

// The sections in order; the table of contents is built from them.
const sections = [];
function section(id, title, lead, ...children) {
  const node = make("section", {id}, make("h2", {text: title}), lead ? make("p", {class: "lead", text: lead}) : null, ...children);
  sections.push({id, title});
  document.getElementById("main").append(node);
  return node;
}
