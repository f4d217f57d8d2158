"""A run over columns, week by week."""

from typing import cast

import numpy as np

from ..compiling import COMPILES
from ..events import room_for_guests, seat_guests
from ..measures import COUNT
from ..parameters import values
from ..records import Now
from ..state import MOST_CANDIDATES, NONE, People, State, first_rows, room_for_deals, room_for_leads
from ..threads import over_people, shares
from ..week import (
    MOST_PROSPECTS,
    ImpossibleAction,
    Prepared,
    parameter_rows,
    switch_strategies,
    topics_due,
    town_of,
)
from ..world import Groups, World
from .loops import age, hear, settle, trade
from .mail import count_mail, deliver, post_of, sort_mail, start_inboxes
from .options import room_for_options
from .shelf import Functions, kernels_for

NO_POSTS = np.zeros(0, np.uint8)


def functions_of(prepared: Prepared) -> tuple[Functions, ...]:
    """What compiled kernels know of the strategies that can be followed."""
    return tuple(Functions(s.name, s.choose, s.answer, s.work, tuple(values(s.parameters())), s.version) for s in prepared.strategies)


def groups_of(prepared: Prepared) -> Groups:
    """What compiled kernels know of the groups."""
    entries = prepared.entries
    return Groups(
        np.array([entry.code for entry in entries], np.int64),
        parameter_rows(prepared),
        np.array([entry.effort_minutes for entry in entries]),
        np.array([entry.pitch_minutes for entry in entries]),
        np.array([entry.research_minutes for entry in entries]),
        np.array([min(entry.prospects, MOST_PROSPECTS) for entry in entries], np.int64),
        np.array([entry.list_looks for entry in entries], np.int64),
    )


class Kernel:
    """One run over columns: `step()` is a week."""

    def __init__(self, prepared: Prepared, seed: int, state: State, threads: int = 1):
        """A run at week 0 with its starting state, which is changed in place."""
        self.prepared, self.seed, self.state, self.threads = prepared, seed, state, threads
        self.week = 0
        self.columns = state.people
        self.plan_loop, self.read_loop = kernels_for(functions_of(prepared))
        self.groups = groups_of(prepared)
        self.town = town_of(self.columns)
        self.ranges = shares(threads, self.columns.group.size)
        self._make_room()
        self.counted = self.tallies.sum(axis=0)
        self.deals, self.leads = room_for_deals(0), room_for_leads(0)

    def _make_room(self) -> None:
        """Arrays that are used anew every week, some of them once for each share of people."""
        n, slots, share = self.columns.group.size, self.state.ties.alter.shape[1], len(self.ranges)
        self.guests = room_for_guests(n)
        self.post = post_of(self.prepared, self.columns.hours, self.columns.group)
        self.options = [room_for_options(slots) for _ in self.ranges]
        self.counts = np.zeros((share, n), np.int64)
        self.tallies = np.zeros((share, len(self.prepared.entries), COUNT), np.int64)
        self.buying = np.zeros(n, np.int64)

    def step(self) -> None:
        """One week; what was counted is in `counted`, int64[groups, measures]."""
        self.tallies[:] = 0
        switch_strategies(self.prepared, self.columns, self.week, self.seed)
        self.plan()
        self.deliver()
        self.read()
        self.hear()
        self.trade()
        self.age()
        self.week += 1
        self.counted = self.tallies.sum(axis=0) if len(self.ranges) > 1 else self.tallies[0].copy()

    def _world(self, k: int) -> World:
        """What the share k of people works on."""
        rules = self.prepared.rules_array[0] if COMPILES else self.prepared.rules
        people, now = cast(People, self.state.people_rows), Now(self.seed, self.week)  # rows with the same names
        return World(people, self.state.ties, self.state.sales, self.groups, self.tallies[k], now, rules)

    def _each(self, work) -> list:
        """Call work(k, lo, hi) for each thread's share of people."""
        if len(self.ranges) == 1:
            return [work(0, *self.ranges[0])]
        places = {lo: k for k, (lo, _) in enumerate(self.ranges)}
        return over_people(self.threads, self.columns.group.size, lambda lo, hi: work(places[lo], lo, hi))

    def plan(self) -> None:
        """Phase 1: everybody plans and writes. Raises ImpossibleAction if a strategy chooses what is not possible."""
        due = topics_due(self.prepared, self.week)
        faults = self._each(
            lambda k, lo, hi: self.plan_loop(lo, hi, due, self.town, self.options[k], self.post, self._world(k))
        )
        if max(faults) != NONE:
            raise ImpossibleAction.by(self.prepared.scenario.labels[max(faults)])

    def deliver(self) -> None:
        """The way of the mail to its receivers."""
        if len(self.ranges) == 1:
            sort_mail(self.columns.group.size, self.post, self.counts)
            return
        self._each(lambda k, lo, hi: count_mail(lo, hi, self.post, self.counts[k]))
        start_inboxes(self.post, self.counts)
        self._each(lambda k, lo, hi: deliver(lo, hi, self.post, self.counts[k]))

    def read(self) -> None:
        """Phase 2: everybody reads and answers, meets people at events and notices posts."""
        guests = seat_guests(self.state.people_rows, self.seed, self.week, self.guests)
        posts = self.columns.posts.copy()
        self.town = self.town._replace(posters=np.flatnonzero(posts).astype(np.int32))  # as next week sees it
        if not self.town.posters.size:
            posts = NO_POSTS
        self._each(lambda k, lo, hi: self.read_loop(lo, hi, guests, posts, self.post, self._world(k)))

    def hear(self) -> None:
        """Phase 3: everybody hears back."""
        self._each(lambda k, lo, hi: hear(lo, hi, self.post, self._world(k)))

    def trade(self) -> None:
        """Phase 4: buyers choose; what concerns sellers is settled in their order. So many of them stand at the start of each share."""
        counts = self._each(lambda k, lo, hi: trade(lo, hi, self.buying, self._world(k)))
        found = [self.buying[lo : lo + count] for (lo, _), count in zip(self.ranges, counts, strict=True)]
        buyers = np.concatenate(found)
        deals, leads = room_for_deals(buyers.size), room_for_leads(MOST_CANDIDATES * buyers.size)
        done = np.zeros(2, np.int64)
        settle(buyers, done, deals, leads, self._world(0))
        self.deals, self.leads = first_rows(deals, done[0]), first_rows(leads, done[1])

    def age(self) -> None:
        """Phase 5: everybody grows a week older."""
        self._each(lambda k, lo, hi: age(lo, hi, self._world(k)))

    def messages(self) -> dict[str, np.ndarray]:
        """Last week's mail in the order of senders and of sending: columns of equal length."""
        post = self.post
        places = np.concatenate(
            [np.arange(post.out_start[lo], post.out_start[hi - 1] + post.out_count[hi - 1]) for lo, hi in self.ranges]
        )
        names = ("sender", "receiver", "action", "nth", "mutual", "reply", "quality")
        return {name: post.mail[name][places] for name in names}
