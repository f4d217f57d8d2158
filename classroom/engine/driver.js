// The week and the start of a run: what is numpy in Python. Names with a $ are translated from Python.
function rows(column, count, length) {
  return Array.from({ length: count }, (_, i) => column.subarray(i * length, (i + 1) * length));
}

function counting(column, wanted) {
  const found = [];
  for (let i = 0; i < column.length; i++) if (wanted(column[i])) found.push(i);
  return Int32Array.from(found);
}

// counterpart of sim.state:empty_state 4588340d72cf
function emptyPeople(size) {
  const people = PEOPLE(size);
  for (const name of ["offer", "need", "event", "decides", "first_deal"]) people[name].fill(NONE);
  Object.defineProperty(people, "length", { value: size });
  return people;
}

// counterpart of sim.kernel.options:room_for_options 1058a83336e7
function roomForOptions(slots) {
  const most = slots + MOST_PROSPECTS + MOST_LEADS + 3, looks = Math.max(slots, MOST_PROSPECTS);
  return {
    rank: new Float64Array(most + BLOCK), best: new Float64Array(Math.floor(most / BLOCK) + 1), priority: new Float64Array(most), hours: new Float64Array(most), action: new Int32Array(most),
    target: new Int32Array(most), alter: new Int32Array(most), times: new Int32Array(most),
    shown: new Int32Array(MOST_PROSPECTS), via: new Int32Array(MOST_PROSPECTS), related: new Uint8Array(LOW_BITS + 1),
    wish: new Int32Array(slots), worth: new Float64Array(slots), fit: new Float64Array(slots),
    luck: new Uint32Array(looks), blur: new Uint32Array(looks),
  };
}

// counterpart of sim.population:open_lists fbe70120b84f
function openLists(people, who, share, seed) {
  for (const i of who) {
    $words(seed, SELLERS, 1, i, 0);
    people.shows_contacts[i] = $unit(REST[0]) < share ? 1 : 0;
  }
}

// counterpart of sim.population:seller_keys 722f519766cd
// counterpart of sim.population:appoint_sellers accf5094252c
function appointSellers(plan, seed, people) {
  const keys = Float64Array.from({ length: plan.people }, (_, i) => $words(seed, SELLERS, 0, i, 0));
  const order = Int32Array.from(keys, (_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b);
  let first = 0;
  plan.groups.forEach((group, index) => {
    if (index === 0) return;
    const chosen = order.subarray(first, first + group.sellers);
    first += group.sellers;
    for (const i of chosen) {
      people.group[i] = index;
      people.strategy[i] = index;
      people.hours[i] = group.hours;
      people.need[i] = NONE;
      people.offer[i] = $below($words(seed, SELLERS, 1, i, 0), plan.offers);
      people.topics[i] |= 1 << people.offer[i];
    }
    openLists(people, chosen, group.shows_contacts, seed);
  });
}

// counterpart of sim.population:populate 9575b8941c0b
function populate(plan, seed, people, book) {
  const market = [plan.market], n = plan.people;
  $fill_people(0, n, seed, people, market);
  appointSellers(plan, seed, people);
  $fill_ties(0, n, seed, people, book, plan.rounds, [0, 0, 0], [0, 0, 0], market, NONE);
  $arrange(people, book, plan.rules.acceptance.trust_of_stranger);
}

// counterpart of sim.week:town_of d74dd975a480
// counterpart of sim.week:posters_of b72ec94c2447
function townOf(people) {
  const start = [0], members = [];
  for (let topic = 0; topic < 32; topic++) {
    for (let i = 0; i < people.length; i++) if (people.topics[i] >>> topic & 1) members.push(i);
    start.push(members.length);
  }
  return { topic_start: start, members: Int32Array.from(members), posters: counting(people.posts_before, (x) => x > 0) };
}

// counterpart of sim.events:events_of a7014317b8d2
// counterpart of sim.week:topics_due 5c4ae40494f9
function topicsDue(rules, week) {
  if (rules.meeting.people_met === 0) return 0;
  const every = rules.meeting.every_weeks;
  let due = 0;
  for (let topic = 0; topic < 32; topic++) if (topic % every === week % every) due |= 1 << topic;
  return due >>> 0;
}

// counterpart of sim.events:room_for_guests e0945bd4056b
function roomForGuests(size) {
  return { ring: new Int32Array(size), place: new Int32Array(size), start: new Int32Array(33) };
}

// counterpart of sim.events:list_guests 996a22db964f
// counterpart of sim.events:seat_guests be51d3b9b3bb
function seatGuests(people, seed, week, guests) {
  const who = counting(people.event, (x) => x >= 0);
  const keys = Float64Array.from(who, (i) => people.event[i] * 4294967296 + $words(seed, EVENT_ORDER, week, i, 0));
  const order = Int32Array.from(keys, (_, g) => g).sort((a, b) => keys[a] - keys[b] || a - b);
  $take_seats(people, who, order, guests);
  return guests;
}

// counterpart of sim.kernel.mail:post_of 4f2e00905dd7
function postOf(entries, people) {
  const n = people.length, room = [0];
  const quickest = Math.min(...entries.map((entry) => Math.min(entry.effort, entry.pitch) / 60));
  for (let i = 0; i < n; i++) room.push(room[i] + Math.ceil(2 * people.hours[i] / quickest) + 1 + MOST_LEADS);
  return {
    mail: MAIL(room[n]), room, out_start: new Int32Array(n), out_count: new Int32Array(n),
    in_start: new Int32Array(n + 1), order: new Int32Array(room[n]),
  };
}
