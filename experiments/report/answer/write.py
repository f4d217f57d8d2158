"""From numbers to sentences: one function for each part of the first screen."""

from __future__ import annotations

import math

from ...words import capital
from .facts import Answer
from .words import Words

ENOUGH = 20  # runs below which a winner by chance is possible
PER_HOUR = {"deals_per_100_hours": "most_per_hour", "deals_per_seller_year": "most_deals", "deals": "most_deals",
            "value_per_hour": "most_value"}  # fmt: skip


def first_screen(answer: Answer, words: Words) -> list[dict]:
    """The parts in their order: key, heading, sentences; parts without anything to say are left out."""
    parts = {"verdict": verdict, "hinge": hinge, "horizon": horizon, "people": people, "price": price, "trust": trust}
    found = [{"key": key, "heading": words(f"heading_{key}"), "sentences": [capital(s) for s in say(answer, words)]}
             for key, say in parts.items()]  # fmt: skip
    return [part for part in found if part["sentences"]]


def hundred(share: float) -> int:
    """A share as so many of 100; none and all only if it is so."""
    rounded = round(100 * share)
    return min(max(rounded, 1 if share > 0 else 0), 99 if share < 1 else 100)


def verdict(a: Answer, w: Words) -> list[str]:
    """Who leads, how often, how sure."""
    if a.kind in ("nothing", "no_deals", "missing"):
        return [w(a.kind, response=w.name(a.response)), *idle(a, w)]
    best = w("named", name=w.name(a.order[0]))
    numbers = {"best": best, "mean": w.number(a.mean[0]), "response": w.name(a.response), "range": between(a, w)}
    if a.kind == "alone":
        return [w("alone", **numbers), *idle(a, w)]
    if a.kind == "few":
        return [w("few" if a.runs > 1 else "one_run", runs=a.runs, groups=len(a.order), enough=ENOUGH, **numbers), *idle(a, w)]
    said = [in_worlds(a, w)] if a.worlds else [w("clear" if a.kind == "clear" else "tied", does=w(does(a)), **numbers)]
    if not a.worlds:
        said.append(w("ahead_runs", first=round(share_of(a, a.order[0]) * a.runs), runs=a.runs, **numbers))
    if a.alike:
        said.append(w("alike", best=best, others=w.listed(a.alike)))
    if a.worlds and a.split:
        key = "times" if math.isfinite(a.split.times) else "no_luck"
        said.append(w(key, times=w.number(a.split.times, 1 if a.split.times < 3 else 0) if key == "times" else ""))
    if a.runs < ENOUGH:
        said.append(w("first_look", runs=a.runs))
    return said + ([w("doubt", best=best)] if a.doubt else []) + idle(a, w)


def does(a: Answer) -> str:
    """The key of what the best does best."""
    return PER_HOUR.get(a.response, "most_other")


def between(a: Answer, w: Words) -> str:
    """' (95 %: a to b)', or nothing if there is no interval."""
    return "" if math.isnan(a.mean[1]) else w("range", low=w.number(a.mean[1]), high=w.number(a.mean[2]))


def share_of(a: Answer, name: str) -> float:
    """Share of runs with a strategy on top."""
    return float(a.shares.set_index("strategy").loc[name, "share"])


def in_worlds(a: Answer, w: Words) -> str:
    """In how many worlds each is on top, the most frequent first."""
    rows = list(a.shares.itertuples())
    first, others = rows[0], [row for row in rows[1:4] if row.share > 0]
    said = w("worlds", best=w("named", name=w.name(first.strategy)), does=w(does(a)), response=w.name(a.response), share=hundred(first.share),
             low=hundred(first.low), high=hundred(first.high), worlds=a.worlds)  # fmt: skip
    rest = ", ".join(w("worlds_other", name=w("named", name=w.name(row.strategy)), share=hundred(row.share)) for row in others)
    return said + (f"; {rest}." if rest else ".")


def idle(a: Answer, w: Words) -> list[str]:
    """Who is not ranked since most of its hours were left."""
    return [w("idle", name=w("named", name=w.name(name)), share=round(100 * share)) for name, share in a.idle.items()]


def hinge(a: Answer, w: Words) -> list[str]:
    """What decides between the first two; only over worlds."""
    if a.kind not in ("clear", "tied"):
        return []
    if not a.worlds:
        return [w("hinge_one_world")]
    h, two = a.hinge, {"a": w("named", name=w.name(a.order[0])), "b": w("named", name=w.name(a.order[1]))}
    if h.status in ("few", "one-sided", "none"):
        return [w(f"hinge_{h.status.replace('-', '_')}", worlds=h.worlds, **two)]
    names = w.said["and"].join(f" {w.name(p.name)} " for p in h.parameters).strip()
    said = [w(f"hinge_{h.status}", names=names, **two)]
    for p in h.parameters:
        drawn = {"from_": w.short(p.drawn[0]), "to": w.short(p.drawn[1])}
        side = "below" if p.threshold.leads_below else "above"
        if p.threshold.sure:
            said.append(w(f"threshold_{side}", name=w.name(p.name), at=w.short(p.threshold.at), low=w.short(p.threshold.low),
                          high=w.short(p.threshold.high), **drawn, **two))  # fmt: skip
        else:
            said.append(w("lower" if p.rho < 0 else "higher", name=w.name(p.name), **drawn, **two))
    return [*said, w("held_out", right=hundred(h.accuracy), all=hundred(h.ceiling), candidates=h.candidates)]


def horizon(a: Answer, w: Words) -> list[str]:
    """Whether the order changes with time."""
    h = a.horizon
    if a.kind not in ("clear", "tied"):
        return []
    if h is None or not h.enough:
        return [w("horizon_none" if h is None else "horizon_few")]
    unit = w("year" if h.weeks == 52 else "half")
    if not h.changes:
        return [w("no_change", periods=len(h.table), unit=unit if len(h.table) == 1 else w("years" if h.weeks == 52 else "halves"))]
    c = h.changes[0]
    return [w("change", early=w("named", name=w.name(c.early)), late=w("named", name=w.name(c.late)), unit=unit, first=hundred(c.first),
              last=hundred(c.last), periods=len(h.table), turn=f"{c.turn:.0f}", low=f"{c.turn_low:.0f}", high=f"{c.turn_high:.0f}",
              of=w("of_worlds" if a.worlds else "of_runs"))]  # fmt: skip


def people(a: Answer, w: Words) -> list[str]:
    """Seller against seller, and how differently sellers of the best fare."""
    said = []
    if a.pairs:
        more, fewer = hundred(a.pairs.more), hundred(a.pairs.fewer)
        said.append(w("pairs", a=w("named", name=w.name(a.order[0])), b=w("named", name=w.name(a.order[1])), more=more, fewer=fewer,
                      equal=max(0, 100 - more - fewer)))  # fmt: skip
    if a.middle:
        said.append(w("middle", a=w("named", name=w.name(a.order[0])), low=w.number(a.middle[0], 0), high=w.number(a.middle[1], 0),
                      weeks=a.weeks))  # fmt: skip
    return said


def price(a: Answer, w: Words) -> list[str]:
    """What the best cost others and itself."""
    if not a.price or math.isnan(a.price["annoyed"]):
        return []
    return [w("price", a=w("named", name=w.name(a.order[0])), annoyed=w.number(a.price["annoyed"], 1), broken=w.number(a.price["broken"], 1),
              reputation=w.number(a.price["reputation"]))]  # fmt: skip


def trust(a: Answer, w: Words) -> list[str]:
    """How far to trust it."""
    if a.kind == "nothing":
        return []
    said = [w("trust_worlds", worlds=a.worlds) if a.worlds else w("trust_one")]
    if a.assumptions[1]:
        said.append(w("assumptions", few=a.assumptions[0], all=a.assumptions[1]))
    return said
