"""Telegram's entities to spans and back (core.telegram.org/bots/api#messageentity). Their offsets count UTF-16 units.

What Telegram finds by itself (addresses, commands, mentions) is text, and so is what only it can show (spoilers, custom
emoji)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.channels.telegram.driver import Json
from bot.channels.telegram.fields import Fields
from bot.domain.rich import Span, Spans, TextStyle, nested
from bot.domain.text import units

MOST = 100
"""Entities of a message at most: the server leaves out more."""
_STYLES = {
    "bold": TextStyle.BOLD,
    "italic": TextStyle.ITALIC,
    "underline": TextStyle.UNDERLINE,
    "strikethrough": TextStyle.STRIKE,
    "code": TextStyle.CODE,
    "pre": TextStyle.PRE,
    "text_link": TextStyle.LINK,
    "blockquote": TextStyle.QUOTE,
    "expandable_blockquote": TextStyle.QUOTE,
}
_TYPES = {style: kind for kind, style in _STYLES.items() if kind != "expandable_blockquote"}


def spans_of(text: str, entities: Iterable[Fields]) -> Spans:
    """The spans of a text as it was sent. An entity without a place in it is left out."""
    found: list[Span] = []
    points: dict[int, int] | None = None
    for entity in entities:
        style = _STYLES.get(str(entity.raw.get("type")))
        offset, length, url = (entity.raw.get(name) for name in ("offset", "length", "url"))
        if style is None or not isinstance(offset, int) or not isinstance(length, int):
            continue
        points = points or _points(text)
        start, end = points.get(offset), points.get(offset + length)
        if start is not None and end is not None and start < end:
            address = url if style is TextStyle.LINK and isinstance(url, str) else ""
            found.append(Span(start, end, style, address))
    return tuple(found)


def entities_of(text: str, spans: Spans) -> list[Json]:
    """The entities of a text to send, none overlapping another in part."""
    found: list[Json] = []
    at = unit = 0
    for span in nested(spans[:MOST])[:MOST]:
        unit += units(text[at : span.start])
        at = span.start
        length = units(text[span.start : span.end])
        entity: Json = {"type": _TYPES[span.style], "offset": unit, "length": length}
        found.append(entity | {"url": span.url} if span.style is TextStyle.LINK else entity)
    return found


def _points(text: str) -> dict[int, int]:
    """Code points by the UTF-16 units at which they begin; the middle of one is none."""
    points: dict[int, int] = {}
    unit = 0
    for point, character in enumerate(text):
        points[unit] = point
        unit += 2 if ord(character) > 0xFFFF else 1
    points[unit] = len(text)
    return points
