"""Trying out a user's own strategy on a grid of situations, in a process of its own (see `apart`)."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

from sim.actions import ACCEPT_AND_CALL, DECLINE, EVENT, GROUP, NOTHING, OWN_TIE, PROFILE, PROSPECT, fits
from sim.parameters import as_tuple, values
from sim.records import Ego, Request, Tie
from sim.strategies import Strategy
from sim.views import occasion_tie

from ..apart import raised_at
from ..errors import UserError, one_line, reason_of

LUCK = (0.0001, 0.3, 0.7, 0.9999)


def tried_out(file: str) -> bool:
    """Load a strategy and try it out; whether it can be compiled. Raises UserError in one sentence."""
    from ..files import read_file
    from .strategy_files import executed

    try:
        strategy = executed(read_file(file), Path(file))
    except UserError:
        raise
    except BaseException as error:
        kind = type(error).__name__
        raise UserError(f"{file}: raises {kind} when it is loaded{reason_of(error).removeprefix(kind)}{raised_at(error)}") from None
    try_out(strategy, Path(file))
    return compiles(strategy)


def situations() -> list[tuple[Ego, Tie]]:
    """A grid of what a strategy may have to look at."""
    egos = [
        Ego(week, hours, 150.0, 100, 50, True, 0.5, reputation, load, 80, 1.0)
        for week, hours, reputation, load in ((0, 5.0, 0.0, 0.5), (100, 0.0, -0.8, 4.0))
    ]
    own = [
        Tie(OWN_TIE, strength, 0.3, 0.2, max(energy, strength), silent, 0.2, 2, told, told, spoken, 0.6 if spoken else -1.0,
            0.0, 0.0)
        for strength, energy, silent, told, spoken in itertools.product(
            (0.0, 0.05, 0.3, 0.8), (0.0, 0.5), (0, 5, 300), (False, True), (False, True))
    ]  # fmt: skip
    remembered = [tie._replace(pushes=4, usual_gap=2.5, woken=True) for tie in own]
    prospects = [
        Tie(PROSPECT, 0.0, 0.15, 0.0, 0.0, 32767, common, mutual, False, False, False, -1.0, 0.5, 0.1)
        for common, mutual in itertools.product((0.0, 0.2, 1.0), (0, 1))
    ]
    occasions = [occasion_tie(what) for what in (GROUP, EVENT, PROFILE)]
    return list(itertools.product(egos, own + remembered + prospects + occasions))


def try_out(strategy: Strategy, file: Path) -> None:
    """Call `choose` and `answer` in many situations and check what they return."""
    p = as_tuple(values(strategy.parameters()))
    for (ego, tie), u in itertools.product(situations(), LUCK):
        try:
            decision = strategy.choose(ego, tie, p, u)
        except BaseException as error:
            raise UserError(f"{file}: choose() raises {reason_of(error)}{raised_at(error)}") from None
        check_decision(decision, tie, file)
        if tie.looked_at == PROSPECT:
            try:
                reply = strategy.answer(ego, tie, Request(0, 0.5, 0.4, 1.0), p, u)
            except BaseException as error:
                raise UserError(f"{file}: answer() raises {reason_of(error)}{raised_at(error)}") from None
            if not (isinstance(reply, int) and DECLINE <= reply <= ACCEPT_AND_CALL):
                raise UserError(f"{file}: answer() returned {shown(reply)}; return DECLINE, ACCEPT or ACCEPT_AND_CALL")


def check_decision(decision, tie: Tie, file: Path) -> None:
    """An action that fits what was looked at, and a finite priority."""
    if not (isinstance(decision, tuple) and len(decision) == 2):
        raise UserError(f"{file}: choose() returned {shown(decision)}; return an action and a priority")
    action, priority = decision
    if not isinstance(action, int) or not 0 <= action <= 127 or (action != NOTHING and not fits(action, tie.looked_at)):
        raise UserError(f"{file}: choose() returned the action {shown(action)} for a tie with looked_at = {tie.looked_at}, "
                        "which is not possible there; see docs/how-to/add-a-strategy.md")  # fmt: skip
    if not isinstance(priority, int | float) or not is_finite(priority):
        raise UserError(f"{file}: choose() returned the priority {shown(priority)}; return a finite number")


def is_finite(number: int | float) -> bool:
    """Whether a number is finite, and no larger than a float can be."""
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def shown(value) -> str:
    """A value as it is written in Python, in bearable length; objects of users' own classes may fail even at that."""
    try:
        return one_line(repr(value), 80)
    except Exception:
        return f"something of the class {type(value).__name__}"


def compiles(strategy: Strategy) -> bool:
    """Whether the compiled driver can run a strategy; if not, the slow one does."""
    from numba import njit

    p = as_tuple(values(strategy.parameters()))
    ego, tie = situations()[0]
    try:
        _try_compiled(njit, strategy, ego, tie, p)
    except Exception:  # not all that numba raises has one class
        return False
    return True


def _try_compiled(njit, strategy: Strategy, ego: Ego, tie: Tie, p) -> None:
    from sim.compiling import rule

    choose, answer = rule(strategy.choose), rule(strategy.answer)

    @njit
    def both(ego, tie, request, p, u):
        action, priority = choose(ego, tie, p, u)
        return action + answer(ego, tie, request, p, u), priority

    both(ego, tie, Request(0, 0.5, 0.4, 1.0), p, 0.5)
