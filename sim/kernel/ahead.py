"""Fetching from memory ahead of need: in a large market, waiting for memory costs more than anything else. Changes no result."""

from ..compiling import prefetch, rule, whole
from ..state import slot_of

A_LINE = 16  # numbers of 32 bits that share a line of 64 bytes


@rule
def fetch_alters(i, hi, people, ties):
    """Let the alters of i be fetched, if i is one of the people below hi."""
    if i < hi:
        for slot in range(0, whole(people.contacts[i]), A_LINE):
            prefetch(ties.alter[i], slot)


@rule
def fetch_tie(i, slot, ties):
    """Let what an encounter changes of one tie of i be fetched."""
    prefetch(ties.strength[i], slot)
    prefetch(ties.trust[i], slot)
    prefetch(ties.knowledge[i], slot)
    prefetch(ties.energy[i], slot)
    prefetch(ties.last_exchange[i], slot)
    prefetch(ties.marks[i], slot)


@rule
def fetch_ties(i, hi, people, ties):
    """Let the best part of the address book of i be fetched, if i is one of the people below hi."""
    fetch_alters(i, hi, people, ties)
    if i < hi:
        for slot in range(0, whole(people.contacts[i]), A_LINE):
            prefetch(ties.strength[i], slot)
            prefetch(ties.trust[i], slot)
            prefetch(ties.energy[i], slot)


@rule
def fetch_for_mail(i, slot, ties):
    """Let what a letter carries of a tie of i be fetched."""
    prefetch(ties.trust[i], slot)
    prefetch(ties.knowledge[i], slot)
    prefetch(ties.common[i], slot)


@rule
def fetch_inbox(i, hi, post):
    """Let the mail to i be fetched, if i is one of the people below hi."""
    if i < hi:
        for place in range(post.in_start[i], post.in_start[i + 1]):
            prefetch(post.mail, post.order[place])


@rule
def fetch_senders(i, people, ties, post):
    """Let those who wrote to i be fetched, and i's own ties to them, whose slots are noted."""
    first, end = post.in_start[i], post.in_start[i + 1]
    for place in range(first, end):
        prefetch(people, post.mail.sender[post.order[place]])
    for place in range(first, end):
        slot = slot_of(ties, i, whole(people.contacts[i]), post.mail.sender[post.order[place]])
        post.found[place] = slot
        fetch_tie(i, max(0, slot), ties)


@rule
def fetch_receivers(i, people, ties, post):
    """Let those to whom i wrote be fetched, and i's own ties to them."""
    for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
        prefetch(people, post.mail.receiver[m])
        fetch_tie(i, max(0, post.mail.slot[m]), ties)
