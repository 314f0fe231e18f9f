// Fan charts: how a series is spread over the paths, period by period. Two shaded areas, the middle
// as a line, the file without draws dashed.
const FAN_LEVELS = ["5 %", "25 %", "middle", "75 %", "95 %"];
const FILE_TITLE = "file without draws";

// Levels that never come near zero are drawn without it: an exchange rate of 1,300 to 1,460.
function fanRange(lists) {
  const known = lists.flat().filter((value) => value !== null);
  if (!known.length) return [0, 1];
  const low = known.reduce((a, b) => Math.min(a, b)), high = known.reduce((a, b) => Math.max(a, b));
  const room = (high - low) * 0.06 || Math.abs(high) * 0.05;
  if (room === 0) return [0, 1];
  return [low >= 0 && low < 0.6 * high ? 0 : low - room, high <= 0 && high > 0.6 * low ? 0 : high + room];
}

class Fan extends Chart {
  // band: {title, unit, levels, file}; range: of the charts that are compared with each other.
  constructor(band, days, range) {
    const line = (title, values, given) => ({title, values, unit: band.unit, color: "c1", ...given});
    super({label: `${band.title}: spread over the paths`, height: 200, small: true, times: days.map((day) => day * DAY), range: () => range,
      series: [...FAN_LEVELS.map((title, i) => line(title, band.levels[i], {width: i === 2 ? 2 : 0.6})), line(FILE_TITLE, band.file, {color: "c2", width: 1.6, dash: [5, 4]})]});
    this.reading = make("p", {class: "reading"});
    this.plot.before(this.reading);
  }

  layers(shown) {
    return {lines: shown.map((one) => ({one, values: one.values})), bands: [{series: [5, 1], fill: tint("c1", 0.2)}, {series: [4, 2], fill: tint("c1", 0.3)}]};
  }

  // The edges of the areas are fainter than the middle.
  look(one, edge) {
    const faint = FAN_LEVELS.includes(one.title) && one.title !== "middle";
    return {...super.look(one, edge), ...(faint ? {stroke: tint(one.color, 0.4)} : {})};
  }

  fillLegend() {}

  tableNode() { return ""; }

  read(index) {
    super.read(index);
    if (!this.reading) return;
    const [p5, p25, middle, p75, p95, file] = this.spec.series.map((one) => brief(one.values[this.row]));
    this.reading.replaceChildren(`${dayText(this.times[this.row] / DAY)}: middle `, make("b", {text: middle}), `, 25–75 % ${p25} to ${p75}, 5–95 % ${p5} to ${p95}; file ${file}`);
  }
}
