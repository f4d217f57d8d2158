"""Phases 2 to 5 over ranges of people: loops around what one person does."""

from ..compiling import kernel, rule, whole
from ..encounters.everyday import live_a_week
from ..phases.age import age_need, age_restriction, age_standing, age_ties
from ..phases.hear import hear_one
from ..phases.read import go_to_event, notice_posts, open_inbox, read_message
from ..phases.trade import buy, settle_buyer
from .ahead import fetch_faded, fetch_inbox, fetch_receivers, fetch_senders
from .mail import message_at


def make_read(answer):
    """The reading loop, to be compiled, for a shelf of strategies; answer(code, row of parameters, ego, tie, request, u)."""

    @rule
    def answer_of(i, ego, tie, request, u, world):
        """What the strategy of i answers to a request."""
        group = whole(world.people.strategy[i])
        return answer(world.groups.codes[group], world.groups.params[group], ego, tie, request, u)

    def read(lo, hi, guests, posts, post, world):
        """Persons lo..hi-1 read; posts: uint8[people] of this week, or empty."""
        mail = post.mail
        fetch_senders(lo, hi, post, world)
        for i in range(lo, hi):
            fetch_senders(i + 1, hi, post, world)
            fetch_inbox(i + 2, hi, post)
            first, end = post.in_start[i], post.in_start[i + 1]
            load = open_inbox(i, end - first, world)
            for place in range(first, end):
                m = post.order[place]
                mail.reply[m] = read_message(answer_of, i, whole(mail.sender[m]), message_at(mail, m), load, world)
            if world.people.event[i] >= 0:
                go_to_event(i, guests, world)
            live_a_week(i, world)
            if posts.shape[0] > 0:
                notice_posts(i, load, posts, world)

    return read


@kernel
def hear(lo, hi, post, world):
    """Persons lo..hi-1 hear back, in the order in which they sent."""
    mail = post.mail
    fetch_receivers(lo, hi, post, world)
    for i in range(lo, hi):
        fetch_receivers(i + 1, hi, post, world)
        world.people.annoyed[i] = 0
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            hear_one(i, whole(mail.receiver[m]), message_at(mail, m), whole(mail.reply[m]), world)


@kernel
def trade(lo, hi, buying, world):
    """Persons lo..hi-1 with a need look for sellers or decide; returns for how many there is something to settle.

    They stand from buying[lo] on.
    """
    count = 0
    for i in range(lo, hi):
        if buy(i, world):
            buying[lo + count] = i
            count += 1
    return count


@kernel
def settle(buyers, done, deals, leads, world):
    """Settle what these buyers did, in their order, into rows of `deals` and `leads`; done: int64[2] counts the rows of each."""
    for place in range(buyers.shape[0]):
        settle_buyer(whole(buyers[place]), done, deals, leads, world)


@kernel
def age(lo, hi, world):
    """Persons lo..hi-1 grow a week older."""
    for i in range(lo, hi):
        fetch_faded(i + 1, hi, world)
        age_ties(i, world)
        age_standing(i, world)
        age_restriction(i, world)
        age_need(i, world)
