"""The bands that the model answers to: one table, with where each comes from and what it is used for."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Band:
    """Where a statistic of `patterns` should lie, both ends included.

    role: "validation", "calibration" (it set a parameter, so it proves nothing) or "plausibility" (weak source).
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


BEHIND = {"P1": ("email-Eu",), "P4": ("CollegeMsg",), "P7": ("CollegeMsg",), "P9": ("CollegeMsg", "email-Eu")}
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

BANDS = (
    Band("P1", "self / between people", 0, 0.75, SIGNATURE),
    Band("P1", "turnover of partners", 0.35, 1, SIGNATURE),
    Band("P1", "top partner", 0.20, 0.45, SIGNATURE, CALIBRATION),
    Band("P1", "top three partners", 0.45, 0.75, SIGNATURE, CALIBRATION),
    Band("P2", "contacted weekly", 3, 8, LAYERS, CALIBRATION),
    Band("P2", "contacted monthly", 9, 21, LAYERS, CALIBRATION),
    Band("P2", "contacted half-yearly", 28, 60, LAYERS, CALIBRATION),
    Band("P2", "contacted yearly", 100, 200, LAYERS, CALIBRATION),
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
    Band("P6", "common contact / none", 2, 4, COMMON),
    Band("P7", "10+ / up to 3 at once", 0.3, 0.6, MASS, CALIBRATION),
    Band("P7", "30+ / 1 at once", 0.20, 0.45, MASS),
    Band("P7", "2-3 / 1 at once", 0.80, 1.25, MASS),
    Band("P9", "reactivation / first contact", 1.15, 1.60, DORMANT, CALIBRATION),
    Band("P9", "13+ / 4-8 weeks", 0, 1, DORMANT, CALIBRATION),
    Band("P10", "lead to deal, warm", 0.02, 0.06, ROUTES, "plausibility"),
    Band("P10", "lead to deal, platform contact", 0.01, 0.02, ROUTES, "plausibility"),
    Band("P10", "lead to deal, cold", 0.002, 0.01, ROUTES, "plausibility"),
    Band("P10", "members with any revenue", 0.10, 0.25, ROUTES, "plausibility"),
)
"""P3 and P8 are not part of the evidence. P10 and the doubling need more than one log: hand in their rows."""


def hits(band: Band, value: float) -> bool | None:
    """Whether a value lies in the band; None for a value that could not be measured."""
    return None if np.isnan(value) else bool(band.low <= value <= band.high)
