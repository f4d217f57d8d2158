/** Behind the last screen: every lever, every parameter of every strategy, every number of the rules. */
const SANDBOX_YEARS = 5;
const theSandbox = { levels: {}, parameters: {}, rules: {}, ends: [], choice: "market" };

/** The plan with all that was changed in the sandbox, and what has to be set in its runs. */
function sandboxPlan() {
  const levers = PACK.levers.filter((lever) => (theSandbox.levels[lever.name] ?? lever.own) !== lever.own);
  const rules = Object.values(theSandbox.rules).map(({ section, name, value }) => (name.endsWith("half_life_weeks")
    ? [["rules", section, name.replace("half_life_weeks", "kept")], 2 ** (-1 / value)] : [["rules", section, name], value]));
  return planWith(...levers.map((lever) => lever.plans[theSandbox.levels[lever.name]]), rules);
}

SCREENS.push({
  key: "sandbox",
  mount(root) {
    let work = null, timer = 0;
    const rows = () => GROUPS.map((group, g) => ({ group, years: theSandbox.ends.map((ends) => score(ends[g].deals, group)) }));
    const chart = stripChart({ rows, unit: dealsAxis(), title: t("sandbox.chart") });
    const results = scrolling(t("sandbox.chart"));
    const show = () => {
      chart.redraw();
      results.replaceChildren(theSandbox.ends.length ? sandboxTable() : el("p", {}, t("page.loading")));
    };
    const runAgain = () => {
      work?.cancel();
      clearTimeout(timer);
      theSandbox.ends = [];
      timer = setTimeout(() => {
        const set = Object.entries(theSandbox.parameters);
        work = tryYears(sandboxPlan(), SANDBOX_YEARS, GROUPS, (ends) => {
          theSandbox.ends.push(ends);
          show();
        }, (run) => run.week === 0 && set.forEach(([label, changes]) => run.setParameters(label, changes)));
      }, 200);
      show();
    };
    const sliders = el("div.levers"), sections = [...new Set(PACK.reference.map(({ section }) => section))];
    const choose = el("select", { id: freshId("choose"), onchange: () => fill((theSandbox.choice = choose.value)) },
      el("option", { value: "market" }, t("sandbox.market")),
      GROUPS.map((group, g) => el("option", { value: `group ${g}` }, nameOf(group))),
      sections.map((section) => el("option", { value: `rules ${section}` }, t("sandbox.rule", { name: section }))));
    const fill = (choice) => sliders.replaceChildren(...sandboxSliders(choice, runAgain));
    choose.value = theSandbox.choice;
    const reset = button(t("market.reset"), () => {
      Object.assign(theSandbox, { levels: {}, parameters: {}, rules: {} });
      fill(theSandbox.choice);
      runAgain();
    });
    root.append(stage("sandbox", [el("p", {}, t("sandbox.lead", { years: SANDBOX_YEARS })),
      el("p.row", {}, el("label", { for: choose.id }, t("sandbox.choose")), choose, reset), sliders], [chart, results]));
    fill(theSandbox.choice);
    if (theSandbox.ends.length < SANDBOX_YEARS) runAgain();
    else show();
    return () => {
      work?.cancel();
      clearTimeout(timer);
    };
  },
});

/** The sliders of a choice: the market's levers, a group's parameters, or a rule's numbers. */
function sandboxSliders(choice, changed) {
  const [kind, which] = choice.split(" ");
  if (kind === "market") return PACK.levers.map((lever) => sandboxLever(lever, changed));
  if (kind === "rules") return PACK.reference.filter(({ section }) => section === which).map((rule) => ruleSlider(rule, changed));
  const { label, code, parameters } = PACK.plan.groups.find((group) => group.label === GROUPS[which].label);
  return VitaminB.strategies[code].parameters.map((parameter, k) => parameterSlider(label, parameter, parameters[k], changed));
}

function sandboxLever(lever, changed) {
  return leverSlider(lever, theSandbox.levels[lever.name] ?? lever.own, (level) => {
    theSandbox.levels[lever.name] = level;
    changed();
  });
}

function ruleSlider(rule, changed) {
  const { section, name } = rule, key = `${section}.${name}`;
  return numberSlider(rule, theSandbox.rules[key]?.value ?? rule.value, (value) => {
    theSandbox.rules[key] = { section, name, value };
    changed();
  });
}

function parameterSlider(label, parameter, own, changed) {
  return numberSlider(parameter, theSandbox.parameters[label]?.[parameter.name] ?? own, (value) => {
    theSandbox.parameters[label] = { ...theSandbox.parameters[label], [parameter.name]: value };
    changed();
  });
}

/** A slider for a number of the model, with its meaning in the model's own words. */
function numberSlider({ low, high, default: usual, unit, meaning }, value, changed) {
  const whole = Number.isInteger(low) && Number.isInteger(high) && Number.isInteger(usual) && high - low > 2;
  const top = high - low > 1000 ? Math.max(10 * Math.abs(usual), low + 10) : high;
  return rangeSlider(`${meaning} (${unit})`, { low, high: top, step: whole ? 1 : (top - low) / 200, value, lang: "en" }, changed);
}

function sandboxTable() {
  const middle = (g, measure) => quantile(theSandbox.ends.map((ends) => ends[g][measure] / GROUPS[g].sellers), 0.5);
  return tableOf(t("sandbox.table", { n: theSandbox.ends.length }), [t("market.group"), ...RECORDED.map((measure) => t(`debrief.${measure}`))],
    GROUPS.map((group, g) => [named(group), ...RECORDED.map((measure) => tenths(middle(g, measure)))]));
}
