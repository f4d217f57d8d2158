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
    const narrow = width < 560 || (chart.upTo && !chart.upTo());
    key.replaceChildren(...(narrow ? chart.series().map((s) => named(s.group)) : []));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(...drawLines(chart, width, height, narrow));
  });
  return whole;
}

/** All parts of a line chart at a size. */
function drawLines(chart, width, height, narrow) {
  const size = textSize(), series = chart.series(), upTo = chart.upTo ? chart.upTo() : chart.weeks;
  const seen = (values) => values.slice(0, upTo);
  const most = chart.most ? chart.most() : Math.max(1, ...series.flatMap((s) => [...seen(s.values), ...(s.band?.high ?? [])]));
  const ticks = ticksTo(most, height < 260 ? 3 : 5), top = ticks.at(-1);
  const endOfLine = (s) => (s.values.length && upTo ? number(s.values[upTo - 1]) : "");
  const labels = series.map((s) => `${nameOf(s.group)} ${endOfLine(s)}`.trim());
  const left = 12 + widthOf(number(top), size), right = 22 + Math.max(...(narrow ? series.map(endOfLine) : labels).map((label) => widthOf(label, size)));
  const below = size + 20, above = size + 16;
  const x = (week) => left + (week / chart.weeks) * (width - left - right);
  const y = (value) => height - below - (value / top) * (height - below - above);
  const path = (values) => `M${[0, ...values].map((value, week) => `${x(week).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`;
  const weeks = ticksTo(chart.weeks, 4).filter((week) => week <= chart.weeks);
  const ends = apart(series.map((s) => y(upTo ? s.values[upTo - 1] ?? 0 : 0)), size + 3, height - below);
  return [
    svg("text", { x: 0, y: size, class: "axis", "font-size": size }, chart.unit),
    ...ticks.map((tick) => svg("g", {},
      svg("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick), class: "grid" }),
      svg("text", { x: left - 8, y: y(tick) + size / 3, class: "axis", "font-size": size, "text-anchor": "end" }, number(tick)))),
    ...weeks.map((week) => svg("text", { x: x(week), y: height - below + size + 6, class: "axis", "font-size": size, "text-anchor": week ? "middle" : "start" },
      week ? number(week) : t("page.week"))),
    ...series.filter((s) => s.band).map((s) => svg("path", {
      d: `${path(s.band.high)}L${[...s.band.low].reverse().map((v, k) => `${x(s.band.low.length - k).toFixed(1)} ${y(v).toFixed(1)}`).join("L")}Z`,
      fill: s.group.colour, opacity: 0.2 })),
    ...series.map((s) => svg("path", { d: path(seen(s.values)), fill: "none", stroke: s.group.colour, "stroke-width": 3.5, "stroke-linejoin": "round", "stroke-dasharray": DASHES[s.group.dash] })),
    ...(upTo ? series : []).map((s, k) => svg("g", {},
      svg("path", { d: markerPath(s.group.marker, x(upTo), y(s.values[upTo - 1] ?? 0), 6.5), fill: s.group.colour, stroke: "#fff", "stroke-width": 1.5 }),
      svg("text", { x: x(upTo) + 13, y: ends[k] + size / 3, class: "label", "font-size": size }, narrow ? endOfLine(series[k]) : labels[k]))),
  ];
}
