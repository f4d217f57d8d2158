/** What this room did so far: language, screen, bets, choices. All of it outlives a reload. */
const session = {
  screen: recall("screen", 0),
  language: recall("language"),
  hook: recall("hook"),
  /** First and second bet: votes for each group, and whether they are locked. */
  bets: recall("bets", {}),
  /** The game: levels of each quarter that was played. */
  game: recall("game", { quarters: [] }),
  /** What the room thinks twice the time brings. */
  guess: recall("guess"),
};

/** Change a part of the session and keep it. */
function note(name, value) {
  session[name] = value;
  remember(name, value);
}

/** Votes of a bet if it is locked, else null. */
function betOf(which) {
  const bet = session.bets[which];
  return bet?.locked && bet.votes.length === GROUPS.length ? bet : null;
}

/** The groups that a locked bet is on, in words; several if they have as many votes. */
function betNames(which) {
  return listed(leaders(betOf(which).votes).map(quoted));
}

/** All screens in their order: each file under screens/ adds its own. @type {{key: string, mount: (root: Element) => (() => void)}[]} */
const SCREENS = [];

/** The parts of a screen: kicker, heading and words on one side, the figure on the other. */
function stage(key, words, figure, kind = "") {
  const place = SCREENS.findIndex((screen) => screen.key === key);
  const kicker = place < 8 ? t("page.kicker", { n: place + 1, name: t(`${key}.short`) }) : t(`${key}.short`);
  return el(`div.stage.${key}${kind && `.${kind}`}`, {},
    el("div.words", {}, el("p.kicker", {}, kicker), el("h1", { tabindex: "-1" }, t(`${key}.title`)), words),
    el("div.figure", {}, figure));
}
