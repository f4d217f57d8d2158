"""What is wrong with a text of YAML, in our words instead of the parser's, with the line and the remedy."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from ..errors import one_line

ODD_BLANK = re.compile("[\u00a0\u2007\u202f\u3000\u200b\ufeff]")
CURLY = re.compile("[“”„‟«»‘’‚]")
KEY = re.compile(r"^(\s*(?:- )?)([^\s:#'\"{\[][^:#]*):\s+(.*?)\s*$")
NO_BLANK = re.compile(r"^\s*(?:- )?([\w.-]+):[^\s:/]")
BLANK_SAID = "holds a no-break space, as copied from a web page or a text program; type a plain one"


def what_is_wrong(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """Line (from 1) and sentence."""
    lines = text.splitlines() or [""]
    at = min(error.problem_mark.line if error.problem_mark else 0, len(lines) - 1)
    begun = min(error.context_mark.line, at) if error.context_mark else at
    problem = str(error.problem or error).splitlines()[0]
    for find in (odd_blank, tab, windows_path, colon, special_start, quotes, bracket, no_colon, uneven):
        if found := find(problem, lines, at, begun):
            return found[0] + 1, found[1]
    return at + 1, f"not valid YAML: {one_line(problem, 200)}"


def odd_blank(problem, lines, at, begun):
    """A no-break space beside the fault: parsers take it for a letter."""
    for k in range(max(0, min(at, begun) - 1), at + 1):
        if ODD_BLANK.search(lines[k]):
            return k, BLANK_SAID
    return None


def tab(problem, lines, at, begun):
    """A tab where blanks must be."""
    if "\\t" in problem or "'\t'" in problem or "\t" in lines[at][: len(lines[at]) - len(lines[at].lstrip())]:
        return at, "indent with blanks, not with a tab"
    return None


def windows_path(problem, lines, at, begun):
    """A backslash in double quotes."""
    if "escape" not in problem:
        return None
    given = re.search(r'"(.*)"', lines[at])
    shown = f": '{one_line(given[1], 120)}'" if given else ""
    return at, f"in double quotes a backslash begins a special sign; put a Windows path in single quotes{shown}"


def colon(problem, lines, at, begun):
    """A text with a colon that stands without quotes."""
    if "mapping values are not allowed" not in problem and "expected <block end>" not in problem:
        return None
    for k in (at, at - 1):
        found = KEY.match(lines[k]) if k >= 0 else None
        if found and re.search(r":(\s|$)", found[3]) and found[3][0] not in "\"'{[|>":
            return k, f'a text with a colon must stand in quotes: {found[2]}: "{one_line(found[3], 150).replace(chr(34), chr(39))}"'
    return None


def special_start(problem, lines, at, begun):
    """A text that begins with a sign that means something in YAML."""
    cannot = re.search(r"found character '(.)' that cannot start any token", problem)
    if cannot:
        return at, f"a text that begins with {cannot[1]} must stand in quotes"
    if "expected alphabetic or numeric character" in problem or "undefined alias" in problem:
        return at, "a text that begins with * or & must stand in quotes"
    return None


def quotes(problem, lines, at, begun):
    """Quotes that do not enclose the whole text, are not closed, or are typographic."""
    if "end of stream" in problem and "quoted" in problem + " quoted" and lines[begun].count('"') % 2 + lines[begun].count("'") % 2:
        return begun, "a quotation mark that opens here is not closed"
    if CURLY.search(lines[at]):
        return at, 'typographic quotation marks do not quote; type plain ones (")'
    value = lines[at].partition(":")[2].strip()
    if "<scalar>" in problem and value[:1] in "\"'":
        return at, "the text goes on after its closing quotation mark; put all of it into one pair"
    return None


def bracket(problem, lines, at, begun):
    """A bracket that is not closed."""
    if re.search(r"expected ',' or|expected the node content|flow (sequence|mapping)", problem) and re.search(r"[{\[]", lines[begun]):
        return begun, "a bracket that opens here is not closed, or a comma is missing in it"
    return None


def no_colon(problem, lines, at, begun):
    """A key without its colon, or without a blank behind it."""
    if "could not find expected ':'" not in problem and "expected <block end>" not in problem and "mapping values" not in problem:
        return None
    for k in (begun, at, at - 1):
        found = NO_BLANK.match(lines[k]) if 0 <= k else None
        if found:
            return k, f"after the colon of '{one_line(found[1], 60)}' a blank is missing"
    if "could not find expected ':'" in problem:
        return begun, "holds neither a key nor a value; write key: value, with a blank after the colon"
    return None


def uneven(problem, lines, at, begun):
    """A line that is indented unlike those it belongs to."""
    if "expected <block end>" in problem or "mapping values" in problem or "but found '<block mapping start>'" in problem:
        return at, "is indented unlike the lines that it belongs to, or the line before it lacks something"
    return None
