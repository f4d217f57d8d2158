"""Attention: how much incoming mail is read with care.

load = messages received this week / messages that can be read with care. A flood drowns everybody's mail,
the honest sender's too; mail of strong ties is found in any pile.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Attention(Parameters):
    """Parameters of reading."""

    mail_per_week: float = par(35.0, 1.0, 1e6, "messages/week", "mail an ordinary person reads with care",
                               "about 5 answers a day however many messages arrive: Kooti et al. 2015")  # fmt: skip

    off = {"attention": {"mail_per_week": 1e6}}


@rule
def load_of(inbox, attention):
    """Load of an inbox: messages / messages that can be read with care (> 0); 1 is a full week."""
    return inbox / attention


@rule
def p_read(load, strength):
    """Chance that a message is read: min(1, 1/load) for strangers, rising to 1 with tie strength 0..1."""
    base = 1.0 if load <= 1.0 else 1.0 / load
    return base + (1.0 - base) * strength
