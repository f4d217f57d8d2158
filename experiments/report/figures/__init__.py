"""Pictures of finished results, one function each; every mean comes with an interval over replications."""

from __future__ import annotations

from collections.abc import Callable

from . import deals, networks, sellers, series, waiting

# name: (function of the tables, title, caption, tables it needs)
FIGURES: dict[str, tuple[Callable, str, str, set[str]]] = {
    "deals_over_time": (series.deals_over_time, "Deals over time",
                        "Deals per seller since the start, mean and 95 % interval.", {"runs", "weekly"}),
    "trust_over_time": (series.trust_over_time, "Trust earned over time",
                        "Others' trust per seller above trust in a stranger, summed over all who know the seller.", {"runs", "weekly"}),
    "ties_by_kind": (series.ties_by_kind, "Ties by kind", "Ties per seller at the end, mean and 95 % interval.", {"runs"}),
    "hours": (series.hours, "Where the hours went", "Share of the hours spent by kind of action, mean; black bars: 95 % intervals of the "
              "shares up to there.", {"runs", "weekly"}),
    "deals_by_route": (deals.by_route, "Deals by route", "Deals per seller, mean and 95 % interval.", {"runs"}),
    "deals_by_strength": (deals.by_strength, "Deals against tie strength",
                          "Share of deals by the strength of the buyer's tie just before the deal; 'no tie' are strangers "
                          "and friends of friends. Mean and 95 % interval.", {"deals", "runs"}),
    "sellers": (sellers.distribution, "A hundred sellers",
                "Each dot is one of 100 typical sellers (quantiles over all runs); the line marks the middle one.", {"runs", "sellers"}),
    "first_deals": (waiting.first_deals, "Weeks to the first deal",
                    "Share of sellers still without a deal (Kaplan-Meier), with 95 % intervals over replications.",
                    {"runs", "sellers", "weekly"}),
    "network": (networks.before_and_after, "One seller's network before and after",
                "The seller with the median number of deals in the first replication: one history, an example. Nearer means "
                "stronger, darker means more trusted; rings mark strength 0.5 (strong within) and 0.1 (weak within).", {"networks"}),
}  # fmt: skip


__all__ = ["FIGURES"]
