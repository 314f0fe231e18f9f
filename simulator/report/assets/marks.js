// Published figures: drawn as dots with bars on the chart of the figure that they are about, and
// listed at the end of the section of their kind.
const published = data.expectations.filter((row) => row.kind === "mark");
const keyOf = (columns) => [...columns].sort().join("|");
const marksOf = (columns) => published.filter((row) => row.drawn && keyOf(row.drawn.columns) === keyOf(columns));

// Numbers the marks of a chart, for the dots and the list at the end of their section.
const numbers = {};
function numbered(rows) {
  for (const row of rows) row.number = numbers[row.section] = (numbers[row.section] ?? 0) + 1;
  return rows;
}

// A mark of every day is a line across the chart.
function marksPlugin(rows) {
  return {hooks: {draw: (u) => {
    const {ctx, bbox} = u;
    const px = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `600 ${11 * px}px system-ui, sans-serif`;
    for (const row of rows) {
      const mark = row.drawn;
      const always = mark.day === undefined;
      const x = always ? bbox.left + 20 * px : u.valToPos(mark.day * DAY, "x", true);
      const y = (value) => u.valToPos(value, "y", true);
      ctx.strokeStyle = ctx.fillStyle = color({ok: "ok", warning: "warn"}[row.mark] || "bad");
      ctx.lineWidth = 2 * px;
      ctx.beginPath();
      if (always) {
        ctx.moveTo(bbox.left, y(mark.value)); ctx.lineTo(bbox.left + bbox.width, y(mark.value));
      } else {
        ctx.moveTo(x, y(mark.low)); ctx.lineTo(x, y(mark.high));
        for (const end of [mark.low, mark.high]) { ctx.moveTo(x - 5 * px, y(end)); ctx.lineTo(x + 5 * px, y(end)); }
      }
      ctx.stroke();
      if (!always) {
        ctx.beginPath();
        ctx.arc(x, y(mark.value), 4 * px, 0, 7);
        ctx.fill();
      }
      if (mark.observed !== undefined) {
        ctx.lineWidth = 1.5 * px;
        ctx.beginPath();
        ctx.rect(x - 4 * px, y(mark.observed) - 4 * px, 8 * px, 8 * px);
        ctx.stroke();
      }
      const place = [x - 8 * px, y(mark.value) + (always ? -4 : 4) * px];
      ctx.textAlign = "right";
      ctx.lineWidth = 4 * px;
      ctx.strokeStyle = color("card");
      ctx.strokeText(String(row.number), ...place);
      ctx.fillText(String(row.number), ...place);
    }
    ctx.restore();
  }}};
}

const MARKS_HINT = "Dots with bars: published figures and their tolerance; squares: what the run shows for the same question.";
const highestOf = (rows) => Math.max(0, ...rows.map(({drawn}) => Math.max(drawn.high, drawn.observed ?? 0)));
const lowestOf = (rows) => Math.min(0, ...rows.map(({drawn}) => Math.min(drawn.low, drawn.observed ?? 0)));

// The run as a multiple of the published figure, from a half to one and a half; shaded: the tolerance.
function nearness(row) {
  if (!row.ratios?.length) return "";
  const [low, high, run] = row.ratios.map((ratio) => Math.max(0, Math.min(1000, ratio - 500)));
  const svg = svgNode("svg", {viewBox: "0 0 1000 100", preserveAspectRatio: "none", class: "nearness", role: "img", "aria-label": `the run is ${(row.ratios[2] / 1000).toFixed(2)} times the published figure`});
  svg.append(svgNode("rect", {x: low, y: 15, width: Math.max(8, high - low), height: 70, tone: "line"}),
    svgNode("rect", {x: 496, y: 0, width: 8, height: 100, tone: "soft"}),
    svgNode("rect", {x: Math.max(0, Math.min(980, run - 10)), y: 20, width: 20, height: 60, tone: {ok: "ok", warning: "warn"}[row.mark] || "bad"}));
  return svg;
}

const figureCell = (row) => make("span", {}, row.name, document.createElement("br"), make("span", {class: "mono faint", text: row.text}));

// At the end of a section, the published figures of its kind.
function listMarks(id) {
  const rows = published.filter((row) => row.section === id);
  if (!rows.length) return;
  rows.sort((a, b) => (a.number ?? 1e9) - (b.number ?? 1e9));
  document.getElementById(id).append(table("Published figures", [{t: ""}, {t: "published figure"}, {t: "published", n: true}, {t: "run", n: true}, {t: "run ÷ published"}, {t: ""}],
    rows.map((row) => [row.number ? String(row.number) : "", figureCell(row), minus(row.asked), minus(row.observed), nearness(row), badge(row.mark)]), ["faint", "wide"]),
    make("p", {class: "hint", text: "The bars show the run as a multiple of the published figure, from ½ to 1½; shaded: the tolerance."}));
}
