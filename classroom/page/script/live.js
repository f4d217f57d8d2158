/** Years that are made here and now, by the model itself, a few weeks between two frames. */
const SLICE = 14; // ms
const ANNOYED = 32, ACCEPTED = 2, ANSWERED = 4, TALKED = 8; // bits of a reply
const KIND = 15; // bits of an action that say its kind

/**
 * Make weeks in slices, so that the page stays alive.
 * @param {() => boolean} step makes one week; false when there is nothing left to do
 * @returns {{promise: Promise<boolean>, cancel: () => void}} true once all is done, false if it was called off
 */
function inSlices(step) {
  let off = false;
  const promise = new Promise((resolve, reject) => {
    const slice = () => {
      if (off) return resolve(false);
      const until = performance.now() + SLICE;
      try {
        do if (!step()) return resolve(true); while (performance.now() < until);
      } catch (error) {
        return reject(error);
      }
      setTimeout(slice);
    };
    setTimeout(slice);
  });
  return { promise, cancel: () => (off = true) };
}

/**
 * A year in the making: what the screens show of it, week by week.
 * deals: [group][week], since the start; counted: measure -> [group][week]; links, mail, sold: [week].
 */
class Year {
  constructor(plan, seed, weeks, groups = GROUPS) {
    this.plan = plan;
    this.seed = seed;
    this.weeks = weeks;
    this.groups = groups;
    this.run = VitaminB.startRun(plan, seed);
    this.places = groups.map((group) => this.run.labels.indexOf(group.label));
    this.done = 0;
    this.deals = groups.map(() => []);
    this.counted = {};
    this.links = [linksOf(this.run)];
    this.mail = [];
    this.sold = [];
  }

  /** One week more; false if there is none left. */
  step() {
    if (this.done >= this.weeks) return false;
    this.run.step();
    const counted = this.run.counted;
    this.places.forEach((place, g) => this.deals[g].push((this.deals[g].at(-1) ?? 0) + counted.deals[place]));
    for (const [name, column] of Object.entries(counted)) {
      const rows = (this.counted[name] ??= this.groups.map(() => []));
      this.places.forEach((place, g) => rows[g].push(column[place]));
    }
    this.links.push(linksOf(this.run));
    this.mail.push(mailOf(this.run));
    this.sold.push(soldOf(this.run));
    this.done += 1;
    return this.done < this.weeks;
  }

  /** The sum of a measure over the first weeks. */
  sum(measure, g, weeks = this.done) {
    return this.counted[measure][g].slice(0, weeks).reduce((a, b) => a + b, 0);
  }

  /** The places of the groups with most deals after so many weeks. */
  leaders(week = this.done) {
    return leaders(this.groups.map((group, g) => score(week ? this.deals[g][week - 1] : 0, group)));
  }
}

/** The relationships of sellers: seller, alter and tie strength. */
function linksOf(run) {
  const from = [], to = [], strength = [];
  const { people, ties, slots } = run;
  for (let i = 0; i < people.group.length; i++) {
    if (!people.group[i]) continue;
    for (let k = i * slots; k < i * slots + people.contacts[i]; k++) {
      if (ties.strength[k] < VitaminB.relationship) continue;
      from.push(i);
      to.push(ties.alter[k]);
      strength.push(ties.strength[k]);
    }
  }
  return { from: Uint16Array.from(from), to: Uint16Array.from(to), strength: Float32Array.from(strength) };
}

/** Last week's messages of sellers: sender, receiver, kind, and whether it annoyed. */
function mailOf(run) {
  const mail = run.messages(), kept = [];
  for (let m = 0; m < mail.sender.length; m++) if (run.people.group[mail.sender[m]]) kept.push(m);
  const column = (name) => kept.map((m) => mail[name][m]);
  return { from: column("sender"), to: column("receiver"), kind: column("action").map((a) => a & KIND), reply: column("reply") };
}

/** Last week's deals: seller and buyer. */
function soldOf(run) {
  const deals = run.deals();
  return { seller: Array.from(deals.seller), buyer: Array.from(deals.buyer) };
}
