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

/** The outline of a marker, for SVG and canvas alike. */
function markerPath(kind, x, y, r) {
  const points = (corners) => `M${corners.map(([dx, dy]) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`).join("L")}Z`;
  const circle = `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const shapes = [
    null,
    [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
    [[0, -1.15], [1.15, 0.95], [-1.15, 0.95]],
    [[0, 1.15], [1.15, -0.95], [-1.15, -0.95]],
    [[-0.35, -1.1], [0.35, -1.1], [0.35, -0.35], [1.1, -0.35], [1.1, 0.35], [0.35, 0.35], [0.35, 1.1], [-0.35, 1.1], [-0.35, 0.35], [-1.1, 0.35], [-1.1, -0.35], [-0.35, -0.35]],
  ];
  if (kind === 6 || kind === 7) return points(starCorners());
  return shapes[kind] ? points(shapes[kind]) : circle;
}

/** Ten corners of a star with radius 1.3. */
function starCorners() {
  return Array.from({ length: 10 }, (_, k) => {
    const radius = k % 2 ? 0.55 : 1.3, angle = -Math.PI / 2 + (k * Math.PI) / 5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
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
