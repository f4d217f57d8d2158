/** One seller's year: ties, contacts and deals of one person, week by week. */

class SellerYear {
  /** @param {object} run at its start @param {number} person whose year it is */
  constructor(run, person, weeks) {
    Object.assign(this, { run, person, weeks, done: 0, diary: [], deals: [0] });
    this.ties = [this.tiesNow()];
  }

  /** One week more; false if there is none left. */
  step() {
    if (this.done >= this.weeks) return false;
    this.run.step();
    this.noteWeek();
    return this.done < this.weeks;
  }

  /** Note down the week that the run has just made. */
  noteWeek() {
    this.ties.push(this.tiesNow());
    const week = diaryOf(this.run, this.person);
    this.diary.push(week);
    this.deals.push(this.deals.at(-1) + week.buyers.length);
    this.done += 1;
  }

  /** Strength of the person's ties and others' trust in it, by person; strength -1: no tie. */
  tiesNow() {
    const { people, ties, slots } = this.run, n = people.group.length;
    const strength = new Float32Array(n).fill(-1), trust = new Float32Array(n);
    for (let k = this.person * slots, end = k + people.contacts[this.person]; k < end; k++) strength[ties.alter[k]] = ties.strength[k];
    for (let j = 0; j < n; j++) {
      if (strength[j] < 0) continue;
      for (let k = j * slots, end = k + people.contacts[j]; k < end; k++) {
        if (ties.alter[k] !== this.person) continue;
        trust[j] = ties.trust[k];
        break;
      }
    }
    return { strength, trust };
  }

  /** How many of all sellers have fewer deals now, and how many there are beside this one. */
  standing() {
    const { group, deals } = this.run.people;
    let fewer = 0, others = 0;
    for (let i = 0; i < group.length; i++) {
      if (!group[i] || i === this.person) continue;
      others += 1;
      if (deals[i] < deals[this.person]) fewer += 1;
    }
    return { fewer, others };
  }
}

/** One person at this moment, with what it did in the last week: shown as a year of one week. */
function momentOf(run, person) {
  const moment = new SellerYear(run, person, 1);
  moment.noteWeek();
  return moment;
}

/** Members of a group, in their order. */
function membersOf(run, group) {
  return Array.from(run.people.group.keys()).filter((i) => run.people.group[i] === group);
}

/** The member of a group with the median number of deals so far. */
function typicalOf(run, group) {
  const members = membersOf(run, group).sort((a, b) => run.people.deals[a] - run.people.deals[b] || a - b);
  return members[(members.length - 1) >> 1];
}

/** What one person did and got in the last week. */
function diaryOf(run, person) {
  const mail = run.messages(), deals = run.deals();
  const week = { to: [], unwelcome: [], kinds: {}, accepted: 0, annoyed: 0, buyers: [] };
  for (let m = 0; m < mail.sender.length; m++) {
    if (mail.sender[m] !== person) continue;
    const kind = mail.action[m] & KIND, bad = (mail.reply[m] & ANNOYED) > 0;
    week.to.push(mail.receiver[m]);
    week.unwelcome.push(bad);
    week.kinds[kind] = (week.kinds[kind] ?? 0) + 1;
    if (mail.reply[m] & ACCEPTED) week.accepted += 1;
    if (bad) week.annoyed += 1;
  }
  for (let d = 0; d < deals.seller.length; d++) if (deals.seller[d] === person) week.buyers.push(deals.buyer[d]);
  return week;
}

const LETTERS = { 1: "request", 2: "share_info", 3: "call", 4: "reconnect", 5: "pitch" };

/** A week of a diary in one sentence. */
function weekSentence(week) {
  const parts = Object.entries(LETTERS).filter(([kind]) => week.kinds[kind]).map(([kind, name]) => count(name, week.kinds[kind]));
  if (week.annoyed) parts.push(count("annoyed", week.annoyed));
  if (week.buyers.length) parts.push(count("deals", week.buyers.length));
  return parts.length ? listed(parts) : t("seller.quiet");
}
