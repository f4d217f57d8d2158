/** Bets: votes are typed in, locked, and quoted from then on. */

/**
 * A form with a number of votes for each group.
 * @param {"first"|"second"} which
 * @param {() => void} whenLocked
 * @param {boolean} small without ideas and buttons that count
 */
function votesForm(which, whenLocked, small = false) {
  const votes = session.bets[which]?.votes?.length === GROUPS.length ? [...session.bets[which].votes] : GROUPS.map(() => 0);
  const lock = button(t("bet.lock"), () => {
    note("bets", { ...session.bets, [which]: { votes, locked: true } });
    whenLocked();
  }, "main");
  const changed = () => {
    lock.disabled = !votes.some((n) => n > 0);
    note("bets", { ...session.bets, [which]: { votes, locked: false } });
  };
  const cards = GROUPS.map((group, g) => {
    const label = t("bet.votes", { text: nameOf(group) });
    const input = el("input", { type: "number", inputmode: "numeric", min: 0, max: 999, value: votes[g], "aria-label": label });
    const set = (n) => {
      votes[g] = Math.max(0, Math.min(999, Math.floor(Number(n)) || 0));
      changed();
    };
    const step = (by) => {
      set(votes[g] + by);
      input.value = votes[g];
    };
    input.addEventListener("input", () => set(input.value));
    input.addEventListener("focus", () => input.select());
    const less = button("−", () => step(-1), "round", { "aria-label": t("bet.less", { text: nameOf(group) }) });
    const more = button("+", () => step(1), "round", { "aria-label": t("bet.more", { text: nameOf(group) }) });
    return el("li.card", {},
      el("div.who", {}, named(group), small ? "" : el("span.idea", {}, ideaOf(group))),
      small ? input : el("div.votes", {}, less, input, more));
  });
  changed();
  const onsubmit = (event) => {
    event.preventDefault();
    if (!lock.disabled) lock.click();
  };
  return el(`form.bet${small ? ".small" : ""}`, { onsubmit }, el("ul.cards", {}, cards), el("p.row", {}, lock));
}

/** A locked bet in words: "The room bet on ... (12 of 20 votes)." */
function betSentence(which) {
  const { votes } = betOf(which), first = leaders(votes);
  return t(`bet.said_${which}`, { names: betNames(which), n: votes[first[0]], all: count("votes", votes.reduce((a, b) => a + b, 0)) });
}

/** All votes of a locked bet as bars. */
function votesBars(which) {
  const { votes } = betOf(which), most = Math.max(...votes);
  return el("ul.bars", {}, GROUPS.map((group, g) => {
    const bar = el("span.bar", { "aria-hidden": "true" });
    bar.style.width = `${(100 * votes[g]) / most}%`;
    bar.style.background = group.colour;
    return el("li", {}, named(group), el("span.track", {}, bar), el("b", {}, number(votes[g])));
  }));
}
