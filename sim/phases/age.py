"""Phase 5, one person: everything fades, needs expire and arise, and the week is counted."""

from ..compiling import real, rule, whole
from ..measures import DORMANT, MERE, REPUTATION, SCALE, STRENGTH, STRONG, TRUST_EARNED, WEAK
from ..randomness import NEED_ARISES, NEED_TOPIC, below, uniform, words
from ..rules.forgetting import faded_energy, faded_strength, overload
from ..rules.posting import reputation_by_posts
from ..rules.standing import faded_reputation, profile_after, reputation_lost_by
from ..rules.trust import faded_trust
from ..state import DROPPED, NEED_KNOWN, NONE, RELATIONSHIP, SELLER, relationships_first, remove_tie

FORGOTTEN_NEED_WEEKS = 8


@rule
def drop_contacts(i, people, ties):
    """Remove the contacts that were given up this week."""
    slot = 0
    while slot < whole(people.contacts[i]):
        if ties.rows.marks[i, slot] & DROPPED:
            remove_tie(people, ties, i, slot)
        else:
            slot += 1


@rule
def age_ties(i, week, people, ties, holds, tally, p):
    """Fade every tie and count it, and let relationships stand first; returns how many there are."""
    group = whole(people.group[i])
    overloaded = overload(real(people.relationships[i]), real(people.capacity[i]), p.forgetting)
    of_stranger = p.acceptance.trust_of_stranger
    strong, related, invested, warm_and_invested, total = 0, 0, 0, 0, 0
    contacts, stood_first, misplaced = whole(people.contacts[i]), whole(people.relationships[i]), False
    for slot in range(contacts):
        strength = real(ties.rows.strength[i, slot])
        if ties.rows.last_exchange[i, slot] < week:
            strength = faded_strength(strength, overloaded, holds[ties.rows.embedded[i, slot]], p.forgetting)
            ties.rows.strength[i, slot] = strength
        energy = faded_energy(real(ties.rows.energy[i, slot]), strength, p.forgetting)
        ties.rows.energy[i, slot] = energy
        trust = faded_trust(real(ties.rows.trust[i, slot]), of_stranger, p.trust)
        ties.rows.trust[i, slot] = trust
        total += whole(strength * SCALE)
        related += 1 if strength >= RELATIONSHIP else 0
        misplaced |= (strength >= RELATIONSHIP) != (slot < stood_first)
        strong += 1 if strength >= 0.5 else 0
        invested += 1 if energy >= 0.25 else 0
        warm_and_invested += 1 if (strength >= RELATIONSHIP) & (energy >= 0.25) else 0
        flags = whole(ties.rows.marks[i, slot])
        if flags & SELLER:
            tally[people.group[ties.alter[i, slot]], TRUST_EARNED] += whole((trust - of_stranger) * SCALE)
        if flags & NEED_KNOWN and ties.rows.last_exchange[i, slot] + FORGOTTEN_NEED_WEEKS <= week:
            ties.rows.marks[i, slot] = flags & ~NEED_KNOWN
    tally[group, STRENGTH] += total
    dormant = invested - warm_and_invested
    tally[group, STRONG] += strong
    tally[group, WEAK] += related - strong
    tally[group, DORMANT] += dormant
    tally[group, MERE] += contacts - related - dormant
    return relationships_first(people, ties, i) if misplaced else related


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
def age_need(i, seed, week, offers, people, p):
    """A need lasts its weeks; a person without one, who does not sell, may come to need something."""
    if people.need[i] >= 0:
        people.need_weeks[i] -= 1
        if people.need_weeks[i] <= 0:
            people.need[i] = NONE
    elif people.offer[i] < 0 and uniform(seed, NEED_ARISES, week, i, 0) * 52.0 < p.trade.needs_per_year:
        people.need[i] = below(words(seed, NEED_TOPIC, week, i, 0)[0], offers)
        people.need_weeks[i] = whole(p.trade.need_weeks)
