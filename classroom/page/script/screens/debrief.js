/** 8. Debrief: bets against outcome, questions, what is left out, evidence, source; then the door to the sandbox. */
const RECORDED = ["deals", "trust_earned", "relationships", "annoyance"];

SCREENS.push({
  key: "debrief",
  mount(root) {
    const state = (this.state ??= { open: 0 });
    const points = (key, n) => [el("ul.points", {}, Array.from({ length: n }, (_, k) => el("li", {}, t(`debrief.${key}_${k + 1}`))))];
    const content = {
      bets: () => [...betsAgainstOutcome(), scrolling(t("debrief.deals"), outcomeTable())],
      questions: () => points("question", 3),
      missing: () => points("missing", 4),
      evidence: () => points("evidence", 4),
      monday: () => [...["plan", "law"].map((key) => el("p", {}, t(`debrief.${key}`))), button(t("debrief.print"), () => print(), "main")],
    };
    const tabs = tabsOf(Object.entries(content).map(([key, make]) => ({ name: t(`debrief.${key}`), content: make })), state, t("debrief.short"));
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
    ...["first", "second"].map((which) => el("p", {}, betOf(which) ? betAgainst(which, year) : t(`debrief.no_${which}`))),
    year.done >= PACK.weeks ? el("p", {}, leadSentence(year, PACK.weeks)) : "",
    el("p.loud", {}, t("year.years", { n: wins[most], years, name: quoted(most) })),
    session.game.quarters.length >= QUARTERS && theGame.game?.over ? el("p", {}, t("debrief.game", { ...theGame.game.rank() })) : "",
  ];
}

/** A bet, and whether it came true in the room's year; that is left open where votes, or teams, were level. */
function betAgainst(which, year) {
  const first = leaders(betOf(which).votes), led = year.leaders();
  if (year.done < PACK.weeks || first.length > 1 || led.length > 1) return betSentence(which);
  return `${betSentence(which)} ${t(first[0] === led[0] ? "debrief.hit" : "debrief.miss")}`;
}

/** Where all this comes from. */
function sourceText() {
  const { title, version, code, seeds } = PACK;
  return t("debrief.source", { title, version, code, seed: String(seeds[theYear.turn % seeds.length]), years: seeds.length });
}
