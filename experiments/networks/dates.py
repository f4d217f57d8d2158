"""A column of dates in words or digits as seconds: many notations, English and German, one order of day and month."""

import re

import numpy as np
import pandas as pd

MONTHS = {
    "jan": "januar jänner january janvier enero gennaio", "feb": "februar feber february", "mar": "märz maerz mär mrz march",
    "apr": "april avril abril", "may": "mai mayo maggio", "jun": "juni june juin junio", "jul": "juli july juillet julio",
    "aug": "august agosto", "sep": "september sept septembre", "oct": "oktober okt october octobre",
    "nov": "november novembre", "dec": "dezember dez december diciembre dicembre",
}  # fmt: skip
NUMBER_OF = {word: k + 1 for k, (short, more) in enumerate(MONTHS.items()) for word in [short, *more.split()]}
ZONES = {"utc": 0, "gmt": 0, "z": 0, "wet": 0, "cet": 1, "mez": 1, "met": 1, "bst": 1, "cest": 2, "mesz": 2, "eet": 2,
         "eest": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # fmt: skip
MONTH = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
WEEKDAY = (
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|sday|urday)?\b\.?,?"
    r"|\b(?:mo|di|mi|do|fr|sa|so)\b\.?,?|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b,?"
)
NOISE = re.compile(rf"{WEEKDAY}|\b(?:um|at|uhr|of|the|den|am(?= \d))\b|(?<=\d)(?:st|nd|rd|th)\b|[\[\]()\u200e\u200f]")
CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d{1,9}))?)?\s*([ap])?(?:\.?\s?m\b\.?)?"
    rf"\s*({'|'.join(ZONES)})?\b\s*(?:([+-])(\d\d):?(\d\d)?)?(?:\s*(?:{'|'.join(ZONES)})\b)?"
)
YEAR_FIRST = re.compile(rf"\s*(\d{{4}})[-/._年 ]+(\d{{1,2}}|{MONTH})\.?[-/._月 ]+(\d{{1,2}})日?\s*")
YEAR_LAST = re.compile(rf"\s*(\d{{1,2}}|{MONTH})\.?[-/._ ]+(\d{{1,2}}|{MONTH})\.?[-/._ ]*('?\d{{4}}|'?\d{{2}})\s*")
PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)t?(?:(\d\d)(\d\d)(\d\d)?)?\s*z?")
SAMPLE = 1000
DAY = 86400.0
FAST = {"%d.%m.%Y": "day.month.year", "%d.%m.%Y %H:%M": "day.month.year", "%d.%m.%Y %H:%M:%S": "day.month.year",
        "%d %b %Y": "day month year", "%Y/%m/%d": "year/month/day", "%Y/%m/%d %H:%M:%S": "year/month/day"}  # fmt: skip
ORDERS = {"day": "day/month/year", "month": "month/day/year"}


def dated(column: pd.Series, order: str = "") -> tuple[np.ndarray, str]:
    """Seconds since 1970 float64[rows], NaN where a cell is no date, and the notation in words.

    order: "day" or "month" first, or a pattern with % signs; "" finds out. Dates without a zone count as UTC.
    """
    if "%" in order:
        return parsed(column, order), f"dates as {order}"
    sample = column.iloc[:: max(1, len(column) // SAMPLE)]
    bare = column
    if sample.str.contains(r"\d (?:UTC|GMT)$").mean() > 0.5:
        bare = column.str.replace(r" (?:UTC|GMT)$", "", regex=True)
        sample = bare.iloc[:: max(1, len(column) // SAMPLE)]
    for pattern, words in ({"ISO8601": "year-month-day"} | FAST).items():
        if np.isfinite(parsed(sample, pattern)).all():
            found = parsed(bare, pattern)
            return mend(bare, found, order), f"dates as {words}"
    return by_parts(column, order)


def mend(column: pd.Series, seconds: np.ndarray, order: str) -> np.ndarray:
    """Cells that the quick pattern could not read, read by their parts."""
    rest = np.isnan(seconds) & (column != "").to_numpy()
    if rest.any() and rest.sum() < len(rest):
        seconds[rest] = by_parts(column[rest], order)[0]
    return seconds


def parsed(column: pd.Series, pattern: str) -> np.ndarray:
    """Seconds by one pattern of pandas, NaN where it does not fit."""
    digits = column.where(column.str.contains("[0-9]"))  # pandas takes words like 'today' for a date
    times = pd.to_datetime(digits, format=pattern, errors="coerce", utc=True).dt.tz_localize(None)
    return (times.to_numpy("datetime64[us]") - np.datetime64(0, "us")) / np.timedelta64(1, "s")


def by_parts(column: pd.Series, order: str) -> tuple[np.ndarray, str]:
    """Dates taken apart into day, month, year, clock and zone, each different cell once."""
    code, cells = pd.factorize(column)
    parts = np.array([taken_apart(cell) for cell in cells], dtype=np.float64).reshape(-1, 7)
    first, second, year, seconds, words, led, mark = parts.T
    both = words == 0
    slashed = both & (led == 0)
    as_day = (first > 12) & slashed
    as_month = (second > 12) & slashed
    doubt = slashed.any() and not as_day.any() and not as_month.any()
    day_first = as_day.sum() > as_month.sum() or (doubt and mark[slashed].mean() > 0.5)
    if order in ORDERS:
        day_first, doubt = order == "day", False
    swap = slashed & (not day_first)
    day, month = np.where(swap, second, first), np.where(swap, first, second)
    found = (days_since_1970(year, month, day) * DAY + seconds)[code]
    if not slashed.any():
        return found, "dates as " + ("year, month, day" if led.any() else "day month year in words")
    told = "day.month.year" if day_first and mark[slashed].mean() > 1.5 else ORDERS["day" if day_first else "month"]
    other = ORDERS["month" if day_first else "day"]
    return found, f"dates as {told}" + (f", though {other} would fit as well (dates: says which)" if doubt and "." not in told else "")


def taken_apart(cell: str) -> tuple[float, ...]:
    """Two numbers for day and month, year, seconds of the day in UTC, whether a word told the month and the year led, mark.

    The mark is 0 for slashes, 1 for dashes, 2 for dots. With a month in words or a leading year the first number is the
    day. NaN where the cell is no date.
    """
    none = (np.nan,) * 7
    text = NOISE.sub(" ", cell.lower().replace("\u202f", " ").replace("\xa0", " "))
    packed = PACKED.fullmatch(text.strip())
    if packed:
        year, month, day, h, m, s = (float(part or 0) for part in packed.groups())
        return day, month, year, h * 3600 + m * 60 + s, 0.0, 1.0, 0.0
    text = re.sub(r"(\d{4}):(?=\d\d:\d\d)", r"\1 ", re.sub(r"(?<=\d)t(?=\d)", " ", text))
    clock = CLOCK.search(text)
    seconds = 0.0
    if clock:
        seconds = of_clock(*clock.groups())
        text = text[: clock.start()] + " " + text[clock.end() :]
    text = re.sub(r"[\s,]+", " ", text).strip(" .-")
    led = YEAR_FIRST.fullmatch(text)
    match = led or YEAR_LAST.fullmatch(text)
    if not match or np.isnan(seconds):
        return none
    one, two, three = match.groups()
    if led:
        one, two, three = three, two, one
    worded = one in NUMBER_OF or two in NUMBER_OF
    if one in NUMBER_OF:
        one, two = two, one
    if one in NUMBER_OF:
        return none
    year = float(three.strip("'"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    mark = ("/" not in text) + ("." in text)
    return float(one), float(NUMBER_OF.get(two, two)), year, seconds, float(worded), float(led is not None), float(mark)


def of_clock(h, m, s, fraction, half, zone, sign, zone_h, zone_m) -> float:
    """Seconds of the day in UTC (perhaps below 0 or beyond a day); NaN for an impossible clock."""
    hour = int(h)
    if half:
        hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 99
    if hour > 24 or int(m) > 59 or int(s or 0) > 60:
        return np.nan
    offset = ZONES.get(zone, 0) * 3600
    if sign:
        offset = int(sign + "1") * (int(zone_h) * 3600 + int(zone_m or 0) * 60)
    return hour * 3600 + int(m) * 60 + int(s or 0) + float(f"0.{fraction or 0}") - offset


def days_since_1970(year, month, day) -> np.ndarray:
    """Days since 1970, float64[rows]; NaN where there is no such day."""
    good = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (year >= 1)
    y, m, d = (np.where(good, part, 1).astype(np.int64) for part in (year, month, day))
    start = ((y - 1970) * 12 + m - 1).astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(int)
    days = start.astype("datetime64[D]").astype(np.int64) + d - 1.0
    return np.where(good & (d <= length), days, np.nan)
