"""Phase 5, one person: everything fades, needs expire and arise, the platform looks at requests, and the week is counted."""

from ..compiling import real, rule, short, whole
from ..measures import DORMANT, MERE, REPUTATION, SCALE, STRENGTH, STRONG, TRUST_EARNED, WEAK
from ..randomness import NEED_ARISES, NEED_TOPIC, below, uniform, words
from ..rules.forgetting import faded_energy, faded_strength, hold, overload
from ..rules.posting import reputation_by_posts
from ..rules.restriction import falls_short, is_due
from ..rules.standing import faded_reputation, profile_after, reputation_lost_by
from ..rules.trust import faded_trust
from ..state import DROPPED, NEED_KNOWN, NONE, RELATIONSHIP, SELLER, relationships_first, remove_tie

FORGOTTEN_NEED_WEEKS = 8


@rule
def list_marked(i, marks, people, ties, room):
    """Write the slots of i's ties that bear one of these marks into `room`, without branches; returns how many."""
    count = 0
    for slot in range(whole(people.contacts[i])):
        room[count] = slot
        count += 1 if ties.marks[i, slot] & marks else 0
    return count


@rule
def drop_contacts(i, people, ties):
    """Remove the contacts that were given up this week."""
    slot = 0
    while slot < whole(people.contacts[i]):
        if ties.marks[i, slot] & DROPPED:
            remove_tie(people, ties, i, slot)
        else:
            slot += 1


@rule
def list_notable(i, people, ties, room):
    """Write the slots of sellers and of those who told a need into `room`, after contacts were given up; returns how many."""
    count, marks = list_marked(i, SELLER | NEED_KNOWN | DROPPED, people, ties, room), 0
    for place in range(count):
        marks |= ties.marks[i, room[place]]
    if marks & DROPPED:
        drop_contacts(i, people, ties)
        count = list_marked(i, SELLER | NEED_KNOWN, people, ties, room)
    return count


@rule
def note_sellers(i, week, people, ties, room, tally, p):
    """Give contacts up, count the trust that sellers keep with i, and let needs be forgotten that i was told of long ago."""
    of_stranger = p.acceptance.trust_of_stranger
    for place in range(list_notable(i, people, ties, room)):
        slot = room[place]
        flags = whole(ties.marks[i, slot])
        if flags & SELLER:
            trust = faded_trust(real(ties.trust[i, slot]), of_stranger, p.trust)
            tally[people.group[ties.alter[i, slot]], TRUST_EARNED] += whole((trust - of_stranger) * SCALE)
        if flags & NEED_KNOWN and ties.last_exchange[i, slot] + FORGOTTEN_NEED_WEEKS <= week:
            ties.marks[i, slot] = flags & ~NEED_KNOWN


@rule
def fade_trust(i, people, ties, p):
    """Fade i's trust in everybody."""
    of_stranger = p.acceptance.trust_of_stranger
    for slot in range(whole(people.contacts[i])):
        ties.trust[i, slot] = faded_trust(real(ties.trust[i, slot]), of_stranger, p.trust)


@rule
def fade_ties(i, week, people, ties, tally, p):
    """Fade strength and energy of every tie and count it, and let relationships stand first; returns how many there are.

    Without branches, so that compilers make vector instructions of the loop.
    """
    group = whole(people.group[i])
    overloaded = overload(real(people.relationships[i]), real(people.capacity[i]), p.forgetting)
    strong, related, invested, warm_and_invested, total = 0, 0, 0, 0, 0
    contacts, stood_first, misplaced = whole(people.contacts[i]), whole(people.relationships[i]), 0
    for slot in range(contacts):
        strength = real(ties.strength[i, slot])
        faded = faded_strength(strength, overloaded, hold(real(ties.embedded[i, slot]), p.forgetting), p.forgetting)
        strength = faded if ties.last_exchange[i, slot] < week else strength
        energy = faded_energy(real(ties.energy[i, slot]), strength, p.forgetting)
        ties.strength[i, slot] = strength
        ties.energy[i, slot] = energy
        total += short(strength * SCALE)
        related += 1 if strength >= RELATIONSHIP else 0
        misplaced += 1 if (strength >= RELATIONSHIP) != (slot < stood_first) else 0
        strong += 1 if strength >= 0.5 else 0
        invested += 1 if energy >= 0.25 else 0
        warm_and_invested += 1 if (strength >= RELATIONSHIP) & (energy >= 0.25) else 0
    tally[group, STRENGTH] += total
    dormant = invested - warm_and_invested
    tally[group, STRONG] += strong
    tally[group, WEAK] += related - strong
    tally[group, DORMANT] += dormant
    tally[group, MERE] += contacts - related - dormant
    return relationships_first(people, ties, i) if misplaced else related


@rule
def age_ties(i, week, people, ties, room, tally, p):
    """Fade every tie and count it, and let relationships stand first; returns how many there are. room: int64[slots]."""
    note_sellers(i, week, people, ties, room, tally, p)
    fade_trust(i, people, ties, p)
    return fade_ties(i, week, people, ties, tally, p)


@rule
def age_standing(i, people, tally, p):
    """Reputation and profile after a week."""
    posts = whole(people.posts[i])
    reputation = faded_reputation(real(people.reputation[i]), p.standing)
    if posts > 0:
        reputation = reputation_by_posts(reputation, posts, p.posting)
    for _ in range(whole(people.annoyed[i])):
        reputation = reputation_lost_by(reputation, p.pitching.reputation_lost)
    people.reputation[i] = reputation
    people.profile[i] = profile_after(real(people.profile[i]), whole(people.groomed[i]), p.standing)
    people.posts_before[i] = posts
    tally[people.group[i], REPUTATION] += whole(reputation * SCALE)


@rule
def age_restriction(i, people, p):
    """A restriction runs out; after enough requests the platform looks at how many were accepted, and starts to count anew."""
    if people.restricted[i] > 0:
        people.restricted[i] -= 1
    if is_due(people.asked_lately[i], p.restriction):
        if falls_short(people.asked_lately[i], people.accepted_lately[i], p.restriction):
            people.restricted[i] = whole(p.restriction.weeks)
        people.asked_lately[i] = 0
        people.accepted_lately[i] = 0


@rule
def age_need(i, seed, week, offers, people, p):
    """A need lasts its weeks; a person without one, who does not sell, may come to need something."""
    if people.need[i] >= 0:
        people.need_weeks[i] -= 1
        if people.need_weeks[i] <= 0:
            people.need[i] = NONE
    elif people.offer[i] < 0 and uniform(seed, NEED_ARISES, week, i, 0) * 52.0 < p.trade.needs_per_year:
        people.need[i] = below(words(seed, NEED_TOPIC, week, i, 0)[0], offers)
        people.need_weeks[i] = whole(p.trade.need_weeks)
