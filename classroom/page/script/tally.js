/** Several years in a row, of which only the ends are kept. */

/**
 * Make some years of a plan, one after the other.
 * @param {object} plan
 * @param {number} years
 * @param {object[]} groups
 * @param {(ends: Object<string, number>[]) => void} done called after each year with what each group has at its end
 * @param {(run: object) => void} prepare called with each run before its first week, and before every other week
 */
function tryYears(plan, years, groups, done, prepare = () => {}) {
  let run = null, turn = 0;
  return inSlices(() => {
    run ??= VitaminB.startRun(plan, PACK.seeds[turn % PACK.seeds.length]);
    prepare(run);
    run.step();
    if (run.week < PACK.weeks) return true;
    done(groups.map((group) => endOf(run, run.labels.indexOf(group.label))));
    run = null;
    turn += 1;
    return turn < years;
  });
}

/** What a group has at the end of a year: the measures that the pack records, too. */
function endOf(run, place) {
  const { totals, counted } = run;
  return {
    deals: totals.deals[place], annoyance: totals.annoyance[place],
    trust_earned: counted.trust_earned[place], relationships: counted.strong[place] + counted.weak[place],
  };
}
