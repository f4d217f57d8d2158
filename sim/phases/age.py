"""Phase 5, one person: everything fades, needs arise, the platform looks at requests, and the week is counted."""

import numpy as np

from ..address_book import relationships_first, remove_tie
from ..compiling import real, rule, short, whole
from ..measures import DORMANT, MERE, REPUTATION, SCALE, STRENGTH, STRONG, TRUST_EARNED, WEAK
from ..randomness import NEED_ARISES, NEED_TOPIC, uniform, words
from ..rules.arithmetic import count_bits
from ..rules.forgetting import faded_energy, faded_strength, hold, overload
from ..rules.kinds_of_ties import is_invested, is_related, is_strong
from ..rules.pitching import times_told
from ..rules.posting import reputation_by_posts
from ..rules.restriction import falls_short, is_due
from ..rules.standing import faded_reputation, profile_after, reputation_lost_by
from ..rules.trust import faded_trust
from ..state import DROPPED, NEED_KNOWN, SELLER, WOKEN
from ..topics import topic_of

FORGOTTEN_NEED_WEEKS = 8


@rule
def list_marked(i, marks, room, world):
    """Write the slots of i's ties that bear one of these marks into `room`, without branches; returns how many."""
    count = 0
    for slot in range(whole(world.people.contacts[i])):
        room[count] = slot
        count += 1 if world.ties.marks[i, slot] & marks else 0
    return count


@rule
def drop_contacts(i, world):
    """Remove the contacts that were given up this week."""
    slot = 0
    while slot < whole(world.people.contacts[i]):
        if world.ties.marks[i, slot] & DROPPED:
            remove_tie(world.people, world.ties, i, slot)
        else:
            slot += 1


@rule
def list_notable(i, room, world):
    """Give contacts up, and write the slots of sellers and of those who told a need into `room`; returns how many.

    One look at all ties does for both, since hardly anybody gives a contact up.
    """
    count, marks = list_marked(i, SELLER | NEED_KNOWN | DROPPED, room, world), 0
    for place in range(count):
        marks |= world.ties.marks[i, room[place]]
    if marks & DROPPED:
        drop_contacts(i, world)
        count = list_marked(i, SELLER | NEED_KNOWN, room, world)
    return count


@rule
def forget_need(i, slot, world):
    """Let a need be forgotten that i was told of long ago."""
    ties, marks = world.ties, whole(world.ties.marks[i, slot])
    if marks & NEED_KNOWN and ties.last_exchange[i, slot] + FORGOTTEN_NEED_WEEKS <= world.now.week:
        ties.marks[i, slot] = marks & ~NEED_KNOWN


@rule
def count_trust(i, slot, world):
    """Count the trust that a seller keeps with i at the end of the week."""
    ties, p = world.ties, world.p
    if ties.marks[i, slot] & SELLER:
        of_stranger = p.acceptance.trust_of_stranger
        trust = faded_trust(real(ties.trust[i, slot]), of_stranger, p.trust)
        world.tally[world.people.group[ties.alter[i, slot]], TRUST_EARNED] += whole((trust - of_stranger) * SCALE)


@rule
def fade_trust(i, world):
    """Fade i's trust in everybody."""
    ties, p = world.ties, world.p
    of_stranger = p.acceptance.trust_of_stranger
    for slot in range(whole(world.people.contacts[i])):
        ties.trust[i, slot] = faded_trust(real(ties.trust[i, slot]), of_stranger, p.trust)


@rule
def fade_ties(i, world):
    """Fade strength and energy of every tie and count it, and let relationships stand first; returns how many there are.

    Without branches, so that compilers make vector instructions of the loop.
    """
    people, ties, tally, p = world.people, world.ties, world.tally, world.p
    group = whole(people.group[i])
    overloaded = overload(real(people.relationships[i]), real(people.capacity[i]), p.forgetting)
    strong, related, invested, awake_and_invested, total = 0, 0, 0, 0, 0
    contacts, stood_first, misplaced = whole(people.contacts[i]), whole(people.relationships[i]), 0
    for slot in range(contacts):
        strength = real(ties.strength[i, slot])
        faded = faded_strength(strength, overloaded, hold(real(ties.embedded[i, slot]), p.forgetting), p.forgetting)
        strength = faded if ties.last_exchange[i, slot] < world.now.week else strength
        energy = faded_energy(real(ties.energy[i, slot]), strength, p.forgetting)
        ties.strength[i, slot] = strength
        ties.energy[i, slot] = energy
        total += short(strength * SCALE)
        related += 1 if is_related(strength) else 0
        misplaced += 1 if is_related(strength) != (slot < stood_first) else 0
        strong += 1 if is_strong(strength) else 0
        invested += 1 if is_invested(energy) else 0
        awake_and_invested += 1 if is_invested(energy) & (is_related(strength) | (ties.marks[i, slot] & WOKEN != 0)) else 0
    tally[group, STRENGTH] += total
    dormant = invested - awake_and_invested
    tally[group, STRONG] += strong
    tally[group, WEAK] += related - strong
    tally[group, DORMANT] += dormant
    tally[group, MERE] += contacts - related - dormant
    return relationships_first(people, ties, i) if misplaced else related


@rule
def age_ties(i, room, world):
    """Give contacts up, forget needs, count and fade trust, fade ties. Returns how many relationships there are.

    room: int64[slots].
    """
    for place in range(list_notable(i, room, world)):
        count_trust(i, room[place], world)
        forget_need(i, room[place], world)
    fade_trust(i, world)
    return fade_ties(i, world)


@rule
def age_standing(i, world):
    """Reputation and profile after a week."""
    people, p = world.people, world.p
    posts = whole(people.posts[i])
    reputation = faded_reputation(real(people.reputation[i]), p.standing)
    if posts > 0:
        reputation = reputation_by_posts(reputation, posts, p.posting)
    for _ in range(whole(times_told(whole(people.annoyed[i]), p.pitching))):
        reputation = reputation_lost_by(reputation, p.pitching.reputation_lost)
    people.reputation[i] = reputation
    people.profile[i] = profile_after(real(people.profile[i]), whole(people.groomed[i]), p.standing)
    people.posts_before[i] = posts
    world.tally[people.group[i], REPUTATION] += whole(reputation * SCALE)


@rule
def age_restriction(i, world):
    """A restriction runs out; after enough requests the platform looks at how many were accepted, and starts to count anew."""
    people, p = world.people, world.p
    if people.restricted[i] > 0:
        people.restricted[i] -= 1
    if is_due(people.asked_lately[i], p.restriction):
        if falls_short(people.asked_lately[i], people.accepted_lately[i], p.restriction):
            people.restricted[i] = whole(p.restriction.weeks)
        people.asked_lately[i] = 0
        people.accepted_lately[i] = 0


@rule
def age_need(i, world):
    """A person without a need, who does not sell, may come to need something in one of its segments."""
    people, now = world.people, world.now
    if people.need[i] >= 0 or people.offer[i] >= 0:
        return
    segments = np.int64(people.segments[i])
    if uniform(now.seed, NEED_ARISES, now.week, i, 0) * 52.0 < world.p.trade.needs_per_year * count_bits(segments):
        people.need[i] = topic_of(segments, words(now.seed, NEED_TOPIC, now.week, i, 0)[0])
        people.need_week[i] = now.week + 1
