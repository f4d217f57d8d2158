/** The pack: groups, plan, recorded years and levers, as `classroom/pack.py` wrote them. */
const PACK = JSON.parse(document.getElementById("pack").textContent);
const GROUPS = PACK.groups;
const EQUAL = GROUPS.every((group) => group.sellers === GROUPS[0].sellers);
const FAIR = EQUAL && GROUPS.every((group) => group.hours === GROUPS[0].hours);
const YOU = {
  label: "you", strategy: "portfolio", colour: "#111111", dash: "-", marker: OWN,
  sellers: Math.min(...GROUPS.map((group) => group.sellers)), hours: Math.max(...GROUPS.map((group) => group.hours)),
};
const DASHES = { "-": "", "--": "11 6", "-.": "11 5 2 5", ":": "2 5" };

/** A plan with changes, each [path, value]; the plan itself stays as it is. */
function planWith(...changes) {
  const plan = structuredClone(PACK.plan);
  return changes.flat().reduce(put, plan);
}

/** Put a value at its path into plain data; an empty path replaces all. */
function put(data, [path, value]) {
  if (!path.length) return structuredClone(value);
  const last = path.at(-1);
  path.slice(0, -1).reduce((part, key) => part[key], data)[last] = structuredClone(value);
  return data;
}

/** What a group is compared by: its deals, or deals a head where groups differ in size. */
function score(deals, group) {
  return EQUAL ? deals : deals / group.sellers;
}

/** A team's people and hours, in words. */
function sizeOf(group) {
  return { people: count("people", group.sellers), hours: count("hours", group.hours) };
}

/** What axes of deals count. */
function dealsAxis() {
  return t(EQUAL ? "page.deals_axis" : "page.each");
}

/** "with 94 deals", or "with 2.4 deals a head" where groups differ in size. */
function withDeals(deals, group) {
  return EQUAL ? count("with_deals", deals) : t("count.each", { deals: count("with_deals", Math.round(10 * score(deals, group)) / 10) });
}

/** The places of the greatest values. */
function leaders(values) {
  const most = Math.max(...values);
  return values.flatMap((value, k) => (value === most ? [k] : []));
}

/**
 * In how many of the recorded years each group alone has most.
 * @param {number[][]} totals [group][year]
 * @returns {{wins: number[], shared: number, years: number}}
 */
function wonYears(totals) {
  const wins = GROUPS.map(() => 0);
  let shared = 0;
  const years = totals[0].length;
  for (let year = 0; year < years; year++) {
    const first = leaders(totals.map((values, g) => score(values[year], GROUPS[g])));
    if (first.length > 1) shared += 1;
    else wins[first[0]] += 1;
  }
  return { wins, shared, years };
}

/** The share q of values lies below this, between two of them if need be. */
function quantile(values, q) {
  const ordered = Float64Array.from(values).sort();
  const place = q * (ordered.length - 1), below = Math.floor(place);
  return ordered[below] + (place - below) * ((ordered[below + 1] ?? ordered[below]) - ordered[below]);
}

/** The band of some values: the quantiles of the pack. */
function bandOf(values) {
  return PACK.quantiles.map((q) => quantile(values, q));
}

/** The name of the group that is meant by its place, in quotation marks. */
function quoted(g) {
  return t("page.quoted", { text: nameOf(GROUPS[g]) });
}
