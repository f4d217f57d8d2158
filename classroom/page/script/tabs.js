/** Tabs: arrow keys turn them. */

/**
 * @param {{name: string, content: () => (Node|string)[]}[]} tabs
 * @param {{open: number}} state which one is open
 */
function tabsOf(tabs, state, label) {
  const panel = el("div.tab-panel", { role: "tabpanel", id: freshId("panel"), tabindex: "0" });
  const heads = tabs.map(({ name }, k) => button(name, () => open(k), "", { role: "tab", id: freshId("tab"), "aria-controls": panel.id }));
  const open = (k) => {
    state.open = k;
    heads.forEach((head, n) => {
      head.setAttribute("aria-selected", String(n === k));
      head.tabIndex = n === k ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", heads[k].id);
    panel.replaceChildren(...tabs[k].content().filter(Boolean));
  };
  const list = el("div.tabs", { role: "tablist", "aria-label": label, onkeydown: (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    open((state.open + by + tabs.length) % tabs.length);
    heads[state.open].focus();
  } }, heads);
  open(state.open);
  const box = el("div.tabbed", {}, list, panel);
  box.refresh = () => open(state.open);
  return box;
}
