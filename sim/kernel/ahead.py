"""Fetching from memory ahead of need: in a large market, waiting for memory costs more than anything else. Changes no result."""

from ..compiling import prefetch, rule, whole
from ..state import REQUESTS_KEPT

A_LINE = 16  # numbers of 32 bits that share a line of 64 bytes


@rule
def fetch_ties(i, hi, people, ties):
    """Let the best part of the address book of i be fetched, if i is one of the people below hi."""
    if i < hi:
        for slot in range(0, whole(people.contacts[i]), A_LINE):
            prefetch(ties.alter[i], slot)
            prefetch(ties.strength[i], slot)
            prefetch(ties.trust[i], slot)
            prefetch(ties.energy[i], slot)


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
def fetch_prospect(j, people, ties):
    """Let what the platform knows of somebody be fetched: profile and topics, and the requests that j did not accept."""
    prefetch(people, j)
    prefetch(ties.asked, j)
    for place in range(0, REQUESTS_KEPT, A_LINE):
        prefetch(ties.asker[j], place)


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
        for slot in range(0, whole(world.people.contacts[i]), A_LINE):  # a week's mail touches most of the address book
            fetch_tie(i, slot, world.ties)
        for place in range(post.in_start[i], post.in_start[i + 1]):
            prefetch(world.people, post.mail.sender[post.order[place]])


@rule
def fetch_receivers(i, hi, post, world):
    """Let those to whom i wrote be fetched, and i's own ties to them, if i is below hi."""
    if i < hi:
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            prefetch(world.people, post.mail.receiver[m])
            fetch_tie(i, max(0, post.mail.slot[m]), world.ties)
