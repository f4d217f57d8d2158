/** For the trainer: notes on each screen, a black screen, and a fresh start for the next room. */
let notesShown = false;

function toggleNotes() {
  notesShown = !notesShown;
  const panel = document.getElementById("notes");
  panel.replaceWith(notesPanel());
  document.getElementById(notesShown ? "notes" : "to-notes").focus();
}

function notesPanel() {
  const key = SCREENS[session.screen].key;
  if (!notesShown) return el("aside", { id: "notes", hidden: true });
  return el("aside", { id: "notes", tabindex: "-1", "aria-label": t("page.notes") },
    el("p", {}, el("b", {}, t(`${key}.minutes`))),
    ...t(`${key}.notes`).split("\n").map((line) => el("p", {}, line)),
    el("p.quiet", {}, t("page.keys")),
    el("p.row", {}, button(t("page.close"), toggleNotes), button(t("page.fresh"), startFresh, "plain")));
}

/** Forget bets and choices; asked once more, since it cannot be taken back. */
function startFresh(event) {
  const asked = event.target.dataset.asked;
  if (!asked) {
    event.target.dataset.asked = "yes";
    event.target.textContent = t("page.fresh_sure");
    return;
  }
  forgetAll();
  location.reload();
}

/** The black screen, if it is there. */
function blank() {
  return document.getElementById("blank");
}

function toggleBlank() {
  if (blank()) {
    blank().remove();
    return;
  }
  const cover = el("button", { id: "blank", type: "button", "aria-label": t("page.unblank"), onclick: toggleBlank });
  document.body.append(cover);
  cover.focus();
}
