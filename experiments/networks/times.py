"""A column of times as seconds: dates, or numbers in a unit that is told, plain from their size, or refused."""

import time

import numpy as np
import pandas as pd

from ..errors import UserError
from .dates import SAMPLE, dated, days_since_1970, parsed

DAY = 86400.0
YEAR = 365.25 * DAY
UNITS = {"seconds": 1.0, "milliseconds": 1e-3, "microseconds": 1e-6, "nanoseconds": 1e-9, "minutes": 60.0, "hours": 3600.0,
         "days": DAY, "weeks": 7 * DAY, "months": YEAR / 12, "years": YEAR}  # fmt: skip
STAMPS = {"yymmdd": "%y%m%d", "ddmmyy": "%d%m%y", "mmddyy": "%m%d%y",
          "yyyymmdd": "%Y%m%d",
          "yyyymmddhhmm": "%Y%m%d%H%M", "yyyymmddhhmmss": "%Y%m%d%H%M%S"}
KNOWN_UNITS = (*UNITS, "excel", *STAMPS)
EPOCHS = (  # seconds of one unit, seconds of its zero, words
    (1.0, 0.0, "unix time in seconds"), (1e-3, 0.0, "unix time in milliseconds"), (1e-6, 0.0, "unix time in microseconds"),
    (1e-9, 0.0, "unix time in nanoseconds"), (1e-6, -11644473600.0, "microseconds since 1601"),
    (1e-7, -11644473600.0, "steps of 100 nanoseconds since 1601"), (1e-7, -62135596800.0, "steps of 100 nanoseconds since year 1"),
)  # fmt: skip
OLDEST, EXCEL_ZERO = 1e8, -25569.0  # 1973 in unix seconds; Excel's day 0 in days
LIKELY = 6e8  # 1989: where units could be mistaken, the one that gives later times is meant
EXCEL_FROM = (31048, 14612)  # 1985 for messages, 1940 for contacts
ASK = "say what they are, for example network.unit: days ({}), or name another column (network.columns)"


def seconds_of(column: pd.Series, unit: str = "", order: str = "", made: bool = False) -> tuple[np.ndarray, str]:
    """Seconds float64[rows], NaN where a cell is no time, and what the times were taken for, in words.

    unit: one of KNOWN_UNITS, "" finds out; order: see `dates.dated`; made: days on which contacts were made, so never
    seconds since the start of a record. Raises UserError if numbers could be several things.
    """
    if unit and unit not in KNOWN_UNITS:
        raise UserError(f"unit '{unit}' is unknown; known are {', '.join(KNOWN_UNITS)} (network.unit)")
    sample = column.iloc[:: max(1, len(column) // SAMPLE)]
    if "%" in order or not is_numeric(sample):
        return dated(column, order)
    number = pd.to_numeric(column, errors="coerce").to_numpy(np.float64)
    number = np.where(np.isfinite(number), number, np.nan)
    if unit and not (unit in UNITS and packed_or_epoch(number, unit)):
        return in_unit(column, number, unit)
    packed = packed_stamp(sample[sample != ""])
    if packed:
        return parsed(column, STAMPS[packed]), f"dates as {packed}"
    return by_size(number, made)


def is_numeric(sample: pd.Series) -> bool:
    """Whether most filled cells are plain numbers."""
    filled = sample[sample != ""]
    return bool(len(filled) and pd.to_numeric(filled, errors="coerce").notna().mean() > 0.5)


def packed_or_epoch(number: np.ndarray, unit: str) -> bool:
    """Whether numbers that are said to be seconds or parts of them are unix times, so that calendar days can be told."""
    size = np.nanmedian(number) * UNITS[unit] if np.isfinite(number).any() else 0.0
    return UNITS[unit] <= 1.0 and OLDEST <= size <= now() + 5 * YEAR and UNITS[unit] in [step for step, *_ in EPOCHS[:4]]


def in_unit(column: pd.Series, number: np.ndarray, unit: str) -> tuple[np.ndarray, str]:
    """Seconds from numbers in a unit that the user named."""
    if unit in STAMPS:
        return parsed(column, STAMPS[unit]), f"dates as {unit}"
    if unit == "excel":
        return (number + EXCEL_ZERO) * DAY, "days as Excel counts them"
    if unit == "years" and np.nanmin(number) >= 1000:
        return calendar_years(number), "calendar years"
    return number * UNITS[unit], unit


def packed_stamp(sample: pd.Series) -> str | None:
    """The compact stamp that all whole numbers of a sample are, such as yyyymmddhhmmss, if they are one."""
    lengths = set(sample.str.len().unique())
    if len(lengths) != 1 or len(sample) < 1:
        return None
    length = lengths.pop()
    kinds = [kind for kind in STAMPS if len(kind) == length]
    if not kinds or not sample.str.fullmatch(r"\d+").all():
        return None
    found = {kind: parsed(sample, STAMPS[kind]) for kind in kinds}
    fits = [kind for kind, at in found.items() if np.isfinite(at).all() and at.max() <= now() + 2 * DAY and at.min() > -70 * YEAR]
    if len(fits) > 1 or (fits and length == 6 and sample.nunique() < 3):
        raise UserError(f"has times such as {sample.iloc[0]}, which could be dates as {' or '.join(fits)}; " + ASK.format(
            f"or unit: {fits[0]}"))  # fmt: skip
    return fits[0] if fits else None


def by_size(number: np.ndarray, made: bool) -> tuple[np.ndarray, str]:
    """Seconds from numbers by their size. Raises UserError where it does not tell."""
    low, size, high = (np.nanquantile(number, q) for q in (0.01, 0.5, 0.99)) if np.isfinite(number).any() else (0, 0, 0)
    for oldest in (LIKELY, OLDEST):
        for step, zero, words in EPOCHS:
            if oldest <= size * step + zero <= now() + 5 * YEAR:
                return number * step + zero, words
    whole = bool(np.all((number == np.floor(number)) | np.isnan(number)))
    if whole and size > 190000 and packed_months(number):
        raise UserError(f"has times such as {size:.0f}, which could be year and month; " + ASK.format("or dates with a day"))
    if 1900 <= low and high <= 2100:
        return calendar_years(number), "calendar years"
    if EXCEL_FROM[made] <= low and high <= now() / DAY - EXCEL_ZERO + 366 and (made or high - low < DAY):
        return (number + EXCEL_ZERO) * DAY, "days as Excel counts them (network.unit overrules)"
    if made or high - low < DAY or high > 100 * YEAR:
        raise UserError(
            f"has times from {np.nanmin(number):.10g} to {np.nanmax(number):.10g}, which as seconds would lie within "
            f"{span_words(high - low)}; {ASK.format('or seconds, weeks, years, excel')}"
        )
    return number, "seconds since the record began"


def span_words(seconds: float) -> str:
    """A span in the unit that suits it."""
    for name in ("years", "days", "hours", "minutes"):
        if seconds >= UNITS[name]:
            return f"{seconds / UNITS[name]:,.0f} {name}"
    return f"{seconds:,.0f} seconds"


def packed_months(number: np.ndarray) -> bool:
    """Whether all numbers look like yyyymm."""
    known = number[np.isfinite(number)]
    return bool(((known // 100 >= 1900) & (known // 100 <= 2100) & (known % 100 >= 1) & (known % 100 <= 12)).all())


def calendar_years(number: np.ndarray) -> np.ndarray:
    """Seconds of the start of each year; a fraction is a part of the year."""
    year = np.floor(number)
    first = np.ones_like(year)
    return days_since_1970(year, first, first) * DAY + (number - year) * YEAR


def now() -> float:
    """This moment in unix seconds."""
    return time.time()
