"""YAML as plain values, with the line and the wording of everything; no nesting, alias or tag can make it costly.

Built from the events of the parser, one after the other, so nothing is recursive. Only mappings, lists, texts, numbers,
truth values and nothing are known. Keys are texts, whatever they look like.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from ..errors import is_hidden, one_line
from .yaml_words import what_is_wrong

MOST_DEPTH = 40
MOST_VALUES = 30_000  # those that an alias stands for included
MOST_DIGITS = 40
KNOWN = "tag:yaml.org,2002:"
PLAIN = {KNOWN + name for name in ("str", "int", "float", "bool", "null", "map", "seq")}


@dataclass
class Tree:
    """What a text of YAML holds: the value; by path of keys and places, the line (from 1) and, of scalars, the wording."""

    value: Any = None
    lines: dict[tuple, int] = field(default_factory=dict)
    texts: dict[tuple, str] = field(default_factory=dict)


class Trouble(Exception):
    """What is wrong with a text of YAML, and in which line (from 1)."""

    def __init__(self, line: int, said: str):
        super().__init__(said)
        self.line, self.said = line, said


@dataclass
class Open:
    """A mapping or list that is not closed yet."""

    value: dict | list
    path: tuple
    anchor: str | None
    begun: int  # values counted before it
    key: str | None = None
    merged: list = field(default_factory=list)

    @property
    def next_path(self) -> tuple:
        """Where the next value belongs."""
        return (*self.path, self.key if isinstance(self.value, dict) else len(self.value))


class Builder:
    """Makes a tree of the parser's events."""

    def __init__(self, yaml: YAML):
        self.yaml, self.tree = yaml, Tree()
        self.open: list[Open] = []
        self.anchors: dict[str, tuple[Any, int, str | None]] = {}
        self.count, self.documents = 0, 0

    def take(self, event) -> None:
        """The next event. Raises Trouble."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Trouble(line, "a second document begins here (---); a config is one")
        elif isinstance(event, ev.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, ev.AliasEvent):
            self._alias(event, line)
        elif isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self._begin(event, line)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self._end()

    def _counted(self, more: int, line: int) -> None:
        self.count += more
        if self.count > MOST_VALUES:
            raise Trouble(line, f"holds more than {MOST_VALUES:,} values, those that aliases stand for included; put points into a CSV file")

    def _scalar(self, event, line: int) -> None:
        self._counted(1, line)
        frame = self.open[-1] if self.open else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event, line)
            return
        check_text(event.value, line)
        value = self._value(event, line)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, event.value)
        self._put(value, line, event.value)

    def _key(self, frame: Open, event, line: int) -> None:
        check_text(event.value, line, breaks=False)
        if event.value in frame.value and event.value != "<<":
            first = self.tree.lines.get((*frame.path, event.value), line)
            raise Trouble(line, f"'{one_line(event.value, 80)}' stands here a second time (first in line {first}); keep one")
        frame.key = event.value
        self.tree.lines[(*frame.path, event.value)] = line

    def _value(self, event, line: int) -> Any:
        tag = str(event.tag or self.yaml.resolver.resolve(ScalarNode, event.value, event.implicit))
        if tag == KNOWN + "timestamp" and not event.tag:
            return event.value
        if tag not in PLAIN and tag != KNOWN + "merge":
            raise Trouble(line, f"the tag {one_line(tag.replace(KNOWN, '!!'), 60)} is not known here; leave it out")
        if tag.endswith("int") and len(event.value) > MOST_DIGITS:
            raise Trouble(line, f"a number of {len(event.value):,} digits is too long; give one that is used")
        if tag.endswith(("str", "merge")):
            return event.value
        try:
            return self.yaml.constructor.construct_object(ScalarNode(tag=tag, value=event.value))
        except (YAMLError, ValueError, TypeError, KeyError, OverflowError):
            raise Trouble(line, f"'{one_line(event.value, 60)}' is no value of the kind {tag.replace(KNOWN, '!!')}") from None

    def _alias(self, event, line: int) -> None:
        if event.anchor not in self.anchors:
            inside = any(frame.anchor == event.anchor for frame in self.open)
            raise Trouble(line, f"'*{event.anchor}' stands for the value that it is part of; write the value out" if inside else
                          f"'*{event.anchor}' stands for nothing; a text that begins with * must stand in quotes")  # fmt: skip
        value, size, text = self.anchors[event.anchor]
        self._counted(size, line)
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise Trouble(line, "an alias cannot be a key; write the key out")
        self._put(value, line, text)

    def _begin(self, event, line: int) -> None:
        self._counted(1, line)
        tag = str(event.tag or "")
        if tag and tag not in PLAIN:
            raise Trouble(line, f"the tag {one_line(tag.replace(KNOWN, '!!'), 60)} is not known here; leave it out")
        if len(self.open) >= MOST_DEPTH:
            raise Trouble(line, f"is nested more than {MOST_DEPTH} deep; make it flatter")
        frame = self.open[-1] if self.open else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            raise Trouble(line, "a key must be a word; put texts with brackets in quotes")
        path = frame.next_path if frame else ()
        self.tree.lines.setdefault(path, line)
        self.open.append(Open({} if isinstance(event, ev.MappingStartEvent) else [], path, event.anchor, self.count))

    def _end(self) -> None:
        done = self.open.pop()
        for more in done.merged:
            for key, value in more.items():
                done.value.setdefault(key, value)
        if done.anchor:
            self.anchors[done.anchor] = (done.value, self.count - done.begun + 1, None)
        self._put(done.value, self.tree.lines.get(done.path, 1))

    def _put(self, value: Any, line: int, text: str | None = None) -> None:
        """A finished value takes its place."""
        frame = self.open[-1] if self.open else None
        path = frame.next_path if frame else ()
        self.tree.lines.setdefault(path, line)
        if text is not None:
            self.tree.texts[path] = text
        if frame is None:
            self.tree.value = value
        elif isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key == "<<":
            frame.merged += merges(value, line)
            frame.key = None
        else:
            frame.value[frame.key], frame.key = value, None


def merges(value: Any, line: int) -> list[dict]:
    """The mappings that a merge key takes in."""
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(one, dict) for one in found):
        raise Trouble(line, "'<<' takes in mappings only")
    return found


def check_text(text: str, line: int, breaks: bool = True) -> None:
    """No text of a config may steer a terminal or break a line of a table. breaks: line feeds and tabs are allowed."""
    bad = next((sign for sign in text if is_hidden(sign) and not (breaks and sign in "\n\t")), None)
    if bad is not None:
        raise Trouble(line, f"holds a control character ({one_line(bad)}); remove it")


def read_tree(text: str) -> Tree:
    """The tree of a text. Raises Trouble."""
    yaml = YAML(typ="safe", pure=True)
    builder = Builder(yaml)
    try:
        for event in yaml.parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise Trouble(*what_is_wrong(error, text)) from None
    except YAMLError as error:
        raise Trouble(1, f"not valid YAML: {one_line(str(error).splitlines()[0], 200)}") from None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Trouble(1, f"not valid YAML ({type(error).__name__})") from None
    return builder.tree
