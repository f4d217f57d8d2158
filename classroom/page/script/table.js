/** Every figure also as a table. */

/**
 * A table that opens below its figure.
 * @param {string} caption
 * @param {string[]} heads
 * @param {(string|number)[][]} rows the first cell of each is its heading
 */
function tableOf(caption, heads, rows) {
  const cell = (value) => el("td", {}, typeof value === "number" ? number(value) : value);
  return el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, typeof first === "number" ? number(first) : first), rest.map(cell)))));
}

/**
 * The same, closed at first, and filled when it is opened, so that it costs nothing until then.
 * @param {() => [string, string[], (string|number)[][]]} content
 */
function asTable(content) {
  const box = el("div.scrolling", { tabindex: "0", role: "region", "aria-label": t("page.table") });
  const details = el("details.as-table", {}, el("summary", {}, t("page.table")), box);
  const fill = () => details.open && box.replaceChildren(tableOf(...content()));
  details.addEventListener("toggle", fill);
  details.refresh = fill;
  return details;
}
