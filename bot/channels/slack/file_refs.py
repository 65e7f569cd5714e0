"""Files as Slack describes them, in messages and in windows."""

from __future__ import annotations

from typing import Literal

from bot.channels.slack.words import Json
from bot.domain.text import clean
from bot.ports.inbound import FileRef


def file_ref(file: Json) -> FileRef:
    """Raises KeyError and ValueError for one without an id."""
    media_type = file.get("mimetype") or "application/octet-stream"
    size, id = file.get("size"), file["id"]
    if not isinstance(id, str) or not id:
        raise ValueError("id is no text")
    name = clean(str(file.get("name") or file.get("title") or "file")).replace("\n", " ")
    if file.get("mode") == "snippet" and "." not in name:
        name = f"{name}.txt"
    kind = _kind(str(media_type), file.get("subtype"))
    return FileRef(id, kind, name, str(media_type), size if isinstance(size, int) else None)


def _kind(media_type: str, subtype: object) -> Literal["photo", "document", "voice", "video", "audio"]:
    if subtype == "slack_audio":
        return "voice"
    if media_type in ("image/jpeg", "image/png", "image/webp", "image/gif", "image/heic"):
        return "photo"
    family = media_type.partition("/")[0]
    return "video" if family == "video" else "audio" if family == "audio" else "document"
