"""Work shared among threads by ranges of people: which thread does what never matters for the result."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

SMALLEST_SHARE = 256  # people; below this a second thread costs more than it saves


def shares(threads: int, people: int) -> list[tuple[int, int]]:
    """Ranges lo..hi of people, one a thread, in order; fewer where the shares would be tiny."""
    parts = max(1, min(threads, people // SMALLEST_SHARE))
    edges = [people * k // parts for k in range(parts + 1)]
    return list(zip(edges[:-1], edges[1:], strict=True))


@cache
def pool(threads: int) -> ThreadPoolExecutor:
    """The threads of this process, started once."""
    return ThreadPoolExecutor(threads, thread_name_prefix="week")


def over_people(threads: int, people: int, work: Callable[[int, int], object]) -> list:
    """Call work(lo, hi) for every share, at the same time; the results in order of people."""
    parts = shares(threads, people)
    if len(parts) == 1:
        return [work(*parts[0])]
    return list(pool(len(parts)).map(lambda part: work(*part), parts))
