/** Elements out of plain data. Text stays text: nothing here, or anywhere, makes markup out of a string. */
const SVG = "http://www.w3.org/2000/svg";

/** Put attributes, listeners (`onclick: f`) and children into an element. */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden" || name === "open") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * An HTML element.
 * @param {string} tag "p" or "p.some-class"
 */
function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  return filled(element, attributes, children);
}

/** An SVG element. */
function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** A button with a text. */
function button(text, onclick, kind = "", attributes = {}) {
  return el(`button${kind && `.${kind}`}`, { type: "button", onclick, ...attributes }, text);
}

let lastId = 0;
/** An id that no other element of the page has. */
function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/**
 * Draw whenever the size of a box changes, and now if it has one.
 * @param {Element} box
 * @param {(width: number, height: number) => void} draw
 * @returns {() => void} draws anew
 */
function whenSized(box, draw) {
  let size = [0, 0];
  const again = () => size[0] > 0 && size[1] > 0 && draw(...size);
  new ResizeObserver(() => {
    const now = [box.clientWidth, box.clientHeight];
    if (now[0] === size[0] && now[1] === size[1]) return;
    size = now;
    again();
  }).observe(box);
  return () => {
    size = [box.clientWidth, box.clientHeight];
    again();
  };
}

/** Whether the reader wants things to keep still. */
function keepsStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
