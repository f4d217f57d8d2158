/** 6. The market: levers one at a time, then together; a puzzle about who leads. */
const TRIED_YEARS = 5; // years made here for several levers at once

/** The group the puzzle is about: mass requests if they take part, else who leads most recorded years. */
function puzzleGroup() {
  const g = suspect();
  return g >= 0 ? g : leaders(wonYears(PACK.base.totals.deals).wins)[0];
}

/** Whether a group leads alone more often than any other; and whether some other does so more often than it. */
function leadsMore(totals, g) {
  const { wins } = wonYears(totals), others = Math.max(...wins.filter((_, k) => k !== g));
  return { it: wins[g] > others, another: others > wins[g] };
}

/** Whether totals solve the puzzle about a group: that it is to lead (wanted), or that another is. */
function solves(totals, g, wanted) {
  const { it, another } = leadsMore(totals, g);
  return wanted ? it : another;
}

/** The recorded markets, one lever moved, in which the puzzle is solved. */
function solutions(g, wanted) {
  return PACK.levers.filter((lever) => lever.screen === "market").flatMap((lever) => lever.values.map((_, level) => ({ lever, level })))
    .filter(({ lever, level }) => level !== lever.own && solves(lever.points[level].deals, g, wanted));
}

/** Who leads how many of these years, in one sentence. */
function marketSentence(totals) {
  const { wins, years, shared } = wonYears(totals), first = leaders(wins)[0];
  return shared === years ? t("market.nobody", { n: years }) : t("market.wins", { n: wins[first], years, name: quoted(first) });
}

/** For each lever the recorded value at which the group's lead over the best other is smallest (or largest, if it is to win). */
function bestTry(levers, g, wanted) {
  const lead = (totals) => {
    const others = GROUPS.map((_, k) => (k === g ? 0 : medianOf(totals, k)));
    return (wanted ? -1 : 1) * (medianOf(totals, g) / Math.max(0.1, ...others));
  };
  return Object.fromEntries(levers.map((lever) => {
    const leads = lever.points.map((point) => lead(point.deals));
    return [lever.name, leads.indexOf(Math.min(...leads))];
  }));
}

SCREENS.push({
  key: "market",
  mount(root) {
    const levers = PACK.levers.filter((lever) => lever.screen === "market");
    const own = Object.fromEntries(levers.map((lever) => [lever.name, lever.own]));
    const state = (this.state ??= { levels: { ...own }, told: false });
    const g = puzzleGroup(), wanted = !leadsMore(PACK.base.totals.deals, g).it;
    const moved = () => levers.filter((lever) => state.levels[lever.name] !== lever.own);
    const words = el("div", { "aria-live": "polite" });
    const solo = solutions(g, wanted);
    let totals = PACK.base.totals.deals, work = null;
    const rows = () => stripRows(totals, recorded() ? SINGLES + 1 : totals[0].length);
    const chart = stripChart({ rows, unit: dealsAxis(), title: t("market.chart") });
    const recorded = () => moved().length < 2;
    const table = asTable(() => [t("market.chart"), [t("market.group"), t("market.median"), t("market.won")],
      GROUPS.map((group, k) => [nameOf(group), medianOf(totals, k), wonYears(totals).wins[k]])]);
    const show = () => {
      chart.redraw();
      table.refresh();
      const enough = totals[0].length >= (recorded() ? 1 : TRIED_YEARS), all = levers.reduce((n, lever) => n + lever.values.length - 1, 0);
      words.replaceChildren(...[
        state.told && !solo.length ? el("p", {}, t("market.none", { n: all })) : "",
        el("p", {}, enough ? marketSentence(totals) : t("page.loading")),
        enough && moved().length && solves(totals, g, wanted) ? el("p.loud", {}, t("market.solved", { n: moved().length })) : "",
      ].filter(Boolean));
    };
    const change = () => {
      work?.cancel();
      const away = moved();
      if (away.length === 0) totals = PACK.base.totals.deals;
      else if (away.length === 1) totals = away[0].points[state.levels[away[0].name]].deals;
      else {
        totals = GROUPS.map(() => []);
        work = tryYears(planWith(...away.map((lever) => lever.plans[state.levels[lever.name]])), TRIED_YEARS, GROUPS, (ends) => {
          ends.forEach((end, k) => totals[k].push(end.deals));
          show();
        });
      }
      show();
    };
    const sliders = levers.map((lever) => leverSlider(lever, state.levels[lever.name], (level) => {
      state.levels[lever.name] = level;
      change();
    }));
    const setAll = (levels) => {
      levers.forEach((lever, k) => sliders[k].set((state.levels[lever.name] = levels[lever.name])));
      change();
    };
    const reset = button(t("market.reset"), () => {
      state.told = false;
      setAll(own);
    });
    const solve = button(t("market.solve"), () => {
      state.told = true;
      setAll(solo.length ? { ...own, [solo[0].lever.name]: solo[0].level } : bestTry(levers, g, wanted));
    }, "plain");
    const lead = el("p.lead", {}, t(wanted ? "market.find_win" : "market.find_loss", { name: quoted(g) }));
    const said = [lead, el("p", {}, t("market.how")), words, el("p.row", {}, reset, solve)];
    root.append(stage("market", said, [el("div.levers", {}, sliders), chart, table]));
    change();
    return () => work?.cancel();
  },
});
