"""Fetching from memory ahead of need: in a large market, waiting for memory costs more than anything else. Changes no result."""

from ..address_book import front_of
from ..compiling import prefetch, rule, whole
from ..in_mind import STRETCHES, in_mind, stretch
from ..rules.forgetting import is_gone_through

A_LINE = 16  # numbers of 32 bits that share a line of 64 bytes


@rule
def fetch_ties(i, lo, hi, ties):
    """Let the best part of the slots lo..hi-1 of the address book of i be fetched."""
    for slot in range(lo, hi, A_LINE):
        prefetch(ties.alter[i], slot)
        prefetch(ties.strength[i], slot)
        prefetch(ties.trust[i], slot)
        prefetch(ties.energy[i], slot)


@rule
def fetch_mind(i, hi, world):
    """Let the ties that come to mind without effort be fetched, if i is one of the people below hi."""
    if i < hi:
        mind = in_mind(i, 0, world)
        for which in range(STRETCHES):
            first, end = stretch(mind, which)
            fetch_ties(i, first, end, world.ties)


@rule
def fetch_faded(i, hi, world):
    """Let the ties that fade this week be fetched, if i is one of the people below hi."""
    if i < hi:
        everything = is_gone_through(i, world.now.week)
        fetch_ties(i, 0, whole(world.people.contacts[i]) if everything else front_of(world.people, i), world.ties)


@rule
def fetch_tie(i, slot, ties):
    """Let one tie of i be fetched, as an encounter sees it."""
    prefetch(ties.alter[i], slot)
    prefetch(ties.strength[i], slot)
    prefetch(ties.trust[i], slot)
    prefetch(ties.knowledge[i], slot)
    prefetch(ties.energy[i], slot)
    prefetch(ties.last_exchange[i], slot)
    prefetch(ties.marks[i], slot)
    prefetch(ties.unanswered[i], slot)
    prefetch(ties.pushes[i], slot)


@rule
def fetch_for_mail(i, slot, ties):
    """Let what a letter carries of a tie of i be fetched."""
    prefetch(ties.trust[i], slot)
    prefetch(ties.knowledge[i], slot)
    prefetch(ties.common[i], slot)


@rule
def fetch_prospect(j, people):
    """Let what the platform shows of somebody be fetched: profile and topics."""
    prefetch(people, j)


@rule
def fetch_inbox(i, hi, post):
    """Let the mail to i be fetched, if i is one of the people below hi."""
    if i < hi:
        for place in range(post.in_start[i], post.in_start[i + 1]):
            prefetch(post.mail, post.order[place])


@rule
def fetch_senders(i, hi, post, world):
    """Let those who wrote to i be fetched, and i's own ties, if i is below hi."""
    if i < hi:
        for place in range(post.in_start[i], post.in_start[i + 1]):
            m = post.order[place]
            prefetch(world.people, post.mail.sender[m])
            fetch_tie(i, max(0, post.mail.back[m]), world.ties)


@rule
def fetch_receivers(i, hi, post, world):
    """Let those to whom i wrote be fetched, and i's own ties to them, if i is below hi."""
    if i < hi:
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            prefetch(world.people, post.mail.receiver[m])
            fetch_tie(i, max(0, post.mail.slot[m]), world.ties)
