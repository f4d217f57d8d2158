"""One colour, one dash and one label per strategy, everywhere; safe for colour-blind people and in grey."""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
import seaborn as sns  # noqa: E402

# Okabe & Ito (2008) and neighbours, from dark to light, so that lightness alone tells many apart.
COLOURS = {
    "spam_requests": ("#D55E00", "-"),
    "give_info_first": ("#0072B2", "--"),
    "reactivate_weak_ties": ("#009E73", "-."),
    "call_first": ("#CC79A7", ":"),
    "collect_contacts": ("#999999", "-"),
    "group_contributor": ("#E69F00", "--"),
    "event_networker": ("#56B4E9", "-."),
    "ground_rules": ("#000000", "-"),
    "portfolio": ("#7A4FA3", "--"),
    "idle": ("#BBBBBB", ":"),
    "member": ("#6B4C2A", "-."),
}
SPARE = [("#882255", "-"), ("#117733", "--"), ("#332288", "-."), ("#AA4499", ":"), ("#44AA99", "-"), ("#661100", "--")]
MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*", "<", ">", "h")


def styles(labels: list[str]) -> dict[str, dict]:
    """Colour, dash and marker for each label; known strategies always look the same."""
    spare = iter(SPARE * (1 + len(labels) // len(SPARE)))
    looks = {}
    for label in labels:
        colour, dash = COLOURS.get(label) or next(spare)
        marker = MARKERS[list(COLOURS).index(label) if label in COLOURS else len(looks) % len(MARKERS)]
        looks[label] = {"color": colour, "linestyle": dash, "marker": marker}
    return looks


def setup() -> None:
    """Large type for projectors, a quiet grid, text as text in SVG."""
    sns.set_theme(style="whitegrid", context="talk", font_scale=0.9)
    plt.rcParams |= {
        "svg.fonttype": "none", "svg.hashsalt": "vitaminb", "axes.spines.top": False, "axes.spines.right": False,
        "figure.constrained_layout.use": True, "axes.titleweight": "bold", "axes.titlelocation": "left",
    }  # fmt: skip
