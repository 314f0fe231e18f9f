// Charts over the days of the run, built on uPlot: a legend toggles series, the pointer or keyboard
// selects the day to read, and a table shows the same numbers.
const times = Array.from({length: data.days ?? 0}, (_, i) => (data.from + i) * DAY);
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const unpacked = new Map();

// Returns {unit, values} of a series; null if the run has no series of that name.
function series(name) {
  if (name === null || !(name in data.series)) return null;
  if (!unpacked.has(name)) {
    const packed = data.series[name];
    const factor = 10 ** -packed.scale;
    const values = [];
    let last = 0;
    for (const piece of packed.values.split(" ")) {
      const [step, count] = piece.split("*");
      for (let i = Number(count ?? 1); i > 0; i -= 1) { last += Number(step); values.push(last * factor); }
    }
    unpacked.set(name, {unit: packed.unit, values});
  }
  return unpacked.get(name);
}
function sum(names) {
  const total = new Array(data.days).fill(0);
  for (const name of names) {
    const one = series(name);
    if (one) for (let i = 0; i < total.length; i += 1) total[i] += one.values[i];
  }
  return total;
}

// Days of the run that no window covers, as [from, until).
function gaps() {
  const until = data.from + data.days;
  const found = [];
  let at = data.from;
  for (const window of [...data.windows].sort((a, b) => a.from - b.from)) {
    if (window.from > at) found.push([at, Math.min(window.from, until)]);
    at = Math.max(at, window.until);
    if (at >= until) return found;
  }
  found.push([at, until]);
  return found.filter(([a, b]) => b > a);
}

// Drawn behind the lines: a tint and a strip for each window, hatching where there is none.
function windowBands() {
  const draw = (u) => {
    const {ctx, bbox} = u;
    const strip = 6 * devicePixelRatio;
    const x = (day) => Math.round(Math.max(bbox.left, Math.min(bbox.left + bbox.width, u.valToPos(day * DAY, "x", true))));
    ctx.save();
    data.windows.forEach((window, i) => {
      const left = x(window.from);
      const width = x(window.until) - left;
      if (width <= 0) return;
      ctx.fillStyle = color("window");
      ctx.fillRect(left, bbox.top, width, bbox.height);
      ctx.fillStyle = color(i % 2 ? "window-edge" : "requested");
      ctx.fillRect(left, bbox.top, width, strip);
    });
    ctx.strokeStyle = color("hatch");
    ctx.lineWidth = devicePixelRatio;
    for (const [from, until] of gaps()) {
      const left = x(from), right = x(until);
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, bbox.top, right - left, bbox.height);
      ctx.clip();
      ctx.beginPath();
      for (let at = left - bbox.height; at < right; at += 7 * devicePixelRatio) {
        ctx.moveTo(at, bbox.top + bbox.height);
        ctx.lineTo(at + bbox.height, bbox.top);
      }
      ctx.stroke();
      ctx.restore();
    }
    ctx.restore();
  };
  return {hooks: {drawClear: draw}};
}

// 2024 / Mar / 14 Mar, with the year below where it changes.
const DAY_TICKS = [
  [DAY * 365, "{YYYY}", null, null, null, null, null, null, 1],
  [DAY * 28, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [DAY, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
];
const charts = [];
const redrawAll = () => charts.forEach((chart) => chart.draw());

function axis(scale, unit, side, narrow) {
  return {
    scale, side, stroke: color("soft"), font: "12px system-ui, sans-serif", size: narrow ? 52 : 58, gap: 4,
    grid: {show: side === 3, stroke: color("grid"), width: 1}, ticks: {show: false},
    values: (u, splits) => splits.map(tick), label: narrow ? undefined : unit || undefined,
    labelFont: "12px system-ui, sans-serif", labelSize: 16, labelGap: 0,
  };
}

// Lines of one chart that differ in colour or, when there are more lines than colours, in their dashes.
const LINE_COLORS = ["overdue", "c1", "c3", "c4", "c6", "c5", "restricted", "due", "reserve", "penalty"];
const lineLook = (i) => ({color: LINE_COLORS[i % LINE_COLORS.length], dash: [null, [7, 4], [2, 4]][Math.floor(i / LINE_COLORS.length) % 3] ?? undefined});

// spec: {label, series: [{name, title, color, values, unit, scale, dash, fill, width, stepped, over, hidden, of, twin}],
//        stacked, height, windows, plugins, unit, right, small, times}; `of`: the columns it sums; `twin`: the other side
//        of the series before it, which has no entry of its own in the legend; `times`: those of the points, if they
//        are not the days of the run.
class Chart {
  constructor(spec) {
    this.spec = spec;
    this.plot = make("div", {class: "plot", tabindex: "0", role: "group", "aria-roledescription": "chart", "aria-label": spec.label,
      onkeydown: (event) => this.step(event)});
    this.when = make("span", {class: "when"});
    this.spoken = make("span", {class: "sr", "aria-live": "polite"});
    this.legend = make("ul", {class: "legend"});
    this.node = make("div", {}, this.plot, this.spoken, spec.small ? "" : this.legend, this.tableNode());
    this.times = spec.times ?? times;
    this.row = this.times.length - 1;
    charts.push(this);
    new ResizeObserver(() => this.fit()).observe(this.plot);
  }

  layers(shown) { return this.spec.stacked ? stacked(shown) : {lines: shown.map((one) => ({one, values: one.values})), bands: []}; }

  shown() { return this.spec.series.filter((one) => !one.hidden); }

  rebuild(series) { this.spec.series = series; this.draw(); }

  draw() {
    this.uplot?.destroy();
    this.width = this.plot.clientWidth;
    if (this.width === 0) return;
    const narrow = this.width < 480 || this.spec.small;
    const shown = this.shown();
    const layers = this.layers(shown);
    const axes = [{values: DAY_TICKS, stroke: color("soft"), font: "12px system-ui, sans-serif", grid: {show: false}, ticks: {stroke: color("grid"), size: 4},
      space: narrow ? 60 : 80, size: (u, values) => (values || []).some((text) => String(text).includes("\n")) ? 42 : 27}, axis("y", this.spec.unit, 3, narrow)];
    if (shown.some((one) => one.scale === "right")) axes.push(axis("right", this.spec.right, 1, narrow));
    this.uplot = new uPlot({
      width: this.width, height: this.spec.height * (narrow && !this.spec.small ? 0.8 : 1), legend: {show: false},
      tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
      padding: [10, shown.some((one) => one.scale === "right") ? 0 : 16, 0, 0],
      cursor: {y: false, points: {show: !this.spec.stacked, size: 6}, drag: {x: true, y: false}, sync: {key: "days"}},
      scales: {x: {time: true}, y: {range: this.spec.range || fromZero}, right: {range: fromZero}},
      axes, drawOrder: ["series", "axes"],
      series: [{}, ...layers.lines.map(({one, edge}) => this.look(one, edge))],
      bands: layers.bands,
      plugins: [...(this.spec.windows && data.guarded ? [windowBands()] : []), ...(this.spec.plugins || [])],
      hooks: {setCursor: [(u) => this.read(u.cursor.idx)]},
    }, [this.times, ...layers.lines.map((line) => line.values)], this.plot);
    this.fillLegend();
    this.read(null);
  }

  // `edge`: whether the line is the edge of a stacked layer, which its band fills.
  look(one, edge) {
    return {label: one.title, stroke: color(one.color), width: edge ? 0.6 : one.width || 1.6, fill: one.fill ? tint(one.fill, 0.35) : undefined,
      dash: one.dash, scale: one.scale || "y", points: {show: false}, paths: one.stepped ? uPlot.paths.stepped({align: 1}) : undefined};
  }

  fit() {
    if (this.plot.clientWidth !== this.width) this.draw();
  }

  fillLegend() {
    this.values = [];
    this.legend.replaceChildren(...this.spec.series.filter((one) => !one.twin).map((one) => {
      const value = make("span", {class: "val"});
      this.values.push([one, value]);
      const swatch = make("span", {class: one.dash ? "swatch dashed" : "swatch"});
      swatch.style[one.dash ? "borderColor" : "background"] = color(one.color);
      return make("li", {}, make("button", {class: "chip", type: "button", title: one.about, "aria-pressed": String(!one.hidden),
        onclick: () => {
          one.hidden = !one.hidden;
          const after = this.spec.series[this.spec.series.indexOf(one) + 1];
          if (after?.twin) after.hidden = one.hidden;
          this.draw();
          this.legend.children[this.values.findIndex(([each]) => each === one)].firstChild.focus();
        }},
        swatch, make("span", {text: this.spec.right && one.unit ? `${one.title}, ${one.unit}` : one.title}), value));
    }));
  }

  // Shows the numbers of a row; without an index, of the last row.
  read(index) {
    this.row = index ?? this.times.length - 1;
    this.when.textContent = dayText(this.times[this.row] / DAY) + (index === null || index === undefined ? " (last day)" : "");
    for (const [one, value] of this.values ?? []) value.textContent = brief(one.values[this.row]);
    this.spec.onread?.(this.row, index ?? null);
  }

  step(event) {
    const by = {ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30}[event.key];
    const last = this.times.length - 1;
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : by === undefined ? null : this.row + by * (event.shiftKey ? 7 : 1);
    if (to === null || !this.uplot) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(last, to));
    this.uplot.setCursor({left: this.uplot.valToPos(this.times[row], "x"), top: 10});
    this.read(row);
    this.spoken.textContent = `${dayText(this.times[row] / DAY)}: ${this.shown().map((one) => `${one.title} ${brief(one.values[row])} ${one.unit || ""}`).join(", ")}`;
  }

  // The same numbers, one row per month; built when the table is opened.
  tableNode() {
    const node = make("details", {}, make("summary", {text: "Data table (ends of months)"}));
    node.addEventListener("toggle", () => {
      node.querySelector(".scroll")?.remove();
      if (!node.open) return;
      const rows = [];
      for (let i = 0; i < data.days; i += 1) {
        const next = new Date((data.from + i + 1) * DAY * 1000);
        if (next.getUTCDate() !== 1 && i !== data.days - 1) continue;
        rows.push([isoDay(data.from + i), ...this.spec.series.map((one) => brief(one.values[i]))]);
      }
      node.append(table(this.spec.label, [{t: "day"}, ...this.spec.series.map((one) => ({t: `${one.title}${one.unit ? `, ${one.unit}` : ""}`, n: true}))], rows));
    });
    return node;
  }
}

const fromZero = (u, low, high) => [Math.min(0, low ?? 0), (high ?? 1) <= 0 ? 1 : high * 1.06];

// Stacks positive values upwards and negative values downwards; each layer is filled towards the
// previous one. A series with `over` is drawn as a line across the stack.
function stacked(shown) {
  const lines = [{one: {title: "", color: "grid"}, values: new Array(data.days).fill(0), edge: true}];
  const bands = [];
  for (const [side, pick] of [[1, Math.max], [-1, Math.min]]) {
    let below = 1;
    const total = new Array(data.days).fill(0);
    for (const one of shown.filter((each) => !each.over && each.values.some((value) => value * side > 0))) {
      lines.push({one, values: one.values.map((value, i) => (total[i] += pick(value, 0))), edge: true});
      bands.push({series: side > 0 ? [lines.length, below] : [below, lines.length], fill: tint(one.color, 0.86)});
      below = lines.length;
    }
  }
  for (const one of shown.filter((each) => each.over)) lines.push({one, values: one.values});
  return {lines, bands};
}

function tint(name, alpha) {
  const hex = color(name).replace("#", "");
  const part = (at) => parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${part(0)}, ${part(2)}, ${part(4)}, ${alpha})`;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); redrawAll(); });
addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); redrawAll(); });
