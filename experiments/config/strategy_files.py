"""Users' own strategies: one Python file each, tried out before anything runs."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import math
import sys
from pathlib import Path

from sim.actions import ACCEPT_AND_CALL, DECLINE, EVENT, GROUP, NOTHING, OWN_TIE, PROFILE, PROSPECT, fits
from sim.parameters import as_tuple, values
from sim.records import Ego, Request, Tie
from sim.strategies import SHELF, Strategy, from_module
from sim.views import occasion_tie

from ..errors import UserError

LUCK = (0.0001, 0.3, 0.7, 0.9999)


def load_strategies(files: list[Path]) -> dict[str, Strategy]:
    """The strategies of these files by name (the file's base name), each tried out."""
    strategies = [load_strategy(file) for file in files]
    return {strategy.name: strategy for strategy in strategies}


def load_strategy(file: Path) -> Strategy:
    """Execute one file and try its functions on a grid of situations; raises UserError in one sentence."""
    name = file.stem
    if not file.is_file():
        raise UserError(f"strategy_files: {file} does not exist; paths are relative to the config")
    if name in SHELF:
        raise UserError(f"strategy_files: {file.name}: the name '{name}' is on the shelf already; rename the file")
    spec = importlib.util.spec_from_file_location(f"own_strategy_{name}", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # compiled code that is found on disk asks for its module by name
    try:
        source = file.read_bytes()
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise UserError(f"{file}, line {error.lineno}: not valid Python: {error.msg}") from None
    except (Exception, SystemExit) as error:
        raise UserError(f"{file}: raises {type(error).__name__} when it is loaded: {error}") from None
    if not callable(getattr(module, "choose", None)):
        raise UserError(f"{file}: has no function choose(ego, tie, p, u); see docs/how-to/add-a-strategy.md")
    strategy = from_module(module, name, version=f"{name}:{hashlib.sha256(source).hexdigest()[:16]}")
    try_out(strategy, file)
    return strategy


def situations() -> list[tuple[Ego, Tie]]:
    """A grid of what a strategy may have to look at."""
    egos = [
        Ego(week, hours, 150.0, 100, 50, True, 0.5, reputation, load)
        for week, hours, reputation, load in ((0, 5.0, 0.0, 0.5), (100, 0.0, -0.8, 4.0))
    ]
    own = [
        Tie(OWN_TIE, strength, 0.3, 0.2, max(energy, strength), silent, 0.2, 2, told, told, spoken, 0.6 if spoken else -1.0,
            0.0, 0.0)
        for strength, energy, silent, told, spoken in itertools.product(
            (0.0, 0.05, 0.3, 0.8), (0.0, 0.5), (0, 5, 300), (False, True), (False, True))
    ]  # fmt: skip
    prospects = [
        Tie(PROSPECT, 0.0, 0.15, 0.0, 0.0, 32767, common, mutual, False, False, False, -1.0, 0.5, 0.1)
        for common, mutual in itertools.product((0.0, 0.2, 1.0), (0, 1))
    ]
    occasions = [occasion_tie(what) for what in (GROUP, EVENT, PROFILE)]
    return list(itertools.product(egos, own + prospects + occasions))


def try_out(strategy: Strategy, file: Path) -> None:
    """Call `choose` and `answer` in many situations and check what they return."""
    p = as_tuple(values(strategy.parameters()))
    for (ego, tie), u in itertools.product(situations(), LUCK):
        try:
            decision = strategy.choose(ego, tie, p, u)
        except (Exception, SystemExit) as error:
            raise UserError(f"{file}: choose() raises {type(error).__name__}: {error}") from None
        check_decision(decision, tie, file)
        if tie.looked_at == PROSPECT:
            try:
                reply = strategy.answer(ego, tie, Request(0, 0.5, 0.4, 1.0), p, u)
            except (Exception, SystemExit) as error:
                raise UserError(f"{file}: answer() raises {type(error).__name__}: {error}") from None
            if reply not in range(DECLINE, ACCEPT_AND_CALL + 1):
                raise UserError(f"{file}: answer() returned {reply!r}; return DECLINE, ACCEPT or ACCEPT_AND_CALL")


def check_decision(decision, tie: Tie, file: Path) -> None:
    """An action that fits what was looked at, and a finite priority."""
    if not (isinstance(decision, tuple) and len(decision) == 2):
        raise UserError(f"{file}: choose() returned {decision!r}; return an action and a priority")
    action, priority = decision
    if not isinstance(action, int) or not 0 <= action <= 127 or (action != NOTHING and not fits(action, tie.looked_at)):
        raise UserError(f"{file}: choose() returned the action {action!r} for a tie with looked_at = {tie.looked_at}, "
                        "which is not possible there; see docs/how-to/add-a-strategy.md")  # fmt: skip
    if not isinstance(priority, int | float) or not math.isfinite(priority):
        raise UserError(f"{file}: choose() returned the priority {priority!r}; return a finite number")


def compiles(strategy: Strategy) -> bool:
    """Whether the compiled driver can run a strategy; if not, the slow one does."""
    from numba import njit
    from numba.core.errors import NumbaError

    p = as_tuple(values(strategy.parameters()))
    ego, tie = situations()[0]
    try:
        _try_compiled(njit, strategy, ego, tie, p)
    except NumbaError:
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
