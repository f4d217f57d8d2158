"""The one error that users are meant to read, and how what went wrong is said in one harmless line."""

from __future__ import annotations

import unicodedata

LONGEST = 600  # characters of a sentence
HIDDEN = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of characters, line and paragraph separators
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # they turn the direction of a text


class UserError(ValueError):
    """Input that cannot be used: one sentence naming the place and the remedy.

    The command line prints the sentence and exits with code 2, without a traceback.
    """


def is_hidden(sign: str) -> bool:
    """Whether a character is not to be seen, but steers a terminal or breaks a line."""
    return unicodedata.category(sign) in HIDDEN or sign in TURNING


def visible(text: str) -> str:
    """A text in which characters that steer a terminal are spelled out (\\x1b); line feeds and tabs stay."""
    return "".join(repr(sign)[1:-1] if is_hidden(sign) and sign not in "\n\t" else sign for sign in text)


def one_line(text: str, longest: int = LONGEST) -> str:
    """A text as one line of bearable length, without characters that steer a terminal."""
    line = "".join(repr(sign)[1:-1] if is_hidden(sign) else sign for sign in text[: 2 * longest])
    return line if len(line) <= longest else f"{line[: longest // 2]} ... {line[-longest // 3 :]}"


def reason_of(error: BaseException) -> str:
    """What an error says, as one line; errors of users' own classes may fail even at that."""
    kind = type(error).__name__
    try:
        said = str(error).strip()
    except Exception:
        return one_line(kind, 300)
    return one_line(f"{kind}: {said}" if said else kind, 300)
