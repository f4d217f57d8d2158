/** Puts the page together: head, screens, ways forward and back, keys. */
let leave = () => {};

/** Show a screen; the focus goes to its heading. */
function goTo(place, focus = true) {
  leave();
  note("screen", Math.max(0, Math.min(place, SCREENS.length - 1)));
  drawPage();
  if (focus) document.querySelector("h1").focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Change the language; all stays as it is otherwise. */
function speak(chosen) {
  leave();
  language = chosen;
  note("language", chosen);
  drawPage();
  document.querySelector(`[data-language="${chosen}"]`).focus();
}

function head() {
  const dots = SCREENS.slice(0, 8).map((screen, k) => button(String(k + 1), () => goTo(k), "dot", {
    "aria-label": t("page.kicker", { n: k + 1, name: t(`${screen.key}.short`) }), "aria-current": k === session.screen ? "step" : null,
  }));
  const languages = LANGUAGES.map((code) => button(code.toUpperCase(), () => speak(code), "language",
    { "data-language": code, lang: code, "aria-label": TEXTS[code].page.language, "aria-pressed": String(code === language) }));
  const nav = el("nav", { "aria-label": t("page.screens") }, dots);
  return el("header", {}, el("b.brand", {}, "Vitamin B"), nav, el("div.languages", {}, languages));
}

function foot() {
  const last = SCREENS.length - 1, here = session.screen;
  const onwards = here < last
    ? button(t(here === last - 1 ? "debrief.door" : "page.next"), () => goTo(here + 1), "main", { id: "next" })
    : button(t("sandbox.leave"), () => goTo(last - 1), "main", { id: "next" });
  return el("footer", {},
    button(t("page.back"), () => goTo(here - 1), "", { disabled: here === 0 }),
    button(t("page.notes"), () => toggleNotes(), "plain", { id: "to-notes", "aria-keyshortcuts": "N" }),
    onwards);
}

function drawPage() {
  document.documentElement.lang = language;
  document.title = t("page.title", { name: t(`${SCREENS[session.screen].key}.short`) });
  const main = el("main");
  document.getElementById("page").replaceChildren(head(), main, notesPanel(), foot());
  leave = SCREENS[session.screen].mount(main) ?? (() => {});
}

/** PageUp and PageDown turn screens; N opens the trainer's notes; B makes the screen black. */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input:not([type=range]), textarea, select");
  const keys = {
    PageDown: () => goTo(session.screen + 1), PageUp: () => goTo(session.screen - 1),
    n: () => !typing && toggleNotes(), b: () => !typing && toggleBlank(), Escape: () => (blank() ? toggleBlank() : notesShown && toggleNotes()),
  };
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || (typing && event.key.length === 1)) return;
  if (event.key.startsWith("Page")) event.preventDefault();
  if (event.key === "PageDown" && session.screen === SCREENS.length - 1) return;
  if (event.key === "PageUp" && session.screen === 0) return;
  act();
}

language = LANGUAGES.includes(session.language) ? session.language : navigator.language.startsWith("de") ? "de" : "en";
session.screen = Math.max(0, Math.min(session.screen, SCREENS.length - 1));
addEventListener("keydown", onKey);
drawPage();
