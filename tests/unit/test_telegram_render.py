"""What neutral content becomes on the wire, and what answers of the Bot API stand for."""

from __future__ import annotations

import json

import pytest

from bot.channels.telegram import render
from bot.channels.telegram.driver import Target
from bot.channels.telegram.drivers import make_driver
from bot.channels.telegram.failures import answered, download_failed, failed, not_modified, redacted
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import Button, Public, Style
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports.channel import SendFailed
from bot.ports.files import Looks


def test_keyboard() -> None:
    yes = Button(Public("Oui"), "t1", Style.SUCCESS)
    no = Button(Public("Non"), "t2")
    assert render.keyboard_of(((yes, no), ())) == [
        [{"text": "Oui", "callback_data": "t1", "style": "success"}, {"text": "Non", "callback_data": "t2"}]
    ]
    assert render.keyboard_of(()) is None


def test_target() -> None:
    place = Place("telegram", "42", "9")
    assert render.target_of(place, MessageRef("telegram", "42", "7")) == Target(42, 9, 7)
    assert render.target_of(place, MessageRef("telegram", "43", "7")) == Target(42, 9, None)
    with pytest.raises(SendFailed, match="refused"):
        render.target_of(Place("telegram", "C042"))


def test_a_caption_is_never_cut() -> None:
    assert render.checked_caption("😀" * 512) == "😀" * 512
    with pytest.raises(SendFailed, match="refused"):
        render.checked_caption("😀" * 512 + "a")


@pytest.mark.parametrize(
    ("kind", "media_type", "size", "sent_as"),
    [
        ("photo", "image/png", 5, "photo"),
        ("photo", "image/jpeg", render.PHOTO_BYTES + 1, "document"),
        ("photo", "image/heic", 5, "document"),
        ("photo", "image/svg+xml", 5, "document"),
        ("document", "image/png", 5, "document"),
        ("photo", "", 5, "document"),
        ("voice", "audio/ogg", 5, "voice"),
        ("voice", "", 5, "document"),
        ("audio", "audio/mpeg", 5, "audio"),
        ("video", "video/mp4", 5, "video"),
        ("video", "video/quicktime", 5, "document"),
        ("other", "application/pdf", 5, "document"),
    ],
)
def test_how_a_file_is_sent(kind: str, media_type: str, size: int, sent_as: str) -> None:
    attachment = Attachment(AttachmentId("a"), None, "slack", "F1", kind, "n", "image/jpeg")
    assert render.upload_kind(attachment, Looks(media_type, 640, 480), size) == sent_as


@pytest.mark.parametrize(
    ("width", "height", "sent_as"),
    [
        (5_000, 5_000, "photo"),
        (5_000, 5_001, "document"),
        (200, 10, "photo"),
        (10, 201, "document"),
        (0, 0, "document"),
        (60_000, 60_000, "document"),
    ],
)
def test_a_picture_of_too_many_pixels_is_no_photo(width: int, height: int, sent_as: str) -> None:
    attachment = Attachment(AttachmentId("a"), None, "slack", "F1", "photo", "n", "image/png")
    assert render.upload_kind(attachment, Looks("image/png", width, height), 5) == sent_as


def test_a_file_telegram_does_not_take() -> None:
    attachment = Attachment(AttachmentId("a"), None, "slack", "F1", "document", "n", "application/pdf")
    with pytest.raises(SendFailed, match="too_large"):
        render.upload_kind(attachment, Looks("application/pdf"), render.FILE_BYTES + 1)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("biên bản.pdf", "biên bản.pdf"),
        ("../../etc/pass\nwd", "pass wd"),
        ("C:\\x\\y\u202e.txt", "y.txt"),
        ('the "final" plan.pdf', "the 'final' plan.pdf"),
        ("", "file"),
    ],
)
def test_a_files_name(name: str, shown: str) -> None:
    attachment = Attachment(AttachmentId("a"), None, "slack", "F1", "document", name, "text/plain")
    assert render.upload_name(attachment) == shown


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (429, "Too Many Requests: retry after 7", "flood"),
        (403, "Forbidden: bot was blocked by the user", "unreachable"),
        (403, "Forbidden: bot can't initiate conversation with a user", "unreachable"),
        (403, "Forbidden: user is deactivated", "gone"),
        (400, "Bad Request: chat not found", "unreachable"),
        (400, "Bad Request: PEER_ID_INVALID", "unreachable"),
        (400, "Bad Request: message to edit not found", "gone"),
        (400, "Bad Request: message to be replied not found", "gone"),
        (400, "Bad Request: message thread not found", "no_topic"),
        (400, "Bad Request: invalid file_id", "gone"),
        (400, "Bad Request: file is too big", "too_large"),
        (413, "Request Entity Too Large", "too_large"),
        (400, "Bad Request: message is too long", "refused"),
        (400, "Bad Request: can't parse entities", "refused"),
        (401, "Unauthorized", "refused"),
        (404, "Not Found", "refused"),
        (409, "Conflict: terminated by other getUpdates request", "conflict"),
        (500, "Internal Server Error", "server"),
        (502, "Bad Gateway", "server"),
        (504, "Gateway Timeout", "unknown"),
    ],
)
def test_reasons(status: int, description: str, reason: str) -> None:
    failure = failed(status, description)
    assert failure.reason == reason
    assert description in failure.detail


def refusal(status: int, content: str) -> SendFailed:
    with pytest.raises(SendFailed) as caught:
        answered(status, content)
    assert caught.value.__context__ is None
    return caught.value


def test_answers() -> None:
    assert answered(200, '{"ok": true, "result": [{"chat": "oops"}]}') == [{"chat": "oops"}]
    assert refusal(200, '{"ok": true, "resu').reason == "unknown"
    assert refusal(200, "[]").reason == "unknown"
    assert refusal(200, "[" * 100_000).reason == "unknown"
    assert refusal(502, "<html>Bad Gateway</html>").reason == "server"
    assert refusal(400, "<html>").reason == "refused"
    flood = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}}
    assert refusal(429, json.dumps(flood)).retry_after == 7.0
    assert refusal(429, '{"ok": false, "parameters": 3}').retry_after == 1.0


def test_small_questions() -> None:
    assert not_modified(failed(400, "Bad Request: message is not modified: specified new message content …"))
    assert not not_modified(failed(400, "Bad Request: message to edit not found"))
    assert download_failed(404).reason == "gone"
    assert download_failed(500).reason == "server"
    assert "SECRET" not in redacted("http://x/bot12%3ASECRET/getMe and 12:SECRET", "12:SECRET")


def test_a_driver_that_is_not_there() -> None:
    with pytest.raises(ValueError, match='choose "aiogram" or "ptb"'):
        make_driver("telethon", "123456789:abc")  # type: ignore[arg-type]
