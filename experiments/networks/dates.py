"""A column of times as seconds: unix time, or dates in one of the usual notations."""

from itertools import product

import numpy as np
import pandas as pd

GERMAN_MONTHS = {
    "januar": "jan", "februar": "feb", "märz": "mar", "maerz": "mar", "mär": "mar", "mai": "may", "juni": "jun",
    "juli": "jul", "oktober": "oct", "okt": "oct", "dezember": "dec", "dez": "dec",
}  # fmt: skip
DATES = {
    "%d.%m.%Y": "day.month.year", "%d.%m.%y": "day.month.year", "%d %b %Y": "day month year",
    "%d %B %Y": "day month year", "%b %d %Y": "month day year", "%B %d %Y": "month day year",
    "%m/%d/%Y": "month/day/year", "%d/%m/%Y": "day/month/year", "%m/%d/%y": "month/day/year",
    "%d/%m/%y": "day/month/year", "%Y/%m/%d": "year/month/day",
}  # fmt: skip
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p")
SAMPLE = 1000
UNITS = ((1e17, 1e9, "nanoseconds"), (1e14, 1e6, "microseconds"), (1e11, 1e3, "milliseconds"), (0.0, 1.0, "seconds"))


def seconds_of(column: pd.Series) -> tuple[np.ndarray, str]:
    """Seconds float64[rows] (NaN where a cell is no time), and what the times were taken for, in words.

    One notation for the whole column: the one that fits most of an evenly spaced sample. A number is unix time, in
    the unit that its size suggests. Dates without a zone count as UTC.
    """
    sample = column.iloc[:: max(1, len(column) // SAMPLE)]
    if sample.str.fullmatch(r"(19|20)\d{6}").all():
        return parsed(column, "%Y%m%d"), "dates as yearmonthday"
    number = pd.to_numeric(sample, errors="coerce")
    if number.notna().mean() > 0.5:
        return unix_time(pd.to_numeric(column, errors="coerce").to_numpy(np.float64))
    fits = {"ISO8601": np.isfinite(parsed(sample, "ISO8601")).sum()}
    if fits["ISO8601"] < len(sample):
        if sample.str.contains("[^0-9.:/ -]").any():
            column, sample = english(column), english(sample)
        formats = (date + clock for date, clock in product(DATES, CLOCKS))
        fits |= {pattern: np.isfinite(parsed(sample, pattern)).sum() for pattern in formats}
    best = max(fits, key=fits.get)
    return parsed(column, best), "dates as " + wording(best, fits)


def unix_time(number: np.ndarray) -> tuple[np.ndarray, str]:
    """Seconds from unix time in a unit told by the median's size; infinite ones become NaN."""
    number = np.where(np.isfinite(number), number, np.nan)
    size = np.nanmedian(np.abs(number))
    per_second, unit = next((per_second, unit) for least, per_second, unit in UNITS if size >= least)
    return number / per_second, f"unix time in {unit}"


def parsed(column: pd.Series, pattern: str) -> np.ndarray:
    """Seconds by one pattern, NaN where it does not fit."""
    dated = column.where(column.str.contains("[0-9]"))  # pandas takes words like 'today' for a date
    times = pd.to_datetime(dated, format=pattern, errors="coerce", utc=True).dt.tz_localize(None)
    return (times.to_numpy("datetime64[us]") - np.datetime64(0, "us")) / np.timedelta64(1, "s")


def english(column: pd.Series) -> pd.Series:
    """German month names in English; no commas, no dot after a day or month in words."""
    column = column.str.lower().str.replace(",", " ").str.replace(r"\.(?!\d)", " ", regex=True)
    for german, short in GERMAN_MONTHS.items():
        column = column.str.replace(rf"\b{german}\b", short, regex=True)
    return column.str.replace(r"\bsept\b", "sep", regex=True).str.split().str.join(" ")


def wording(best: str, fits: dict[str, int]) -> str:
    """The notation in words, with a warning where day and month could be the other way round."""
    if best == "ISO8601":
        return "year-month-day"
    swapped = best.replace("%m/%d", "%d/%m")
    doubt = swapped != best and fits[swapped] == fits[best]
    return DATES[best.split(" %H")[0].split(" %I")[0]] + (", though day/month/year would fit as well" if doubt else "")
