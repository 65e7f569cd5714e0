"""Methods that send files, and the one that names a file's download path.

Source: core.telegram.org/bots/api#sendphoto, #sendmediagroup, #getfile.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.api import Api, Handler, Methods, recipient
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.files import KINDS, MAX_DOWNLOAD, FileKind
from sandbox.telegram.media import input_media, resolve
from sandbox.telegram.sending import caption_of, deliver

LINK_LIFETIME = 3600.0
"""Seconds that a path from getFile can be downloaded."""
_SIZES = ("duration", "width", "height", "length")


def _sender(kind: FileKind) -> Handler:
    async def send(api: Api, call: Call) -> Any:
        person = recipient(api, call)
        words = caption_of(call) if kind not in ("video_note", "sticker") else {}
        stored = resolve(api, call, kind, call.values.get(kind))
        sizes: dict[str, Any] = {name: call.integer(name) for name in _SIZES if name in call.values}
        if kind == "sticker" and call.text("emoji"):
            sizes["emoji"] = call.text("emoji")
        fields = {**api.world.files.describe(stored, **sizes), **words}
        return deliver(api, call, fields, person=person)[0].data

    return send


async def send_media_group(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    items = call.sequence("media") or []
    if not 2 <= len(items) <= 10:
        reason = "there must be from 2 to 10 messages" if items else "there are no messages to send"
        raise bad_request(reason)
    album = {"media_group_id": api.world.album_id()}
    parts = [{**album, **input_media(api, call, item)} for item in items]
    if len({"document" in part for part in parts}) > 1:
        raise bad_request("document can't be mixed with other media types")
    return [stored.data for stored in deliver(api, call, *parts, person=person)]


async def get_file(api: Api, call: Call) -> Any:
    stored = api.world.files.by_id.get(call.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    stored.linked_at = api.world.clock.now()
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


_SENDERS = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "video": "sendVideo",
    "video_note": "sendVideoNote",
    "sticker": "sendSticker",
}

METHODS: Methods = {
    **{_SENDERS[kind]: _sender(kind) for kind in KINDS},
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
