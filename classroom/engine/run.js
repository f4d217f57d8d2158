// One run: `step()` is a week. `week` weeks are over; `labels` are the groups, the market first; `people` and `ties` are the
// columns of sim/state.py, a person's ties at places i * slots to (i + 1) * slots, of which `people.contacts[i]` are in use.
// counterpart of sim.kernel.driver:Kernel.__init__ ec5f3ccac830
// counterpart of sim.kernel.driver:Kernel._make_room d624a37b561d
// counterpart of sim.kernel.driver:groups_of e909dda79c72
class Run {
  constructor(plan, seed) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 4294967295) throw new Error(`seed: ${seed} is outside 0..4294967295`);
    this._plan = JSON.parse(JSON.stringify(plan));
    this._seed = seed;
    this._entries = this._plan.groups.map(({ code, effort, pitch, research, prospects, list_looks, parameters, shows_contacts }) => (
      { code, effort, pitch, research, prospects, list_looks, shows_contacts, row: Float64Array.from(parameters) }));
    const { people: n, slots } = plan;
    this.week = 0;
    this._counted = this._totals = undefined;
    this._deals = DEALS(0);
    this._leads = LEADS(0);
    this._roomFits = true;
    this.slots = slots;
    this.labels = plan.groups.map((group) => group.label);
    this.people = emptyPeople(n);
    this.ties = TIES(n * slots);
    this._book = BOOK(this.ties, REQUESTS(n * REQUESTS_KEPT), BY_GROUP(n * plan.groups.length), n, slots, plan.groups.length);
    this._sales = SALES(n);
    for (const row of this._sales.seller) row.fill(NONE);
    populate(this._plan, seed, this.people, this._book);
    this._town = townOf(this.people);
    this._post = postOf(this._entries, this.people);
    this._options = roomForOptions(slots);
    this._guests = roomForGuests(n);
    this._buying = new Int32Array(n);
    this._counts = new Int32Array(n);
    this._tallies = rows(new Float64Array(this.labels.length * MEASURES.length), this.labels.length, MEASURES.length);
    this._all = rows(new Float64Array(this.labels.length * MEASURES.length), this.labels.length, MEASURES.length);
  }

  // What all phases work on this week.
  // counterpart of sim.kernel.driver:Kernel._world eac91afbf561
  _world() {
    const entries = this._entries;
    const groups = {
      codes: entries.map((entry) => entry.code), params: entries.map((entry) => entry.row),
      effort: entries.map((entry) => entry.effort), pitch: entries.map((entry) => entry.pitch),
      research: entries.map((entry) => entry.research), looks: entries.map((entry) => Math.min(entry.prospects, MOST_PROSPECTS)),
      list_looks: entries.map((entry) => entry.list_looks),
    };
    return {
      people: this.people, ties: this._book, sales: this._sales, groups, tally: this._tallies, now: { seed: this._seed, week: this.week }, p: this._plan.rules,
    };
  }

  // counterpart of sim.kernel.driver:Kernel.step c12062e14f9e
  // counterpart of sim.kernel.driver:Kernel.plan 11474e6b2b65
  // counterpart of sim.kernel.driver:Kernel.read 21b5af3452a4
  step() {
    if (!this._roomFits) this._post = postOf(this._entries, this.people);
    this._roomFits = true;
    const people = this.people, post = this._post, n = people.length, plan = this._plan;
    for (const row of this._tallies) row.fill(0);
    this._switch();
    const world = this._world();
    const fault = $plan(0, n, topicsDue(plan.rules, this.week), this._town, this._options, post, world);
    if (fault !== NONE) throw new Error(`strategies.${this.labels[fault]}: an action that is not possible`);
    $count_mail(0, n, post, this._counts);
    $start_inboxes(post, [this._counts]);
    $deliver(0, n, post, this._counts);
    const guests = seatGuests(people, this._seed, this.week, this._guests);
    this._town.posters = counting(people.posts, (x) => x > 0); // as next week sees it
    const posts = this._town.posters.length > 0 ? people.posts.slice() : new Uint8Array(0);
    $read(0, n, guests, posts, post, world);
    $hear(0, n, post, world);
    this._settle($trade(0, n, this._buying, world), world);
    $age(0, n, world);
    this.week += 1;
    this._counted = this._totals = undefined;
    this._tallies.forEach((row, g) => row.forEach((x, k) => { this._all[g][k] += x; }));
  }

  // counterpart of sim.kernel.driver:Kernel.trade 3000971ff80a
  _settle(count, world) {
    const deals = DEALS(count), leads = LEADS(MOST_CANDIDATES * count), done = [0, 0];
    $settle(this._buying.subarray(0, count), done, deals, leads, world);
    this._deals = first(deals, done[0]);
    this._leads = first(leads, done[1]);
  }

  // counterpart of sim.week:switch_strategies 61e0433f9884
  _switch() {
    const groups = this._plan.groups, people = this.people;
    groups.forEach((group, index) => {
      for (const { week, to } of group.switches) {
        if (week !== this.week) continue;
        const changed = counting(people.group, (x) => x === index);
        for (const i of changed) people.strategy[i] = to;
        openLists(people, changed, this._entries[to].shows_contacts, this._seed);
      }
    });
  }

  // Measure -> sum over each group, of the last week and since the start (see sim/measures.py; `deals` are all routes together).
  get counted() { return this._counted = this._counted || scaled(this._tallies); }

  get totals() { return this._totals = this._totals || scaled(this._all); }

  // Last week's mail in the order of senders and of sending; action & 15 is the kind, the other bits are notes.
  // counterpart of sim.kernel.driver:Kernel.messages 4712287e8fb6
  messages() {
    const mail = this._post.mail, last = this.people.length - 1;
    const end = this.week === 0 ? 0 : this._post.out_start[last] + this._post.out_count[last];
    const names = ["sender", "receiver", "action", "nth", "mutual", "reply", "quality"];
    return Object.fromEntries(names.map((name) => [name, mail[name].slice(0, end)]));
  }

  // Last week's deals in the order of buyers.
  // counterpart of sim.outcomes:deal_columns a6b459caf76c
  deals() { return { ...this._deals }; }

  // Leads that were over last week, in the order they were settled.
  leads() { return { ...this._leads }; }

  // From the next week on, a group acts by other parameters of its strategy: { name: number }.
  setParameters(label, changes) {
    const entry = this._entryOf(label);
    check(entry.code, changes);
    this._use(entry, changes);
    if ("shows_contacts" in changes) this._openListsOf(entry);
  }

  // From the next week on, a group follows another strategy, with its defaults but for some parameters.
  setStrategy(label, name, changes = {}) {
    const entry = this._entryOf(label), code = STRATEGIES.findIndex((strategy) => strategy.name === name);
    if (code < 0) throw new Error(`strategy '${name}' is not known`);
    check(code, changes);
    entry.code = code;
    entry.row = Float64Array.from(STRATEGIES[code].parameters, (parameter) => parameter.default);
    this._use(entry, changes);
    this._openListsOf(entry);
  }

  _entryOf(label) {
    const index = this.labels.indexOf(label);
    if (index < 0) throw new Error(`'${label}' is not a group`);
    return this._entries[index];
  }

  _use(entry, changes) {
    const place = (name) => STRATEGIES[entry.code].parameters.findIndex((parameter) => parameter.name === name);
    for (const [name, value] of Object.entries(changes)) entry.row[place(name)] = value;
    entry.effort = entry.row[place("effort_minutes")];
    entry.pitch = entry.row[place("pitch_minutes")];
    entry.research = entry.row[place("research_minutes")];
    entry.prospects = entry.row[place("prospects")];
    entry.list_looks = entry.row[place("list_looks")];
    entry.shows_contacts = entry.row[place("shows_contacts")];
    this._roomFits = false;
  }

  _openListsOf(entry) {
    const index = this._entries.indexOf(entry);
    openLists(this.people, counting(this.people.strategy, (x) => x === index), entry.shows_contacts, this._seed);
  }
}

function first(columns, count) {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(0, count)]));
}

function check(code, changes) {
  const { name, parameters } = STRATEGIES[code];
  for (const [key, value] of Object.entries(changes)) {
    const parameter = parameters.find((one) => one.name === key);
    if (!parameter) throw new Error(`${name}: '${key}' is not known`);
    const { low, high, whole } = parameter;
    if (!Number.isFinite(value) || value < low || value > high) throw new Error(`${name}.${key}: ${value} is outside ${low}..${high}`);
    if (whole && !Number.isInteger(value)) throw new Error(`${name}.${key}: ${value} is not a whole number`);
  }
}

// counterpart of sim.outcomes:weekly_series 9d935aa99293
function scaled(tallies) {
  const series = {};
  MEASURES.forEach(({ name, parts }, k) => { series[name] = Float64Array.from(tallies, (row) => row[k] / parts); });
  series.deals = series.deals_push.map((x, g) => x + series.deals_pull[g] + series.deals_referral[g]);
  return series;
}
