/** Curves over the weeks, with bands where there are any. */

/**
 * A line chart that fits its box.
 * @param {object} chart
 * @param {() => {group: object, values: number[], band?: {low: number[], high: number[]}}[]} chart.series values from week 1 on
 * @param {number} chart.weeks length of the time axis
 * @param {() => number} [chart.upTo] last week that is shown
 * @param {() => number} [chart.most] greatest value of the vertical axis
 * @param {string} chart.unit what the vertical axis counts
 * @param {string} chart.title name of the figure, for those who cannot see it
 * @returns {HTMLElement} with a method `redraw`
 */
function lineChart(chart) {
  const picture = svg("svg", { role: "img", "aria-label": chart.title });
  const key = el("div.key");
  const box = el("div.plot", {}, picture);
  const whole = el("div.chart", {}, key, box);
  whole.redraw = whenSized(box, (width, height) => {
    const upTo = chart.upTo ? chart.upTo() : chart.weeks, narrow = width < 560 || !upTo;
    key.replaceChildren(...(narrow ? chart.series().map((s) => named(s.group)) : []));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(...drawLines(chart, { width, height, narrow, upTo }));
  });
  return whole;
}

/** All parts of a line chart at a size; narrow: names stand in a key, not at the ends of the lines. */
function drawLines(chart, { width, height, narrow, upTo }) {
  const size = textSize(), series = chart.series();
  const ticks = ticksTo(chart.most ? chart.most() : Math.max(1, ...series.flatMap((s) => s.values)), height < 260 ? 3 : 5);
  const ends = series.map((s) => s.values[upTo - 1] ?? 0);
  const labels = series.map((s, k) => (narrow ? number(ends[k]) : `${nameOf(s.group)} ${number(ends[k])}`));
  const left = 12 + widthOf(number(ticks.at(-1)), size), right = 22 + Math.max(...labels.map((label) => widthOf(label, size)));
  const bottom = height - size - 20, top = size + 16;
  const x = (week) => left + (week / chart.weeks) * (width - left - right);
  const y = (value) => bottom - (value / ticks.at(-1)) * (bottom - top);
  const heights = apart(ends.map(y), size + 3, bottom);
  return [
    svg("text", { x: 0, y: size, class: "axis", "font-size": size }, chart.unit),
    ...ticks.map((tick) => valueTick(tick, y(tick), left, width - right, size)),
    ...ticksTo(chart.weeks, 4).filter((week) => week <= chart.weeks).map((week) => weekTick(week, x(week), bottom + size + 6, size)),
    ...series.filter((s) => s.band).map((s) => svg("path", { d: bandPath(s.band, x, y), fill: s.group.colour, opacity: 0.2 })),
    ...series.map((s) => curve(s.group, linePath(s.values.slice(0, upTo), x, y))),
    ...(upTo ? series : []).map((s, k) => lineEnd(s.group, labels[k], x(upTo), y(ends[k]), heights[k] + size / 3, size)),
  ];
}

/** A path through values from week 1 on, beginning at 0 in week 0. */
function linePath(values, x, y) {
  return `M${[0, ...values].map((value, week) => `${x(week).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`;
}

/** The outline of a band. */
function bandPath({ low, high }, x, y) {
  const back = low.map((value, k) => `${x(k + 1).toFixed(1)} ${y(value).toFixed(1)}`).reverse();
  return `${linePath(high, x, y)}L${back.join("L")}Z`;
}

function curve(group, d) {
  const dash = DASHES[group.dash];
  return svg("path", { d, fill: "none", stroke: group.colour, "stroke-width": 3.5, "stroke-linejoin": "round", "stroke-dasharray": dash });
}

/** The marker at the end of a line, and its label. */
function lineEnd(group, label, x, y, height, size) {
  return svg("g", {},
    svg("path", { d: markerPath(group.marker, x, y, 6.5), fill: group.colour, stroke: "#fff", "stroke-width": 1.5 }),
    svg("text", { x: x + 13, y: height, class: "label", "font-size": size }, label));
}

function valueTick(value, y, left, right, size) {
  return svg("g", {},
    svg("line", { x1: left, x2: right, y1: y, y2: y, class: "grid" }),
    svg("text", { x: left - 8, y: y + size / 3, class: "axis", "font-size": size, "text-anchor": "end" }, number(value)));
}

/** A number under the time axis; the first says that these are weeks. */
function weekTick(week, x, y, size) {
  return svg("text", { x, y, class: "axis", "font-size": size, "text-anchor": week ? "middle" : "start" }, week ? number(week) : t("page.week"));
}
