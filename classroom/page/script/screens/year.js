/** 3. One year: network and curves grow; halfway it stops for a second bet. */
const EARLIEST_STOP = 10; // weeks before the story may stop by itself

/** The year that the room looks at, made once for a seed. */
const theYear = {
  turn: 0,
  year: null,
  /** Make the year with this much luck (a place in the pack's seeds), if it is not there yet. */
  ready(turn = this.turn) {
    if (this.year && this.turn === turn) return this.year;
    this.work?.cancel();
    this.turn = turn;
    this.year = new Year(PACK.plan, PACK.seeds[turn % PACK.seeds.length], PACK.weeks);
    this.work = inSlices(() => this.year.step());
    return this.year;
  },
  finished() {
    return this.ready() && this.work.promise;
  },
};

/** The place of the group whose lead stops the year: mass requests where they take part. */
function suspect() {
  return GROUPS.findIndex((group) => group.strategy === "spam_requests");
}

/** The week in which the year stops for the second bet: when mass requests lead, at the latest half-way. */
function stopWeek(year) {
  const half = Math.floor(PACK.weeks / 2), g = suspect();
  for (let week = Math.min(EARLIEST_STOP, half); week < Math.min(half, year.done); week++) {
    const first = year.leaders(week);
    if (first.length === 1 && first[0] === g) return week;
  }
  return half;
}

/** Who leads after so many weeks, in one sentence. */
function leadSentence(year, week) {
  const first = year.leaders(week), deals = withDeals(year.deals[first[0]][week - 1], GROUPS[first[0]]);
  if (first.length > 1) return t("year.tied", { week, names: listed(first.map(quoted)), deals });
  return t("year.leads", { week, name: quoted(first[0]), deals });
}

SCREENS.push({
  key: "year",
  mount(root) {
    const year = () => theYear.ready();
    const state = (this.state ??= { week: 0, bands: false });
    const words = el("div.story", { "aria-live": "polite" });
    const view = new NetworkView(year, t("year.network"));
    const series = () => GROUPS.map((group, g) => (
      { group, values: year().deals[g].map((n) => score(n, group)), band: state.bands ? bandsOf(g) : undefined }));
    const chart = lineChart({
      weeks: PACK.weeks, unit: dealsAxis(), title: t("year.chart"), upTo: () => player.week,
      most: () => Math.max(5, ...series().flatMap(({ values, band }) => [values.at(-1) ?? 0, ...(band?.high ?? [])])), series,
    });
    const table = asTable(() => [t("year.chart"), [t("page.week"), ...GROUPS.map(nameOf)],
      Array.from({ length: player.week }, (_, w) => [w + 1, ...GROUPS.map((group, g) => score(year().deals[g][w], group))])]);
    const stops = () => (!betOf("first") ? 0 : betOf("second") ? PACK.weeks : stopWeek(year()));
    let shown = -1;
    const player = new Player({
      last: () => year().done,
      stopsAt: () => stops(),
      show: (week, part) => {
        view.show(week, part);
        if (week !== shown) {
          shown = state.week = week;
          chart.redraw();
          table.refresh();
          tell();
        }
        controls.follow(week);
      },
      ended: () => tell(),
    });
    const controls = playControls(player, stops, () => {
      state.bands = false;
      tell();
      chart.redraw();
    });
    let said = "";
    const tell = () => {
      controls.follow(player.week);
      const step = stepOf(player, stops());
      const key = `${step} ${step === "running" ? player.week : ""} ${betOf("second") !== null} ${state.bands} ${theYear.turn}`;
      if (key === said) return;
      said = key;
      words.setAttribute("aria-live", player.playing ? "off" : "polite");
      const part = STORY[step]({ year: year(), player, state, tell, chart });
      words.replaceChildren(...part.filter(Boolean));
    };
    root.append(stage("year", words, [el("div.pair", {}, el("div.network", {}, view.box), chart), controls.box, table], "wide"));
    player.week = Math.min(state.week, year().done);
    player.seek(state.week);
    tell();
    theYear.finished().then((all) => all && root.isConnected && (chart.redraw(), player.seek(player.week)));
    return () => player.pause();
  },
});

/** Low and high ends of a group's recorded curve; per head where groups differ in size. */
function bandsOf(g) {
  const quantiles = PACK.base.series.deals[g], times = EQUAL ? GROUPS[g].sellers : 1;
  return { low: quantiles[0].map((n) => n * times), high: quantiles.at(-1).map((n) => n * times) };
}

/** Which step of the year the room is at. */
function stepOf(player, stop) {
  if (!betOf("first")) return "unbet";
  if (player.week >= PACK.weeks) return "end";
  return player.week >= stop && !player.playing ? "stop" : "running";
}

/** What is said at each step of the year. */
const STORY = {
  unbet: ({ tell }) => [
    el("p.lead", {}, t("year.unbet")),
    el("p.row", {}, button(t("year.to_bet"), () => goTo(SCREENS.findIndex((s) => s.key === "bet")), "main")),
  ],
  running: ({ year, player }) => [
    el("p.lead", {}, player.week ? leadSentence(year, player.week) : t("year.lead", { weeks: PACK.weeks })),
    el("p", {}, t("year.key")),
  ],
  stop: ({ year, player, tell }) => [
    el("p.lead", {}, leadSentence(year, player.week)),
    el("p", {}, betSentence("first"), " ", t("year.again")),
    votesForm("second", () => {
      player.play();
      tell();
      document.querySelector(".controls .play").focus();
    }, true),
  ],
  end: ({ year, state, tell, chart, player }) => {
    const { wins, years } = wonYears(PACK.base.totals.deals), most = leaders(wins)[0];
    return [
      el("p.lead", {}, leadSentence(year, PACK.weeks)),
      betOf("first") ? el("p", {}, betSentence("first")) : "",
      betOf("second") ? el("p", {}, betSentence("second")) : "",
      state.bands ? el("p.loud", {}, t("year.years", { n: wins[most], years, name: quoted(most) })) : "",
      el("p.row", {},
        state.bands ? "" : button(t("year.show_bands", { years }), () => { state.bands = true; chart.redraw(); tell(); }, "main"),
        button(t("year.other"), () => {
          state.bands = false;
          theYear.ready(theYear.turn + 1);
          theYear.finished().then(() => { player.seek(0); player.play(); });
        })),
    ];
  },
};
