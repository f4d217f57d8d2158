/** All words of both languages; numbers, plurals and lists as the language writes them. */
const TEXTS = JSON.parse(document.getElementById("texts").textContent);
const LANGUAGES = Object.keys(TEXTS);

/** The language of the moment; `main.js` changes it. */
let language = LANGUAGES[0];

/**
 * A text by its key, "screen.name". {name} stands for a value; numbers are written as the language does.
 * An entry with `one` and `other` is chosen by the value `n`.
 * @param {string} key
 * @param {Object<string, string|number>} values
 * @returns {string}
 */
function t(key, values = {}) {
  let entry = key.split(".").reduce((part, name) => part?.[name], TEXTS[language]);
  if (entry === undefined) throw new Error(`there is no text for ${key}`);
  if (typeof entry === "object") entry = entry[new Intl.PluralRules(language).select(values.n)] ?? entry.other;
  return entry.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

/** Whether there is a text for a key. */
function hasText(key) {
  return key.split(".").reduce((part, name) => (Object.hasOwn(part ?? {}, name) ? part[name] : undefined), TEXTS[language]) !== undefined;
}

/** A number as people read it: at most one decimal below ten, none above, unless told. */
function number(value, decimals = Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 1) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value);
}

/** A number with exactly one decimal, for tables. */
function tenths(value) {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** "1 deal", "14 deals". */
function count(what, n) {
  return t(`count.${what}`, { n });
}

/** "a, b and c". */
function listed(names) {
  return new Intl.ListFormat(language).format(names);
}

/** The name of a strategy or of a group as people read it; names of one's own stay as they are. */
function nameOf(group) {
  const known = group.label === group.strategy || group.label === "you";
  if (known && hasText(`strategies.${group.label}.name`)) return t(`strategies.${group.label}.name`);
  return String(group.label).replaceAll("_", " ");
}

/** What a group's strategy does, in one line; nothing for strategies without a text. */
function ideaOf(group) {
  return hasText(`strategies.${group.strategy}.idea`) ? t(`strategies.${group.strategy}.idea`) : "";
}
