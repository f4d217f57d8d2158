"""All patterns of one message log, real or simulated, with the same code."""

import pandas as pd

from .attention import answers_by_load
from .inequality import inequality
from .intervals import Estimates
from .layers import layers
from .log import normalise
from .pairs import first_contacts, history
from .persistence import silence_rule, unanswered_pushes
from .replies import common_contact, first_messages, mass_contacting, reactivation
from .signature import social_signature
from .steady import steady_in_log
from .survival import survival
from .turnover import conservation


def patterns(log: pd.DataFrame, lead_in_weeks: float | None = None, draws: int = 500) -> pd.DataFrame:
    """Measure every pattern in a message log.

    Args:
        log: columns time (seconds), sender, receiver; a log of requests and answers also has kind and mutual (see
            `from_simulation`).
        lead_in_weeks: start of the log that serves as history only (a simulation's burn-in); by default 26 weeks of a
            log of at least a year, else none.
        draws: resamplings of people behind each 95 % interval, >= 0; none are computed with 0.

    Returns:
        columns pattern, statistic, value, low, high, n (items counted), unit; value is NaN where the log is too
        short or holds no case.

    Raises:
        UserError: if a column is missing or nothing is left to measure.
    """
    everything = normalise(log, lead_in_weeks)
    messages = everything.without_mailings()
    past = history(messages)
    new = first_contacts(messages, past)
    new_with_mailings = new if messages is everything else first_contacts(everything, history(everything))
    estimates = Estimates(messages.people, draws, messages.content)
    first_messages(estimates, new)
    social_signature(estimates, messages)
    layers(estimates, messages)
    conservation(estimates, messages)
    survival(estimates, messages)
    common_contact(estimates, new)
    mass_contacting(estimates, new, new_with_mailings)
    reactivation(estimates, messages, new)
    unanswered_pushes(estimates, messages)
    silence_rule(estimates, messages)
    steady_in_log(estimates, messages)
    inequality(estimates, messages)
    answers_by_load(estimates, messages, past)
    return estimates.table()
