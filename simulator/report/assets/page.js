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
  if (data.expectations.length) cards.push(expectationCard(card));
  const worst = data.worst.map((one) => `${plain(one.measure)} ${one.value} in the month from ${one.from}`);
  const short = document.getElementById("short");
  short.before(make("div", {class: "cards"}, ...cards));
  if (worst.length) short.after(make("p", {class: "hint", text: `Worst: ${worst.join("; ")}.`}));
}

// Figures of others that the run meets, and checks of the file that hold.
function expectationCard(card) {
  const of = (kind) => data.expectations.filter((row) => row.kind === kind);
  const held = (rows) => `${rows.filter((row) => row.mark === "ok").length}/${rows.length}`;
  const [marks, checks] = [of("mark"), of("check")];
  const failed = data.expectations.filter((row) => row.mark === "failed" || row.mark === "never judged").length;
  const missed = data.expectations.filter((row) => row.mark === "warning").length;
  const notes = [marks.length && checks.length ? `${held(checks)} checks hold` : null, failed ? `${failed} failed` : missed ? `${missed} known to miss` : "none failed"];
  return card(marks.length ? "published figures" : "checks", held(marks.length ? marks : checks), marks.length ? "met" : "hold", notes.filter(Boolean).join("; "), failed ? "bad" : missed ? "warn" : "ok");
}

function notesSection() {
  if (!data.notes.length) return;
  section("notes", "Where the run departs from the file", null, table("Notes", [{t: "day"}, {t: "what"}], data.notes, ["nowrap", "wide"]));
}

head();
for (const build of [claimSection, clearingSection, blockedSection, accountsSection, homeSection, spentSection, stockSection, deliveriesSection, ratesSection, quartersSection, refusalsSection,
  expectationsSection, sourcesSection, notesSection, trialSection, reproduceSection]) build();
for (const one of sections) listMarks(one.id);
document.getElementById("contents").append(make("ul", {}, ...sections.map((one) => make("li", {}, make("a", {href: `#${one.id}`, text: one.title})))));
document.getElementById("foot").textContent = `Drawn from ${data.reproduce.entries.toLocaleString("en")} ledger entries by ${data.reproduce.program}. Charts are rounded to seven digits; exact numbers: series.csv, summary.json, ledger.db. Charts by uPlot (MIT).`;
redrawAll();
document.documentElement.dataset.charts = String(charts.filter((chart) => chart.uplot).length);
