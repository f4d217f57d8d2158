/** Scales, ticks, and the looks that tell strategies apart: colour, dash and marker. */

/** Round values from 0 to beyond the greatest, at most so many. */
function ticksTo(most, wanted = 5) {
  const rough = Math.max(most, 1e-9) / wanted;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * ten).find((s) => s >= rough) ?? 10 * ten;
  const ticks = [];
  for (let k = 0; k * step < most + step * 0.999; k++) ticks.push(Math.round(k * step * 1e6) / 1e6);
  return ticks;
}

const STAR = 7, OWN = 11; // markers: of a deal, and of one's own team
/** Corners of the markers with radius 1, in the order of the figures in reports; null: a circle. */
const MARKERS = [
  null,
  corners(4, 1.25, Math.PI / 4),
  corners(4, 1.25),
  corners(3, 1.2, -Math.PI / 2),
  corners(3, 1.2, Math.PI / 2),
  crossed(0),
  crossed(Math.PI / 4),
  corners(10, 1.35, -Math.PI / 2, 0.42),
  corners(3, 1.2, Math.PI),
  corners(3, 1.2),
  corners(6, 1.15),
  corners(5, 1.25, -Math.PI / 2),
];

/** So many corners in a ring; every second at a share of the radius, if that is given. */
function corners(n, radius, turn = 0, inner = 1) {
  return Array.from({ length: n }, (_, k) => {
    const far = k % 2 ? radius * inner : radius, angle = turn + (2 * Math.PI * k) / n;
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });
}

/** A thick cross, turned. */
function crossed(turn) {
  const arm = [[0.35, -0.35], [1.15, -0.35], [1.15, 0.35], [0.35, 0.35]];
  return [0, 1, 2, 3].flatMap((k) => arm.map(([x, y]) => {
    const angle = turn + (k * Math.PI) / 2;
    return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
  }));
}

/** The outline of a marker, for SVG and canvas alike. */
function markerPath(kind, x, y, r) {
  const shape = MARKERS[kind];
  if (!shape) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  return `M${shape.map(([dx, dy]) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`).join("L")}Z`;
}

/** A short piece of a group's line with its marker: what stands before its name. */
function sample(group) {
  return svg("svg", { class: "sample", viewBox: "0 0 44 16", width: 44, height: 16, "aria-hidden": "true" },
    svg("line", { x1: 2, y1: 8, x2: 42, y2: 8, stroke: group.colour, "stroke-width": 3.5, "stroke-dasharray": DASHES[group.dash] }),
    svg("path", { d: markerPath(group.marker, 22, 8, 5.5), fill: group.colour, stroke: "#fff", "stroke-width": 1 }));
}

/** A group's sample and name. */
function named(group) {
  return el("span.named", {}, sample(group), el("span", {}, nameOf(group)));
}

/** The size of text in figures, as large as the page's own text allows. */
function textSize() {
  return Math.round(0.86 * parseFloat(getComputedStyle(document.documentElement).fontSize));
}

/** The width that a text takes in a figure, nearly. */
function widthOf(text, size) {
  const pen = (widthOf.pen ??= document.createElement("canvas").getContext("2d"));
  pen.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** Push heights apart so that labels of this height do not overlap, and keep them within 0..bottom. */
function apart(heights, gap, bottom) {
  const order = heights.map((_, k) => k).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  order.forEach((k, n) => n && (placed[k] = Math.max(placed[k], placed[order[n - 1]] + gap)));
  for (let n = order.length - 1, low = bottom; n >= 0; n--, low -= gap) placed[order[n]] = Math.min(placed[order[n]], low);
  return placed;
}
