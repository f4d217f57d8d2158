/** Sliders with few values each: what a room can change. */

/** A lever's value as people read it. */
function leverText(lever, level) {
  const value = lever.values[level];
  const percent = number(100 * value, value < 0.01 ? 2 : 0);
  return t(`levers.${lever.name}.value`, { value: number(value, value < 0.1 ? 4 : 2), n: value, percent });
}

/**
 * A slider over a lever's values.
 * @param {object} lever of the pack
 * @param {number} level where it stands
 * @param {(level: number) => void} changed
 */
function leverSlider(lever, level, changed) {
  const said = el("output");
  const id = freshId("lever");
  const input = el("input", { type: "range", id, min: 0, max: lever.values.length - 1, step: 1, value: level });
  const show = () => {
    said.textContent = leverText(lever, Number(input.value));
    input.setAttribute("aria-valuetext", said.textContent);
    whole.classList.toggle("moved", Number(input.value) !== lever.own);
  };
  const whole = el("div.lever", {}, el("label", { for: id }, t(`levers.${lever.name}.name`)), said, input);
  input.addEventListener("input", () => {
    show();
    changed(Number(input.value));
  });
  whole.set = (to) => {
    input.value = to;
    show();
  };
  show();
  return whole;
}

/** A slider over a range of numbers, with what it says beside it. */
function rangeSlider(text, { low, high, step, value, say, lang }, changed) {
  const id = freshId("range"), said = el("output");
  const input = el("input", { type: "range", id, min: low, max: high, step, value });
  const show = () => {
    said.textContent = say ? say(Number(input.value)) : number(Number(input.value), 4);
    input.setAttribute("aria-valuetext", said.textContent);
  };
  input.addEventListener("input", () => {
    show();
    changed(Number(input.value));
  });
  show();
  return el("div.lever", {}, el("label", { for: id, lang }, text), said, input);
}
