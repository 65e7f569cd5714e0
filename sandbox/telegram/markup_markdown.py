"""Telegram's MarkdownV2 style: marks to entities, with the server's complaints.

Source: core.telegram.org/bots/api#markdownv2-style. Legacy Markdown is not modelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.utf16 import Growing

_RESERVED = set("_*[]()~`>#+-=|{}.!")
_MARKS = (
    ("```", "pre"),
    ("__", "underline"),
    ("||", "spoiler"),
    ("`", "code"),
    ("*", "bold"),
    ("_", "italic"),
    ("~", "strikethrough"),
)
_NAMES = {
    "pre": "Pre",
    "underline": "Underline",
    "spoiler": "Spoiler",
    "code": "Code",
    "bold": "Bold",
    "italic": "Italic",
    "strikethrough": "Strikethrough",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    at: int
    more: dict[str, Any] = field(default_factory=dict)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0
        self.out = Growing()
        self.stack: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def run(self) -> tuple[str, list[dict[str, Any]]]:
        while self.position < len(self.text):
            self._step()
        if self.stack and self.stack[-1].kind == "blockquote":
            self._pop()
        if self.stack:
            self._unfinished()
        return str(self.out), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _step(self) -> None:
        character = self.text[self.position]
        following = self.text[self.position + 1 : self.position + 2]
        inside = self.stack[-1].kind if self.stack else ""
        if character == "\\" and following and 0 < ord(following) <= 126:
            self._take(following, 2)
        elif inside in ("code", "pre"):
            self._verbatim(inside)
        elif character == "\n":
            self._take("\n", 1)
            self._end_of_line()
        elif character not in _RESERVED:
            self._take(character, 1)
        elif character == ">" and (self.position == 0 or self.text[self.position - 1] == "\n"):
            self._push("blockquote", 1)
        elif character == "[" or (character == "!" and following == "["):
            self._push("custom_emoji" if character == "!" else "text_link", 1 + (character == "!"))
        elif character == "]" and inside in ("text_link", "custom_emoji"):
            self._link()
        else:
            self._mark(character, inside)

    def _take(self, piece: str, consumed: int) -> None:
        self.out.add(piece)
        self.position += consumed

    def _verbatim(self, inside: str) -> None:
        mark = "`" if inside == "code" else "```"
        if self.text.startswith(mark, self.position):
            self.position += len(mark)
            self._pop()
        elif self.text[self.position] == "`" and inside == "code":
            raise self._reserved("`")
        else:
            self._take(self.text[self.position], 1)

    def _mark(self, character: str, inside: str) -> None:
        for mark, kind in _MARKS:
            if not self.text.startswith(mark, self.position):
                continue
            if kind == "italic" and inside == "underline":
                continue
            if inside == kind:
                self.position += len(mark)
                self._pop()
            else:
                self._push(kind, len(mark))
                if kind == "pre":
                    self._language()
            return
        raise self._reserved(character)

    def _language(self) -> None:
        line, newline, _ = self.text[self.position :].partition("\n")
        if newline and "`" not in line and " " not in line:
            if line:
                self.stack[-1].more["language"] = line
            self.position += len(line) + 1

    def _push(self, kind: str, consumed: int) -> None:
        self.stack.append(_Open(kind, self.out.length, self.position))
        self.position += consumed

    def _pop(self) -> None:
        opened = self.stack.pop()
        length = self.out.length - opened.offset
        if length > 0:
            entity = {"type": opened.kind, "offset": opened.offset, "length": length, **opened.more}
            self.entities.append(entity)

    def _end_of_line(self) -> None:
        if not any(opened.kind == "blockquote" for opened in self.stack):
            return
        if self.text.startswith(">", self.position):
            self.position += 1
            return
        if self.stack[-1].kind != "blockquote":
            self._unfinished()
        self._pop()

    def _link(self) -> None:
        opened = self.stack[-1]
        url = self.out.since(opened.offset)
        self.position += 1
        if self.text.startswith("(", self.position):
            url = self._url()
        if opened.kind == "custom_emoji":
            opened.more["custom_emoji_id"] = url.removeprefix("tg://emoji?id=")
        else:
            opened.more["url"] = url
        self._pop()

    def _url(self) -> str:
        begin, pieces = self.position, list[str]()
        self.position += 1
        while self.position < len(self.text) and self.text[self.position] != ")":
            if self.text[self.position] == "\\" and self.position + 1 < len(self.text):
                self.position += 1
            pieces.append(self.text[self.position])
            self.position += 1
        if self.position >= len(self.text):
            raise _cannot(f"Can't find end of a URL at byte offset {self._bytes(begin)}")
        self.position += 1
        return "".join(pieces)

    def _unfinished(self) -> None:
        opened = self.stack[-1]
        place = f"entity at byte offset {self._bytes(opened.at)}"
        raise _cannot(f"Can't find end of {_NAMES[opened.kind]} {place}")

    def _reserved(self, character: str) -> ApiError:
        return _cannot(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _bytes(self, position: int) -> int:
        return len(self.text[:position].encode("utf-8", "surrogatepass"))


def parse_markdown_v2(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities. Raises ApiError "can't parse entities: …"."""
    return _Parser(text).run()


def _cannot(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
