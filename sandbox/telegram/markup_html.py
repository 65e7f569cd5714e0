"""Telegram's HTML style: tags to entities, with the server's complaints.

Source: core.telegram.org/bots/api#html-style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.utf16 import Growing

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_KNOWN = {*_SIMPLE, "span", "a", "tg-emoji", "blockquote"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));?")
_START = re.compile(r"<([^\s>/][^\s>]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w.-]+))?)*)\s*>")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_END = re.compile(r"</([^\s>]*)\s*>")


@dataclass(slots=True)
class _Open:
    tag: str
    entity: dict[str, Any] | None
    offset: int


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities. Raises ApiError "can't parse entities: …"."""
    out, stack, entities = Growing(), list[_Open](), list[dict[str, Any]]()
    position = 0
    while position < len(text):
        if text[position] == "&" and (reference := _REFERENCE.match(text, position)):
            out.add(_decoded(reference))
            position = reference.end()
        elif text.startswith("</", position):
            position = _close(text, position, out, stack, entities)
        elif text[position] == "<":
            position = _open(text, position, out, stack)
        else:
            out.add(text[position])
            position += 1
    if stack:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return str(out), sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _open(text: str, position: int, out: Growing, stack: list[_Open]) -> int:
    name = re.compile(r"[^\s>]*").match(text, position + 1)
    tag = name.group().lower() if name else ""
    if name is None or name.end() >= len(text):
        raise _cannot(f"Unclosed start tag at byte offset {_bytes(text, position)}")
    if tag not in _KNOWN:
        raise _cannot(f'Unsupported start tag "{tag}" at byte offset {_bytes(text, position)}')
    match = _START.match(text, position)
    if match is None:
        raise _cannot(f"Unclosed start tag at byte offset {_bytes(text, position)}")
    attributes = {}
    for found in _ATTRIBUTE.finditer(match.group(2)):
        value = found.group(2) or found.group(3) or found.group(4) or ""
        attributes[found.group(1).lower()] = _REFERENCE.sub(_decoded, value)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {_bytes(text, position)}')
    stack.append(_Open(tag, _entity(tag, attributes, stack), out.length))
    return match.end()


def _entity(tag: str, attributes: dict[str, str], stack: list[_Open]) -> dict[str, Any] | None:
    if tag == "a":
        url = attributes.get("href", "")
        return {"type": "text_link", "url": url}
    if tag == "span":
        return {"type": "spoiler"}
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    language = attributes.get("class", "")
    if tag == "code" and stack and stack[-1].tag == "pre" and language.startswith("language-"):
        pre = stack[-1].entity
        if pre is not None:
            pre["language"] = language.removeprefix("language-")
        return None
    return {"type": _SIMPLE[tag]}


def _close(text: str, position: int, out: Growing, stack: list[_Open], entities: list[dict[str, Any]]) -> int:
    if not stack:
        raise _cannot(f"Unexpected end tag at byte offset {_bytes(text, position)}")
    match = _END.match(text, position)
    if match is None:
        raise _cannot(f"Unclosed end tag at byte offset {_bytes(text, position)}")
    opened = stack.pop()
    tag = match.group(1).lower()
    if tag and tag != opened.tag:
        raise _cannot(
            f"Unmatched end tag at byte offset {_bytes(text, position)}, "
            f'expected "</{opened.tag}>", found "</{tag}>"'
        )
    entity = opened.entity
    if entity is not None and out.length > opened.offset:
        if entity["type"] == "text_link" and not entity["url"]:
            entity["url"] = out.since(opened.offset)
        if entity["type"] != "text_link" or re.match(r"(?:https?|tg|mailto|tel):|[\w-]+\.\w", entity["url"]):
            entities.append({**entity, "offset": opened.offset, "length": out.length - opened.offset})
    return match.end()


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, match.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()


def _bytes(text: str, position: int) -> int:
    return len(text[:position].encode("utf-8", "surrogatepass"))


def _cannot(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
