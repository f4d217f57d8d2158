/** The handout: one or two pages of paper with bets, outcome, own choices and Monday's plan. */
function handout() {
  const lines = (n) => Array.from({ length: n }, () => el("p.line"));
  return [
    el("h1", {}, t("handout.title")),
    el("p", {}, t("handout.intro", { weeks: PACK.weeks, people: PACK.people })),
    el("h2", {}, t("debrief.bets")), ...betsAgainstOutcome().filter(Boolean),
    outcomeTable(),
    ...(session.game.quarters.length ? [el("h2", {}, t("handout.choices")), choicesTable()] : []),
    el("h2", {}, t("handout.monday")),
    ...["stop", "start", "measure"].flatMap((key) => [el("p", {}, t(`handout.${key}`)), ...lines(1)]),
    el("p", {}, t("handout.hours")),
    el("p.law", {}, t("debrief.law")),
    el("h2", {}, t("debrief.missing")), el("p", {}, t("handout.missing")),
    el("p.quiet", {}, sourceText()),
  ];
}

/** One's own choices in the game, quarter by quarter. */
function choicesTable() {
  const { quarters } = session.game;
  return tableOf(t("handout.choices_of"), [t("handout.choice"), ...quarters.map((_, k) => t("play.quarter", { n: k + 1 }))],
    Object.keys(CHOICES).map((name) => [t(`play.${name}`), ...quarters.map((choices) => choiceText(name, choices[name]))]));
}

addEventListener("beforeprint", () => document.getElementById("handout").replaceChildren(...handout()));
