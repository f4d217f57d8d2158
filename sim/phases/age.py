"""Phase 5, one person: everything fades, needs arise, the platform looks at requests, and the week is counted."""

import numpy as np

from ..address_book import bring_to_mind, front_of, relationships_first, remove_tie
from ..compiling import natural, real, rule, short, whole
from ..measures import DORMANT, MERE, REPUTATION, SCALE, STRENGTH, STRONG, TRUST_EARNED, WEAK
from ..randomness import NEED_ARISES, NEED_TOPIC, uniform, words
from ..rules.arithmetic import count_bits
from ..rules.forgetting import faded_energy, faded_strength, hold, is_gone_through, kept_share, over_long, overload
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
def drop_contacts(i, world):
    """Remove the contacts that were given up this week."""
    slot = 0
    while slot < whole(world.people.contacts[i]):
        if world.ties.marks[i, slot] & DROPPED:
            remove_tie(world.people, world.ties, i, slot)
        else:
            slot += 1
    world.people.given_up[i] = 0


@rule
def overload_of(i, world):
    """How much faster the ties of i fade than those of people with relationships to spare."""
    people, p = world.people, world.p
    return overload(real(people.relationships[i]), real(people.capacity[i]), p.forgetting)


@rule
def fade_trust(i, lo, hi, kept, world):
    """Let i's trust in the people in slots lo..hi-1 keep this share of its distance to a stranger's."""
    ties, of_stranger = world.ties, world.p.acceptance.trust_of_stranger
    for slot in range(natural(lo), natural(hi)):
        ties.trust[i, slot] = faded_trust(real(ties.trust[i, slot]), of_stranger, kept)


@rule
def fade_front(i, front, overloaded, world):
    """Fade the ties in the first slots by a week and count the relationships among them, which stand first afterwards.

    Returns how many there are. Without branches, so that compilers make vector instructions of the loop.
    """
    people, ties, tally, p = world.people, world.ties, world.tally, world.p
    strong, related, total = 0, 0, 0
    stood_first, misplaced = whole(people.relationships[i]), 0
    for slot in range(front):
        strength = real(ties.strength[i, slot])
        faded = faded_strength(strength, overloaded, hold(real(ties.embedded[i, slot]), p.forgetting), p.forgetting)
        strength = faded if ties.last_exchange[i, slot] < world.now.week else strength
        ties.strength[i, slot] = strength
        ties.energy[i, slot] = faded_energy(real(ties.energy[i, slot]), strength, p.forgetting.energy_kept)
        total += short(strength * SCALE) if is_related(strength) else 0
        related += 1 if is_related(strength) else 0
        misplaced += 1 if is_related(strength) != (slot < stood_first) else 0
        strong += 1 if is_strong(strength) else 0
    group = whole(people.group[i])
    tally[group, STRENGTH] += total
    tally[group, STRONG] += strong
    tally[group, WEAK] += related - strong
    return relationships_first(ties, i, front) if misplaced else related


@rule
def fade_rest(i, front, overloaded, world):
    """Fade the ties beyond the front by `LONG` weeks at once; returns how many of them are relationships all the same."""
    people, ties, p = world.people, world.ties, world.p
    energy_kept, related = over_long(p.forgetting.energy_kept), 0
    for slot in range(natural(front), natural(people.contacts[i])):
        held = hold(real(ties.embedded[i, slot]), p.forgetting)
        strength = real(ties.strength[i, slot]) * over_long(kept_share(overloaded, held, p.forgetting))
        ties.strength[i, slot] = strength
        ties.energy[i, slot] = faded_energy(real(ties.energy[i, slot]), strength, energy_kept)
        related += 1 if is_related(strength) else 0
    return related


@rule
def call_forward(i, front, world):
    """Let relationships found beyond the front (many posts were read) stand among those in mind, from next week on."""
    for slot in range(front, whole(world.people.contacts[i])):
        if is_related(world.ties.strength[i, slot]):
            bring_to_mind(world.people, world.ties, i, slot)


@rule
def forget_needs(i, lo, hi, world):
    """Let needs be forgotten that i was told of long ago by the people in slots lo..hi-1."""
    ties = world.ties
    for slot in range(lo, hi):
        marks = whole(ties.marks[i, slot])
        if marks & NEED_KNOWN and ties.last_exchange[i, slot] + FORGOTTEN_NEED_WEEKS <= world.now.week:
            ties.marks[i, slot] = marks & ~NEED_KNOWN


@rule
def trust_in_seller(i, slot, ties, of_stranger):
    """The trust above a stranger's that a seller has with i, in whole parts of `SCALE`."""
    return whole((real(ties.trust[i, slot]) - of_stranger) * SCALE)


@rule
def count_trust(i, world):
    """Count the trust that the sellers among i's relationships have with it."""
    people, ties = world.people, world.ties
    for slot in range(whole(people.relationships[i])):
        if ties.marks[i, slot] & SELLER:
            trust = trust_in_seller(i, slot, ties, world.p.acceptance.trust_of_stranger)
            world.tally[people.group[ties.alter[i, slot]], TRUST_EARNED] += trust


@rule
def go_through(i, people, ties, of_stranger):
    """Count i's ties beyond the relationships, to stand until the address book is gone through again."""
    dormant, strength = 0, 0
    for group in range(ties.trust_before.shape[1]):
        ties.trust_before[i, group] = 0.0
    for slot in range(whole(people.relationships[i]), whole(people.contacts[i])):
        strength += short(real(ties.strength[i, slot]) * SCALE)
        dormant += 1 if is_invested(ties.energy[i, slot]) and not ties.marks[i, slot] & WOKEN else 0
        if ties.marks[i, slot] & SELLER:
            ties.trust_before[i, people.group[ties.alter[i, slot]]] += trust_in_seller(i, slot, ties, of_stranger)
    people.strength_before[i] = strength
    people.dormant_before[i] = dormant


@rule
def count_rest(i, world):
    """Count what does not stand out: ties beyond the relationships, as they were when i last went through them."""
    people, tally = world.people, world.tally
    group, rest = whole(people.group[i]), whole(people.contacts[i]) - whole(people.relationships[i])
    dormant = min(whole(people.dormant_before[i]), rest)
    tally[group, STRENGTH] += whole(people.strength_before[i])
    tally[group, DORMANT] += dormant
    tally[group, MERE] += rest - dormant
    for other in range(tally.shape[0]):
        tally[other, TRUST_EARNED] += whole(world.ties.trust_before[i, other])


@rule
def age_ties(i, world):
    """Give contacts up; let those at the front fade and be counted, and now and then all others, too."""
    people, p = world.people, world.p
    if people.given_up[i] > 0:
        drop_contacts(i, world)
    front, overloaded = front_of(people, i), overload_of(i, world)
    fade_trust(i, 0, front, p.trust.kept, world)
    related = fade_front(i, front, overloaded, world)
    people.relationships[i] = related
    people.fresh[i] = front - related
    forget_needs(i, 0, front, world)
    count_trust(i, world)
    if is_gone_through(i, world.now.week):
        forget_needs(i, front, whole(people.contacts[i]), world)
        fade_trust(i, front, people.contacts[i], over_long(p.trust.kept), world)
        if fade_rest(i, front, overloaded, world) > 0:
            call_forward(i, front, world)
        go_through(i, people, world.ties, p.acceptance.trust_of_stranger)
    count_rest(i, world)


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
