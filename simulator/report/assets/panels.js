// The sections with charts.
const CATEGORICAL = ["c1", "c2", "c3", "c4", "c5", "c6"];

function figure(chart, ...tools) {
  return make("figure", {}, make("div", {class: "tools"}, ...tools, chart.when), chart.node);
}

function windowHint() {
  if (!data.guarded) return null;
  const days = data.no_window_days;
  return make("p", {class: "hint", text: `Strip and tint: a waiver window is in force (every other one darker). Hatched: no window${days ? `, ${days} days in all` : ""}. Drag to look closer, double-click to come back; arrow keys move the day.`});
}

// Ticks for dated facts along the lower edge; text below the chart describes those near the day.
function eventTicks() {
  return {hooks: {draw: (u) => {
    const {ctx, bbox} = u;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = color("ink");
    for (const event of data.events) {
      const x = u.valToPos(event.day * DAY, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      const y = bbox.top + bbox.height;
      ctx.beginPath();
      ctx.moveTo(x, y - 2 * size);
      ctx.lineTo(x - size, y);
      ctx.lineTo(x + size, y);
      ctx.fill();
    }
    ctx.restore();
  }}};
}

function claimSection() {
  let line = null;
  const ofLine = (columns) => (line === null ? columns.flat() : columns[line]);
  const earned = data.lines.map((one) => [`earned.${one.name}`]);
  // Series are rounded to seven digits each; what is far below that is no colour of its own.
  const seen = ({values}, i, all) => { const least = 1e-6 * Math.max(...all.map((one) => extremes(one.values)[1])); return extremes(values).some((value) => Math.abs(value) > least); };
  const partSeries = () => [
    ...data.parts.map((part) => ({name: part.name, title: plain(part.name), about: part.about, color: part.name, unit: data.currency, values: sum(ofLine(part.columns))})),
    {name: "earned", title: "= earned", about: "openings, bills, late fees, interest", color: "ink", unit: data.currency, values: sum(ofLine(earned)), over: true, width: 1.4, dash: [2, 3]},
  ].filter(seen);
  const told = make("p", {class: "hint mono"});
  const chart = new Chart({label: `Claims by state over time, ${data.currency}, stacked`, series: partSeries(), stacked: true, height: 420, windows: true,
    unit: data.currency, plugins: [eventTicks()],
    onread: (row, index) => {
      const day = data.from + row;
      const near = data.events.filter((event) => Math.abs(event.day - day) <= data.days / 250);
      told.textContent = index === null ? `setoff claims ledger.db --on ${isoDay(day)}${data.rate ? ` --in ${data.currency}` : ""}`
        : near.length ? near.map((event) => `${dayText(event.day)}: ${event.text}`).join("; ")
          : `the entries behind it: setoff audit log ledger.db --from ${isoDay(day)} --to ${isoDay(day)}`;
    }});
  const chooser = data.lines.length < 2 ? "" : pick("Line", [{value: null, text: "all lines"}, ...data.lines.map((one, i) => ({value: i, text: one.title}))], null,
    (value) => { line = value; chart.rebuild(partSeries()); });
  section("claim", "Where the money is", `Everything ever earned, by the state it has reached: owed by the buyer, held at a bank, released, spent, or lost on the way. Money in other currencies is valued at the newest rate of each day. Negative amounts (exchange gains, money owed back) are drawn below zero. The dotted line is what the income accounts of the ledger earned.`,
    figure(chart, chooser), told, datedFacts(), windowHint());
}

// What the ticks mean, for a reader who cannot point at them.
function datedFacts() {
  if (!data.events.length) return null;
  const rows = [...data.events].sort((a, b) => a.day - b.day).map((event) => [isoDay(event.day), event.text]);
  return make("details", {class: "fold"}, make("summary", {text: `${rows.length} dated ${rows.length === 1 ? "fact" : "facts"} (\u25b2 on the chart)`}),
    table("Dated facts", [{t: "day"}, {t: "what"}], rows));
}

// Overdue claims, blocked money, and any other figure of the claims that somebody has published.
function blockedSection() {
  const lines = [
    ...data.lines.map((line) => ({title: `${line.title}, overdue`, of: [`claims.${line.name}.overdue`]})),
    ...data.accounts.filter((account) => account.kind === "restricted").map((account) => ({title: `${account.title}, blocked`, of: [`blocked.${account.name}`]})),
  ].filter((one) => nonzero(sum(one.of)));
  const marks = numbered(published.filter((row) => row.section === "blocked" && row.drawn && row.drawn.columns.every((name) => series(name))));
  for (const {drawn} of marks)
    if (!lines.some((one) => keyOf(one.of) === keyOf(drawn.columns))) lines.push({title: drawn.figure, of: drawn.columns});
  if (!lines.length) return;
  const all = lines.map((one, i) => ({...one, ...lineLook(i), unit: data.currency, width: 1.8, values: sum(one.of)}));
  const chart = new Chart({label: `Overdue claims and blocked money over time, ${data.currency}${marks.length ? ", with published figures" : ""}`, series: all, height: 340, windows: true, unit: data.currency,
    plugins: [marksPlugin(marks)], range: (u, low, high) => fromZero(u, low, Math.max(high ?? 0, highestOf(marks)))});
  const restricted = data.accounts.some((account) => account.kind === "restricted");
  section("blocked", restricted ? "Overdue and blocked" : "Overdue", (restricted ? "What the buyer owes past its due day, and what is held at the banks and not released." : "What the buyer owes past its due day.") + (marks.length ? ` ${MARKS_HINT}` : ""),
    figure(chart), windowHint());
}

// Marks on the zero line of a clearing account: what the creditor called, what was paid, and month
// ends that asked for consultation.
function clearingMarks(name) {
  const kinds = [["called", "c2", false], ["settled", "ok", true], ["consulted", "bad", true]];
  return {hooks: {draw: (u) => {
    const {ctx, bbox} = u;
    const size = 4 * devicePixelRatio;
    ctx.save();
    for (const [kind, tone, filled] of kinds) {
      const flows = series(`${kind}.${name}`);
      if (!flows) continue;
      ctx.fillStyle = ctx.strokeStyle = color(tone);
      ctx.lineWidth = 1.5 * devicePixelRatio;
      flows.values.forEach((value, row) => {
        if (!value) return;
        const x = u.valToPos(times[row], "x", true);
        if (x < bbox.left || x > bbox.left + bbox.width) return;
        const y = u.valToPos(0, "y", true);
        ctx.beginPath();
        if (kind === "consulted") ctx.rect(x - size, y - 3 * size, 2 * size, 2 * size);
        else ctx.arc(x, y, size, 0, 7);
        if (filled) ctx.fill(); else ctx.stroke();
      });
    }
    ctx.restore();
  }}};
}

function clearingSection() {
  if (!data.clearings.length) return;
  const node = section("clearing", data.clearings.length > 1 ? "The clearing accounts" : "The clearing account");
  let marked = false, halted = false;
  for (const account of data.clearings) {
    const swing = series(`swing.${account.name}`);
    const extra = !swing ? [] : [1, -1].map((side) => ({title: "swing", color: "bad", dash: [5, 4], unit: swing.unit, values: swing.values.map((value) => side * value), stepped: true, width: 1.2, bound: true, twin: side < 0}));
    const {chart, marks, frozen} = balanceChart(account, {height: 300, extra, plugins: [clearingMarks(account.name)]});
    marked = marked || marks.length > 0;
    halted = halted || frozen;
    const called = nonzero(series(`called.${account.name}`)?.values ?? []) ? ` Called ${account.called}, of which ${account.paid} was paid${account.moved ? ` and ${account.moved} moved to another clearing account` : ""}.` : "";
    node.append(figure(chart, make("h3", {text: account.title})),
      make("p", {class: "hint", text: `On the last day ${minus(account.balance)}.${called}${account.consultations ? ` ${account.consultations} consultation${account.consultations === 1 ? "" : "s"}.` : ""}`}));
  }
  const any = (kind) => data.clearings.some((account) => nonzero(series(`${kind}.${account.name}`)?.values ?? []));
  const limits = data.clearings.some((account) => series(`swing.${account.name}`)) ? " Dashed: the swing, the most that either side may owe." : "";
  const events = [["called", "circles where the creditor called an amount"], ["settled", any("moved") ? "dots where it was paid or moved" : "dots where it was paid"], ["consulted", "squares where the two sides were to consult"]].filter(([kind]) => any(kind)).map(([, words]) => words);
  node.querySelector("h2").after(make("p", {class: "lead", text: `Above zero the other side owes the home side, below zero the home side owes.${limits}${events.length ? ` On the zero line: ${events.join(", ")}.` : ""}${marked ? ` ${MARKS_HINT}` : ""}${halted ? ` ${FROZEN_HINT}` : ""}`}));
}

// The country's stock of each good, and what the scheme has bought.
function stockSection() {
  const goods = data.goods.filter((good) => series(`national_cover.${good.name}`));
  if (!goods.length) return;
  const grid = make("div", {class: "grid"});
  for (const good of goods) {
    const cover = series(`national_cover.${good.name}`);
    const floor = series(`floor.${good.name}`);
    const list = [{title: "cover", color: "c3", fill: "c3", unit: "days", values: cover.values, width: 1.4}];
    if (floor) list.push({title: "floor", color: "bad", dash: [5, 4], unit: "days", values: floor.values, width: 1.2});
    const short = series(`short.${good.name}`);
    const stock = new Chart({label: `Stock of ${good.title}, days of the country's whole need`, series: list, height: 130, small: true, plugins: short ? [shortShade(short.values)] : []});
    const bought = series(`bought.${good.name}`);
    const channel = new Chart({label: `${good.title} landed through the scheme so far, days of the country's whole need`, series: [{title: "bought", color: "c1", fill: "c1", unit: "days", values: bought.values, width: 1.4}], height: 90, small: true});
    const all = bought.values[bought.values.length - 1];
    grid.append(make("figure", {}, make("h3", {text: good.title}),
      make("p", {class: "sub", text: `The scheme is asked for ${good.asked} of the country's need; what landed met ${good.financed || "none"}.`}),
      make("p", {class: "sub part"}, "Country's stock, days of its whole need: ", make("span", {text: good.shortage_days ? `${good.shortage_days} days below the floor` : "never below the floor"})), stock.node,
      make("p", {class: "sub part", text: `Bought through the scheme so far: ${all.toFixed(0)} of ${data.days.toLocaleString("en")} days of need`}), channel.node));
  }
  section("stocks", "Stocks and purchases", "Each stock is the country's, in days of its whole need. The scheme is asked for a share of that need; other sources meet the rest, whatever happens here. So an empty stock does not mean an empty country: it means that the scheme's share is missing. Dashed: the floor; shaded: days below it.", grid);
}

function shortShade(flags) {
  return {hooks: {drawClear: (u) => {
    const {ctx, bbox} = u;
    ctx.save();
    ctx.fillStyle = color("shade");
    for (let from = 0; from < flags.length; from += 1) {
      if (!flags[from]) continue;
      let to = from;
      while (to < flags.length && flags[to]) to += 1;
      const left = u.valToPos(times[from], "x", true);
      ctx.fillRect(left, bbox.top, Math.max(1, u.valToPos(times[to - 1] + DAY, "x", true) - left), bbox.height);
      from = to;
    }
    ctx.restore();
  }}};
}

// Rates are written out: 1,460 rather than 1.46 k.
const rate = (value) => value.toLocaleString("en", {maximumSignificantDigits: 5});

function ratesSection() {
  const isRate = (name) => /^(fx\.|reporting_rate$)/.test(name);
  const rates = Object.keys(data.series).filter(isRate);
  // A series that a rate is made of is drawn once, as the rate.
  const drawn = (name) => rates.some((of) => series(of).unit === series(name).unit && series(of).values.every((value, i) => value === series(name).values[i]));
  const others = Object.keys(data.series).filter((name) => name.startsWith("series.") && !drawn(name));
  const names = [...rates, ...others];
  if (!names.length) return;
  const grid = make("div", {class: "grid"});
  for (const name of names) {
    const one = series(name);
    const title = isRate(name) ? one.unit.replace("/", " for one ") : data.titles[name] ?? plain(name.replace(/^\w+\./, ""));
    const chart = new Chart({label: `${title}, ${one.unit}`, height: 140, small: true, range: nearby,
      series: [{title, color: "c4", unit: one.unit, values: one.values, stepped: true, width: 1.6}]});
    const last = one.values[one.values.length - 1];
    grid.append(make("figure", {}, make("h3", {text: title}), make("p", {class: "sub", text: `${one.unit}; ${rate(one.values[0])} on the first day, ${rate(last)} on the last`}), chart.node));
  }
  section("rates", "Rates and series", "Exchange rates and other series that were in force.", grid);
}

const nearby = (u, low, high) => {
  const room = Math.max((high - low) * 0.12, Math.abs(high) * 0.02, 1e-9);
  return [low - room < 0 && low >= 0 ? 0 : low - room, high + room];
};
