"""The studies behind a claim: the question itself, other assumptions, sampled worlds, and each mechanism switched off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.scenario import MECHANISMS

from ..config import Experiment
from ..config.claim import compared_points, responses_of
from ..config.design import Design, Point
from ..config.worlds import drawn_worlds
from ..responses.traces import TRACED

LINK = "rules.trade.moderate_ties"
# Assumptions that the evidence leaves open, each put to the claim on its own: name -> point.
VARIANTS = {
    "moderately weak ties help trade most": {LINK: 1.0},
    "a head for 60 relationships": {"market.capacity": 60.0},
    "a head for 100": {"market.capacity": 100.0},
    "a head for 200": {"market.capacity": 200.0},
    "a head for 250": {"market.capacity": 250.0},
}


@dataclass(frozen=True)
class Effort:
    """How much is run: replications of the question and of each variant, worlds and runs in each, runs without each
    mechanism, proposals for the best split of hours."""

    replications: int
    per_variant: int
    worlds: int
    per_world: int
    per_mechanism: int
    trials: int


FULL = Effort(replications=40, per_variant=6, worlds=40, per_world=2, per_mechanism=4, trials=30)
QUICK = Effort(replications=8, per_variant=0, worlds=0, per_world=0, per_mechanism=0, trials=12)


def crossed(points: list[Point], changes: list[Point]) -> list[Point]:
    """Every change at every point; the point's own values win, and what either switches off is switched off."""
    return [change | point | both_off(change, point) for change in changes for point in points]


def both_off(change: Point, point: Point) -> Point:
    """The mechanisms that a change and a point switch off together."""
    names = [*change.get("ablate", []), *point.get("ablate", [])]
    return {"ablate": list(dict.fromkeys(names))} if names else {}


def worlds(experiment: Experiment, count: int) -> list[Point]:
    """Sampled worlds: a member of the calibrated set, drawn at random, and a Latin hypercube over what is not calibrated.

    What a compared point of the design sets itself is left out.
    """
    return drawn_worlds(count, experiment.seed, frozenset(key for point in used_points(experiment) for key in point))


def listed(experiment: Experiment, rows: list[Point], replications: int) -> Experiment:
    """The experiment at the given points, storing nothing but the responses of runs."""
    stored = {"weekly": False, "sellers": False, "deals": False, "networks": False, "messages": False}
    keep = experiment.keep.model_copy(update=stored | {"traces": bool(set(TRACED) & responses_of(experiment.claim))})
    design = Design(kind="list", rows=tuple(rows)) if rows != [{}] else None
    study = experiment.model_copy(update={"design": design, "replications": replications, "keep": keep, "claim": None, "stop": None,
                                          "worlds": "default"})  # fmt: skip
    study.__dict__.pop("points", None)  # those of the claim's own design
    return study


def studies(experiment: Experiment, effort: Effort) -> dict[str, Experiment]:
    """The studies of a claim by name: question, variants, worlds, mechanisms (those that have any runs).

    The question is run at every point of the design, the others only at the points that the contrasts compare.
    """
    used = used_points(experiment)
    found = {"question": listed(experiment, experiment.points, effort.replications)}
    others = list(variants(used).values())
    if effort.per_variant and others:
        found["variants"] = listed(experiment, crossed(used, others), effort.per_variant)
    if effort.worlds:
        found["worlds"] = listed(experiment, crossed(used, worlds(experiment, effort.worlds)), effort.per_world)
    if effort.per_mechanism:
        without = [{}, *({"ablate": [name]} for name in MECHANISMS)]
        found["mechanisms"] = listed(experiment, crossed(used, without), effort.per_mechanism)
    return found


def used_points(experiment: Experiment) -> list[Point]:
    """The points of the design that the claim's contrasts compare."""
    points = experiment.points
    return [points[k] for k in compared_points(experiment.claim) if k < len(points)]


def variants(used: list[Point]) -> dict[str, Point]:
    """The variants that change something: those whose keys no compared point sets itself."""
    fixed = {key for point in used for key in point}
    return {name: point for name, point in VARIANTS.items() if not fixed & point.keys()}


def folder_of(out: Path, experiment: Experiment, name: str) -> Path:
    """Where a study is kept: by content (config, model, what is measured), so that the same study is found again and a
    changed one is done anew."""
    import hashlib
    import io

    from sim.compiling import sources_hash

    from ..config import to_tree, write_yaml
    from ..responses import of_a_run as outcomes
    from ..responses import traces

    text = io.StringIO()
    write_yaml(to_tree(experiment), text)
    measured = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (outcomes, traces))
    return Path(out) / f"{name}-{hashlib.sha256((text.getvalue() + sources_hash() + measured).encode()).hexdigest()[:10]}"
