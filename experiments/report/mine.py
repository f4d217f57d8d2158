"""The page about one's own network, in English and German: one file without scripts that loads nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from ..words import pretty

LANGUAGES = {"en": "English", "de": "Deutsch"}
SHOWN = 8  # people a strategy
LEAST_SHARE = 0.05  # of runs, below which a choice is luck
FEW_WORLDS = 10
FEW_RUNS = 40  # of a strategy, as one person closes few deals


def page(mine, verdict, languages: tuple[str, ...] = ("en", "de")) -> str:
    """The page as HTML. mine: what `studies.mine.study` gives; verdict: what `studies.mine.verdict` makes of it."""
    environment = Environment(loader=PackageLoader("experiments.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("mine.html.j2").render(languages=[spoken(code, mine, verdict) for code in languages])


def texts(code: str) -> dict:
    """All sentences in one language."""
    return json.loads(files("experiments.report").joinpath("templates", f"mine_{code}.json").read_text(encoding="utf-8"))


def number(value: float, code: str, digits: int = 1) -> str:
    """A number with the language's decimal mark; a dash for none."""
    if not np.isfinite(value):
        return "–"
    return f"{value:.{digits}f}".replace(".", "," if code == "de" else ".")


def day(seconds: float, code: str) -> str:
    """A calendar day."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%d.%m.%Y" if code == "de" else "%Y-%m-%d")


def spoken(code: str, mine, verdict) -> dict:
    """Everything the template shows in one language."""
    t, plan, seen = texts(code), mine.plan, mine.portrait
    span = "" if np.isnan(seen.span[0]) else t["span"].format(first=day(seen.span[0], code), last=day(seen.span[1], code))
    sub = t["sub"].format(people=len(seen.people), span=span, hours=f"{plan.hours:g}", weeks=plan.weeks, worlds=len(mine.worlds),
                          replications=plan.replications)  # fmt: skip
    kept = {key: t[key] for key in ("title", "what", "strategy", "deals", "led", "whom_said", "nobody", "name", "how", "chosen", "why",
                                    "unknown", "read")}  # fmt: skip
    return kept | {
        "code": code, "language": LANGUAGES[code], "sub": sub, "verdict": sentences(t, code, mine, verdict),
        "kinds": kinds(t, seen), "said": said(t, seen), "table_title": t["table"], "table": table(t, code, verdict),
        "whom": t["whom"].format(weeks=mine.soon_weeks), "people": people(t, code, mine, verdict),
        "gaps": [t["gaps"][key] for key in seen.unknown] + [t["model"]], "summary": str(mine.network.summary).split("\n"),
    }  # fmt: skip


def sentences(t: dict, code: str, mine, verdict) -> list[str]:
    """The verdict: what pays, in how many worlds, and what that goes with."""
    row, worlds = verdict.table.loc[verdict.leader], len(mine.worlds)
    values = {
        "hours": f"{mine.plan.hours:g}", "leader": called(t, verdict.leader), "second": called(t, verdict.second),
        "mean": number(row["mean"], code), "low": number(row["low"], code), "high": number(row["high"], code),
        "second_mean": number(verdict.table.loc[verdict.second, "mean"], code), "worlds": worlds,
        "won": number(verdict.ahead * worlds, code, 0 if (verdict.ahead * worlds) % 1 == 0 else 1),
    }  # fmt: skip
    found = [t["pays" if verdict.sure else "open"].format(**values)]
    if worlds < FEW_WORLDS or worlds * mine.plan.replications < FEW_RUNS:
        return [*found, t["few_worlds"]]
    if not verdict.hinge:
        return [*found, t["no_hinge"]]
    words = t["hinge_up" if verdict.rho > 0 else "hinge_down"]
    return [*found, words.format(key=verdict.hinge, rho=number(verdict.rho, code, 2)) + " " + t["key"]]


def called(t: dict, name: str) -> str:
    """A strategy's name in the page's language."""
    return t["names"].get(name, pretty(name))


def kinds(t: dict, seen) -> list[dict]:
    """How many contacts are of each kind."""
    count = seen.people["kind"].value_counts()
    return [{"kind": kind, "n": int(count.get(kind, 0)), "words": words, "percent": round(100 * count.get(kind, 0) / len(seen.people), 2)}
            for kind, words in t["kinds"].items()]  # fmt: skip


def said(t: dict, seen) -> list[str]:
    """Sentences about fading, layers and answers, as far as the files tell."""
    found = [t["fading"].format(n=seen.fading)] if seen.messages else []
    if seen.layers:
        found.append(t["layers"].format(**seen.layers))
    for key, (answered, all_of) in seen.answers.items():
        if all_of:
            found.append(t[key].format(n=all_of, share=round(100 * answered / all_of)))
    return found


def table(t: dict, code: str, verdict) -> list[dict]:
    """One row a strategy; places on the track in percent."""
    top = max(float(np.nanmax(verdict.table[["mean", "high"]].to_numpy())), 1e-9)
    rows = []
    for name, row in verdict.table.iterrows():
        low, high = (np.clip(np.nan_to_num(row[end], nan=row["mean"]), 0, top) for end in ("low", "high"))
        rows.append({
            "name": called(t, name), "idea": t["ideas"].get(name, ""), "mean": number(row["mean"], code),
            "range": f"{number(max(row['low'], 0.0), code)} – {number(row['high'], code)}", "left": round(98 * low / top, 1),
            "width": round(98 * (high - low) / top, 1), "at": round(98 * row["mean"] / top, 1),
            "led": t["of_worlds"].format(share=round(100 * row["led"])),
        })  # fmt: skip
    return rows


def people(t: dict, code: str, mine, verdict) -> list[dict]:
    """For each strategy, best first, whom it approaches most surely, and why."""
    parts = []
    for name in verdict.table.index:
        chosen = mine.approaches[(mine.approaches["strategy"] == name) & (mine.approaches["share"] >= LEAST_SHARE)].head(SHOWN)
        rows = [{"name": mine.names[row.person], "how": t["by"].get(row.kind, pretty(row.kind)), "share": round(100 * row.share),
                 "why": why(t, code, mine.portrait.people.loc[row.person])}
                for row in chosen.itertuples() if row.person in mine.portrait.people.index]  # fmt: skip
        parts.append({"name": called(t, name), "rows": rows})
    return parts


def why(t: dict, code: str, person) -> str:
    """What the files say about somebody: kind of tie, silence, exchange, answers."""
    parts = [t["kinds"][person["kind"]].split(":")[0]]
    parts.append(t["silent"].format(weeks=int(person["silent"])) if person["silent"] else t["fresh"])
    if person["sent"] + person["received"]:
        parts.append(t["wrote"].format(sent=int(person["sent"]), received=int(person["received"])))
    elif np.isfinite(person["made"]):
        parts[-1] = t["since"].format(day=day(person["made"], code))
    if person["openings"]:
        parts.append(t["answered"].format(answered=int(person["answered"]), openings=int(person["openings"])))
    return "; ".join(parts)
