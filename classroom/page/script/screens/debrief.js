/** 8. Debrief: bets against outcome, questions, what is left out, evidence, source; then the door to the sandbox. */
const RECORDED = ["deals", "trust_earned", "relationships", "annoyance"];

SCREENS.push({
  key: "debrief",
  mount(root) {
    const state = (this.state ??= { open: 0 });
    const points = (key, n) => el("ul.points", {}, Array.from({ length: n }, (_, k) => el("li", {}, t(`debrief.${key}_${k + 1}`))));
    const tabs = tabsOf([
      { name: t("debrief.bets"), content: () => [...betsAgainstOutcome(), el("div.scrolling", { tabindex: "0", role: "region", "aria-label": t("debrief.deals") }, outcomeTable())] },
      { name: t("debrief.questions"), content: () => [points("question", 3)] },
      { name: t("debrief.missing"), content: () => [points("missing", 4)] },
      { name: t("debrief.evidence"), content: () => [points("evidence", 4)] },
      { name: t("debrief.monday"), content: () => [el("p", {}, t("debrief.plan")), el("p", {}, t("debrief.law")), el("p.row", {}, button(t("debrief.print"), () => print(), "main"))] },
    ], state, t("debrief.short"));
    root.append(stage("debrief", [el("p.lead", {}, t("debrief.lead")), el("p.quiet", {}, sourceText())], tabs));
    theYear.finished().then(() => root.isConnected && tabs.refresh());
  },
});

/** The median recorded year of each group, by all that was recorded, a head. */
function outcomeTable() {
  const years = PACK.base.totals.deals[0].length;
  return tableOf(t("debrief.table", { years }), [t("market.group"), ...RECORDED.map((measure) => t(`debrief.${measure}`))],
    GROUPS.map((group, g) => [named(group), ...RECORDED.map((measure) => tenths(bandOf(PACK.base.totals[measure][g])[2] / group.sellers))]));
}

/** What the room bet, and what came. */
function betsAgainstOutcome() {
  const { wins, years } = wonYears(PACK.base.totals.deals), most = leaders(wins)[0], year = theYear.ready();
  return [
    ...["first", "second"].map((which) => el("p", {}, betOf(which) ? `${betSentence(which)} ${hitOrMiss(which, year)}` : t(`debrief.no_${which}`))),
    year.done >= PACK.weeks ? el("p", {}, leadSentence(year, PACK.weeks)) : "",
    el("p.loud", {}, t("year.years", { n: wins[most], years, name: quoted(most) })),
    session.game.quarters.length >= QUARTERS && theGame.game?.over ? el("p", {}, t("debrief.game", { ...theGame.game.rank() })) : "",
  ];
}

/** Whether a bet came true in the room's year; nothing where votes, or teams, were level. */
function hitOrMiss(which, year) {
  const first = leaders(betOf(which).votes), led = year.leaders();
  if (year.done < PACK.weeks || first.length > 1 || led.length > 1) return "";
  return t(first[0] === led[0] ? "debrief.hit" : "debrief.miss");
}

/** Where all this comes from. */
function sourceText() {
  return t("debrief.source", { title: PACK.title, version: PACK.version, code: PACK.code, seed: String(PACK.seeds[theYear.turn % PACK.seeds.length]), years: PACK.seeds.length });
}
