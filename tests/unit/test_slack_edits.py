"""What Slack's changes and deletions of messages mean."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.addresses import MessageRef
from bot.ports.inbound import DeskDeletion, DeskEdit, DeskPostGone, Ignored
from tests.unit.test_slack_parse import Json, event, meaning


def change(now: Json, before: Json | None = None, **more: Any) -> Json:
    about = {"type": "message", "user": "U1", "text": "hello", "ts": "10.1", "thread_ts": "9.1", "team": "T1"}
    inner = {"message": about | now, "previous_message": about | (before or {}), "hidden": True, "ts": "11.1"}
    return event(**{"subtype": "message_changed", "user": None, "text": None, "team": None} | inner | more)


def test_an_edit() -> None:
    edited = {"edited": {"user": "U1", "ts": "1772442000.000000"}}
    seen = meaning(change({"text": "<@U1> bye", **edited}))
    assert isinstance(seen, DeskEdit)
    assert (seen.message.text, seen.message.thread, seen.message.addressed) == (
        "@Marie Dupont bye",
        "9.1",
        True,
    )
    assert seen.message.ref == MessageRef("slack", "C1", "10.1")
    assert seen.at.timestamp() == 1772442000
    later = change({"text": "bye", "edited": {"ts": "20.0"}}, {"edited": {"ts": "19.0"}})
    assert isinstance(meaning(later), DeskEdit)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({"attachments": [{"title": "a preview"}]}, {}),
        ({"edited": {"ts": "20.0"}}, {}),
        ({"text": "bye"}, {}),
        ({"text": "bye", "edited": {"ts": "19.0"}}, {"edited": {"ts": "20.0"}}),
        (
            {
                "text": "This message was deleted.",
                "subtype": "tombstone",
                "user": "USLACKBOT",
                "hidden": True,
            },
            {},
        ),
        ({"text": "gone", "subtype": "tombstone", "edited": {"ts": "20.0"}}, {}),
        ({"text": "", "edited": {"ts": "20.0"}}, {}),
        ({"text": "our card", "user": "UBOT", "edited": {"ts": "20.0"}}, {}),
    ],
    ids=["preview", "same words", "no edit", "older", "tombstone", "edited tombstone", "emptied", "ours"],
)
def test_case_23_and_26_changes_that_are_no_edits(now: Json, before: Json) -> None:
    assert isinstance(meaning(change(now, before)), Ignored)


def test_a_deletion() -> None:
    gone = {"subtype": "message_deleted", "user": None, "text": None, "ts": "11.1", "deleted_ts": "10.1"}
    assert meaning(event(**gone, previous_message={"user": "U1"})) == DeskDeletion(
        MessageRef("slack", "C1", "10.1")
    )
    ours = meaning(event(**gone, previous_message={"user": "UBOT"}))
    assert ours == DeskPostGone(MessageRef("slack", "C1", "10.1"))


def test_other_formatting_alone_is_an_edit_and_other_block_ids_are_none() -> None:
    def blocks(id: str, **style: bool) -> list[Json]:
        leaf: Json = {"type": "text", "text": "hello", "style": style}
        section = {"type": "rich_text_section", "elements": [leaf]}
        return [{"type": "rich_text", "block_id": id, "elements": [section]}]

    edited = {"edited": {"user": "U1", "ts": "20.0"}}
    seen = meaning(change({"blocks": blocks("a", bold=True), **edited}, {"blocks": blocks("b")}))
    assert isinstance(seen, DeskEdit)
    assert len(seen.message.spans) == 1
    same = change({"blocks": blocks("a", bold=True), **edited}, {"blocks": blocks("b", bold=True)})
    assert isinstance(meaning(same), Ignored)


@pytest.mark.parametrize("shape", [{}, {"subtype": "file_share", "upload": False}])
@pytest.mark.parametrize(
    ("before", "now"), [("The plan", "The new plan"), ("The plan", ""), ("", "The plan")]
)
def test_captions_are_edited_added_and_taken_away(shape: Json, before: str, now: str) -> None:
    file = {"id": "F1", "name": "plan.mp4", "mimetype": "video/mp4"}
    with_file = {"files": [file], **shape}
    edit = meaning(
        change({"text": now, "edited": {"ts": "20.0"}, **with_file}, {"text": before, **with_file})
    )
    assert isinstance(edit, DeskEdit)
    assert (edit.message.text, [one.kind for one in edit.message.files]) == (now, ["video"])
