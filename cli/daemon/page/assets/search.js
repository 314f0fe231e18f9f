// Search over ids, names, accounts and types; the results under the field also work by keyboard.

import {ask} from "./api.js";
import {byId, el, gathered, typeName} from "./dom.js";

export function startSearch({openEntry, openStatement, filter}) {
  const field = byId("find");
  const found = byId("found");
  const hide = () => { found.hidden = true; };

  const choice = (text, note, act) => el("li", {}, el("button", {type: "button", onclick: () => { hide(); act(); }}, el("span", {text}), el("span", {class: "soft", text: note})));
  const group = (title, items) => (items.length ? el("div", {}, el("h3", {text: title}), el("ul", {}, ...items)) : "");

  function show(answer) {
    const groups = [
      group("Names", answer.lots.map((lot) => choice(lot.lot, lot.kind, () => openEntry(lot.entry)))),
      group("Accounts", answer.accounts.map((path) => choice(path, "statement", () => openStatement(path)))),
      group("Types", answer.types.map((type) => choice(typeName(type), "show its entries", () => { filter({type}); byId("entries").scrollIntoView(); }))),
      group("Entries", answer.entries.map((entry) => choice(`#${entry.sequence} ${typeName(entry.event.type)}`, entry.what || entry.event.id, () => openEntry(entry.sequence)))),
    ].filter(Boolean);
    found.replaceChildren(...(groups.length ? groups : [el("p", {class: "empty", text: `Nothing is named “${answer.text}”. Try a part of an id, an account or a type.`})]));
    found.hidden = false;
  }

  const search = gathered(async () => {
    const text = field.value.trim();
    if (!text) return hide();
    try {
      const answer = await ask("/search", {text});
      if (answer.text === field.value.trim()) show(answer);
    } catch (error) {
      found.replaceChildren(el("p", {class: "empty", text: error.message}));
      found.hidden = false;
    }
  }, 200, 600);

  field.addEventListener("input", search);
  byId("find-form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  byId("find-form").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hide(); field.focus(); return; }
    const buttons = [...found.querySelectorAll("button")];
    if (found.hidden || !buttons.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (at < 0 ? field : buttons[Math.min(at, buttons.length - 1)]).focus();
  });
  document.addEventListener("pointerdown", (event) => { if (!byId("find-form").contains(event.target)) hide(); });
}
