"""XML in one pass, by expat; nothing in it may expand, nest absurdly or reach outside."""

from collections.abc import Callable
from xml.parsers import expat

from ..errors import UserError

DEEPEST = 100


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rsplit(":", 1)[-1]


def walk(data: bytes, start: Callable[[str, dict, int], None], end: Callable[[str, str], None]) -> None:
    """Call start(tag, attributes, line) and end(tag, text within, children's text left out) for every element. Raises UserError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[list[str]] = []

    def refuse(*_):
        raise UserError(f"line {parser.CurrentLineNumber} declares an XML entity, which is not read; remove the declaration")

    def enter(name, attributes):
        if len(texts) >= DEEPEST:
            raise UserError(f"line {parser.CurrentLineNumber} nests XML elements more than {DEEPEST} deep")
        texts.append([])
        start(local(name), attributes, parser.CurrentLineNumber)

    def leave(name):
        end(local(name), "".join(texts.pop()).strip())

    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, enter, leave
    parser.CharacterDataHandler = lambda text: texts and texts[-1].append(text)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError(f"line {error.lineno} is not XML ({expat.errors.messages[error.code]})") from None


def root_of(text: str) -> str:
    """The first element's name, without prefix; "" if there is none in the first part of the text."""
    import re

    match = re.search(r"<\s*([A-Za-z][\w:.-]*)", re.sub(r"<\?.*?\?>|<!--.*?-->|<![^>\[]*>", "", text[:20000], flags=re.DOTALL))
    return local(match[1]).lower() if match else ""
