"""Media that a call brings: uploaded, attached or already on the server.

Source: core.telegram.org/bots/api#sending-files and #inputmedia.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.api import Api
from sandbox.telegram.calls import Call, Upload
from sandbox.telegram.errors import bad_request
from sandbox.telegram.files import KINDS, FileKind, StoredFile, check_photo
from sandbox.telegram.sending import Fields, caption

_TITLES = {
    "photo": "Photo",
    "document": "Document",
    "voice": "VoiceNote",
    "video": "Video",
    "video_note": "VideoNote",
    "sticker": "Sticker",
}
_INPUT_KEYS = {
    "type",
    "media",
    "caption",
    "parse_mode",
    "caption_entities",
    "thumbnail",
    "width",
    "height",
    "duration",
    "has_spoiler",
    "show_caption_above_media",
    "supports_streaming",
    "disable_content_type_detection",
    "cover",
    "start_timestamp",
}


def resolve(api: Api, call: Call, kind: FileKind, reference: Any) -> StoredFile:
    """The file that ``reference`` names: a part under the field's own name, ``attach://…`` or a file_id."""
    upload: Upload | None
    if reference is None:
        upload = call.uploads.get(kind)
    elif str(reference).startswith("attach://"):
        upload = call.uploads.get(str(reference).removeprefix("attach://"))
        if upload is None:
            raise bad_request(f'file "{reference}" is not attached to the request')
    else:
        return _existing(api, kind, str(reference))
    if upload is None:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        check_photo(upload.data)
    return api.world.files.store(_kept_as(kind, upload), upload.name, _mime(kind, upload), upload.data, None)


def _existing(api: Api, kind: FileKind, reference: str) -> StoredFile:
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = api.world.files.by_id.get(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_TITLES[stored.kind]} as {_TITLES[kind]}")
    return stored


def _kept_as(kind: FileKind, upload: Upload) -> FileKind:
    """A voice message must be OGG, MP3 or M4A; anything else is shown as a document."""
    audible = upload.mime.startswith("audio/") or upload.mime == "application/ogg"
    ending = upload.name.rpartition(".")[2].lower()
    if kind == "voice" and not audible and ending not in ("ogg", "oga", "opus", "mp3", "m4a"):
        return "document"
    return kind


def _mime(kind: FileKind, upload: Upload) -> str:
    if kind == "voice" and upload.mime in ("application/octet-stream", "application/ogg"):
        return "audio/ogg"
    if kind in ("video", "video_note") and upload.mime == "application/octet-stream":
        return "video/mp4"
    return upload.mime


def input_media(api: Api, call: Call, item: Any) -> Fields:
    """The message fields of one InputMedia."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in KINDS or kind not in ("photo", "video", "document"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is not modelled')
    unknown = item.keys() - _INPUT_KEYS
    if unknown:
        raise bad_request(f"the sandbox knows no field {', '.join(sorted(unknown))} of InputMedia")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    stored = resolve(api, call, kind, item["media"])
    sizes = {name: item.get(name) for name in ("duration", "width", "height")}
    words = caption(item.get("caption"), item.get("parse_mode"), item.get("caption_entities"))
    return {**api.world.files.describe(stored, **sizes), **words}
