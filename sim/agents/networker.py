"""Networker: a person of the model as a Mesa agent, a thin view of its row with verbs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import mesa
import numpy as np

from ..actions import (
    ATTEND_EVENT,
    CALL_HOURS,
    DROP,
    EVENT,
    GROUP,
    KIND,
    NOTHING,
    PROFILE,
    REQUEST,
    WORK,
    can_repeat,
    fits,
    hours_of,
    is_mail,
)
from ..address_book import slot_of
from ..compiling import real
from ..encounters.everyday import live_a_week
from ..encounters.talk import NTH
from ..encounters.work import forget_leads
from ..in_mind import STRETCHES, InMind, how_many, in_mind, stretch
from ..kept_requests import weeks_since_request
from ..measures import HOURS, MESSAGES_SENT, REQUESTS_SENT, SCALE
from ..phases.age import age_need, age_restriction, age_standing, age_ties
from ..phases.hear import hear_one
from ..phases.leads import lead_at
from ..phases.plan import (
    begin_week,
    dice_of,
    do_at_once,
    event_for,
    fit_of,
    fit_of_prospect,
    look_closely,
    look_through,
    prospect_of,
    rank_of,
)
from ..phases.read import go_to_event, notice_posts, open_inbox, read_message
from ..phases.trade import buy
from ..randomness import OCCASION, PLAN, PROSPECT_SOURCE, uniform, uniforms, words
from ..records import Dice, Ego, Message, Request, Tie
from ..rules.arithmetic import common_ground, quality_of
from ..rules.kinds_of_ties import is_dormant, is_related, is_strong
from ..rules.mind import hours_to_look
from ..rules.perception import perceived
from ..rules.planning import MOST_REPEATS, may_ask_again, may_request, priority_again
from ..state import NONE, PARTS, PEOPLE, WOKEN
from ..views import ego_at, occasion_tie, tie_at, tie_to_prospect
from ..week import MOST_PROSPECTS, ImpossibleAction

SETTABLE = {
    "hours": (0, 168), "capacity": (1, 10_000), "attention": (0, 100_000), "sensitivity": (0, 1), "profile": (0, 1), "reputation": (-1, 1),
    "shows_contacts": (0, 1), "debt": (0, 10_000),
}  # fmt: skip
"""Columns of a person that users may write to, and their ranges."""


@dataclass
class Option:
    """Something to do this week: an action, how much it seems worth, and towards whom."""

    place: int  # in the order of looking
    priority: float
    action: int
    hours: float  # what it costs
    slot: int = NONE  # slot of the own tie, else -1
    alter: int = NONE  # person, else -1
    times: int = 0  # how often it was done this week


@dataclass
class Letter:
    """A message on its way, and the reply it got."""

    sender: int
    receiver: int
    message: Message
    reply: int = 0


def to_32_bits(x: float) -> float:
    """A number as a 32-bit column would keep it."""
    return float(np.float32(x))


class Networker(mesa.Agent):
    """One person. Its state is row `index` of the model's columns; `model.networkers[index]` is this agent.

    A subclass may override `choose` and `answer`; pass it to the model by group:
    `NetworkingModel(scenario, seed=1, networkers={"call_first": MyNetworker})`.
    """

    def __init__(self, model, index: int):
        """The person of row `index` (0-based; Mesa's `unique_id` is its own count)."""
        super().__init__(model)
        self.index = index
        self.outbox: list[Letter] = []
        self.looks = 0
        self.to_settle = False
        self.inbox: list[Letter] = []

    # What one can ask.

    def __getattr__(self, name: str):
        """A column of people as a plain attribute: `hours`, `profile`, `reputation`, `deals`, ..."""
        columns = self.__dict__.get("model") and self.model.people
        if columns is None or name not in columns._fields:
            raise AttributeError(f"'{type(self).__name__}' has no attribute '{name}'")
        return getattr(columns, name)[self.index].item()

    def __setattr__(self, name: str, value) -> None:
        """Columns of people that may be set are written to; other columns are refused, everything else is the agent's own."""
        if name in PEOPLE and not hasattr(type(self), name):
            self._write(name, value)
        else:
            super().__setattr__(name, value)

    def _write(self, name: str, value) -> None:
        """Write to a column. Raises AttributeError if the model keeps it by itself, ValueError for a value out of range."""
        if name not in SETTABLE:
            raise AttributeError(f"{name}: the model keeps this by itself; what can be set is {', '.join(SETTABLE)}")
        low, high = SETTABLE[name]
        if not low <= value <= high:  # not a number is not within either
            raise ValueError(f"{name}: {value} is outside {low:g}..{high:g}")
        getattr(self.model.people, name)[self.index] = value

    @property
    def group(self) -> str:
        """Name of the group: 'market' or a group of sellers."""
        return self.model.prepared.scenario.labels[self.model.people.group[self.index]]

    @property
    def strategy(self) -> str:
        """Name of the strategy followed now."""
        return self.model.prepared.strategies[self._entry.code].name

    @property
    def sells(self) -> bool:
        """Whether this person has an offer."""
        return self.offer >= 0

    def knows(self, other: Networker) -> bool:
        """Whether `other` is in the address book."""
        return self._slot(other) != NONE

    def trust_in(self, other: Networker) -> float:
        """This person's trust in `other`, 0..1; a stranger's trust without a tie."""
        slot = self._slot(other)
        if slot == NONE:
            return self.model.rules.acceptance.trust_of_stranger
        return float(self.model.ties.trust[self.index, slot])

    def strength_of_tie_to(self, other: Networker) -> float:
        """Tie strength as this person feels it, 0..1; 0 without a tie."""
        slot = self._slot(other)
        return 0.0 if slot == NONE else float(self.model.ties.strength[self.index, slot])

    def tie_to(self, other: Networker) -> Tie | None:
        """The tie as this person's strategy sees it, or None."""
        slot = self._slot(other)
        return None if slot == NONE else self._tie_in(slot)

    def known_people(self) -> list[Networker]:
        """Everybody in the address book, in no particular order."""
        return [self.model.networkers[j] for j in self._alters()]

    def relationships(self) -> list[Networker]:
        """Weak and strong ties (strength >= 0.1), the strongest first."""
        return self._known(lambda strength, energy, woken: is_related(strength))

    def strong_ties(self) -> list[Networker]:
        """Ties of strength >= 0.5, the strongest first."""
        return self._known(lambda strength, energy, woken: is_strong(strength))

    def dormant_ties(self) -> list[Networker]:
        """Ties of strength < 0.1 and energy >= 0.25 that were not woken before, the strongest first."""
        return self._known(is_dormant)

    def _known(self, wanted) -> list[Networker]:
        used = slice(0, self.model.people.contacts[self.index])
        ties = self.model.ties
        strength, energy, marks = (column[self.index, used] for column in (ties.strength, ties.energy, ties.marks))
        found = np.flatnonzero(wanted(strength, energy, marks & WOKEN))
        order = found[np.argsort(-strength[found], kind="stable")]
        return [self.model.networkers[j] for j in self.model.ties.alter[self.index, order]]

    def _related(self) -> set[int]:
        """Rows of those with whom there was a relationship when the week began."""
        return set(self._alters()[: self.model.people.relationships[self.index]])

    def _alters(self) -> list[int]:
        return self.model.ties.alter[self.index, : self.model.people.contacts[self.index]].tolist()

    def _slot(self, other: Networker) -> int:
        return slot_of(self.model.ties, self.index, int(self.model.people.contacts[self.index]), other.index)

    @property
    def _entry(self):
        return self.model.prepared.entries[self.model.people.strategy[self.index]]

    # What a strategy decides.

    def choose(self, ego: Ego, tie: Tie, u: float) -> tuple[int, float]:
        """What to do about a tie, prospect or occasion, and how much it is worth. u: luck, 0..1."""
        entry = self._entry
        return self.model.prepared.strategies[entry.code].choose(ego, tie, entry.named, u)

    def answer(self, ego: Ego, tie: Tie, request: Request, u: float) -> int:
        """How to answer a contact request: DECLINE, ACCEPT or ACCEPT_AND_CALL. u: luck of this pair, 0..1."""
        entry = self._entry
        return self.model.prepared.strategies[entry.code].answer(ego, tie, request, entry.named, u)

    def work(self, ego: Ego, lead: Tie, u: float) -> float:
        """How urgent work on a lead is, 0: leave it. u: luck, 0..1."""
        entry = self._entry
        return self.model.prepared.strategies[entry.code].work(ego, lead, entry.named, u)

    # The five phases of a week.

    def plan(self) -> None:
        """Value what there is to look at, and spend the hours on the best of it."""
        world, i = self.model.world, self.index
        looks, minutes = min(self._entry.prospects, MOST_PROSPECTS), self._entry.research_minutes
        self.looks, hours = look_closely(i, looks, minutes, begin_week(i, world), world)
        more = look_through(i, hours, self._entry.list_looks, world)
        mind = in_mind(i, more, world)
        ego = ego_at(i, hours - hours_to_look(more, self.model.rules.mind), how_many(mind), world)
        event = event_for(i, self.model.due, world)
        found = self._look_at_leads(ego) + self._look_at_ties(ego, mind) + self._look_at_prospects(ego) + self._look_at_occasions(ego, event)
        self.outbox = []
        self._spend(ego.hours, [Option(place, *option) for place, option in enumerate(found)], event)

    def _look_at_leads(self, ego: Ego) -> list[tuple]:
        model, i, options = self.model, self.index, []
        forget_leads(i, model.world)
        for place in range(int(model.people.leads[i])):
            lead, buyer, slot = lead_at(i, place, model.world)
            u = uniform(model.seed32, OCCASION, model.week | (WORK << NTH), i, buyer)
            urgency = float(self.work(ego, lead, float(u)))
            if urgency > 0.0:
                options.append((urgency, WORK, lead.hours_due, slot, buyer))
        return options

    def _option(self, ego: Ego, tie: Tie, u: float, blur: float | None, slot: int = NONE, alter: int = NONE):
        action, priority = self.choose(ego, tie, float(u))
        if action == NOTHING:
            return []
        if not fits(action, tie.looked_at):
            raise ImpossibleAction(self.model.prepared.scenario.labels[self.model.people.strategy[self.index]])
        if blur is not None:
            priority = perceived(priority, ego.contacts, ego.capacity, blur, self.model.rules.perception)
        cost = hours_of(action, self._entry.effort_minutes, self._entry.pitch_minutes)
        return [(float(priority), action, cost, slot, alter)]

    def _look_at_ties(self, ego: Ego, mind: InMind) -> list[tuple]:
        model, options, alters = self.model, [], self._alters()
        for slot in chain.from_iterable(range(*stretch(mind, which)) for which in range(STRETCHES)):
            alter = alters[slot]
            u, blur = uniforms(model.seed32, PLAN, model.week, self.index, alter)
            options += self._option(ego, self._tie_in(slot), u, blur, slot, alter)
        return options

    def _tie_in(self, slot: int) -> Tie:
        """An own tie as the strategy sees it."""
        model, i, fit = self.model, self.index, 0.0
        if self.sells:
            fit = fit_of(i, int(model.ties.alter[i, slot]), float(model.ties.knowledge[i, slot]), model.world)
        return tie_at(model.ties, i, slot, model.week, fit)

    def _look_at_prospects(self, ego: Ego) -> list[tuple]:
        model, i, options = self.model, self.index, []
        known = set(self._alters())
        for n in range(self.looks):
            j, via = prospect_of(i, self._dice(n), model.town, model.world)
            if j in (i, NONE):
                continue
            u, blur = uniforms(model.seed32, PLAN, model.week, i, j)
            wanted = self._option(ego, self._prospect(j, via), u, blur, NONE, j)
            if wanted and j not in known and may_ask_again(weeks_since_request(j, i, model.world), model.rules.planning):
                known.add(j)
                options += wanted
        return options

    def _dice(self, n: int) -> Dice:
        """What decides whom the platform shows as the nth prospect of the week."""
        model = self.model
        return dice_of(*words(model.seed32, PROSPECT_SOURCE, model.week, self.index, n))

    def _prospect(self, j: int, via: int) -> Tie:
        """Somebody whom the platform shows, as the strategy sees it; via: 1 if seen in a contact's list."""
        people, trust = self.model.people, self.model.rules.acceptance.trust_of_stranger
        fit = fit_of_prospect(self.index, j, self._entry.research_minutes, self.model.world)
        return tie_to_prospect(self._common_ground(j), via, trust, float(people.profile[j]), float(people.reputation[j]), fit)

    def _look_at_occasions(self, ego: Ego, event: int) -> list[tuple]:
        options = []
        for looked_at in range(GROUP, PROFILE + 1):
            if looked_at == EVENT and event < 0:
                continue
            u = uniform(self.model.seed32, OCCASION, self.model.week, self.index, looked_at)
            options += self._option(ego, occasion_tie(looked_at), u, None)
        return options

    def _spend(self, hours: float, options: list[Option], event: int) -> None:
        """Do the best, then the next best, as long as the hours last."""
        people, tally = self.model.people, self.model.counted[self.model.people.group[self.index]]
        effort, spent, requests = self._entry.effort_minutes, 0.0, 0
        while options:
            best = max(options, key=lambda option: rank_of(option.priority, option.place))
            kind = best.action & KIND
            cost = best.hours
            if kind == ATTEND_EVENT and hours >= CALL_HOURS and cost > hours:
                people.debt[self.index] = real(people.debt[self.index]) + (cost - hours)
                hours = cost
            again = False
            if cost <= hours and (kind != REQUEST or may_request(requests, people.restricted[self.index], self.model.rules.planning)):
                hours -= cost
                spent += cost
                if kind != DROP:
                    tally[HOURS + kind] += int(cost * SCALE)
                if is_mail(best.action):
                    self.outbox.append(self._letter(best, effort))
                    tally[MESSAGES_SENT] += 1
                    tally[REQUESTS_SENT] += kind == REQUEST
                    requests += kind == REQUEST
                else:
                    do_at_once(kind, self.index, best.slot, event, self.model.world)
                best.times += 1
                again = can_repeat(best.action) and best.times < MOST_REPEATS and best.priority > 0.0
            if again:
                best.priority = priority_again(best.priority, self.model.rules.planning)
            else:
                options.remove(best)
        people.spent[self.index] += spent

    def _letter(self, option: Option, effort_minutes: float) -> Letter:
        """A message with everything its reader needs to know of the sender's side."""
        j, slot, ties = option.alter, option.slot, self.model.ties
        quality = to_32_bits(quality_of(effort_minutes))
        if slot == NONE:
            asks = option.action & KIND == REQUEST
            mutual = len(self._related() & self.model.networkers[j]._related()) if asks else 0
            common = to_32_bits(self._common_ground(j))
            message = Message(option.action, quality, 0.0, 0.0, common, min(mutual, 255), option.times, slot, NONE)
            return Letter(self.index, j, message)
        ties.approached[self.index, slot] = self.model.week
        knowledge, trust = float(ties.knowledge[self.index, slot]), float(ties.trust[self.index, slot])
        common = to_32_bits(float(ties.common[self.index, slot]) / PARTS)
        message = Message(option.action, quality, knowledge, trust, common, 0, option.times, slot, int(ties.back[self.index, slot]))
        return Letter(self.index, j, message)

    def _common_ground(self, j: int) -> float:
        return common_ground(int(self.model.people.topics[self.index]), int(self.model.people.topics[j]))

    def read(self) -> None:
        """Read the inbox as far as attention reaches and answer, meet people at an event, notice posts."""
        model, i, world = self.model, self.index, self.model.world
        load = open_inbox(i, len(self.inbox), world)
        for letter in self.inbox:
            letter.reply = int(read_message(self._decide, i, letter.sender, letter.message, load, world))
        self.inbox = []
        if model.people.event[i] >= 0:
            go_to_event(i, model.guests, world)
        live_a_week(i, world)
        if model.any_posts:
            notice_posts(i, load, model.people.posts, world)

    def _decide(self, i: int, ego: Ego, tie: Tie, request: Request, u: float, world) -> int:
        return self.answer(ego, tie, request, float(u))

    def hear_back(self) -> None:
        """Read the answers to the own mail, in the order of sending."""
        self.model.people.annoyed[self.index] = 0
        for letter in self.outbox:
            hear_one(self.index, letter.receiver, letter.message, letter.reply, self.model.world)

    def trade(self) -> None:
        """With a need, look for sellers, give up those who leave one alone, or decide."""
        self.to_settle = buy(self.index, self.model.world)

    def age(self) -> None:
        """Grow a week older: ties, standing, needs."""
        model, i = self.model, self.index
        age_ties(i, model.world)
        age_standing(i, model.world)
        age_restriction(i, model.world)
        age_need(i, model.world)
