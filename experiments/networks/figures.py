"""A column of numbers: decimal points and commas, thousands separated, or refused where both would fit."""

import numpy as np
import pandas as pd

from ..errors import UserError

GROUPED = {",": r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", ".": r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"}
BLANKS = r"(?<=\d)[ '’\u00a0\u202f_](?=\d{3})"


def numbers(column: pd.Series, separator: str = "") -> tuple[np.ndarray, str]:
    """Numbers float64[rows], NaN where a cell is none, and a remark about the notation ("" if it is plain).

    separator: of the columns. Raises UserError if a mark could part thousands as well as decimals.
    """
    plain = pd.to_numeric(column, errors="coerce").to_numpy(np.float64)
    odd = np.isnan(plain) & (column != "").to_numpy()
    dotted = column.str.fullmatch(GROUPED["."]).to_numpy(bool)
    if not odd.any() and not (dotted.any() and separator == ";"):
        return plain, ""
    text = column.str.replace(BLANKS, "", regex=True)
    cells = text[(text.str.contains(",") | text.str.contains(".", regex=False)).to_numpy()]
    mark = thousands_mark(cells, separator, whole=bool((~text.str.contains(r"[.,]") & (text != "")).any()))
    if mark:
        text = text.str.replace(mark, "", regex=False)
    found = pd.to_numeric(text.str.replace(",", ".", regex=False), errors="coerce").to_numpy(np.float64)
    words = {",": "1,234 is a thousand and more", ".": "1.234 is a thousand and more"}.get(mark, "a comma is a decimal comma")
    return found, words if cells.str.contains(",").any() or mark else ""


def thousands_mark(cells: pd.Series, separator: str, whole: bool) -> str:
    """The mark that parts thousands in these cells, "" if none does. Raises UserError if that cannot be told."""
    if not len(cells):
        return ""
    for mark, decimal in ((",", "."), (".", ",")):
        with_mark = cells[cells.str.contains(mark, regex=False)]
        if not len(with_mark) or not with_mark.str.fullmatch(GROUPED[mark]).all():
            continue
        sure = with_mark.str.count("\\" + mark).max() > 1 or cells.str.contains(decimal, regex=False).any()
        if sure or (mark == "," and separator == ","):
            return mark
        if mark == "," or whole or separator == ";":
            raise UserError(
                f"has numbers such as '{with_mark.iloc[0]}', where '{mark}' could part thousands or decimals; write them as "
                "1234 or 1.2340"
            )
    return ""
