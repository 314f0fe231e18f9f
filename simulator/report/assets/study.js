// Draws the bands of each point in the places that the page has for them. Charts of the same series
// share their scale, so that points can be compared by eye.
const bandsOf = (title) => data.points.flatMap((point) => point.bands.filter((band) => band.title === title));
const ranges = new Map();
function rangeOf(title) {
  if (!ranges.has(title)) ranges.set(title, fanRange(bandsOf(title).flatMap((band) => [...band.levels, band.file])));
  return ranges.get(title);
}
for (const place of document.querySelectorAll("figure.fan")) {
  const point = data.points[Number(place.dataset.point)];
  const band = point.bands[Number(place.dataset.band)];
  const fan = new Fan(band, point.periods, rangeOf(band.title));
  place.querySelector("details").before(fan.node);
}
redrawAll();
document.documentElement.dataset.charts = String(charts.filter((chart) => chart.uplot).length);
