/** 7. Play: one's own team against the others, quarter by quarter. */
const theGame = { game: null, shown: 0, others: null };

SCREENS.push({
  key: "play",
  mount(root) {
    const words = el("div.story"), figure = el("div.fill.game");
    const choices = { ...USUAL, ...(session.game.quarters.at(-1) ?? {}) };
    let player = null, work = null;
    const game = () => theGame.game;
    const start = async () => {
      theGame.game = new Game();
      theGame.others = null;
      theGame.shown = 0;
      for (const quarter of session.game.quarters.slice(0, QUARTERS)) await game().play(quarter);
      theGame.shown = game().year.done;
    };
    const series = () => game().groups.map((group, g) => ({ group, values: game().year.deals[g].map((n) => score(n, group)) }));
    const chart = lineChart({
      weeks: PACK.weeks, unit: dealsAxis(), title: t("play.chart"), upTo: () => theGame.shown, series,
      most: () => Math.max(5, ...series().map((s) => s.values.at(-1) ?? 0)),
    });
    const table = asTable(() => [t("play.chart"), [t("page.week"), ...game().groups.map(nameOf)],
      Array.from({ length: game().year.done }, (_, w) => [w + 1, ...series().map((s) => s.values[w])])]);
    const show = () => {
      if (theGame.others) words.replaceChildren(...otherYearsWords(again));
      else words.replaceChildren(...(game().over ? overWords(game(), more, again) : quarterWords(game(), choices, go)));
      if (theGame.others) figure.replaceChildren(othersChart(), table);
      else figure.replaceChildren(chart, orbitsBeside(game()), table);
      chart.redraw();
      table.refresh();
      if (document.activeElement === document.body) words.querySelector("button.main")?.focus({ preventScroll: true });
    };
    const go = async () => {
      const quarter = { ...choices };
      note("game", { quarters: [...game().quarters, quarter] });
      words.querySelectorAll("button, input").forEach((control) => (control.disabled = true));
      if (!(await game().play(quarter)) || !root.isConnected) return;
      const follow = (week) => {
        theGame.shown = week;
        chart.redraw();
      };
      player = new Player({ last: () => game().year.done, perWeek: keepsStill() ? 1 : 90, show: follow, ended: show });
      player.week = theGame.shown;
      player.play();
    };
    const more = () => {
      theGame.others = [];
      work = replay(game().quarters, TRIED_YEARS, (ends) => {
        theGame.others.push(ends);
        show();
      });
      show();
    };
    const again = async () => {
      work?.cancel();
      note("game", { quarters: [] });
      await start();
      show();
    };
    root.append(stage("play", words, figure));
    if (game() && !(player?.playing)) show();
    else {
      words.replaceChildren(el("p", {}, t("page.loading")));
      start().then(() => root.isConnected && show());
    }
    return () => {
      work?.cancel();
      player?.pause();
      theGame.shown = game()?.year.done ?? 0;
    };
  },
});

/** Sliders for a quarter, and the button that plays it. */
function quarterWords(game, choices, go) {
  const quarter = game.quarters.length;
  return [
    el("p.lead", {}, quarter ? t("play.next", { n: quarter + 1 }) : t("play.lead", sizeOf(YOU))),
    quarter ? el("p", {}, hoursSentence(game)) : "",
    el("div.choices", {}, Object.entries(CHOICES).map(([name, levels]) => rangeSlider(t(`play.${name}`),
      { low: 0, high: levels - 1, step: 1, value: choices[name], say: (k) => choiceText(name, k) }, (k) => (choices[name] = k)))),
    el("p.row", {}, button(t("play.go", { n: quarter + 1 }), go, "main")),
  ].filter(Boolean);
}

/** A choice in words. */
function choiceText(name, level) {
  if (name === "note") return t(`play.note_${level}`);
  if (name === "effort") return t("play.minutes_each", { n: MINUTES[level] });
  return t(`play.level_${level}`);
}

/** Where the hours of the last quarter went. */
function hoursSentence(game) {
  const all = game.hours(), sum = all.reduce((total, [, hours]) => total + hours, 0);
  const share = ([name, hours]) => `${t(`actions.${name}`)} ${t("page.percent", { n: Math.round((100 * hours) / sum) })}`;
  return t("play.hours", { text: listed(all.slice(0, 3).map(share)) });
}

/** What is said when the year is over. */
function overWords(game, more, again) {
  const { place, teams } = game.rank(), [first] = game.year.leaders();
  const deals = (g) => withDeals(game.year.deals[g].at(-1), game.groups[g]);
  return [
    el("p.lead", {}, t("play.over", { place, teams, deals: deals(teams - 1) })),
    place === 1 ? "" : el("p", {}, t("play.winner", { name: quoted(first), deals: deals(first) })),
    el("p", {}, t("play.annoyed", { people: count("annoyed", game.year.sum("annoyance", teams - 1)) })),
    el("p", {}, hoursSentence(game)),
    el("p.row", {}, button(t("play.luck"), more, "main"), button(t("play.again"), again)),
  ].filter(Boolean);
}

/** What is said beside the same choices in other years. */
function otherYearsWords(again) {
  const years = theGame.others.length;
  const ahead = theGame.others.filter((ends) => {
    const scores = ends.map((end, g) => score(end.deals, [...GROUPS, YOU][g]));
    return leaders(scores).length === 1 && leaders(scores)[0] === GROUPS.length;
  }).length;
  return [
    el("p.lead", {}, t("play.others", { years })),
    el("p", {}, years ? t("play.ahead", { n: ahead, years }) : t("page.loading")),
    el("p.row", {}, button(t("play.again"), again)),
  ];
}

function othersChart() {
  return stripChart({
    rows: () => [...GROUPS, YOU].map((group, g) => ({ group, years: theGame.others.map((ends) => score(ends[g].deals, group)) })),
    unit: dealsAxis(), title: t("play.others_chart"),
  });
}

/** The typical seller of one's own team beside that of the leading other team. */
function orbitsBeside(game) {
  const { run } = game.year, rivals = GROUPS.map((group, g) => score(game.year.deals[g].at(-1) ?? 0, group)), best = leaders(rivals)[0];
  if (!run.week) return "";
  return el("div.beside", {}, [YOU, GROUPS[best]].map((group) => {
    const moment = momentOf(run, typicalOf(run, run.labels.indexOf(group.label)));
    const view = new OrbitView(() => moment, group, t("seller.orbit", { text: nameOf(group) }));
    view.show(1);
    return el("figure", {}, view.box, el("figcaption", {}, named(group)));
  }));
}
