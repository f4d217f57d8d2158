/** 2. The teams, and the room's first bet. */
SCREENS.push({
  key: "bet",
  mount(root) {
    const words = el("div"), figure = el("div.fill");
    const show = (moved) => {
      const locked = betOf("first");
      words.replaceChildren(
        el("p.lead", {}, t(FAIR ? "bet.lead" : "bet.lead_unlike", { teams: GROUPS.length, weeks: PACK.weeks })),
        FAIR ? el("p", {}, t("bet.equal", { ...sizeOf(GROUPS[0]), all: PACK.people })) : "",
        el("p", { "aria-live": "polite" }, locked ? el("span.locked", {}, betSentence("first")) : t("bet.ask")));
      figure.replaceChildren(locked ? votesBars("first") : votesForm("first", () => show(true)));
      if (moved) document.getElementById("next").focus();
    };
    root.append(stage("bet", words, figure));
    show(false);
  },
});
