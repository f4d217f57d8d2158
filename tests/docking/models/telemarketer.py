"""Railsback and Grimm's Telemarketer, docked to its description and to runs of a NetLogo program of it.

The description (ODD): Railsback and Grimm 2019, Agent-Based and Individual-Based Modeling, 2nd ed., Princeton, section 13.3.1, as
reprinted at https://ees4760.jgilligan.org/projects/telemarketer_odd. The runs: NetLogo 6.2 BehaviorSpace output of a program of the
same course, github.com/gilligan-ees-4760/EES_4760_5760_website,
static/models/class_14/telemarketer_class_14_vary_initial_telemarketers-table.csv at commit 5798ae58621c526fcbf3a47aaf94aa3d407af2f7,
runs 61 to 80: the default of 200 telemarketers. The model was written from the description; where that is silent the program decides: a
marketer may stand anywhere on a customer's square, and a number of calls that is not whole is rounded down.
"""

from __future__ import annotations

import numba
import numpy as np
import pandas as pd

from experiments.config.design import Design, Point
from experiments.statistics.estimates import compare_all, mean_interval
from experiments.statistics.survival import median_week, survival

from .checks import ALPHA, Check, said, same_distribution
from .pipeline import Study, collect

NAME = "Telemarketer"
EDGE = 100  # customers stand at whole coordinates -100..100 both ways, without wrapping: 40,401 of them
ACROSS = 2 * EDGE + 1
WEEKS = 200
DEFAULT = 200  # telemarketers at the start
STARTERS = (100, DEFAULT, 300)
RADIUS, CALLS, COST, INCOME = 10.0, 100.0, 50.0, 2.0  # territory, in squares by root of size; calls, cost by size; income by sale
KEPT, GROWTH = 1000.0, 0.001  # balance that is not spent on growth; size bought with a unit of money
QUIET, LATE = 30, 80  # weeks at which the number in business is compared

# 20 NetLogo runs of 200 telemarketers: first week after which at most 100 are in business; number in business after week 80.
NETLOGO_HALF = np.array([73, 71, 73, 74, 66, 74, 70, 70, 73, 72, 70, 66, 67, 73, 71, 66, 69, 67, 71, 75])
NETLOGO_LATE = np.array([88, 71, 80, 86, 40, 83, 68, 76, 79, 83, 77, 41, 53, 86, 74, 62, 83, 50, 77, 89])


@numba.njit(cache=True)
def market(starters, weeks, seed, radius, calls):
    """One market: number in business after each week, int64[weeks + 1]; week of failure or -1, int64[starters]; sizes,
    float64[starters]; sales of each week, int64[weeks + 1]."""
    np.random.seed(seed)
    x = (np.random.random(starters) - 0.5) * ACROSS
    y = (np.random.random(starters) - 0.5) * ACROSS
    size, balance = np.ones(starters), np.zeros(starters)
    failed, called = np.full(starters, -1), np.zeros(ACROSS**2, np.int64)  # week of the last call
    left, sales = np.zeros(weeks + 1, np.int64), np.zeros(weeks + 1, np.int64)
    left[0] = starters
    near = np.empty(ACROSS**2, np.int64)
    for week in range(1, weeks + 1):
        for k in np.random.permutation(starters):
            if failed[k] >= 0:
                continue
            reach, count = radius * np.sqrt(size[k]), 0
            for i in range(max(-EDGE, int(np.ceil(x[k] - reach))), min(EDGE, int(np.floor(x[k] + reach))) + 1):
                across = np.sqrt(max(0.0, reach**2 - (i - x[k]) ** 2))
                for j in range(max(-EDGE, int(np.ceil(y[k] - across))), min(EDGE, int(np.floor(y[k] + across))) + 1):
                    near[count] = (i + EDGE) * ACROSS + j + EDGE
                    count += 1
            sold, wanted = 0, min(count, int(calls * size[k]))
            for n in range(wanted):
                if wanted < count:  # a random choice without repetition
                    other = n + int(np.random.random() * (count - n))
                    near[n], near[other] = near[other], near[n]
                if called[near[n]] != week:
                    called[near[n]] = week
                    sold += 1
            sales[week] += sold
            # Accounts touch nobody else, so they need not wait for the others' calls.
            balance[k] += INCOME * sold - COST * size[k]
            if balance[k] > KEPT:
                size[k] += GROWTH * (balance[k] - KEPT)
                balance[k] = KEPT
            elif balance[k] < 0:
                failed[k] = week
        left[week] = (failed < 0).sum()
    return left, failed, size, sales


def run(point: Point, seed: int) -> dict[str, pd.DataFrame]:
    """One market. point: starters (telemarketers at the start, 1 or more)."""
    starters = point["starters"]
    left, failed, size, sales = market(starters, WEEKS, seed, RADIUS, CALLS)
    half = left <= starters / 2
    name = f"{starters} starters"
    summary = {
        "strategy": name, "half": float(half.argmax()) if half.any() else np.nan, "late": int(left[LATE]), "last": int(left[WEEKS]),
        "quiet_share": left[QUIET] / starters, "late_share": left[LATE] / starters, "largest": float(size[failed < 0].max(initial=0.0)),
    }  # fmt: skip
    weekly = pd.DataFrame({"strategy": name, "week": np.arange(WEEKS + 1), "in_business": left, "sales": sales})
    sellers = pd.DataFrame({"strategy": name, "first_deal": np.where(failed < 0, -1, failed - 1)})
    return {"runs": pd.DataFrame([summary]), "weekly": weekly, "sellers": sellers}


def study(replications: int) -> Study:
    """Few and many telemarketers in the same land."""
    return Study(__name__, Design(factors={"starters": STARTERS}), replications)


def checks(replications: int = 30, workers: int = 1) -> list[Check]:
    """Run the study and compare."""
    tables = collect(study(replications), workers)
    runs = tables["runs"]
    default = runs[runs["starters"] == DEFAULT]
    return [*like_netlogo(default), median(tables["sellers"]), shape(tables["weekly"], default), *depends_on_starters(runs)]


def like_netlogo(default: pd.DataFrame) -> list[Check]:
    """The default has the distributions of the NetLogo runs."""
    samples = {
        "first week after which half are out of business": (default["half"].to_numpy(), NETLOGO_HALF),
        f"number in business after week {LATE}": (default["late"].to_numpy(), NETLOGO_LATE),
    }
    p = same_distribution(list(samples.values()))
    return [Check(NAME, f"{DEFAULT} telemarketers, {len(ours)} replications: {what}; mean, and distribution with {len(theirs)} NetLogo "
                  "runs (Kolmogorov-Smirnov, Holm)", f"{said(mean_interval(theirs), 1)}; p of at least {ALPHA}",
                  f"{said(mean_interval(ours), 1)}; p = {chance:.2f}", "distribution", bool(chance >= ALPHA))
            for (what, (ours, theirs)), chance in zip(samples.items(), p)]  # fmt: skip


def median(sellers: pd.DataFrame) -> Check:
    """The pipeline's Kaplan-Meier median of weeks in business lies in the range of the NetLogo runs."""
    name = f"{DEFAULT} starters"
    found = median_week(survival(sellers[sellers["strategy"] == name], WEEKS), name)
    low, high = NETLOGO_HALF.min(), NETLOGO_HALF.max()
    return Check(NAME, "median weeks in business by Kaplan-Meier over all replications, with the least and greatest of the NetLogo runs",
                 f"{low} to {high}", f"{found:.0f}", "relation", bool(low <= found <= high))  # fmt: skip


def shape(weekly: pd.DataFrame, default: pd.DataFrame) -> Check:
    """Nobody enters; a quiet time, then a collapse in which a few that grew remain, as in the NetLogo runs."""
    rises = weekly.sort_values("week").groupby(["point", "replication"])["in_business"].diff().max()
    quiet, late, last = (mean_interval(values) for values in (default["quiet_share"], default["late_share"], default["last"] / DEFAULT))
    passed = rises <= 0 and quiet[1] > 0.95 and late[2] < 0.5 and last[2] < 0.05 and (default["largest"] > 1).all()
    return Check(NAME, f"{DEFAULT} telemarketers: share in business after weeks {QUIET}, {LATE}, {WEEKS}; the number never rises",
                 "above 0.95, below 0.5, below 0.05", "; ".join(map(said, (quiet, late, last))), "relation", bool(passed))  # fmt: skip


def depends_on_starters(runs: pd.DataFrame) -> list[Check]:
    """How long they last and how many are left depend on how many began: the pattern that the description names."""
    found = []
    measures = {"half": "first week after which half are out of business", "late_share": f"share in business after week {LATE}"}
    for response, what in measures.items():
        pairs = compare_all(runs, response)
        means = runs.groupby("strategy", sort=False)[response].apply(lambda part: said(mean_interval(part.to_numpy())))
        clear = sum(pair.clear for pair in pairs)
        found.append(Check(NAME, f"{what} depends on the number of starters (paired, Holm)",
                           f"{len(pairs)} of {len(pairs)} pairs differ", f"{clear} of {len(pairs)}; " +
                           ", ".join(f"{name}: {mean}" for name, mean in means.items()), "relation", clear == len(pairs)))  # fmt: skip
    return found
