"""The bands that the model answers to: one table, with where each comes from and what it is used for."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Band:
    """Where a statistic of `patterns` should lie, both ends included.

    role: "validation", "calibration" (it may set a parameter, so it proves nothing), "plausibility" (weak source) or "reported"
    (no band: low and high are NaN).
    """

    pattern: str
    statistic: str
    low: float
    high: float
    source: str
    role: str = "validation"

    def drawn_from(self, name: str) -> bool:
        """Whether this band was drawn from the real log of this name, among others: then the log cannot confirm it."""
        return any(name.startswith(start) for start in BEHIND.get(self.pattern, ()))


BEHIND = {"P1": ("email-Eu",), "P4": ("CollegeMsg",), "P7": ("CollegeMsg",), "P8": ("CollegeMsg", "email-Eu"), "P9": ("CollegeMsg", "email-Eu"),
          "silence": ("CollegeMsg", "email-Eu"), "inequality": ("CollegeMsg", "email-Eu")}  # fmt: skip
"""Pattern -> how the names of the real logs start from which its bands were drawn."""
CALIBRATION = "calibration"
SIGNATURE = "Saramäki et al. 2014 PNAS 111:942; Heydari et al. 2018; e-mail logs"
LAYERS = "Hill & Dunbar 2003; Mac Carron et al. 2016; Goncalves et al. 2011; Tamarit et al. 2018 PNAS 115:8316"
CONSERVATION = "Miritello et al. 2013 Sci Rep 3:1950; CollegeMsg"
SURVIVAL = "Burt 2002; Hidalgo & Rodriguez-Sickert 2008; Viswanath et al. 2009"
COMMON = "Boshmaf et al. 2011 ACSAC: 19.3 % of 5,053, 59.1 % of 3,517"
MASS = "CollegeMsg, 13,620 first contacts"
DORMANT = "CollegeMsg and e-mail logs; Levin, Walter & Murnighan 2011"
ROUTES = "vendor data; XING's own survey of 2007"
TIRING = "CollegeMsg and e-mail logs; vendor: Belkins, 7.5 M mails"
SILENCE = "CollegeMsg and e-mail logs: the share that resumes falls with the silence"
UNLIKE = "CollegeMsg and e-mail logs"
REQUESTS = "vendor: Expandi, 13.2 M requests, 28.5 %"
SEQUENCES = "vendor: Reachium, 316,703 sequences, 8.1 % of those sent"
INTEREST = "vendors: positive replies 10 to 40 % of all replies"
PIPELINE = "vendor: Implisit 2014, about 500 firms, leads that reacted or were entered by hand"
PRODUCT = "published steps multiplied: 0.0008 to 0.005 for picked lists, 0.00005 to 0.0006 for anybody; never fitted"

BANDS = (
    Band("P1", "self / between people", 0, 0.75, SIGNATURE),
    Band("P1", "turnover of partners", 0.35, 1, SIGNATURE),
    Band("P1", "top partner", 0.20, 0.45, SIGNATURE, CALIBRATION),
    Band("P1", "top three partners", 0.45, 0.75, SIGNATURE, CALIBRATION),
    Band("P2", "contacted weekly", 3, 8, LAYERS, CALIBRATION),
    Band("P2", "contacted monthly", 9, 21, LAYERS, CALIBRATION),
    Band("P2", "contacted half-yearly", 28, 60, LAYERS, CALIBRATION),
    Band("P2", "contacted yearly", 100, 200, LAYERS),
    Band("P2", "largest change when listed contacts double", 0, 0.15, LAYERS),
    Band("P4", "activated / deactivated", 0.80, 1.25, CONSERVATION),
    Band("P4", "correlation across people", 0.3, 0.9, CONSERVATION),
    Band("P5", "active after 1 month", 0.45, 0.85, SURVIVAL, CALIBRATION),
    Band("P5", "active after 6 months", 0.30, 0.55, SURVIVAL, CALIBRATION),
    Band("P5", "active after 12 months", 0.18, 0.40, SURVIVAL, CALIBRATION),
    Band("P5", "hazard after / before 1 month", 0, 1, SURVIVAL),
    Band("P5", "no common contact, gone after 12 months", 0.80, 0.95, SURVIVAL),
    Band("P6", "answered, no common contact", 0.12, 0.30, COMMON, CALIBRATION),
    Band("P6", "answered, common contact", 0.45, 0.70, COMMON, CALIBRATION),
    Band("P6", "common contact / none", 1.4, 3.1, COMMON, CALIBRATION),
    Band("P7", "10+ / up to 3 at once", 0.3, 0.6, MASS, CALIBRATION),
    Band("P7", "30+ / 1 at once", 0.20, 0.45, MASS),
    Band("P7", "2-3 / 1 at once", 0.80, 1.25, MASS),
    Band("P8", "push 4 / push 1", 0.3, 0.7, TIRING, CALIBRATION),
    Band("silence", "largest step from 1 to 8 usual gaps", -1, 0, SILENCE, CALIBRATION),
    Band("steady", "largest change of relationships", 0, 0.15, "a population in its steady state", CALIBRATION),
    Band("inequality", "Gini of messages sent", 0.5, 0.9, UNLIKE, CALIBRATION),
    Band("inequality", "CV of partners", 0.5, 1.5, UNLIKE, CALIBRATION),
    Band("attention", "answers a day, 60+ mails", 4, 6, "Kooti et al. 2015: about 5 answers a day, 2 M users", CALIBRATION),
    Band("P9", "reactivation / first contact", 1.15, 1.60, DORMANT, CALIBRATION),
    Band("P9", "13+ / 4-8 weeks", 0, 1, DORMANT, CALIBRATION),
    Band("P10", "lead to deal, warm", 0.02, 0.06, ROUTES, "plausibility"),
    Band("P10", "lead to deal, platform contact", 0.01, 0.02, ROUTES, "plausibility"),
    Band("P10", "lead to deal, cold", 0.002, 0.01, ROUTES, "plausibility"),
    Band("P10", "members with any revenue", 0.10, 0.25, ROUTES, "plausibility"),
    Band("F1", "accepted, picked request", 0.20, 0.35, REQUESTS, CALIBRATION),
    Band("F2", "any reply, picked", 0.05, 0.10, SEQUENCES, CALIBRATION),
    Band("F2", "any reply, anybody", 0.01, 0.03, SEQUENCES, CALIBRATION),
    Band("F3", "reply, message 4 / 1", 0.3, 0.8, "vendor: Belkins, 7.5 M mails (sixth / first 0.47); P8", CALIBRATION),
    Band("F4", "interested, picked", 0.01, 0.03, INTEREST, CALIBRATION),
    Band("F4", "interested, anybody", 0.001, 0.006, INTEREST, CALIBRATION),
    Band("F5", "opportunities / leads, cold", 0.15, 0.4, PIPELINE, CALIBRATION),
    Band("F5", "opportunities / leads, recommendation / cold", 1.5, 2.5, PIPELINE, CALIBRATION),
    Band("F6", "won / opportunities, cold", 0.06, 0.25, PIPELINE, CALIBRATION),
    Band("F6", "won / opportunities, recommendation / cold", 1.5, 2.5, PIPELINE, CALIBRATION),
    Band("F7", "won / leads, recommendation", 0.03, 0.06, PIPELINE),
    Band("F7", "won / leads, social", 0.01, 0.02, PIPELINE),
    Band("F7", "won / leads, cold", 0.003, 0.01, PIPELINE),
    Band("F7", "won / leads, recommendation / cold", 2.5, 8, PIPELINE),
    Band("F8", "deals with an unknown seller", 0, 0.2, "surveys of buyers: 80 to 90 % choose from a list they had on the first day"),
    Band("F9", "first message to deal", 6, 16, "vendors and surveys: 60 to 102 days"),
    Band("F10", "seller's hours / deal", 25, 80, "derived from quotas and selling time; no direct source"),
    Band("F11", "removed / unwanted offer", 0.002, 0.03, "mail providers' limits for complaints; vendors' opt-outs", "plausibility"),
    Band("F12", "deals / request, picked", np.nan, np.nan, PRODUCT, "reported"),
    Band("F12", "deals / request, anybody", np.nan, np.nan, PRODUCT, "reported"),
)
"""P3 is not part of the evidence. P10, the doubling and F1 to F12 need more than one log: hand in their rows."""


def hits(band: Band, value: float) -> bool | None:
    """Whether a value lies in the band; None for a value that could not be measured."""
    return None if np.isnan([value, band.low]).any() else bool(band.low <= value <= band.high)
