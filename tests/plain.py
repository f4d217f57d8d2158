"""Scenarios in which the mechanisms that work together are off unless a test asks for them, so that one rule shows alone."""

from sim import Scenario as Real

NEUTRAL = {
    "contact_slots": 512,
    "market": {"inequality": 0.0, "readiness_spread": 0.0, "close": 10.0, "near": 30.0, "dormant": 0.35},
    "rules": {
        "acceptance": {"vouched": 0.5},
        "attention": {"answer_share": 1.0, "learned": 0.0},
        "beginnings": {"close_least": 0.25, "close_spread": 0.6, "near_spread": 0.27, "near_common": 3},
        "everyday": {"circle_per_year": 0.0, "community_per_year": 0.0, "anybody_per_year": 0.0, "close_for_weeks": 0, "gain": 0.1},
        "interest": {"p_reply": 0.0, "p_reply_other": 0.0},
        "mind": {"others": 0},
        "momentum": {"answers": 0.0},
        "patience": {"tiring": 0.0},
        "pitching": {"p_react": 0.1, "mute_share": 0.0, "p_block": 0.0, "keeps_apart": 0},
        "reconnecting": {"wakes_once": 0},
        "trade": {"trust": 2.0, "outside": 0.9, "needs_per_year": 1.1, "need_weeks": 8},
    },
}  # fmt: skip
MEMBER = {"gives_up": 0.0, "momentum": 0.0}


def merged(base: dict, parts: dict) -> dict:
    """`base` with `parts` in place of its own, dict by dict."""
    both = {key: merged(base[key], parts[key]) for key in base.keys() & parts.keys() if isinstance(base[key], dict)}
    return base | parts | both


def Scenario(**parts) -> Real:  # noqa: N802 (stands for the real one)
    """A scenario of these parts, everything else neutral."""
    whole = merged(NEUTRAL, parts)
    if whole["market"].get("strategy", "member") == "member":
        whole["market"] = whole["market"] | {"parameters": MEMBER | whole["market"].get("parameters", {})}
    return Real(**whole)
