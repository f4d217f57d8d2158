"""All that a phase works on, in one record: made once per loop and handed on."""

from typing import Any, NamedTuple

import numpy as np

from .records import Now
from .state import People, Sales, Ties


class Groups(NamedTuple):
    """What compiled kernels know of the groups, one place for each: which strategy they follow and how."""

    codes: np.ndarray  # int64[groups], place of the strategy on the shelf
    params: np.ndarray  # float64[groups, most parameters], in the order of the strategy's record
    effort: np.ndarray  # float64[groups], minutes put into a letter
    pitch: np.ndarray  # float64[groups], minutes put into an offer
    research: np.ndarray  # float64[groups], minutes of looking closely at a prospect
    looks: np.ndarray  # int64[groups], prospects looked at in a week
    list_looks: np.ndarray  # int64[groups], contacts looked through on purpose in a week


class World(NamedTuple):
    """The state, the week and the rules, as phases, encounters and planning see them."""

    people: People  # or rows of people with the same names
    ties: Ties
    sales: Sales
    groups: Groups | None  # None in the Mesa driver, whose agents know their strategies themselves
    tally: np.ndarray  # int64[groups, measures], what is counted this week
    now: Now
    p: Any  # parameters of the rules by section: p.trust.asymmetry
