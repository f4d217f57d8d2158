"""Bass diffusion among agents, docked to its closed form and to the exact law of a small market.

Bass 1969 (Management Science 15:215): who has not adopted does so at the rate p + q F, with F the share that has. In the limit of a
large market F(t) = (1 - exp(-(p + q) t)) / (1 + q / p exp(-(p + q) t)), and most adopt at t = ln(q / p) / (p + q). In a market of m
agents the number of adopters is a pure birth process (Niu 2002, Mathematical Problems in Engineering 8:249).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats
from scipy.linalg import expm

from experiments.config.design import Design, Point
from experiments.statistics.estimates import mean_interval
from experiments.statistics.survival import survival

from .checks import Check, covers, fewest_covering, said
from .pipeline import Study, collect

NAME = "Bass diffusion"
P, Q = (0.01, 0.03), (0.3, 0.5)  # a year; around 0.03 and 0.38, the means of 213 products (Sultan, Farley, Lehmann 1990)
MARKETS = (1_000, 10_000, 100_000)  # agents
SMALL = {"p": 0.03, "q": 0.38, "m": 50}  # a market in which luck matters
YEARS = 20
MOMENTS = (0.5, 1.0, 1.5)  # times of comparison, in times to the peak
BIN, SMOOTH = 0.05, 0.5  # years: width of a bin of adoptions, standard deviation of the kernel that finds their peak
RATE, RATE_SLACK = -0.5, 0.05  # gap to the closed form grows as agents ** RATE; how far the fitted exponent may be off
FEWEST_EXPECTED = 10  # runs expected in a class of the chi-square test


def adoption_times(p: float, q: float, m: int, luck: np.random.Generator) -> np.ndarray:
    """When each of m agents adopts, float64[m], in years, without any time step.

    An agent adopts when the pressure it has felt, p + q times the share of adopters summed over time, exceeds its own
    reluctance, an exponential number with mean 1. Pressure changes only when somebody adopts.
    """
    reluctance = luck.exponential(size=m)
    order = reluctance.argsort()
    waits = np.diff(reluctance[order], prepend=0.0) / (p + q * np.arange(m) / m)
    times = np.empty(m)
    times[order] = waits.cumsum()
    return times


def closed_form(t: np.ndarray, p: float, q: float) -> np.ndarray:
    """Share of adopters F(t), 0..1, in an endless market; t: years."""
    decay = np.exp(-(p + q) * np.asarray(t, float))
    return (1 - decay) / (1 + q / p * decay)


def peak_time(p: float, q: float) -> float:
    """When most adopt, in years, for q > p."""
    return float(np.log(q / p) / (p + q))


def exact_law(t: float, p: float, q: float, m: int) -> np.ndarray:
    """Chance of 0, 1, ..., m adopters at time t, float64[m + 1], from the forward equation of the birth process."""
    k = np.arange(m + 1)
    birth = (m - k) * (p + q * k / m)
    return expm((np.diag(birth[:-1], 1) - np.diag(birth)) * t)[0]


def observed_peak(times: np.ndarray) -> float:
    """When most adopt, in years: the mode of the adoptions, smoothed."""
    edges = np.arange(0.0, 2 * YEARS + BIN, BIN)
    reach = np.arange(-4 * SMOOTH, 4 * SMOOTH + BIN / 2, BIN)
    smooth = np.convolve(np.histogram(times, edges)[0], np.exp(-0.5 * (reach / SMOOTH) ** 2), mode="same")
    return float(edges[smooth.argmax()] + BIN / 2)


def largest_gap(times: np.ndarray, p: float, q: float) -> float:
    """Largest distance between the share of adopters and the closed form, at any time, 0..1."""
    expected, m = closed_form(np.sort(times), p, q), len(times)
    steps = np.arange(m + 1) / m
    return float(max(np.abs(expected - steps[1:]).max(), np.abs(expected - steps[:-1]).max()))


def run(point: Point, seed: int) -> dict[str, pd.DataFrame]:
    """One market. point: p, q (a year), m (agents), and with agents=True also when each adopted."""
    p, q, m = point["p"], point["q"], point["m"]
    times = adoption_times(p, q, m, np.random.default_rng(seed))
    peak = peak_time(p, q)
    shares = {f"share_{k}": float((times <= moment * peak).mean()) for k, moment in enumerate(MOMENTS)}
    tables = {"runs": pd.DataFrame([{"gap": largest_gap(times, p, q), "peak": observed_peak(times)} | shares])}
    if point.get("agents"):
        year = np.where(times < YEARS, np.floor(times), -1).astype(int)
        tables["sellers"] = pd.DataFrame({"strategy": "agents", "first_deal": year})
    return tables


def growing_markets(replications: int) -> Study:
    """Larger and larger markets at four pairs of p and q."""
    return Study(__name__, Design(factors={"p": P, "q": Q, "m": MARKETS}), replications)


def small_market(replications: int) -> Study:
    """One small market, many times."""
    return Study(__name__, Design(kind="list", rows=(SMALL | {"agents": True},)), replications)


def checks(replications: int = 30, small: int = 600, workers: int = 1) -> list[Check]:
    """Run both studies and compare."""
    runs = collect(growing_markets(replications), workers)["runs"]
    tables = collect(small_market(small), workers)
    return [
        small_law(tables["runs"]), small_curve(tables["sellers"]), curve(runs), convergence(runs), *peaks(runs),
    ]  # fmt: skip


def small_law(runs: pd.DataFrame) -> Check:
    """The number of adopters at the peak of a small market has its exact law (chi-square)."""
    p, q, m = SMALL.values()
    t = peak_time(p, q)
    counts = np.bincount((runs["share_1"] * m).round().astype(int), minlength=m + 1)
    expected = exact_law(t, p, q, m) * len(runs)
    classes = np.minimum(expected.cumsum() // FEWEST_EXPECTED, expected.sum() // FEWEST_EXPECTED - 1).astype(int)
    seen, due = np.bincount(classes, counts), np.bincount(classes, expected)
    used = due > 0
    chance = float(stats.chisquare(seen[used], due[used] * seen.sum() / due.sum()).pvalue)
    return Check(NAME, f"number of adopters of {m} agents after {t:.2f} years, {len(runs)} replications, with the exact law of the "
                 f"birth process ({used.sum()} classes, chi-square)", "p of at least 0.05", f"p = {chance:.2f}",
                 "distribution", chance >= 0.05)  # fmt: skip


def small_curve(agents: pd.DataFrame) -> Check:
    """The pipeline's Kaplan-Meier curve with its 95 % intervals holds the exact share without adoption."""
    p, q, m = SMALL.values()
    found = survival(agents, YEARS)
    found = found[found["week"] > 0]
    exact = np.array([1 - exact_law(t, p, q, m) @ np.arange(m + 1) / m for t in found["week"]])
    held = int(((found["low"] <= exact) & (exact <= found["high"])).sum())
    gap = np.abs(found["share"] - exact).max()
    fewest = fewest_covering(YEARS)
    return Check(NAME, f"Kaplan-Meier curve of {m} agents: years 1 to {YEARS} whose 95 % interval holds the exact mean",
                 f"at least {fewest} of {YEARS}", f"{held} of {YEARS}; largest gap {gap:.4f}", "distribution", held >= fewest)  # fmt: skip


def curve(runs: pd.DataFrame) -> Check:
    """In the largest market, intervals of the mean share of adopters hold the closed form."""
    largest = runs[runs["m"] == MARKETS[-1]]
    held, gaps = [], []
    for (p, q), part in largest.groupby(["p", "q"]):
        for k, moment in enumerate(MOMENTS):
            known = float(closed_form(moment * peak_time(p, q), p, q))
            held.append(covers(part[f"share_{k}"].to_numpy(), known))
            gaps.append(abs(part[f"share_{k}"].mean() - known))
    fewest = fewest_covering(len(held))
    return Check(NAME, f"share of adopters of {MARKETS[-1]:,} agents at {len(MOMENTS)} times for {len(held) // len(MOMENTS)} pairs of p and q: "
                 "95 % intervals that hold the closed form", f"at least {fewest} of {len(held)}",
                 f"{sum(held)} of {len(held)}; largest gap {max(gaps):.5f}", "distribution", sum(held) >= fewest)  # fmt: skip


def convergence(runs: pd.DataFrame) -> Check:
    """The largest gap to the closed form shrinks with the square root of the market."""
    gaps = runs.pivot_table(index="replication", columns="m", values="gap", aggfunc=lambda x: np.log(x).mean())
    size = np.log(gaps.columns.to_numpy(float))
    slope, low, high = mean_interval(np.polyfit(size, gaps.to_numpy().T, 1)[0])
    mean = np.exp(gaps.mean())
    ends = ", ".join(f"{mean[m]:.4f} with {m:,}" for m in (MARKETS[0], MARKETS[-1]))
    return Check(NAME, "exponent with which the largest gap to the closed form changes with the number of agents",
                 f"{RATE}, {RATE_SLACK} more or less", f"{said((slope, low, high), 3)}; gap {ends} agents",
                 "distribution", bool(low <= RATE + RATE_SLACK and high >= RATE - RATE_SLACK))  # fmt: skip


def peaks(runs: pd.DataFrame) -> list[Check]:
    """In the largest market, most adopt when the formula says."""
    found = []
    for (p, q), part in runs[runs["m"] == MARKETS[-1]].groupby(["p", "q"]):
        values, known = part["peak"].to_numpy(), peak_time(p, q)
        found.append(Check(NAME, f"time of most adoptions, p = {p}, q = {q}, {MARKETS[-1]:,} agents, in years", f"{known:.3f}",
                           said(mean_interval(values), 3), "distribution", covers(values, known)))  # fmt: skip
    return found
