"""Phases 2 to 5 over ranges of people: loops around what one person does."""

import numpy as np

from ..actions import KIND, REQUEST
from ..compiling import kernel, real, whole
from ..phases.age import age_need, age_restriction, age_standing, age_ties
from ..phases.hear import count_reply, hear_one
from ..phases.read import go_to_event, notice_posts, open_inbox, read_message
from ..phases.trade import choose_supplier, settle_deal
from ..records import Week
from ..rules.arithmetic import common_ground
from ..state import NONE
from .ahead import fetch_inbox, fetch_receivers, fetch_senders, fetch_ties
from .mail import message_at


def make_read(answer):
    """The reading loop, to be compiled, for a shelf of strategies; answer(code, row of parameters, ego, tie, request, u)."""

    def read(lo, hi, seed, week, people, ties, guests, posts, rules, codes, params, post, tally):
        """Persons lo..hi-1 read; posts: uint8[people] of this week, or empty."""
        p = rules[0]
        key = Week(whole(seed), whole(week))
        mail = post.mail
        fetch_senders(lo, hi, people, ties, post)
        for i in range(lo, hi):
            fetch_senders(i + 1, hi, people, ties, post)
            fetch_inbox(i + 2, hi, post)
            first, end = post.in_start[i], post.in_start[i + 1]
            load = open_inbox(i, end - first, people)
            entry = whole(people.strategy[i])
            for place in range(first, end):
                m = post.order[place]
                mail.reply[m] = read_message(
                    answer, i, whole(mail.sender[m]), message_at(mail, m), real(mail.trust[m]), codes[entry], params[entry], load,
                    people, ties, tally, key, p,
                )  # fmt: skip
            if people.event[i] >= 0:
                go_to_event(i, people, ties, guests, key, p)
            if posts.shape[0] > 0:
                notice_posts(i, load, posts, people, ties, key, p)

    return read


@kernel
def hear(lo, hi, seed, week, people, ties, rules, post, tally):
    """Persons lo..hi-1 hear back, in the order in which they sent."""
    p = rules[0]
    key = Week(whole(seed), whole(week))
    mail = post.mail
    fetch_receivers(lo, hi, people, ties, post)
    for i in range(lo, hi):
        fetch_receivers(i + 1, hi, people, ties, post)
        people.annoyed[i] = 0
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            message = message_at(mail, m)
            reply = whole(mail.reply[m])
            count_reply(reply, whole(people.group[i]), message.action & KIND == REQUEST, tally)
            hear_one(i, whole(mail.receiver[m]), whole(mail.slot[m]), message, reply, people, ties, tally, key, p)


@kernel
def trade(lo, hi, seed, week, people, ties, rules, buying):
    """Persons lo..hi-1 with a need choose a supplier, or none; returns how many buy, who stand from buying[lo] on."""
    p = rules[0]
    key = Week(whole(seed), whole(week))
    count = 0
    for i in range(lo, hi):
        choose_supplier(i, people, ties, key, p)
        if people.supplier[i] != NONE:
            buying[lo + count] = i
            count += 1
    return count


@kernel
def settle(buyers, seed, week, people, ties, rules, tally, deals):
    """Settle the deals of these buyers, in their order; `deals` takes one row each."""
    key = Week(whole(seed), whole(week))
    for d in range(buyers.shape[0]):
        i = whole(buyers[d])
        common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[people.supplier[i]]))
        settle_deal(d, i, people, ties, common, tally, deals, key, rules[0])


@kernel
def age(lo, hi, seed, week, people, ties, offers, rules, room, tally):
    """Persons lo..hi-1 grow a week older; room: int64[slots]."""
    p = rules[0]
    for i in range(lo, hi):
        fetch_ties(i + 1, hi, people, ties)
        people.relationships[i] = age_ties(i, week, people, ties, room, tally, p)
        age_standing(i, people, tally, p)
        age_restriction(i, people, p)
        age_need(i, seed, week, offers, people, p)
