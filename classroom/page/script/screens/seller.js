/** 4. One seller, four lives: the same person with the same contacts, under each strategy. */

/** The lives of one person, made once for a turn of luck. */
const theLives = {
  turn: 0,
  lives: null,
  /** One life for each strategy; the weeks are made in the background, all lives side by side. */
  ready(turn = this.turn) {
    if (this.lives && turn === this.turn) return this.lives;
    this.work?.cancel();
    this.turn = turn;
    const seed = PACK.seeds[turn % PACK.seeds.length];
    this.lives = GROUPS.filter((group, g) => GROUPS.findIndex((other) => other.strategy === group.strategy) === g).slice(0, 4)
      .map((group) => {
        const run = VitaminB.startRun(planWith(PACK.orbit[group.strategy]), seed);
        return { group, year: new SellerYear(run, membersOf(run, run.labels.indexOf("you"))[0], PACK.weeks) };
      });
    this.work = inSlices(() => this.lives.map(({ year }) => year.step()).some(Boolean));
    return this.lives;
  },
  done() {
    return Math.min(...this.ready().map(({ year }) => year.done));
  },
};

SCREENS.push({
  key: "seller",
  mount(root) {
    const state = (this.state ??= { week: 0, chosen: 0 });
    let lives = theLives.ready(), shown = -1;
    const said = el("p", { "aria-live": "off" }), standing = el("p");
    const grid = el("div.orbits"), table = asTable(() => [t("seller.table"), [t("page.week"), ...lives.map(({ group }) => nameOf(group))],
      Array.from({ length: player.week }, (_, w) => [w + 1, ...lives.map(({ year }) => year.deals[w + 1])])]);
    let views = [];
    const draw = () => {
      views = lives.map(({ group, year }, k) => {
        const view = new OrbitView(() => year, group, t("seller.orbit", { text: nameOf(group) }));
        const deals = el("span.deals");
        const onclick = () => {
          state.chosen = k;
          tell();
        };
        const choose = el("button.orbit", { type: "button", onclick }, el("span.orbit-head", {}, named(group), deals), view.box);
        return { view, deals, choose, year };
      });
      grid.replaceChildren(...views.map(({ choose }) => choose));
    };
    const player = new Player({
      last: () => theLives.done(),
      stopsAt: () => PACK.weeks,
      perWeek: weekPace(700),
      show: (week, part) => {
        views.forEach(({ view }) => view.show(week, part));
        controls.follow(week);
        if (week === shown) return;
        shown = state.week = week;
        tell();
        table.refresh();
      },
      ended: () => tell(),
    });
    const controls = playControls(player, () => theLives.done());
    const tell = () => {
      controls.follow(player.week);
      views.forEach(({ deals, choose, year }, k) => {
        deals.textContent = count("deals", year.deals[Math.min(player.week, year.done)]);
        choose.setAttribute("aria-pressed", String(k === state.chosen));
      });
      const { group, year } = lives[state.chosen];
      const text = player.week ? weekSentence(year.diary[player.week - 1]) : "";
      said.replaceChildren(el("b", {}, `${nameOf(group)}: `), text ? t("seller.week", { week: player.week, text }) : t("seller.choose"));
      standing.textContent = player.week >= PACK.weeks ? standingSentence(year) : "";
    };
    const other = button(t("seller.other"), () => {
      player.pause();
      lives = theLives.ready(theLives.turn + 1);
      shown = -1;
      draw();
      player.seek(0);
      player.play();
    });
    controls.box.append(other);
    const words = [el("p.lead", {}, t("seller.lead")), el("p", {}, t("seller.key")), said, standing];
    root.append(stage("seller", words, [grid, controls.box, table], "wide"));
    draw();
    player.seek(state.week);
    tell();
    theLives.work.promise.then(() => root.isConnected && player.seek(player.week));
    return () => player.pause();
  },
});

/** Where a seller stands among all at the end of the year. */
function standingSentence(year) {
  const { fewer, others } = year.standing();
  return t("seller.standing", { n: fewer, others, deals: count("deals", year.deals.at(-1)) });
}
