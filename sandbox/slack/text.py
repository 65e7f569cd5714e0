"""Message text: escaping, control sequences, emoji shortcodes, rich_text, and how a person reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from sandbox.slack import composer
from sandbox.slack.identity import Json
from sandbox.slack.workspace import Workspace

EMOJI = {
    "🔒": "lock",
    "🔓": "unlock",
    "✅": "white_check_mark",
    "👍": "+1",
    "👎": "-1",
    "👀": "eyes",
    "🎉": "tada",
    "❤️": "heart",
    "⚠️": "warning",
    "❌": "x",
    "🙂": "slightly_smiling_face",
    "📎": "paperclip",
    "📌": "pushpin",
    "🚨": "rotating_light",
    "🔧": "wrench",
    "💧": "droplet",
    "🔴": "red_circle",
    "🟢": "large_green_circle",
    "🟠": "large_orange_circle",
    "📷": "camera",
    "💬": "speech_balloon",
    "🙏": "pray",
    "🏠": "house",
    "📝": "memo",
    "🧰": "toolbox",
    "🔕": "no_bell",
    "⏳": "hourglass_flowing_sand",
}
"""Emojis that Slack sends as shortcodes; others pass through."""
_FACES = {name: face for face, name in EMOJI.items()}
_BROADCASTS = ("here", "channel", "everyone")
_CONTROL = re.compile(r"<((?:[@#!]|https?://|mailto:|tel:)[^<>\n]*)>")
_SHORTCODE = re.compile(r":([a-z0-9_+\-]+):")
_URL = re.compile(r"https?://(?:(?!&lt;|&gt;)[^\s<>|])+(?<![.,;:!?)\]'\"])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def escape(text: str) -> str:
    """The three characters that Slack reserves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of ``escape``."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_stored(text: str, *, links: bool = True) -> str:
    """An app's text as Slack keeps it: valid control sequences and entities stay, the rest is escaped,
    and bare addresses become links unless ``links`` is off (``parse: none``)."""

    def plain(part: str) -> str:
        part = re.sub(r"&(?!(?:amp|lt|gt);)", "&amp;", part).replace("<", "&lt;").replace(">", "&gt;")
        return _URL.sub(lambda found: f"<{found.group()}>", part) if links else part

    return _between(text, _CONTROL, plain, lambda found: found.group())


def as_typed(text: str, workspace: Workspace) -> str:
    """What Slack sends for a person's typing: escaped, with mentions, links and shortcodes."""
    text = escape(text)
    for face, name in EMOJI.items():
        text = text.replace(face, f":{name}:")
    text = _URL.sub(lambda found: f"<{found.group()}>", text)
    text = _outside(text, lambda part: _EMAIL.sub(r"<mailto:\g<0>|\g<0>>", part))
    for broadcast in _BROADCASTS:
        text = _outside(text, lambda part, b=broadcast: re.sub(rf"@{b}\b", f"<!{b}>", part))  # type: ignore[misc]
    names = {name: user.id for user in workspace.users.values() for name in (user.name, user.real_name)}
    for name in sorted(names, key=len, reverse=True):
        mention = re.compile(rf"@{re.escape(escape(name))}(?!\w)")
        text = _outside(text, lambda part, m=mention, n=name: m.sub(f"<@{names[n]}>", part))  # type: ignore[misc]
    for channel in workspace.channels.values():
        if channel.name:
            mention = re.compile(rf"#{re.escape(channel.name)}(?![\w-])")
            link = f"<#{channel.id}|{channel.name}>"
            text = _outside(text, lambda part, m=mention, to=link: m.sub(to, part))  # type: ignore[misc]
    return text


def as_seen(text: str, workspace: Workspace) -> str:
    """The text on a person's screen."""

    def plain(part: str) -> str:
        return unescape(_SHORTCODE.sub(lambda found: _FACES.get(found[1], found[0]), part))

    return _between(text, _CONTROL, plain, lambda found: _control_seen(found[1], workspace))


def mentions(text: str, user: str) -> bool:
    """Whether the stored text mentions this user."""
    return re.search(rf"<@{user}(\|[^>]*)?>", text) is not None


def rich_text(text: str, block_id: str) -> Json:
    """The rich_text block that Slack makes of a stored text."""
    return {"type": "rich_text", "block_id": block_id, "elements": composer.elements(text, _leaves)}


def _leaves(text: str) -> list[Json]:
    leaves: list[Json] = []

    def plain(part: str) -> str:
        at = 0
        for found in _SHORTCODE.finditer(part):
            _append_text(leaves, part[at : found.start()])
            leaves.append(_emoji(found[1]))
            at = found.end()
        _append_text(leaves, part[at:])
        return ""

    def control(found: re.Match[str]) -> str:
        leaves.append(_control_element(found[1]))
        return ""

    _between(text, _CONTROL, plain, control)
    return leaves


def _emoji(name: str) -> Json:
    """Slack tells the code points of an emoji that is Unicode's."""
    points = "-".join(f"{ord(point):x}" for point in _FACES.get(name, ""))
    return {"type": "emoji", "name": name} | ({"unicode": points} if points else {})


def _append_text(elements: list[Json], text: str) -> None:
    if text:
        elements.append({"type": "text", "text": unescape(text)})


def _control_element(inside: str) -> Json:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:].partition("^")[0]}
    link: Json = {"type": "link", "url": unescape(target)}
    if label:
        link["text"] = unescape(label)
    return link


def _control_seen(inside: str, workspace: Workspace) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        user = workspace.users.get(target[1:])
        return f"@{user.real_name if user else label or target[1:]}"
    if target.startswith("#"):
        channel = workspace.channels.get(target[1:])
        return f"#{channel.name if channel else label or target[1:]}"
    if target.startswith("!date^"):
        return unescape(label)
    if target.startswith("!"):
        return unescape(label) or f"@{target[1:]}"
    if not label or label == target or target.removeprefix("mailto:") == label:
        return unescape(label or target)
    return f"{unescape(label)} ({unescape(target)})"


def _between(
    text: str, pattern: re.Pattern[str], plain: Callable[[str], str], special: Callable[[re.Match[str]], str]
) -> str:
    parts: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        parts += (plain(text[at : found.start()]), special(found))
        at = found.end()
    parts.append(plain(text[at:]))
    return "".join(parts)


def _outside(text: str, change: Callable[[str], str]) -> str:
    return _between(text, _CONTROL, change, lambda found: found.group())
