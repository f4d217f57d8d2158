/** The game: a team of one's own, whose priorities can change every quarter. */
const QUARTERS = 4;
const WEIGHTS = [0, 0.3, 0.8, 2]; // of an action: never, some, much, first of all
const PROSPECTS = [0, 12, 40, 150]; // people looked at in a week, by the priority of requests
const MINUTES = [2, 6, 15];
const ACTIONS = ["request", "share_info", "call", "reconnect", "pitch", "post", "event"];
const CHOICES = { ...Object.fromEntries(ACTIONS.map((name) => [name, WEIGHTS.length])), note: 3, effort: MINUTES.length };
const USUAL = { ...Object.fromEntries(ACTIONS.map((name) => [name, 1])), note: 1, effort: 1 };

/** The parameters of the strategy "portfolio" that a quarter's choices stand for. */
function parametersOf(choices) {
  const weights = Object.fromEntries(ACTIONS.map((name) => [name, WEIGHTS[choices[name]]]));
  return { ...weights, prospects: PROSPECTS[choices.request], note: choices.note, effort_minutes: MINUTES[choices.effort] };
}

/** The last week of a quarter. */
function quarterEnd(quarter) {
  return quarter >= QUARTERS - 1 ? PACK.weeks : Math.round((PACK.weeks * (quarter + 1)) / QUARTERS);
}

/** The quarter that a week, counted from 0, belongs to. */
function quarterOf(week) {
  return Array.from({ length: QUARTERS }, (_, k) => k).find((k) => week < quarterEnd(k));
}

class Game {
  constructor(turn = 0) {
    this.groups = [...GROUPS, YOU];
    this.year = new Year(planWith(PACK.game), PACK.seeds[turn], PACK.weeks, this.groups);
    this.quarters = [];
  }

  get over() {
    return this.quarters.length >= QUARTERS;
  }

  /** Play a quarter; resolves when it is over. */
  play(choices) {
    const end = quarterEnd(this.quarters.length);
    this.quarters.push(choices);
    this.year.run.setParameters(YOU.label, parametersOf(choices));
    this.work = inSlices(() => {
      this.year.step();
      return this.year.done < end;
    });
    return this.work.promise;
  }

  /** The place of one's own team, 1 is the best, and how many teams there are. */
  rank() {
    const scores = this.groups.map((group, g) => score(this.year.deals[g].at(-1) ?? 0, group));
    return { place: 1 + scores.filter((s) => s > scores.at(-1)).length, teams: scores.length };
  }

  /** Hours of one's own team by action over the last quarter, most first: [[action, hours]]. */
  hours() {
    const from = this.quarters.length > 1 ? quarterEnd(this.quarters.length - 2) : 0, mine = this.groups.length - 1;
    return Object.keys(this.year.counted).filter((name) => name.startsWith("hours_"))
      .map((name) => [name.slice(6), this.year.counted[name][mine].slice(from).reduce((a, b) => a + b, 0)])
      .filter(([, hours]) => hours > 0).sort((a, b) => b[1] - a[1]);
  }
}

/** The same quarters in other years: done(ends) after each. */
function replay(quarters, years, done) {
  return tryYears(planWith(PACK.game), years, [...GROUPS, YOU], done, (run) => {
    const quarter = quarterOf(run.week);
    if (run.week === 0 || quarter !== quarterOf(run.week - 1)) run.setParameters(YOU.label, parametersOf(quarters[quarter]));
  });
}
