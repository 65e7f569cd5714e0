"""What Slack tells of works: which boxes somebody saw ticked, which photos he put into a window."""

from __future__ import annotations

from typing import Any

from bot.channels.slack import modals
from bot.channels.slack.parse import press
from bot.ports.inbound import DeskUser, FileRef
from bot.ports.modal import Modal, PhotosField, TextField

Json = dict[str, Any]


def option(value: str) -> Json:
    """An option of that value."""
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def test_the_boxes_that_were_ticked_when_he_looked() -> None:
    def group(number: int, *done: str) -> Json:
        box: Json = {"type": "checkboxes", "action_id": f"checklist.tick:{number}"}
        if done:
            box["initial_options"] = [option(value) for value in done]
        return {"type": "actions", "block_id": f"ticks:{number}.ab:T42", "elements": [box]}

    other = {"type": "checkboxes", "action_id": "another:0", "initial_options": [option("9")]}
    blocks = [group(0, "1", "2"), group(1, "11"), {"type": "actions", "block_id": "x", "elements": [other]}]
    action = {
        "type": "checkboxes",
        "action_id": "checklist.tick:1",
        "block_id": "ticks:1.ab:T42",
        "selected_options": [option("12")],
    }
    body = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": "C1"},
        "message": {"ts": "9.1", "blocks": blocks},
        "actions": [action],
    }
    pressed = press({"home": "T1"}, body)
    assert pressed.shown == ("1", "2", "11")
    assert pressed.checked == ("1", "2", "12")


def test_photos_of_a_window() -> None:
    modal = Modal("work.photos", "Photos", "T42", (PhotosField("photos", "Photos", at_most=4),), submit="Add")
    (block,) = modals.view_of(modal)["blocks"]
    assert block["element"] == {
        "type": "file_input",
        "action_id": "photos",
        "filetypes": ["jpg", "jpeg", "png", "heic", "webp"],
        "max_files": 4,
    }
    file = {"id": "F1", "name": "a.jpg", "mimetype": "image/jpeg", "size": 7}
    state = {"values": {"photos": {"photos": {"type": "file_input", "files": [file]}}}}
    form = modals.form_in(DeskUser("U1"), {"callback_id": "work.photos", "state": state})
    assert form.files == {"photos": (FileRef("F1", "photo", "a.jpg", "image/jpeg", 7),)}
    assert (form.values, form.typed) == ({}, ())
    empty = {"values": {"photos": {"photos": {"type": "file_input", "files": []}}}}
    assert not modals.form_in(DeskUser("U1"), {"callback_id": "work.photos", "state": empty}).files


def test_a_text_that_does_not_fit_says_so() -> None:
    for initial, shown in (("é" * 20, "é" * 20), ("é" * 21, "é" * 19 + "…")):
        view = modals.view_of(Modal("m", "M", "T1", (TextField("text", "Text", initial, longest=20),)))
        assert view["blocks"][0]["element"]["initial_value"] == shown
