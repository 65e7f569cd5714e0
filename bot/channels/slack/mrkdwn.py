"""Slack's message text to plain text and back.

Source: docs.slack.dev/messaging/formatting-message-text (escaping, mentions, links, dates).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import emoji

from bot.domain.text import clean

_CONTROL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_OPENS_WITH_MENTION = re.compile(r"(?:[\s*_~`\u200b\u2060\ufeff]|&gt;)*<@[A-Z0-9]")
_BROADCAST = re.compile(r"<!(?:channel|here|everyone|subteam\^)")
_TONE = re.compile(r":skin-tone-([2-6]):")
_SHORTCODE = re.compile(r":(?=[\w+-]+:)")
_MARKER = re.compile(r"(?=[*_~`])")
_BREAK = "\u200b"


def escape(text: str) -> str:
    """The three characters Slack reserves. What is escaped holds no mention and no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of ``escape``."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def literal(text: str) -> str:
    """Foreign text for a mrkdwn field (with ``verbatim``): escaped, its markers and shortcodes put out of
    action by a zero-width space."""
    text = _SHORTCODE.sub(":" + _BREAK, _MARKER.sub(_BREAK, text))
    return escape(text)


def mentioned(text: str) -> set[str]:
    """The ids of the members a text (or the JSON around it) mentions."""
    return set(_MENTION.findall(text))


def opens_by_addressing(text: str) -> bool:
    """Whether a message opens with a mention of somebody."""
    return _OPENS_WITH_MENTION.match(text) is not None


def has_broadcast(text: str) -> bool:
    """Whether a message calls a whole channel or a group of users."""
    return _BROADCAST.search(text) is not None


def faces(text: str) -> str:
    """Emoji shortcodes as Unicode; skin tones join the emoji before them; unknown names stay."""
    text = _TONE.sub(lambda found: chr(0x1F3FB + int(found[1]) - 2), text)
    return emoji.emojize(text, language="alias")


def plain(text: str, names: Mapping[str, str]) -> str:
    """What a message says: names for mentions (``names`` by member id), ``label (address)`` for links,
    Unicode for shortcodes. Markers such as ``*`` stay as they were typed."""
    parts: list[str] = []
    at = 0
    for found in _CONTROL.finditer(text):
        parts += (unescape(faces(text[at : found.start()])), _said(found[1], found[2], found[3], names))
        at = found.end()
    parts.append(unescape(faces(text[at:])))
    return clean("".join(parts))


def _said(sigil: str, target: str, label: str | None, names: Mapping[str, str]) -> str:
    label = unescape(label or "")
    if sigil == "@":
        return f"@{names.get(target) or label or target}"
    if sigil == "#":
        return f"#{label or names.get(target) or target}"
    if sigil == "!":
        return label or f"@{target.partition('^')[0]}"
    url = unescape(target)
    shown = label or bare(url)
    return bare(url) if says(shown, url) else f"{shown} ({url})"


def bare(url: str) -> str:
    """A link's address as people write it."""
    return url.removeprefix("mailto:").removeprefix("tel:")


def says(label: str, url: str) -> bool:
    """Whether a link's label is its address."""
    return label in (url, bare(url), url.partition("://")[2].rstrip("/"))
