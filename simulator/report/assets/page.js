// Builds the page from top to bottom.
function head() {
  document.getElementById("kicker").textContent = `${data.name} · clearing run`;
  const money = data.rate ? `in ${data.currency} at the rate of each day (on the last, ${data.rate}; the books are in ${data.book})` : `in ${data.currency}`;
  const frame = [`${dayText(data.from)} to ${dayText(data.from + data.days - 1)}, day by day`, money, `${data.flows} flows`];
  if (data.variants.length) frame.push(`variant ${data.variants.join(", ")}`);
  if (data.sets.length) frame.push(`with ${data.sets.join(", ")}`);
  document.getElementById("frame").textContent = frame.join(" · ");
  const card = (label, value, unit, note, tone, exact) => make("div", {class: `card ${tone}`}, make("div", {class: "label", text: label}),
    make("div", {class: "value", title: exact}, value, " ", make("small", {text: unit})), make("div", {class: "note", text: note}));
  const cards = data.cards.map((one) => card(one.label, one.value, one.unit, one.note, one.tone, one.exact));
  const marks = (mark) => data.expectations.filter((row) => row.mark === mark).length;
  if (data.expectations.length) {
    const failed = marks("failed") + marks("never judged");
    cards.push(card("expectations", `${marks("ok")}/${data.expectations.length}`, "hold", failed ? `${failed} failed` : marks("warning") ? `${marks("warning")} known to miss` : "none failed", failed ? "bad" : marks("warning") ? "warn" : "ok"));
  }
  const short = make("section", {id: "short", class: "short", "aria-label": "In short"}, ...data.sentences.map((sentence) => make("p", {text: sentence})));
  const worst = data.worst.map((one) => `${plain(one.measure)} ${one.value} in the month from ${one.from}`);
  document.getElementById("main").append(make("div", {class: "cards"}, ...cards), short, worst.length ? make("p", {class: "hint", text: `Worst: ${worst.join("; ")}.`}) : "");
}

function notesSection() {
  if (!data.notes.length) return;
  section("notes", "Where the run departs from the file", null, table("Notes", [{t: "day"}, {t: "what"}], data.notes, ["nowrap", "wide"]));
}

head();
for (const build of [claimSection, clearingSection, marksSection, spentSection, stockSection, deliveriesSection, ratesSection, quartersSection, refusalsSection,
  expectationsSection, sourcesSection, notesSection, trialSection, reproduceSection]) build();
document.getElementById("contents").append(make("ul", {}, ...sections.map((one) => make("li", {}, make("a", {href: `#${one.id}`, text: one.title})))));
document.getElementById("foot").textContent = `Drawn from ${data.reproduce.entries.toLocaleString("en")} ledger entries by ${data.reproduce.program}. Charts are rounded to seven digits; exact numbers: series.csv, summary.json, ledger.db. Charts by uPlot (MIT).`;
redrawAll();
document.documentElement.dataset.charts = String(charts.filter((chart) => chart.uplot).length);
