"""Whether a market stays as it is for ten years, and how unequal its people are: `python -m benchmarks.steady`.

Printed for the market as it ships, and for one in which few come to mind, people meet in everyday life, start
close to where the rules lead them, and differ as much as in message logs: relationships, strong and dormant
ties and messages a person at some weeks; the Gini coefficient of messages sent and the coefficient of
variation of partners in the first half year; how long contact lists are.
"""

import numpy as np

from sim import Scenario, run

WEEKS = (0, 52, 156, 312, 520)
HALF_YEAR = 26
EVERYDAY = {"circle_per_year": 40, "community_per_year": 45, "anybody_per_year": 10, "gain": 0.28, "close_for_weeks": 208}
BEGINNINGS = {"close_least": 0.45, "close_spread": 0.5, "near_spread": 0.3, "near_common": 1}
STEADY = {
    "market": {"close": 9, "near": 26, "dormant": 0.03},
    "rules": {"mind": {"others": 40}, "everyday": EVERYDAY, "beginnings": BEGINNINGS},
}
UNEQUAL = STEADY | {"market": STEADY["market"] | {"inequality": 0.85, "readiness_spread": 0.5}}
MARKETS = {"as it ships": {}, "steady": STEADY, "steady, people unlike": UNEQUAL}


def gini(amounts: np.ndarray) -> float:
    """Half the mean difference of two people, in parts of the mean."""
    ordered = np.sort(amounts)
    places = np.arange(1, ordered.size + 1)
    return float(2 * (places * ordered).sum() / ordered.size / ordered.sum() - (ordered.size + 1) / ordered.size)


def series(history) -> dict[str, list[float]]:
    """Amounts a person at `WEEKS`, by name; at week 0 relationships only."""
    weekly, people = history.weekly, history.scenario.people
    start = history.networks[0].ties["strength"]
    related = weekly["strong"].sum(axis=1) + weekly["weak"].sum(axis=1)
    found = {"relationships": [(start >= 0.1).sum() / people], "strong": [(start >= 0.5).sum() / people], "dormant": [], "messages_sent": []}
    for week in WEEKS[1:]:
        found["relationships"].append(related[week - 1] / people)
        for name in ("strong", "dormant", "messages_sent"):
            found[name].append(weekly[name][week - 1].sum() / people)
    return found


def differences(messages: dict[str, np.ndarray], people: int) -> tuple[float, float]:
    """Gini of messages sent and coefficient of variation of partners written to, from messages as columns."""
    sender, receiver = messages["sender"].astype(np.int64), messages["receiver"].astype(np.int64)
    partners = np.bincount(np.unique(sender * people + receiver) // people, minlength=people)
    return gini(np.bincount(sender, minlength=people)), partners.std() / partners.mean()


def report(people: int = 1000, seed: int = 1) -> None:
    """Measure and print."""
    for name, parts in MARKETS.items():
        scenario = Scenario(people=people, weeks=WEEKS[-1], contact_slots=2048, **parts)
        print(f"\n{name}, weeks {', '.join(map(str, WEEKS))}")
        for what, amounts in series(run(scenario, seed, networks=[0])).items():
            print(f"  {what:14}" + "".join(f"{amount:8.1f}" for amount in amounts))
        short = run(scenario.model_copy(update={"weeks": HALF_YEAR}), seed, messages=True)
        unequal, varied = differences(short.messages, people)
        lists = np.percentile(short.state.people.contacts, [0, 10, 50, 90, 100])
        print(f"  Gini of messages sent {unequal:.2f}, coefficient of variation of partners {varied:.2f} (first {HALF_YEAR} weeks)")
        print(f"  contacts: least, tenth, half, nine tenths, most {lists.tolist()}", flush=True)


if __name__ == "__main__":
    report()
