"""The compiled driver: the week of `sim.week` over columns, for everything that counts."""

import numpy as np

from ..events import room_for_guests, seat_guests
from ..measures import COUNT
from ..parameters import values
from ..state import NONE, State
from ..threads import over_people, shares
from ..week import (
    MOST_PROSPECTS,
    ImpossibleAction,
    Plan,
    parameter_rows,
    switch_strategies,
    topics_due,
    town_of,
)
from .loops import age, hear, settle, trade
from .mail import count_mail, deliver, post_of, sort_mail, start_inboxes
from .options import room_for_options
from .shelf import Functions, kernels_for

NOBODY, NO_DEALS, NO_POSTS = np.zeros(0, np.int64), np.zeros((0, 7)), np.zeros(0, np.uint8)


class Kernel:
    """One run over columns: `step()` is a week."""

    def __init__(self, plan: Plan, seed: int, state: State, threads: int = 1):
        """A run at week 0 with its starting state, which is changed in place."""
        self.prepared, self.seed, self.state, self.threads = plan, seed, state, threads
        self.week = 0
        people = self.columns = state.people
        self.n = people.group.size
        functions = tuple(Functions(s.name, s.choose, s.answer, tuple(values(s.parameters())), s.version) for s in plan.strategies)
        self.plan, self.read = kernels_for(functions)
        self.params = parameter_rows(plan)
        self.codes = np.array([e.code for e in plan.entries], np.int64)
        self.effort = np.array([e.effort_minutes for e in plan.entries])
        self.looks = np.array([min(e.prospects, MOST_PROSPECTS) for e in plan.entries], np.int64)
        self.offers = plan.scenario.market.offers
        self.town = town_of(people)
        self.guests = room_for_guests(self.n)
        self.post = post_of(plan, people.hours, people.group)
        self.ranges = shares(threads, self.n)
        self.options = [room_for_options(state.book.alter.shape[1]) for _ in self.ranges]
        self.rooms = np.empty((len(self.ranges), state.book.alter.shape[1]), np.int64)
        self.counts = np.zeros((len(self.ranges), self.n), np.int64)
        self.tallies = np.zeros((len(self.ranges), len(plan.entries), COUNT), np.int64)
        self.counted = self.tallies.sum(axis=0)
        self.buying = np.zeros(self.n, np.int64)
        self.buyers, self.deals = NOBODY, NO_DEALS

    def step(self) -> None:
        """One week; what was counted is in `counted`, int64[groups, measures]."""
        people, ties = self.state.people_rows, self.state.book
        columns = self.columns
        seed, week, rules = self.seed, self.week, self.prepared.rules_array
        self.tallies[:] = 0
        self.due = topics_due(self.prepared, week)
        switch_strategies(self.prepared, columns, week, seed)
        faults = self._each(self._plan_share)
        if max(faults) != NONE:
            label = self.prepared.scenario.labels[max(faults)]
            raise ImpossibleAction.by(label)
        self._deliver()
        guests = seat_guests(people, seed, week, self.guests)
        posts = columns.posts.copy()
        self.town = self.town._replace(posters=np.flatnonzero(posts).astype(np.int32))  # as next week sees it
        if not self.town.posters.size:
            posts = NO_POSTS
        self._each(
            lambda k, lo, hi: self.read(
                lo, hi, seed, week, people, ties, guests, posts, rules, self.codes, self.params, self.post,
                self.tallies[k],
            )
        )  # fmt: skip
        self._each(lambda k, lo, hi: hear(lo, hi, seed, week, people, ties, rules, self.post, self.tallies[k]))
        counts = self._each(lambda k, lo, hi: trade(lo, hi, seed, week, people, ties, rules, self.buying))
        self._settle(counts)
        self._each(lambda k, lo, hi: age(lo, hi, seed, week, people, ties, self.offers, rules, self.rooms[k], self.tallies[k]))
        self.week += 1
        self.counted = self.tallies.sum(axis=0) if len(self.ranges) > 1 else self.tallies[0].copy()

    def _each(self, work) -> list:
        """Call work(share, lo, hi) for each thread's share of people."""
        if len(self.ranges) == 1:
            return [work(0, 0, self.n)]
        places = {lo: k for k, (lo, _) in enumerate(self.ranges)}
        return over_people(self.threads, self.n, lambda lo, hi: work(places[lo], lo, hi))

    def _plan_share(self, k: int, lo: int, hi: int) -> int:
        people, ties = self.state.people_rows, self.state.book
        return self.plan(
            lo, hi, self.seed, self.week, self.due, people, ties, self.town, self.prepared.rules_array, self.codes, self.effort,
            self.looks, self.params, self.post, self.options[k], self.tallies[k],
        )  # fmt: skip

    def _deliver(self) -> None:
        if len(self.ranges) == 1:
            sort_mail(self.n, self.post, self.counts)
            return
        self._each(lambda k, lo, hi: count_mail(lo, hi, self.post, self.counts[k]))
        start_inboxes(self.post, self.counts)
        self._each(lambda k, lo, hi: deliver(lo, hi, self.post, self.counts[k]))

    def _settle(self, counts: list[int]) -> None:
        """Settle the deals of those who bought, in their order; so many of them stand at the start of each share."""
        self.buyers, self.deals = NOBODY, NO_DEALS
        if any(counts):
            self.buyers = np.concatenate([self.buying[lo : lo + count] for (lo, _), count in zip(self.ranges, counts, strict=True)])
            self.deals = np.zeros((self.buyers.size, 7))
            settle(
                self.buyers, self.seed, self.week, self.state.people_rows, self.state.book, self.prepared.rules_array,
                self.tallies[0], self.deals,
            )  # fmt: skip

    def messages(self) -> dict[str, np.ndarray]:
        """Last week's mail in the order of senders and of sending: columns of equal length."""
        post = self.post
        places = np.concatenate(
            [np.arange(post.out_start[lo], post.out_start[hi - 1] + post.out_count[hi - 1]) for lo, hi in self.ranges]
        )
        return {name: post.mail[name][places] for name in ("sender", "receiver", "action", "nth", "mutual",
                                                                   "reply", "quality")}  # fmt: skip
