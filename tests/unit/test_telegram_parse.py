"""What each kind of update means, and that no malformed one passes for something else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.kinds import enclosed
from bot.channels.telegram.lanes import event_of, lane_of
from bot.channels.telegram.parse import ALLOWED, parse
from bot.domain.addresses import MessageRef
from bot.domain.errors import Unreadable
from bot.domain.rich import Span, TextStyle
from bot.ports.channel import SendFailed
from bot.ports.inbound import (
    ChatEdit,
    ChatGroup,
    ChatMessage,
    ChatReachable,
    ChatTap,
    ChatUser,
    FileRef,
    Ignored,
)

CHAT = {"id": 5_000_000_001, "type": "private", "first_name": "Ana"}
FROM = {"id": 5_000_000_001, "is_bot": False, "first_name": "Ana", "last_name": "Lê", "language_code": "vi"}
ANA = ChatUser("telegram", "5000000001", "Lê Ana", "vi")
REF = MessageRef("telegram", "5000000001", "7")
COMMAND = {"type": "bot_command", "offset": 0, "length": 7}
DATE = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": DATE, "chat": CHAT, "from": FROM, **content}


def said(**content: Any) -> ChatMessage:
    meant = parse({"update_id": 1, "message": message(**content)})
    assert isinstance(meant, ChatMessage)
    return meant


def test_text_is_clean_and_in_normal_form() -> None:
    assert said(text="Lê\r\nthang ma\u0301y\x00") == ChatMessage(ANA, REF, "Lê\nthang máy")


def test_when_it_was_written() -> None:
    assert said(text="Bonjour").at == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "length", "command", "rest"),
    [
        ("/report", 7, "report", ""),
        ("/report@palier_bot  no water", 18, "report", "no water"),
        ("/start xyz-42", 6, "start", "xyz-42"),
        ("/Report\nétage 3", 7, "report", "étage 3"),
    ],
)
def test_command_and_what_follows(text: str, length: int, command: str, rest: str) -> None:
    meant = said(text=text, entities=[{"type": "bot_command", "offset": 0, "length": length}])
    assert (meant.command, meant.text) == (command, rest)


@pytest.mark.parametrize(
    ("origin", "whose"),
    [
        (
            {
                "type": "user",
                "sender_user": {"id": 9, "is_bot": False, "first_name": "Bob", "last_name": "Lee"},
            },
            "Bob Lee",
        ),
        ({"type": "hidden_user", "sender_user_name": "Un\nvoisin"}, "Un voisin"),
        (
            {"type": "chat", "sender_chat": {"id": -1, "type": "supergroup", "title": "Les Cèdres"}},
            "Les Cèdres",
        ),
        (
            {"type": "channel", "chat": {"id": -2, "type": "channel", "title": "Mairie"}, "message_id": 3},
            "Mairie",
        ),
        ({"type": "something new"}, "?"),
    ],
)
def test_what_somebody_else_wrote_is_not_taken_for_his_own(origin: dict[str, Any], whose: str) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    meant = said(text="/cancel your car", forward_origin=origin, entities=[COMMAND, *bold])
    assert (meant.text, meant.command) == (f"↪️ {whose}\n/cancel your car", None)
    assert [meant.text[span.start : span.end] for span in meant.spans] == ["/can"]
    photo = [{"file_id": "P", "width": 1, "height": 1}]
    assert said(photo=photo, forward_origin=origin).text == f"↪️ {whose}"
    assert said(photo=photo, forward_origin=origin, media_group_id="4").text == ""


def test_his_own_words_sent_on_are_his_own() -> None:
    origin = {"type": "user", "sender_user": FROM}
    assert said(text="No water", forward_origin=origin).text == "No water"


def test_command_in_a_caption() -> None:
    photo = [{"file_id": "P", "width": 1, "height": 1}]
    meant = said(
        photo=photo,
        caption="/report leak",
        caption_entities=[{"type": "bot_command", "offset": 0, "length": 7}],
    )
    assert (meant.command, meant.text, len(meant.files)) == ("report", "leak", 1)


def test_a_command_further_on_is_text() -> None:
    meant = said(text="try /report", entities=[{"type": "bot_command", "offset": 4, "length": 7}])
    assert (meant.command, meant.text) == (None, "try /report")


FILES = [
    (
        {"photo": [{"file_id": "P9", "width": 90, "height": 90}, {"file_id": "P1", "width": 9, "height": 9}]},
        FileRef("P9", "photo", "photo-7.jpg", "image/jpeg"),
    ),
    (
        {
            "document": {
                "file_id": "D",
                "file_name": "biên\nbản.pdf",
                "mime_type": "application/pdf",
                "file_size": 8,
            }
        },
        FileRef("D", "document", "biên bản.pdf", "application/pdf", 8),
    ),
    ({"document": {"file_id": "D"}}, FileRef("D", "document", "document-7.bin", "application/octet-stream")),
    (
        {"voice": {"file_id": "V", "duration": 3, "mime_type": "audio/ogg", "file_size": 7}},
        FileRef("V", "voice", "voice-7.ogg", "audio/ogg", 7),
    ),
    ({"video": {"file_id": "W", "file_name": "a.mp4"}}, FileRef("W", "video", "a.mp4", "video/mp4")),
    ({"video_note": {"file_id": "N"}}, FileRef("N", "video", "video-note-7.mp4", "video/mp4")),
    (
        {"audio": {"file_id": "A", "mime_type": "audio/mp4"}},
        FileRef("A", "audio", "audio-7.mp3", "audio/mp4"),
    ),
    (
        {"animation": {"file_id": "G"}, "document": {"file_id": "G"}},
        FileRef("G", "video", "animation-7.mp4", "video/mp4"),
    ),
]


@pytest.mark.parametrize(("content", "file"), FILES)
def test_files(content: dict[str, Any], file: FileRef) -> None:
    meant = said(**content, caption="dégât", media_group_id="137")
    assert meant == ChatMessage(ANA, REF, "dégât", files=(file,), album="137")


POINT = {"latitude": 14.6, "longitude": -61.05}
MAP = "https://www.openstreetmap.org/?mlat=14.600000&mlon=-61.050000#map=18/14.600000/-61.050000"


@pytest.mark.parametrize(
    ("content", "file"),
    [
        ({"is_animated": False}, FileRef("S", "sticker", "sticker-7.webp", "image/webp", 9)),
        (
            {"is_video": True, "thumbnail": {"file_id": "T"}},
            FileRef("T", "sticker", "sticker-7.webp", "image/webp"),
        ),
        (
            {"is_animated": True, "thumbnail": {"file_id": "T"}},
            FileRef("T", "sticker", "sticker-7.webp", "image/webp"),
        ),
    ],
)
def test_a_sticker_is_its_emoji_and_its_picture(content: dict[str, Any], file: FileRef) -> None:
    meant = said(sticker={"file_id": "S", "emoji": "👍", "file_size": 9, **content})
    assert (meant.text, meant.files) == ("👍", (file,))


def test_a_contact_with_its_card() -> None:
    card = "BEGIN:VCARD\r\nFN:Bùi Hân\r\nEND:VCARD"
    meant = said(contact={"phone_number": "+84 1", "first_name": "Hân", "last_name": "Bùi", "vcard": card})
    (file,) = meant.files
    assert meant.text == "👤 Hân Bùi, +84 1"
    assert (file.kind, file.name, file.media_type, file.size) == (
        "document",
        "contact-7.vcf",
        "text/vcard",
        36,
    )
    assert enclosed(file.source) == card.encode()
    assert enclosed("AgACAgIAAxkBAAI") is None
    with pytest.raises(SendFailed, match="gone"):
        enclosed(f"{file.source}§")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"sticker": {"file_id": "S", "emoji": "👍", "is_animated": True}}, "👍"),
        ({"sticker": {"file_id": "S", "is_video": True}}, ""),
        ({"location": POINT}, f"📍 {MAP}"),
        ({"location": {**POINT, "live_period": 900}}, f"📍 {MAP}"),
        (
            {"location": POINT, "venue": {"location": POINT, "title": "Hall B", "address": ""}},
            f"📍 Hall B\n{MAP}",
        ),
        (
            {"venue": {"location": POINT, "title": "Hall B", "address": "3 rue Haute"}},
            f"📍 Hall B, 3 rue Haute\n{MAP}",
        ),
        ({"contact": {"phone_number": "+84 1", "first_name": "Ana"}}, "👤 Ana, +84 1"),
        ({"dice": {"emoji": "🎲", "value": 4}, "effect_id": "1"}, ""),
        ({"poll": {"id": "1"}}, ""),
        ({"hologram": {"id": "1"}}, ""),
    ],
)
def test_what_has_no_words(content: dict[str, Any], text: str) -> None:
    meant = said(**content)
    assert (meant.text, meant.files) == (text, ())


@pytest.mark.parametrize(
    ("sender", "name", "language"),
    [
        ({"id": 1, "first_name": " Ana\n", "last_name": ""}, "Ana", None),
        ({"id": 1, "first_name": "", "username": "ana"}, "ana", None),
        ({"id": 1, "language_code": "pt-br"}, "1", "pt-br"),
    ],
)
def test_who_writes(sender: dict[str, Any], name: str, language: str | None) -> None:
    user = said(text="x", **{"from": sender}).user
    assert (user.name, user.language) == (name, language)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"text": "corr"}, "corr"),
        ({"photo": [{"file_id": "P", "width": 1, "height": 1}], "caption": "corr"}, "corr"),
        ({"photo": [{"file_id": "P", "width": 1, "height": 1}]}, ""),
    ],
)
def test_edit(content: dict[str, Any], text: str) -> None:
    edit = message(**content, edit_date=DATE + 60)
    at = datetime.fromtimestamp(DATE + 60, UTC)
    assert parse({"update_id": 1, "edited_message": edit}) == ChatEdit(ANA, REF, text, at)


def test_an_edit_out_of_all_time_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="edit_date"):
        parse({"update_id": 1, "edited_message": message(text="x", edit_date=10**20)})


def test_an_answer_names_what_it_answers() -> None:
    quoted = said(text="Yes", reply_to_message={"message_id": 5, "date": DATE, "chat": CHAT, "text": "?"})
    assert quoted.reply_to == MessageRef("telegram", "5000000001", "5")
    assert said(text="Yes").reply_to is None


def press(**more: Any) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "q", "from": FROM, "data": "t", **more}}


def test_tap() -> None:
    assert parse(press(message=message(text="?"))) == ChatTap(ANA, "t", REF)
    inaccessible = {"chat": CHAT, "message_id": 7, "date": 0}
    assert parse(press(message=inaccessible)) == ChatTap(ANA, "t", None)
    assert parse(press(inline_message_id="i")) == ChatTap(ANA, "t", None)


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("left", False), ("member", True)])
def test_blocked_and_let_in_again(status: str, reachable: bool) -> None:
    change = {"chat": CHAT, "from": FROM, "date": DATE, "new_chat_member": {"status": status}}
    assert parse({"update_id": 1, "my_chat_member": change}) == ChatReachable(ANA, reachable)


GROUP = {"id": -100, "type": "supergroup"}


def member_of(chat: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        return {"user": {"id": 1, "is_bot": True}, "status": status}

    return {
        "chat": chat,
        "from": FROM,
        "date": DATE,
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(left_chat_member=FROM, chat=GROUP)},
        {"message": message(migrate_to_chat_id=-1001, chat=GROUP)},
        {"message": message(text="x", **{"from": {**FROM, "is_bot": True}})},
        {"edited_message": message(text="x", **{"from": {**FROM, "is_bot": True}})},
        {"message": message(pinned_message={"message_id": 1})},
        {"message": message(forum_topic_created={"name": "x"})},
        {"edited_message": message(location=POINT)},
        press(data=None, game_short_name="g"),
        press(message=message(chat=GROUP)),
        {"message_reaction": {"chat": CHAT, "actor_chat": CHAT}},
        {"message_reaction": {"chat": CHAT, "user": {**FROM, "is_bot": True}}},
        {"message_reaction": {"chat": GROUP, "user": FROM}},
        {"whatever_comes_next": 3},
    ],
)
def test_ignored(update: dict[str, Any]) -> None:
    meant = parse({"update_id": 1, **update})
    assert isinstance(meant, Ignored)
    assert meant.reason


@pytest.mark.parametrize(
    ("update", "inside", "joined", "silent"),
    [
        ({"message": message(text="x", chat=GROUP)}, True, False, False),
        ({"message": message(new_chat_members=[FROM], chat=GROUP)}, True, False, False),
        ({"edited_message": message(text="x", chat=GROUP)}, True, False, False),
        ({"my_chat_member": member_of(GROUP, "left", "member")}, True, True, False),
        ({"my_chat_member": member_of(GROUP, "kicked", "administrator")}, True, True, False),
        ({"my_chat_member": member_of(GROUP, "member", "administrator")}, True, False, False),
        ({"my_chat_member": member_of(GROUP, "member", "restricted")}, True, False, False),
        ({"my_chat_member": member_of(GROUP, "member", "kicked")}, False, False, False),
        (
            {"my_chat_member": member_of({"id": -100, "type": "channel"}, "left", "administrator")},
            True,
            True,
            True,
        ),
    ],
)
def test_of_a_group_nothing_is_read_but_that_the_bot_is_there(
    update: dict[str, Any], inside: bool, joined: bool, silent: bool
) -> None:
    kept = json.loads(event_of({"update_id": 1, **update}).payload)
    group = ChatGroup(replace(ANA, chat="-100", name=""), inside, joined, silent)
    assert parse(kept) == parse({"update_id": 1, **update}) == group
    assert "Ana" not in str(kept)
    assert '"x"' not in json.dumps(kept)
    assert lane_of(kept) == "telegram:-100"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in message(text="x").items() if key != name}


@pytest.mark.parametrize(
    ("update", "where"),
    [
        ("oops", "update"),
        ([], "update"),
        ({"update_id": 1}, "update"),
        ({"message": "oops"}, "update.message"),
        ({"message": message(text="x", chat="oops")}, "message.chat"),
        ({"message": message(text="x", chat={"id": "5", "type": "private"})}, "chat.id"),
        ({"message": message(text="x", chat={"id": True, "type": "private"})}, "chat.id"),
        ({"message": message(text="x", chat={"id": 5})}, "chat.type"),
        ({"message": without("message_id")}, "message.message_id"),
        ({"message": without("from")}, "message.from"),
        ({"message": message(text=["x"])}, "message.text"),
        ({"message": message(text="x", entities={})}, "message.entities"),
        ({"message": message(text="x", entities=[{"type": "bot_command"}])}, "entities[0].offset"),
        ({"message": message(photo=["P"])}, "photo[0]"),
        ({"message": message(document={"file_id": 3})}, "document.file_id"),
        ({"message": message(location={"latitude": "n", "longitude": 1})}, "location.latitude"),
        ({"message": message(location={"latitude": 10**400, "longitude": 1})}, "location.latitude"),
        ({"message": message(text="x", media_group_id=4)}, "media_group_id"),
        (press(data=5, message=message(text="?")), "callback_query.data"),
        (press(message={"chat": CHAT}), "message.date"),
        ({"my_chat_member": {"chat": CHAT, "from": FROM}}, "new_chat_member"),
    ],
)
def test_unreadable_says_where(update: Any, where: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(update)
    assert where in str(caught.value)


def test_reads_what_it_asks_for() -> None:
    assert ALLOWED == ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")


BOLD = {"type": "bold", "offset": 0, "length": 4}


def test_formatting_of_text_captions_and_edits() -> None:
    spans = (Span(0, 4, TextStyle.BOLD),)
    assert said(text="très bien", entities=[BOLD]).spans == spans
    photo = [{"file_id": "P", "width": 1, "height": 1}]
    assert said(photo=photo, caption="très bien", caption_entities=[BOLD]).spans == spans
    changed = parse({"update_id": 1, "edited_message": message(text="tre\u0300s bien", entities=[BOLD])})
    assert isinstance(changed, ChatEdit)
    assert (changed.text, changed.spans) == ("très bien", (Span(0, 3, TextStyle.BOLD),))


def test_formatting_behind_a_command() -> None:
    command = {"type": "bot_command", "offset": 0, "length": 7}
    meant = said(text="/report  no water ", entities=[command, {"type": "bold", "offset": 12, "length": 5}])
    assert (meant.text, meant.spans) == ("no water", (Span(3, 8, TextStyle.BOLD),))


@pytest.mark.parametrize("kind", ["video", "document", "animation", "voice"])
def test_an_edited_caption(kind: str) -> None:
    file = {kind: {"file_id": "F"}, "edit_date": DATE + 5}
    for caption, words in (({"caption": "the new one"}, "the new one"), ({}, "")):
        meant = parse({"update_id": 1, "edited_message": message(**file, **caption)})
        assert isinstance(meant, ChatEdit)
        assert (meant.ref, meant.text) == (REF, words)


def test_an_edited_command_is_what_follows_it() -> None:
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    edited = message(text="/report no light", entities=command, edit_date=DATE + 5)
    meant = parse({"update_id": 1, "edited_message": edited})
    assert isinstance(meant, ChatEdit)
    assert meant.text == "no light"
