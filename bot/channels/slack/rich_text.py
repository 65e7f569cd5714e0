"""Slack's rich_text blocks to a text with spans and back (docs.slack.dev/reference/block-kit/blocks/rich-text-block).

Nothing in them is markup: their texts are literal, mentions are elements of their own. Lists are lines here, with a
bullet or a number in front."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bot.channels.slack import mrkdwn
from bot.channels.slack.words import Json
from bot.domain.rich import BLOCKS, Rich, Span, Spans, TextStyle, cleaned, is_safe
from bot.domain.text import units

ADDRESSES = 4_000
"""Units of all link addresses of a post at most; links beyond lose theirs."""
_STYLES = {
    "bold": TextStyle.BOLD,
    "italic": TextStyle.ITALIC,
    "underline": TextStyle.UNDERLINE,
    "strike": TextStyle.STRIKE,
    "code": TextStyle.CODE,
}
_NAMES = {style: name for name, style in _STYLES.items()}
_BULLETS = "•◦▪"
_INDENT = "    "
_LABELLED = re.compile(r"<[@#!](?:subteam\^)?([A-Z0-9]+)\|([^<>]*)>")
_VISIBLE = re.compile(r"[^\s*_~`>\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote: clean text and spans, whether it opens by addressing somebody, whether it calls many."""

    text: str
    spans: Spans
    addressed: bool
    broadcast: bool


def read(blocks: object, raw: str, names: Mapping[str, str]) -> Said | None:
    """What a message's blocks say; ``raw`` is its mrkdwn text, which knows some labels. None where the blocks are not
    (only) rich text of a known shape: then ``raw`` has to do."""
    if not isinstance(blocks, list) or not blocks:
        return None
    labels = {id: mrkdwn.unescape(label) for id, label in _LABELLED.findall(raw)}
    reader = _Reader(labels | dict(names))
    try:
        for block in blocks:
            if block["type"] != "rich_text":
                return None
            for element in block["elements"]:
                reader.element(element)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    text, spans = cleaned("".join(reader.parts), reader.spans)
    return Said(text, spans, reader.addressed, reader.broadcast) if text.strip() else None


@dataclass
class _Reader:
    """Takes in one element after the other. Raises KeyError, TypeError or ValueError for an unknown one."""

    names: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    at: int = 0
    visible: bool = False
    addressed: bool = False
    broadcast: bool = False

    def element(self, element: Json) -> None:
        """A section, list, quotation or preformatted text: each on lines of its own."""
        self._new_line()
        start = self.at
        kind = element["type"]
        if kind == "rich_text_list":
            self._list(element)
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            for leaf in element["elements"]:
                self._leaf(leaf, literal=kind == "rich_text_preformatted")
        else:
            raise ValueError(kind)
        if kind == "rich_text_preformatted":
            self._span(start, TextStyle.PRE)
        if kind == "rich_text_quote" or element.get("border"):
            self._span(start, TextStyle.QUOTE)

    def _list(self, element: Json) -> None:
        indent, first = int(element.get("indent") or 0), int(element.get("offset") or 0) + 1
        for number, item in enumerate(element["elements"], first):
            self._new_line()
            ordered = element["style"] == "ordered"
            bullet = f"{number}." if ordered else _BULLETS[min(indent, len(_BULLETS) - 1)]
            self._put(f"{_INDENT * min(indent, 8)}{bullet} ")
            if item["type"] != "rich_text_section":
                raise ValueError(item["type"])
            for leaf in item["elements"]:
                self._leaf(leaf)

    def _leaf(self, leaf: Json, *, literal: bool = False) -> None:
        start = self.at
        kind = leaf["type"]
        self.addressed = self.addressed or (kind in ("user", "usergroup") and not self.visible)
        self.broadcast = self.broadcast or kind in ("broadcast", "usergroup")
        url = str(leaf["url"]) if kind == "link" else ""
        words = self._words(leaf, kind)
        self.visible = self.visible or bool(_VISIBLE.search(words))
        self._put(words)
        if url and not mrkdwn.says(words, url):
            if literal or not is_safe(url):
                self._put(f" ({url})")
            else:
                self._span(start, TextStyle.LINK, url)
        for name, set_ in (leaf.get("style") or {}).items():
            if set_ and name in _STYLES:
                self._span(start, _STYLES[name])

    def _words(self, leaf: Json, kind: str) -> str:
        match kind:
            case "text":
                return _text(leaf["text"])
            case "link":
                return _text(leaf.get("text") or "") or mrkdwn.bare(_text(leaf["url"]))
            case "emoji":
                return _face(leaf)
            case "user":
                return f"@{self._name(leaf['user_id'])}"
            case "channel":
                return f"#{self._name(leaf['channel_id'])}"
            case "usergroup":
                return f"@{self._name(leaf['usergroup_id']).removeprefix('@')}"
            case "broadcast":
                return f"@{_text(leaf['range'])}"
            case "date":
                return _text(leaf["fallback"])
            case "color":
                return _text(leaf["value"])
        raise ValueError(kind)

    def _name(self, id: object) -> str:
        return self.names.get(_text(id)) or _text(id)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.at += len(words)

    def _new_line(self) -> None:
        last = next((part for part in reversed(self.parts) if part), "\n")
        if not last.endswith("\n"):
            self._put("\n")

    def _span(self, start: int, style: TextStyle, url: str = "") -> None:
        self.spans.append(Span(start, self.at, style, url))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _face(leaf: Json) -> str:
    if leaf.get("unicode"):
        return "".join(chr(int(point, 16)) for point in leaf["unicode"].split("-"))
    tone = f":skin-tone-{leaf['skin_tone']}:" if leaf.get("skin_tone") else ""
    return mrkdwn.faces(f":{_text(leaf['name'])}:{tone}")


# -- back --


def elements_of(said: Rich, head: list[Json]) -> list[Json]:
    """The elements of a rich_text block that shows a text, ``head`` (leaves) in front of it. What a text holds stays
    literal: there is no way from it to a mention."""
    text, spans = said
    blocks = [span for span in spans if span.style in BLOCKS]
    edges = sorted({0, len(text), *(edge for span in blocks for edge in (span.start, span.end))})
    made: list[Json] = []
    for start, end in pairwise(edges):
        styles = {span.style for span in blocks if span.start <= start < span.end}
        begin = start + 1 if start and text[start] == "\n" else start  # a new element is a new line anyway
        stop = end - 1 if styles and end < len(text) and text[begin + 1 : end].endswith("\n") else end
        if begin < stop:
            made.append(_element(_leaves(text, spans, begin, stop), styles))
    if made and head and made[0]["type"] == "rich_text_section":
        made[0]["elements"] = [*head, *made[0]["elements"]]
        return made
    return [{"type": "rich_text_section", "elements": head}, *made] if head else made


def affordable(spans: Spans) -> Spans:
    """The spans without the links whose addresses would make a post too long."""
    left = ADDRESSES
    kept: list[Span] = []
    for span in spans:
        left -= units(span.url)
        if not span.url or left >= 0:
            kept.append(span)
    return tuple(kept)


def _element(leaves: list[Json], styles: set[TextStyle]) -> Json:
    if TextStyle.PRE in styles:
        words = "".join(leaf["text"] for leaf in leaves)
        element: Json = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": words}]}
        return element | {"border": 1} if TextStyle.QUOTE in styles else element
    kind = "rich_text_quote" if styles else "rich_text_section"
    return {"type": kind, "elements": leaves}


def _leaves(text: str, spans: Spans, start: int, end: int) -> list[Json]:
    here = [s for s in spans if s.style not in BLOCKS and s.start < end and s.end > start]
    edges = {start, end, *(e for span in here for e in (span.start, span.end) if start < e < end)}
    leaves: list[Json] = []
    for at, to in pairwise(sorted(edges)):
        covering = [span for span in here if span.start <= at < span.end]
        url = next((span.url for span in covering if span.style is TextStyle.LINK), None)
        style = {_NAMES[span.style]: True for span in covering if span.style in _NAMES}
        leaf: dict[str, Any] = {"type": "link", "url": url} if url else {"type": "text"}
        leaves.append(leaf | {"text": text[at:to]} | ({"style": style} if style else {}))
    return leaves
