"""The page about docking: every number in it comes from the checks."""

from __future__ import annotations

from .checks import Check

HEAD = """# Docking

Written by `python -m tests.docking.models`; do not edit. Models whose answers are known go through this project's own experiment
pipeline. If the pipeline mixed up points, seeds, replications or tables, or if its intervals were too narrow, the known answers would not
come out. Of the project's own model this says nothing.

Levels of agreement, after Axtell, Axelrod, Epstein and Cohen (1996): **identical** (the same numbers), **distribution** (numbers that
cannot be told apart statistically), **relation** (the same order, ups and downs).
"""

TAIL = """
## Method

Each model is a module with `run(point, seed)` in `tests/docking/models/`. The rest is the pipeline's: points by `design.points_of`, jobs
interleaved by `stopping.Fixed`, seeds from content by `simulation.seed_of`, workers by `pools.Processes`, a finished run as one file by
`parts.pack` and `store.Store`, tables joined in the order of points and replications, means with intervals by `estimates.mean_interval`,
paired comparisons by `estimates.compare_all`, and curves by `statistics.survival`. **Not checked here**: reading a config, and
`work.task` with its crew (time limits, retries after a worker died), which build a scenario of this project's own model; stopping
rules, sensitivity and composition; the report.

Intervals in brackets are 95 % bootstrap intervals of the mean over replications. "At least k of n intervals" is the number that right
intervals reach with a chance of 99 % (binomial, as if they were independent; those of one run are not quite). A comparison of
distributions passes if no p-value falls below 0.05, corrected for the number of comparisons (Holm): that no difference was found, which
is weaker than that there is none; how large one might be, the intervals of the means show.

- **Axelrod's tournament.** Our own engine and rules against the `axelrod` library, as two levels of one factor. Deterministic rules must
  give the same scores. Luck differs between the engines, so stochastic rules must give the same distribution. For two rules that remember
  one move, a Markov chain gives the expectation exactly, without either engine.
- **Bass diffusion.** An agent adopts when the pressure it has felt exceeds its own reluctance, so adoption needs no time step. A small
  market has the exact law of a pure birth process, a large one approaches the closed form.
- **Telemarketer.** Written from the published description, with another author's NetLogo program of it at hand for what the description
  leaves open, so the two are not quite independent. Numbers of 20 runs of that program are kept in
  `tests/docking/models/telemarketer.py`; the limits for the shares in business were set after a look at these runs.

## What remains different

- The tournament has classic strategies, not the field of 1980: who wins here is no result of Axelrod's. No noise, no random end.
- In a market of finite size the mean share of adopters is not exactly the closed form; with the largest market the difference is below
  what these replications can show.
- The description of Telemarketer names as its pattern only that the number in business over time and the median time in business depend
  on how many agents there are; it gives no numbers. How the one depends on the other is therefore ours to report, not to confirm. The
  figures of the book were not at hand. Numbers come from one program of a university course, not from the authors' own.
- Numbers of the NetLogo runs count weeks as calls of its `go`, as here. The random numbers differ, so no run can be identical.

## Sources

- Axelrod, R. 1980. Effective choice in the prisoner's dilemma. Journal of Conflict Resolution 24:3-25.
- Axtell, R., Axelrod, R., Epstein, J. M., Cohen, M. D. 1996. Aligning simulation models: a case study and results. Computational and
  Mathematical Organization Theory 1:123-141.
- Bass, F. M. 1969. A new product growth model for consumer durables. Management Science 15:215-227.
- Knight, V., Campbell, O., Harper, M., et al. 2016. An open framework for the reproducible study of the iterated prisoner's dilemma.
  Journal of Open Research Software 4:e35. The library `axelrod`.
- Niu, S.-C. 2002. A stochastic formulation of the Bass model of new-product diffusion. Mathematical Problems in Engineering 8:249-263.
- Railsback, S. F., Grimm, V. 2019. Agent-Based and Individual-Based Modeling: A Practical Introduction, 2nd ed., section 13.3.1. Princeton
  University Press. Its description of Telemarketer as reprinted at <https://ees4760.jgilligan.org/projects/telemarketer_odd>.
- NetLogo program and its runs: <https://github.com/gilligan-ees-4760/EES_4760_5760_website>, `static/models/class_14/`,
  `telemarketer_class_14.nlogo` and `telemarketer_class_14_vary_initial_telemarketers-table.csv`, runs 61 to 80.
- Sultan, F., Farley, J. U., Lehmann, D. R. 1990. A meta-analysis of applications of diffusion models. Journal of Marketing Research 27:70-77.
"""


def table(checks: list[Check]) -> str:
    """The checks as a table in Markdown."""
    rows = [(c.model, c.compared, c.expected, c.got, c.level, "passed" if c.passed else "**not passed**") for c in checks]
    head = ("model", "what is compared", "expected", "got", "level", "")
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)) + "\n"


def page(checks: list[Check]) -> str:
    """The whole page."""
    passed = sum(c.passed for c in checks)
    return f"{HEAD}\n## Results\n\n{passed} of {len(checks)} comparisons passed.\n\n{table(checks)}{TAIL}"
