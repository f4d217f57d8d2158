/** Single years as marks on a line, one line a group, and the band that holds most years. */

/**
 * @param {object} chart
 * @param {() => {group: object, years: number[], band?: number[]}[]} chart.rows band: the quantiles of the pack
 * @param {() => number} [chart.most] greatest value of the axis, so that it stands still
 * @param {string} chart.unit what the axis counts
 * @param {string} chart.title
 * @returns {HTMLElement} with a method `redraw`
 */
function stripChart(chart) {
  const picture = svg("svg", { role: "img", "aria-label": chart.title });
  const box = el("div.plot", {}, picture);
  const whole = el("div.chart", {}, box);
  box.style.minHeight = `${Math.max(240, 3 * textSize() * GROUPS.length + 60)}px`;
  whole.redraw = whenSized(box, (width, height) => {
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(...drawStrips(chart, width, height));
  });
  return whole;
}

/** All parts of a strip chart at a size. */
function drawStrips(chart, width, height) {
  const size = textSize(), rows = chart.rows(), bottom = height - 2 * size - 14;
  const most = Math.max(1, chart.most ? chart.most() : 0, ...rows.flatMap((row) => [...row.years, ...(row.band ?? [])]));
  const ticks = ticksTo(most, width < 480 ? 4 : 6), edge = 8 + widthOf(number(ticks.at(-1)), size) / 2;
  const x = (value) => edge + (value / ticks.at(-1)) * (width - 2 * edge);
  const tall = bottom / rows.length;
  return [
    ...ticks.map((tick) => svg("g", {},
      svg("line", { x1: x(tick), x2: x(tick), y1: 0, y2: bottom, class: "grid" }),
      svg("text", { x: x(tick), y: bottom + size + 4, class: "axis", "font-size": size, "text-anchor": "middle" }, number(tick)))),
    svg("text", { x: width - edge, y: height - 4, class: "axis", "font-size": size, "text-anchor": "end" }, chart.unit),
    ...rows.flatMap((row, k) => drawStrip(row, x, k * tall, tall, size)),
  ];
}

/** One group's name, years and band. */
function drawStrip({ group, years, band }, x, top, tall, size) {
  const y = top + size + 8 + Math.min(26, (tall - size - 8) / 2);
  const said = band ? `${nameOf(group)}: ${t("page.median", { n: number(band[2]) })}` : nameOf(group);
  return [
    svg("text", { x: x(0), y: top + size + 2, class: "label halo", "font-size": size }, said),
    ...(band ? drawBand(band.map(x), y, group.colour) : []),
    ...years.map((value) => drawYear(group, x(value), y)),
  ];
}

function drawYear(group, x, y) {
  return svg("path", { d: markerPath(group.marker, x, y, 6.5), fill: group.colour, stroke: "#fff", "stroke-width": 1.2 });
}

/** Most years, the middle half of them, and the middle year, from their places. */
function drawBand([low, quarter, half, threeQuarters, high], y, colour) {
  const bar = (from, to, opacity) => svg("rect", { x: from, width: Math.max(2, to - from), y: y - 9, height: 18, rx: 9, fill: colour, opacity });
  const middle = svg("line", { x1: half, x2: half, y1: y - 13, y2: y + 13, stroke: "#1b2733", "stroke-width": 3.5 });
  return [bar(low, high, 0.25), bar(quarter, threeQuarters, 0.45), middle];
}
