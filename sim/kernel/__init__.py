"""The compiled driver: the week of `sim.week` over columns, for everything that counts.

    driver      a run, week by week
    shelf       strategies, as compiled code knows them
    plan        the planning loop and how hours are spent; weighing: what there is to look at; options: how it is ranked
    loops       the loops of all other phases
    mail        mail in columns, and its way to the receivers
    ahead       fetching from memory ahead of need
"""

from .driver import Kernel

__all__ = ["Kernel"]
