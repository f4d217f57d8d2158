/** Every figure also as a table. */

/**
 * A table.
 * @param {string} caption
 * @param {string[]} heads
 * @param {(string|number)[][]} rows the first cell of each is its heading
 */
function tableOf(caption, heads, rows) {
  const written = (value) => (typeof value === "number" ? number(value) : value);
  const cell = (value) => el("td", {}, written(value));
  return el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, written(first)), rest.map(cell)))));
}

/** A box that scrolls by itself, so that a wide table never moves the page. */
function scrolling(label, ...content) {
  return el("div.scrolling", { tabindex: "0", role: "region", "aria-label": label }, content);
}

/**
 * A table that opens below its figure; filled when it is opened, so that it costs nothing until then.
 * @param {() => [string, string[], (string|number)[][]]} content
 */
function asTable(content) {
  const box = scrolling(t("page.table"));
  const details = el("details.as-table", {}, el("summary", {}, t("page.table")), box);
  const fill = () => details.open && box.replaceChildren(tableOf(...content()));
  details.addEventListener("toggle", fill);
  details.refresh = fill;
  return details;
}
