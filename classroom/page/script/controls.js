/** Play, scrub and start again. */

/**
 * @param {Player} player
 * @param {() => number} limit the last week that may be shown now
 * @param {() => void} restarted
 * @returns {{box: HTMLElement, follow: (week: number) => void}}
 */
function playControls(player, limit, restarted = () => {}) {
  const play = button("", () => (player.playing ? player.pause() : player.play()), "main play");
  const again = button(t("page.again"), () => {
    player.pause();
    player.seek(0);
    restarted();
  });
  const scrub = el("input", { type: "range", min: 0, max: PACK.weeks, step: 1, value: 0, "aria-label": t("page.scrub") });
  const said = el("output");
  scrub.addEventListener("input", () => {
    const week = Number(scrub.value);
    player.pause();
    player.seek(Math.min(week, limit()));
  });
  const follow = (week) => {
    scrub.value = week;
    said.textContent = t("page.week_of", { week, weeks: PACK.weeks });
    scrub.setAttribute("aria-valuetext", said.textContent);
    const text = t(player.playing ? "page.pause" : "page.play");
    if (play.textContent !== text) play.textContent = text;
    play.disabled = !player.playing && week >= limit();
  };
  return { box: el("div.controls", {}, play, again, scrub, said), follow };
}
