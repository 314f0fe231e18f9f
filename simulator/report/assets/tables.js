// The sections with tables.
function spentSection() {
  if (!data.goods.length) return;
  const largest = Math.max(1, ...data.goods.map((good) => good.drawn));
  const purposes = [...new Set(data.goods.map((good) => good.purpose))];
  const rows = [...data.goods].sort((a, b) => b.drawn - a.drawn).map((good) => {
    const meter = make("span", {class: "meter"});
    meter.style.width = `${(100 * Math.max(0, good.drawn)) / largest}%`;
    meter.style.background = color(CATEGORICAL[purposes.indexOf(good.purpose) % 6]);
    return [good.title, good.purpose, meter, good.spent, good.landed || "", good.asked || "", good.financed || "", good.stock || "", good.shortage_days === undefined ? "" : String(good.shortage_days)];
  });
  section("spent", "What it bought", "Money spent on goods and other purposes, each payment at the rate of its day; quantities that landed; the share of the country's need that the scheme was asked for, and the share that it met.",
    table(`Spent, ${data.currency}`, [{t: "good"}, {t: "purpose"}, {t: ""}, {t: `spent, ${data.currency}`, n: true}, {t: "landed", n: true}, {t: "asked for", n: true}, {t: "met", n: true}, {t: "stock at the end", n: true}, {t: "days short", n: true}], rows, [null, null, "bar"]));
}

function quartersSection() {
  const head = data.quarters.head.map((title, i) => ({t: title, n: i > 1}));
  section("quarters", "Quarter by quarter", `Money in ${data.currency}: flows at the rate of each day, levels at the rate of the last day; quarters of the calendar in which the scenario counts its months.`,
    table("Quarter by quarter", head, data.quarters.rows.map((row) => row.map(minus)), ["nowrap", "nowrap"]));
}

// A timeline with one tick per day on which the rule refused something.
function strip(days) {
  const svg = svgNode("svg", {viewBox: `0 0 ${data.days} 20`, preserveAspectRatio: "none", class: "strip", role: "img", "aria-label": `${days.length} days with refusals`});
  svg.append(svgNode("rect", {x: 0, y: 9.5, width: data.days, height: 1, fill: "currentColor", opacity: 0.2}));
  const width = Math.max(1, data.days / 260);
  for (const [day] of days) svg.append(svgNode("rect", {x: day - data.from, y: 2, width, height: 16, tone: "bad", opacity: 0.75}));
  return svg;
}

function refusalsSection() {
  const lead = data.refused
    ? `${data.refused.toLocaleString("en")} attempts were refused by a rule of the ledger. A refusal is a result: it is recorded as an entry, and the behaviour tried again by its own rule.`
    : "No rule refused anything.";
  section("refusals", "What was refused", lead, data.refusals.length
    ? table("Refusals by rule", [{t: "rule"}, {t: "event"}, {t: "times", n: true}, {t: "when"}, {t: "first"}, {t: "last"}], data.refusals.map((row) => [
      make("span", {title: row.example}, make("span", {class: "mono", text: row.rule}), document.createElement("br"), make("span", {class: "faint", text: row.meaning}), row.subject ? make("span", {}, document.createElement("br"), row.subject) : ""),
      make("span", {class: "mono", text: row.event}), row.count.toLocaleString("en"), strip(row.days), row.first, row.last]), ["wide", null, null, "bar", "nowrap", "nowrap"])
    : "");
}

const sourceCell = (row) => make("span", {}, linked(row.reason), row.reason && row.source ? " " : "", row.source ? make("span", {class: "faint"}, "Source: ", linked(row.source), row.tag && row.tag !== "sourced" ? ` (${row.tag})` : "") : "", row.note ? make("span", {class: "bad", text: ` ${row.note}`}) : "");

function expectationsSection() {
  if (!data.expectations.length) return;
  const checks = data.expectations.filter((row) => row.kind === "check");
  const held = (rows) => rows.filter((row) => row.mark === "ok").length;
  const counts = [];
  if (published.length) counts.push(`${held(published)} of ${published.length} published figures met`);
  if (checks.length) counts.push(`${held(checks)} of ${checks.length} checks hold`);
  const node = section("expectations", published.length ? "Published figures and checks" : "Checks", `${counts.join(", ")}. ${published.length ? "A published figure comes from others, and no input of the file was taken from it; a check follows from the file. " : ""}A warning is one that the run is known to miss; the residual is the run's figure less the expected one.`);
  if (published.length)
    node.append(table("Published figures", [{t: ""}, {t: "published figure"}, {t: "published", n: true}, {t: "run", n: true}, {t: "residual", n: true}, {t: "source and reason"}], published.map((row) => [
      badge(row.mark), figureCell(row), minus(row.asked), minus(row.observed), minus(row.residual), sourceCell(row)]), ["nowrap", "wide", null, null, null, "wide"]));
  if (checks.length)
    node.append(table("Checks", [{t: ""}, {t: "check"}, {t: "run", n: true}, {t: "residual", n: true}, {t: "reason"}], checks.map((row) => [
      badge(row.mark), make("span", {}, figureCell(row), row.day && row.mark !== "ok" ? make("span", {class: "faint", text: ` (${row.day})`}) : ""),
      minus(row.observed), minus(row.residual), sourceCell(row)]), ["nowrap", "wide", null, null, "wide"]));
}

function sourcesSection() {
  if (!data.sources.length) return;
  const tags = ["sourced", "derived", "assumed"].filter((tag) => data.sources.some((row) => row[3] === tag));
  let tag = "all", words = "";
  const holder = make("div");
  const count = make("span", {class: "faint", "aria-live": "polite"});
  const show = () => {
    const rows = data.sources.filter((row) => (tag === "all" || row[3] === tag) && row.join(" ").toLowerCase().includes(words));
    count.textContent = `${rows.length} of ${data.sources.length}`;
    holder.replaceChildren(table("Sources and assumptions", [{t: "value of"}, {t: "value"}, {t: ""}, {t: "source"}, {t: "place"}],
      rows.map(([path, value, source, kind, where]) => [make("span", {class: "mono", text: path}), value, kind ? badge(kind) : "", linked(source), make("span", {class: "mono faint", text: where})]), ["wide", "wide", null, "wide", "nowrap"]));
  };
  const search = make("input", {type: "search", placeholder: "search", "aria-label": "Search sources", oninput: (event) => { words = event.target.value.toLowerCase(); show(); }});
  const choices = ["all", ...tags].map((value) => ({value, text: value === "all" ? "all" : `${value} ${data.sources.filter((row) => row[3] === value).length}`}));
  const fold = make("details", {class: "fold"}, make("summary", {text: `${data.sources.length} numbers: ${tags.map((value) => `${data.sources.filter((row) => row[3] === value).length} ${value}`).join(", ")}`}),
    make("div", {class: "filter"}, pick("Tag", choices, tag, (value) => { tag = value; show(); }), search, count), holder);
  fold.addEventListener("toggle", () => holder.childElementCount || show());
  section("sources", "Sources and assumptions", "Where every number of the scenario comes from. An assumption is the author's choice; others are possible.", fold);
}

function trialSection() {
  const names = {money: "Money", memo: "Earmarks (memo)", quantity: "Quantities"};
  const parts = Object.keys(names).map((layer) => {
    const rows = data.trial.filter((row) => row[0] === layer).map((row) => [make("span", {class: "mono", text: row[1]}), row[2], row[3], row[4]]);
    if (!rows.length) return "";
    const node = make("details", {}, make("summary", {text: `${names[layer]}: ${rows.length} balances`}), table(names[layer], [{t: "account"}, {t: "in"}, {t: "debit", n: true}, {t: "credit", n: true}], rows, ["wide"]));
    if (layer === "money") node.open = true;
    return node;
  });
  section("trial", "Trial balance", "Every account of the ledger on the last day. Debits and credits are equal in each layer and currency. Earmarks appear as booked: those that have lapsed count here until an event clears them, but not among the claims by state.", ...parts);
}

function reproduceSection() {
  const facts = data.reproduce;
  const pair = (name, value) => [make("dt", {text: name}), make("dd", {class: "mono", text: value})];
  section("reproduce", "How to reproduce this", "The same files, options and seed give the same ledger, byte for byte: its root must be the one below.",
    make("pre", {tabindex: "0", text: `${facts.command} -o again\nsetoff audit verify again/ledger.db --expect-root ${facts.root}`}),
    make("dl", {}, ...pair("program", facts.program), ...pair("seed", facts.seed), ...pair("entries", facts.entries.toLocaleString("en")), ...pair("root", facts.root), ...pair("model", facts.model)),
    table("Input files", [{t: "file"}, {t: "SHA-256"}], facts.files.map(([name, hash]) => [make("span", {class: "mono", text: name}), make("span", {class: "mono faint", text: hash})])));
}
