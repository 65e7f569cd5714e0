"""On which line of a TOML text a value stands: the standard reader does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

Loc = tuple[str | int, ...]
"""Where a value is: keys and, for arrays, positions from 0: ``("topics", 3, "names", "vi")``."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|\#[^\n]*)
      | (?P<newline>\n)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<mark>[][{}=,.])
      | (?P<bare>[^][{}=,.\s"'\#]+)""",
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> dict[Loc, int]:
    """The line (from 1) of each key, table and array element of a valid TOML text."""
    return _Reader(text).read()


def line_of(lines: Mapping[Loc, int], loc: Loc) -> int:
    """The line of the value at ``loc``; where it is missing, of what should hold it; else 1."""
    return next((lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in lines), 1)


@dataclass(slots=True)
class _Reader:
    """Walks through the tokens of a valid text and notes the line of each key, table and array element."""

    text: str
    lines: dict[Loc, int] = field(default_factory=dict)
    tokens: list[tuple[str, int]] = field(default_factory=list)
    at: int = 0
    tables: dict[Loc, int] = field(default_factory=dict)
    """How many ``[[tables]]`` of each name were begun."""

    def read(self) -> dict[Loc, int]:
        line = 1
        for match in _TOKEN.finditer(self.text):
            if match.lastgroup != "space":
                self.tokens.append((match.group(), line))
            line += match.group().count("\n")
        self.tokens.append(("\n", line))
        table: Loc = ()
        while self.at < len(self.tokens):
            if self._peek() == "\n":
                self.at += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _peek(self) -> str:
        return self.tokens[self.at][0]

    def _note(self, loc: Loc, line: int) -> None:
        for end in range(1, len(loc) + 1):
            self.lines.setdefault(loc[:end], line)

    def _header(self) -> Loc:
        line = self.tokens[self.at][1]
        brackets = 2 if self.tokens[self.at + 1][0] == "[" else 1
        self.at += brackets
        *parents, last = self._dotted_key()
        self.at += brackets
        loc: Loc = ()
        for part in parents:
            loc = self._newest((*loc, part))
        loc = (*loc, last)
        if brackets == 2:
            self.tables[loc] = self.tables.get(loc, 0) + 1
        loc = self._newest(loc)
        self._note(loc, line)
        return loc

    def _newest(self, loc: Loc) -> Loc:
        return (*loc, self.tables[loc] - 1) if loc in self.tables else loc

    def _dotted_key(self) -> list[str]:
        keys: list[str] = []
        while True:
            token = self._peek()
            self.at += 1
            keys.append(str(tomllib.loads(f"k={token}")["k"]) if token[0] in "\"'" else token)
            if self._peek() != ".":
                return keys
            self.at += 1

    def _pair(self, parent: Loc) -> None:
        line = self.tokens[self.at][1]
        loc = (*parent, *self._dotted_key())
        self.at += 1  # the equals sign
        self._note(loc, line)
        self._value(loc)

    def _value(self, loc: Loc) -> None:
        opening = self._peek()
        if opening not in "[{":
            while self._peek() not in ("\n", ",", "]", "}"):
                self.at += 1
            return
        self.at += 1
        position = 0
        while (token := self._peek()) not in ("]", "}"):
            if token in (",", "\n"):
                self.at += 1
            elif opening == "{":
                self._pair(loc)
            else:
                self._note((*loc, position), self.tokens[self.at][1])
                self._value((*loc, position))
                position += 1
        self.at += 1
