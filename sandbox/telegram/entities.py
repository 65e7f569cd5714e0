"""Formatted text: cleaning, lengths in UTF-16 units, given entities checked, plain ones found.

Source: core.telegram.org/bots/api#messageentity and #formatting-options; wording as the Bot API answers it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.errors import bad_request
from sandbox.telegram.markup_html import parse_html
from sandbox.telegram.markup_markdown import parse_markdown_v2
from sandbox.telegram.utf16 import cut, utf16_length

Entity = dict[str, Any]
MAX_TEXT = 4096
"""UTF-16 units of a message's text after entity parsing."""
MAX_CAPTION = 1024
"""UTF-16 units of a caption after entity parsing."""

_CONTROL = {code: " " for code in range(32) if code not in (10, 13)}
_TLD = "com|org|net|info|edu|gov|io|dev|app|me|fr|vn|cn|uk|de|eu|example"
_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?P<url>https?://[^\s<>\"]+|(?<![\w@.])(?:[\w-]+\.)+(?:" + _TLD + r")(?![\w-])(?:[/?#][^\s<>\"]*)?)"
    r"|(?P<bot_command>(?<![\w/<>.])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_OPAQUE = {"code", "pre", "text_link", "text_mention"}
_STYLES = _OPAQUE | {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "custom_emoji",
}
_FOUND_ANYWAY = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
"""Kinds the server finds by itself and ignores when given."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text as people see it, with its entities ordered by offset."""

    text: str
    entities: list[Entity]


def read_formatted(text: str, parse_mode: str, given: Sequence[Any] | None) -> Formatted:
    """Parse ``text`` by ``parse_mode``, or by the entities ``given``; then clean, trim and detect."""
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode == "markdownv2":
        text, entities = parse_markdown_v2(text)
    elif mode in ("", "none"):
        checked = [_checked(entity, text) for entity in given or []]
        entities = [entity for entity in checked if entity["type"] not in _FOUND_ANYWAY]
    else:
        raise bad_request("unsupported parse_mode")
    text, entities = _clean(text, entities)
    return Formatted(text, sorted([*entities, *_detected(text, entities)], key=_order))


def plain(text: str, given: Sequence[Any] | None = None) -> Formatted:
    """What a person's own words become: formatted as his app says, commands and links detected."""
    return read_formatted(text, "", given)


def _order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _checked(entity: Any, text: str) -> Entity:
    if not isinstance(entity, dict) or "type" not in entity:
        raise bad_request("can't parse MessageEntity: expected an Object with a type")
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
        raise bad_request("can't parse MessageEntity: offset and length must be positive integers")
    if entity["type"] not in _STYLES | _FOUND_ANYWAY:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    end = utf16_length(text)
    if offset > end:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > end:
        place = f"entity beginning at UTF-16 offset {offset}"
        raise bad_request(f"{place} ends after the end of the text at UTF-16 offset {offset + length}")
    for edge in (offset, offset + length):
        try:
            cut(text, 0, edge)
        except UnicodeDecodeError:
            raise bad_request(f"entity edge at UTF-16 offset {edge} is in a middle of a symbol") from None
    return entity


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = text.translate(_CONTROL)
    if "\r" in text:
        text, entities = _without_returns(text, entities)
    first = min((entity["offset"] for entity in entities), default=len(text))
    start = 0
    while start < min(first, len(text)) and text[start] in " \n":
        start += 1
    text = text[start:].rstrip(" \n")
    end = utf16_length(text)
    moved = []
    for entity in entities:
        offset = entity["offset"] - start
        length = min(entity["length"], end - offset)
        if length > 0:
            moved.append({**entity, "offset": offset, "length": length})
    return text, moved


def _without_returns(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    def before(offset: int) -> int:
        return cut(text, 0, offset).count("\r")

    moved = []
    for entity in entities:
        offset, end = entity["offset"], entity["offset"] + entity["length"]
        dropped = before(offset)
        moved.append({**entity, "offset": offset - dropped, "length": end - before(end) - offset + dropped})
    return text.replace("\r", ""), moved


def _detected(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or "url"
        value = match.group().rstrip(".,;:!?)'") if kind == "url" else match.group()
        offset = utf16_length(text[: match.start()])
        length = utf16_length(value)
        if not any(offset < end and offset + length > start for start, end in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found
