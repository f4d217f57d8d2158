"""A contact's posts: noticed, they keep a tie alive a little and may tell what somebody sells."""

from ..address_book import bond_at
from ..compiling import rule, whole
from ..randomness import READ_POST, uniform
from ..rules.posting import p_notice_posts
from ..rules.reinforcement import knowledge_after, strength_after
from ..state import MUTED, OFFER_KNOWN
from ..views import side_of
from .talk import WRITERS_NTH, mentions_offer


@rule
def notice_post(i, slot, posts, load, world):
    """Whether i notices so many posts of the contact in this slot, and what comes of it."""
    ties, p, now = world.ties, world.p, world.now
    if ties.marks[i, slot] & MUTED:
        return
    j = whole(ties.alter[i, slot])
    u = uniform(now.seed, READ_POST, now.week, i, j)
    if u < p_notice_posts(posts, load, p.posting):
        bond = bond_at(ties, i, slot)
        ties.strength[i, slot] = strength_after(bond.strength, bond.energy, p.reinforcement.post, p.reinforcement)
        ties.knowledge[i, slot] = knowledge_after(bond.knowledge, p.reinforcement.post)
        if mentions_offer(side_of(j, world), side_of(i, world), p.awareness.p_offer_in_post, WRITERS_NTH, world):
            ties.marks[i, slot] |= OFFER_KNOWN
