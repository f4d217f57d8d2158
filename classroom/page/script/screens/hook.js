/** 1. One message arrives: accept or delete? */
SCREENS.push({
  key: "hook",
  mount(root) {
    const answer = el("div.answer", { "aria-live": "polite" });
    const choose = (choice) => {
      note("hook", choice);
      show();
    };
    const accept = button(t("hook.accept"), () => choose("accept"), "main");
    const remove = button(t("hook.delete"), () => choose("delete"));
    const show = () => {
      accept.setAttribute("aria-pressed", String(session.hook === "accept"));
      remove.setAttribute("aria-pressed", String(session.hook === "delete"));
      answer.replaceChildren(...(session.hook ? [el("p", {}, t(`hook.after_${session.hook}`)), el("p.loud", {}, t("hook.reveal"))] : []));
    };
    show();
    const sender = el("p", {}, el("b", {}, t("hook.from")), el("br"), el("span.quiet", {}, t("hook.when")));
    const letter = el("div.letter", {},
      el("div.sender", {}, el("span.face", { "aria-hidden": "true" }), sender),
      el("p.text", {}, t("hook.message")),
      el("div.row", {}, accept, remove));
    root.append(stage("hook", [el("p.lead", {}, t("hook.lead")), answer], letter));
  },
});
