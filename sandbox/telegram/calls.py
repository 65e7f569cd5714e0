"""A request as the Bot API reads it: urlencoded, JSON or multipart, values typed on demand."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.telegram.errors import ApiError, bad_request

MAX_UPLOAD = 50 << 20
"""Bytes of one uploaded file (core.telegram.org/bots/api#sending-files)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request, its type guessed from the name when the client gave none."""

    name: str
    mime: str
    data: bytes

    def summary(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        digest = hashlib.sha256(self.data).hexdigest()
        return {"name": self.name, "mime": self.mime, "size": len(self.data), "sha256": digest}


@dataclass(frozen=True, slots=True)
class Call:
    """One call's parameters. Nested values arrive as JSON text in forms, as they are in JSON bodies."""

    method: str
    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string parameter."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, (dict, list)):
            raise bad_request(f'parameter "{name}" must be a string')
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer parameter."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be an integer') from None

    def number(self, name: str) -> float:
        """A float parameter, 0.0 when absent."""
        try:
            return float(str(self.values.get(name) or 0))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be a number') from None

    def flag(self, name: str) -> bool:
        """A boolean parameter; absent is False."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def nested(self, name: str) -> Any:
        """A JSON parameter, None when absent or empty."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any]:
        """A JSON object parameter, {} when absent."""
        value = self.nested(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: expected an Object")
        return value

    def sequence(self, name: str) -> list[Any] | None:
        """A JSON array parameter, None when absent."""
        value = self.nested(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value

    def journaled(self) -> dict[str, Any]:
        """The parameters for the journal: nested JSON opened, uploads as sizes and hashes."""
        shown: dict[str, Any] = {}
        for name, value in self.values.items():
            shown[name] = _opened(value)
        for name, upload in self.uploads.items():
            shown[name] = upload.summary()
        return shown | {name: "…" for name in ("secret_token",) if name in shown}


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


async def read_call(request: web.Request, method: str) -> Call:
    """Read query string and body, whatever the client chose. Raises ApiError 400 or 413."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse JSON body") from None
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON body: expected an Object")
        values.update({name: value for name, value in body.items() if value is not None})
        return Call(method, values, uploads)
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    for name, part in form.items():
        if isinstance(part, web.FileField):
            uploads[name] = _upload(part)
        else:
            values[name] = part if isinstance(part, str) else bytes(part).decode("utf-8", "replace")
    return Call(method, values, uploads)


def _upload(part: web.FileField) -> Upload:
    with part.file:
        data = part.file.read()
    if len(data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    mime = part.content_type
    if mime == "application/octet-stream":
        mime = mimetypes.guess_type(part.filename)[0] or mime
    return Upload(part.filename, mime, data)
