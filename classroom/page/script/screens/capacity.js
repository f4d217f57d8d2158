/** 5. Capacity: more hours a week. Five single years one after the other, then the band. */
const SINGLES = 5, SINGLE_MS = 650;
const GUESSES = ["less", "double", "more"];

/** What the strip charts show at a level of a lever: single years so far, then the band. */
function stripRows(totals, shown) {
  return GROUPS.map((group, g) => {
    const years = totals[g].map((n) => score(n, group));
    return { group, years: years.slice(0, Math.min(shown, SINGLES)), band: shown > SINGLES ? bandOf(years) : undefined };
  });
}

/** Lets single years appear one after the other, then the band. */
class Unfolding {
  constructor(show) {
    this.show = show;
    this.shown = 0;
  }

  /** Begin with one year at once, or show all if things are to keep still. */
  start() {
    clearInterval(this.timer);
    this.shown = keepsStill() ? SINGLES + 1 : 1;
    this.show(this.shown);
    if (this.shown > SINGLES) return;
    this.timer = setInterval(() => {
      this.shown += 1;
      if (this.shown > SINGLES) this.stop();
      this.show(this.shown);
    }, SINGLE_MS);
  }

  stop() {
    clearInterval(this.timer);
  }
}

/** What became of a group's median when a lever moved, in words. */
function medianOf(totals, g) {
  return Math.round(10 * quantile(totals[g].map((n) => score(n, GROUPS[g])), 0.5)) / 10;
}

SCREENS.push({
  key: "capacity",
  mount(root) {
    const lever = PACK.levers.find((one) => one.screen === "capacity"), state = (this.state ??= { level: lever.own });
    const totals = () => lever.points[state.level].deals;
    const words = el("div", { "aria-live": "polite" });
    const most = Math.max(...lever.points.flatMap((point) => point.deals.flatMap((years, g) => years.map((n) => score(n, GROUPS[g])))));
    const rows = () => stripRows(totals(), unfolding.shown);
    const chart = stripChart({ rows, most: () => most, unit: dealsAxis(), title: t("capacity.chart") });
    const unfolding = new Unfolding(() => {
      chart.redraw();
      tell();
    });
    const tell = () => {
      slider.querySelector("input").disabled = !session.guess;
      if (!session.guess && words.querySelector(".guesses")) return;
      if (!session.guess) {
        words.replaceChildren(el("div.guesses", {}, GUESSES.map((guess) => button(t(`capacity.${guess}`), () => guessed(guess)))));
        return;
      }
      const parts = [el("p", {}, t("capacity.guessed", { text: t(`capacity.${session.guess}`) }))];
      if (unfolding.shown <= SINGLES) parts.push(el("p", {}, t("capacity.single", { n: unfolding.shown })));
      else {
        parts.push(el("p", {}, t("capacity.band", { years: totals()[0].length })));
        parts.push(el("p.loud", {}, doubledSentence(lever, state.level)));
      }
      words.replaceChildren(...parts);
    };
    const guessed = (guess) => {
      note("guess", guess);
      tell();
      slider.querySelector("input").focus();
    };
    const slider = leverSlider(lever, state.level, (level) => {
      state.level = level;
      unfolding.start();
      table.refresh();
    });
    const table = asTable(() => [t("capacity.table"), [t("levers.hours.name"), ...GROUPS.map(nameOf)],
      lever.values.map((_, level) => [leverText(lever, level), ...GROUPS.map((group, g) => medianOf(lever.points[level].deals, g))])]);
    const own = lever.values[lever.own];
    root.append(stage("capacity", [el("p.lead", {}, t("capacity.lead", { own, twice: 2 * own })), slider, words], [chart, table]));
    unfolding.start();
    return () => unfolding.stop();
  },
});

/** What this much time brings against the time the room began with, for the group that gains most and the one that gains least. */
function doubledSentence(lever, level) {
  if (level === lever.own) return t("capacity.own");
  const times = GROUPS.map((_, g) => medianOf(lever.points[level].deals, g) / Math.max(0.1, medianOf(lever.points[lever.own].deals, g)));
  const high = leaders(times)[0], low = times.indexOf(Math.min(...times));
  const time = number(lever.values[level] / lever.values[lever.own], 2);
  return t("capacity.times", { time, most: quoted(high), high: tenths(times[high]), least: quoted(low), low: tenths(times[low]) });
}
