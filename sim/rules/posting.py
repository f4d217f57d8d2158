"""Posts in groups: small gains with many, reputation, and annoyance if there are too many."""

from ..compiling import rule
from ..parameters import Parameters, par


class Posting(Parameters):
    """What a post does."""

    p_notice: float = par(0.25, 0, 1, "probability", "a contact notices one post a week when its inbox is not full")
    reputation_gain: float = par(0.03, 0, 1, "reputation", "share of the missing reputation won by one post")
    enough_posts: float = par(3.0, 0, 50, "posts/week", "more than this in a week annoys")
    reputation_lost: float = par(0.05, 0, 1, "reputation", "reputation lost by each post above that")

    off = {"posting": {"p_notice": 0.0, "reputation_gain": 0.0, "reputation_lost": 0.0}}


@rule
def p_notice_posts(posts, load, p):
    """Chance that a contact notices this week's posts: p_notice, less when its inbox is overfull (load > 1)."""
    if posts <= 0:
        return 0.0
    return p.p_notice if load <= 1.0 else p.p_notice / load


@rule
def reputation_by_posts(reputation, posts, p):
    """Reputation after a week's posts: each of the first few wins a share of what is missing to 1, more annoy."""
    after = reputation
    welcome = posts if posts < p.enough_posts else p.enough_posts
    done = 0.0
    while done < welcome:
        after = after + p.reputation_gain * (1.0 - after)
        done = done + 1.0
    if posts > p.enough_posts:
        after = after - p.reputation_lost * (posts - p.enough_posts)
    return after if after > -1.0 else -1.0
