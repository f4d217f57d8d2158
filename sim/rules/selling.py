"""Selling: from a lead to an opportunity to a decision, with work that costs hours.

An interested buyer is a lead. A talk turns it into an opportunity or ends it. An opportunity lasts some weeks, in each of
which the seller owes it a part of its hours; what is left alone too long is lost. At the end the buyer chooses, or does not.
"""

from ..compiling import rule, whole
from ..parameters import Parameters, par


class Selling(Parameters):
    """Chances and hours on the way from interest to a contract."""

    talk_hours: float = par(1.0, 0, 8, "h", "preparing and holding the first talk with a lead")
    p_opportunity: float = par(0.15, 0, 1, "probability", "the talk opens an opportunity, at no trust",
                               "lead to opportunity 0.13 to 0.31 by route: Implisit 2014, vendor data")  # fmt: skip
    p_opportunity_trusted: float = par(0.8, 0, 1, "probability", "the talk opens an opportunity, at full trust",
                                       "with an introduction three to four times as often: vendor data")  # fmt: skip
    lead_weeks: int = par(4, 0, 52, "weeks", "a lead waits for its talk before it is lost",
                          "70 % of leads are never pursued: Sabnis et al. 2013")  # fmt: skip
    weeks_least: int = par(4, 0, 52, "weeks", "shortest opportunity", "4 to 12 weeks: Implisit 2014; SaaS surveys 2017")
    weeks_most: int = par(12, 0, 104, "weeks", "longest opportunity", "4 to 12 weeks: Implisit 2014; SaaS surveys 2017")
    hours_least: float = par(2.0, 0, 100, "h", "least work for an opportunity", "some 25 selling hours a won deal, derived")
    hours_most: float = par(8.0, 0, 500, "h", "most work for an opportunity", "some 25 selling hours a won deal, derived")
    patience_weeks: int = par(2, 0, 52, "weeks", "an opportunity bears without work before it is lost")
    p_no_decision: float = par(0.35, 0, 1, "probability", "in the end the buyer does not buy at all",
                               "20 to 60 %: CSO Insights 2016; 2.5 million recorded talks, HBR 2022")  # fmt: skip
    delivery_least: float = par(4.0, 0, 200, "h", "least work after a deal")
    delivery_most: float = par(20.0, 0, 1000, "h", "most work after a deal")
    delivery_share: float = par(0.5, 0.05, 1, "share", "of a week's hours that work after deals takes at most")

    off = {
        "work_on_leads": {"talk_hours": 0.0, "hours_least": 0.0, "hours_most": 0.0, "patience_weeks": 52, "lead_weeks": 52},
        "work_after_deals": {"delivery_least": 0.0, "delivery_most": 0.0},
        "opportunities": {"p_opportunity": 1.0, "p_opportunity_trusted": 1.0},
        "time_to_decide": {"weeks_least": 0, "weeks_most": 0},
        "no_decision": {"p_no_decision": 0.0},
    }


@rule
def between(least, most, u):
    """A number from least to most, u 0..1; least if most is smaller."""
    return least + (most - least) * u if most > least else least


@rule
def p_opens(trust, p):
    """Chance that a talk opens an opportunity, by the buyer's trust 0..1."""
    return p.p_opportunity + (p.p_opportunity_trusted - p.p_opportunity) * trust


@rule
def weeks_to_decide(u, p):
    """Weeks that an opportunity lasts, from weeks_least to weeks_most, each as likely; u 0..1."""
    return whole(between(p.weeks_least, p.weeks_most + 0.999999, u))


@rule
def hours_a_week(hours, weeks):
    """Work that an opportunity needs in each of its weeks, h."""
    return hours / weeks if weeks > 1 else hours


@rule
def is_left_alone(weeks, p):
    """Whether an opportunity is lost that nobody worked on for so many weeks."""
    return weeks > p.patience_weeks


@rule
def has_waited_too_long(weeks, p):
    """Whether a lead is lost that had no talk for so many weeks."""
    return weeks > p.lead_weeks
