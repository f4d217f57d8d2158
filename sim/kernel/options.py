"""What a person could do this week: options in the order of looking, and their ranks."""

from typing import NamedTuple

import numpy as np

from ..compiling import rule
from ..phases.plan import rank_of
from ..state import MOST_LEADS
from ..week import MOST_PROSPECTS

BLOCK = 16  # ranks that are compared at once
DONE = -(1 << 63)  # below all ranks
LOW_BITS = 4095  # of a person's number; a first look at these spares most searches


class Options(NamedTuple):
    """What a person could do this week, in the order it was looked at; room for all, anew for everybody."""

    rank: np.ndarray  # int64, by which options are ordered, the greatest first; DONE for those that are done with
    best: np.ndarray  # int64, the greatest rank of each block of ranks
    priority: np.ndarray  # float64
    hours: np.ndarray  # float64, what it costs
    action: np.ndarray  # int64
    target: np.ndarray  # int64, slot of a tie, else -1
    alter: np.ndarray  # int64, person, else -1
    times: np.ndarray  # int64, how often it was done this week
    shown: np.ndarray  # int32, people the platform shows whom ego does not know
    via: np.ndarray  # int64, 1 for those seen in a contact's list
    related: np.ndarray  # bool[4096], low bits of those to whom ego is related; all false between people
    wish: np.ndarray  # int64, what the strategy would do with each own tie
    worth: np.ndarray  # float64, priority of the same
    fit: np.ndarray  # float64, sign of fit of each own tie
    luck: np.ndarray  # uint32, first random word of each own tie or prospect
    blur: np.ndarray  # uint32, second random word of the same


def room_for_options(slots: int) -> Options:
    """Room for the options of one person at a time, one for each thread."""
    most = slots + MOST_PROSPECTS + MOST_LEADS + 3
    return Options(  # type: ignore[call-arg]
        np.empty(most + BLOCK, np.int64),
        np.empty(most // BLOCK + 1, np.int64),
        np.empty(most),
        np.empty(most),
        *(np.empty(most, np.int64) for _ in range(4)),
        np.empty(MOST_PROSPECTS, np.int32),
        np.empty(MOST_PROSPECTS, np.int64),
        np.zeros(LOW_BITS + 1, np.bool_),
        np.empty(slots, np.int64),
        np.empty(slots),
        np.zeros(slots),
        *(np.empty(max(slots, MOST_PROSPECTS), np.uint32) for _ in range(2)),
    )


@rule
def add_option(options, n, action, priority, hours, target, alter):
    """Note one option, which costs so many hours; returns the number of options."""
    options.hours[n] = hours
    options.rank[n] = rank_of(priority, n)
    options.priority[n] = priority
    options.action[n] = action
    options.target[n] = target
    options.alter[n] = alter
    options.times[n] = 0
    return n + 1


@rule
def rank_block(options, block):
    """Note the greatest rank of a block; looking at all of it takes vector instructions and no guesses."""
    best = DONE
    for place in range(BLOCK):
        best = max(best, options.rank[block * BLOCK + place])
    options.best[block] = best


@rule
def close_ranks(options, n):
    """Fill the ranks up to a full block and note the greatest of each block; returns how many blocks there are."""
    blocks = (n + BLOCK - 1) // BLOCK
    for place in range(n, blocks * BLOCK):
        options.rank[place] = DONE
    for block in range(blocks):
        rank_block(options, block)
    return blocks


@rule
def rerank(options, place, rank):
    """Give an option another rank."""
    options.rank[place] = rank
    rank_block(options, place // BLOCK)


@rule
def first_rank(options, blocks):
    """The greatest of all ranks."""
    first = DONE
    for block in range(blocks):
        first = max(first, options.best[block])
    return first
