"""What Slack's payloads mean."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.slack import modals
from bot.channels.slack.envelope import event_id, lane_of, raw_event, roster_event
from bot.channels.slack.parse import parse, press, problems
from bot.domain.addresses import MessageRef
from bot.domain.errors import Unreadable
from bot.ports.inbound import (
    DeskCommand,
    DeskForm,
    DeskMember,
    DeskMessage,
    DeskPress,
    DeskRoster,
    DeskUser,
    FileRef,
    Ignored,
)
from tests.unit.slack_payloads import ME, WINDOWS, Json, event, meaning, pressed, say, submitted


def test_a_reply_in_a_thread() -> None:
    assert meaning(event(thread_ts="9.1", text="see <@U1> :lock: &amp; co")) == DeskMessage(
        DeskUser("U1"), MessageRef("slack", "C1", "10.1"), "9.1", "see @Marie Dupont 🔒 & co"
    )


def test_a_root_is_in_no_thread() -> None:
    message = meaning(event(thread_ts="10.1"))
    assert isinstance(message, DeskMessage)
    assert message.thread is None


def test_what_is_also_sent_to_the_channel_is_a_message_as_any_other() -> None:
    message = meaning(event(subtype="thread_broadcast", thread_ts="9.1", text="<@U1> <!here> look"))
    assert isinstance(message, DeskMessage)
    assert (message.addressed, message.broadcast, message.thread) == (True, True, "9.1")


@pytest.mark.parametrize("where", ["user_team", "source_team", "team"])
def test_a_member_of_another_organisation_is_not_home(where: str) -> None:
    message = meaning(event(**{where: "T9"}))
    assert isinstance(message, DeskMessage)
    assert message.user == DeskUser("U1", home=False)


@pytest.mark.parametrize(
    "bot",
    [
        {"bot_id": "B9"},
        {"bot_id": "B9", "subtype": "bot_message", "user": None},
        {"app_id": "A9"},
        {"user": "USLACKBOT"},
    ],
)
def test_bots_are_not_human(bot: Json) -> None:
    message = meaning(event(**bot))
    assert isinstance(message, DeskMessage)
    assert not message.user.human


@pytest.mark.parametrize("own", [{"user": "UBOT"}, {"bot_id": "BBOT", "user": None}, {"app_id": "A1"}])
def test_our_own_messages_are_ignored(own: Json) -> None:
    assert meaning(event(**own)) == Ignored("our own")


@pytest.mark.parametrize("subtype", ["channel_join", "new_thing"])
def test_other_subtypes_are_ignored(subtype: str) -> None:
    assert isinstance(meaning(event(subtype=subtype, user=None)), Ignored)


@pytest.mark.parametrize("kind", ["app_mention", "pin_added", "member_joined_channel"])
def test_other_events_are_ignored(kind: str) -> None:
    assert meaning(event(type=kind)) == Ignored(f"event {kind}")


def test_files() -> None:
    files = [
        {"id": "F1", "name": "leak.jpg", "mimetype": "image/jpeg", "size": 12},
        {"id": "F2", "mimetype": "application/pdf", "title": "Quote"},
        {"id": "F3", "name": "a.m4a", "mimetype": "audio/mp4", "subtype": "slack_audio"},
        {"id": "F4", "mode": "tombstone"},
        {"id": "F5", "name": "Untitled", "mode": "snippet", "mimetype": "text/plain"},
    ]
    message = meaning(event(subtype="file_share", text="", files=files))
    assert isinstance(message, DeskMessage)
    assert message.files == (
        FileRef("F1", "photo", "leak.jpg", "image/jpeg", 12),
        FileRef("F2", "document", "Quote", "application/pdf"),
        FileRef("F3", "voice", "a.m4a", "audio/mp4"),
        FileRef("F5", "document", "Untitled.txt", "text/plain"),
    )


def test_a_message_with_nothing_in_it_is_ignored() -> None:
    assert isinstance(meaning(event(text=" ")), Ignored)


def test_a_button() -> None:
    press = meaning(
        pressed({"type": "button", "action_id": "ticket.take:3", "block_id": "b", "value": "T42"})
    )
    assert press == DeskPress(
        DeskUser("U1"),
        "C1",
        MessageRef("slack", "C1", "9.1"),
        "ticket.take",
        "T42",
        reply_to="https://hooks.slack.com/actions/x",
    )


def test_a_menu_carries_its_value_in_the_block() -> None:
    option = {"text": {"type": "plain_text", "text": "Paul"}, "value": "paul"}
    action = {"type": "static_select", "action_id": "ticket.assign", "block_id": "menu:0:T42"}
    press = meaning(pressed(action | {"selected_option": option}))
    assert isinstance(press, DeskPress)
    assert (press.action, press.value, press.choice) == ("ticket.assign", "T42", "paul")
    chosen = meaning(pressed(action | {"type": "users_select", "selected_user": "U7"}))
    assert isinstance(chosen, DeskPress)
    assert chosen.choice == "U7"


def test_ticks_of_all_groups_count() -> None:
    def option(value: str) -> Json:
        return {"text": {"type": "plain_text", "text": value}, "value": value}

    def group(number: int, *done: str) -> Json:
        element: Json = {"type": "checkboxes", "action_id": f"ticket.tick:{number}"}
        element["initial_options"] = [option(value) for value in done]
        return {"type": "actions", "block_id": f"ticks:{number}.ab:T:42", "elements": [element]}

    action = {
        "type": "checkboxes",
        "action_id": "ticket.tick:1",
        "block_id": "ticks:1.ab:T:42",
        "selected_options": [option("i10"), option("i11")],
    }
    message = {"ts": "9.1", "blocks": [group(0, "i1"), group(1), group(2, "i20")]}
    state: Json = {"values": {"ticks:2.ab:T:42": {"ticket.tick:2": {"selected_options": []}}}}
    press = meaning(pressed(action, message=message, state=state))
    assert isinstance(press, DeskPress)
    assert (press.action, press.value) == ("ticket.tick", "T:42")
    assert press.checked == ("i1", "i10", "i11")


def test_a_press_that_opened_a_window_names_it() -> None:
    action = {"type": "button", "action_id": "ticket.note", "block_id": "b", "value": "T42"}
    opened = meaning(pressed(action))
    assert isinstance(opened, DeskPress)
    assert opened.window is not None
    stranger = meaning(pressed(action, user={"id": "U66", "team_id": "T9"}))
    assert isinstance(stranger, DeskPress)
    assert (stranger.user.home, stranger.window) == (False, None)


@pytest.mark.parametrize("name", ["ticket.ask", "ticket.reply", "ticket.note"])
def test_modals_speak_the_pressers_language(name: str) -> None:
    action = {"type": "button", "action_id": f"{name}:2", "block_id": "actions:new..0.", "value": "T42"}
    modal = WINDOWS.opens(press({"home": "T1"}, pressed(action)))
    assert modal is not None
    view = modals.view_of(modal, modals.window_opened("1.2.3"))
    assert json.loads(view["private_metadata"]) == {"subject": "T42", "seen": "new..0.", "language": "fr"}
    assert (view["external_id"], view["close"]["text"]) == ("external:1.2.3", "Annuler")
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))


def test_a_modal_sent_in() -> None:
    form = meaning(submitted("  lock the door :lock:\n"))
    assert form == DeskForm(DeskUser("U1"), "ticket.note", "T42", {"text": "lock the door 🔒"}, ("text",))


def test_an_empty_modal_is_sent_back() -> None:
    body = submitted(" \n")
    assert problems({"home": "T1"}, body, WINDOWS, say) == {"text": "fr|Please write something first."}
    assert isinstance(meaning(body), Ignored)


def test_a_command() -> None:
    body = {
        "command": "/palier",
        "text": "close  K7QM-4T2P &amp; go",
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
        "trigger_id": "1.2",
        "response_url": "https://hooks.slack.com/commands/x",
    }
    command = meaning(body)
    words = ("close", "K7QM-4T2P", "&", "go")
    assert command == DeskCommand(DeskUser("U1"), "C1", words, "https://hooks.slack.com/commands/x")
    foreign = meaning(body | {"team_id": "T9"})
    assert isinstance(foreign, DeskCommand)
    assert not foreign.user.home


def test_members() -> None:
    guest = {"id": "U2", "team_id": "T1", "real_name": "Guy", "is_restricted": True}
    gone = {"id": "U3", "team_id": "T9", "name": "bob", "deleted": True, "is_bot": True}
    raw = roster_event([guest, gone], ME, 5)
    assert parse(json.loads(raw.payload), WINDOWS, say) == DeskRoster(
        (
            DeskMember("U2", "Guy", home=True, human=True, guest=True, active=True),
            DeskMember("U3", "bob", home=False, human=False, guest=False, active=False),
        )
    )
    assert raw.id != roster_event([guest], ME, 5).id
    assert raw.id != roster_event([guest, gone], ME, 6).id
    changed = meaning(event(type="user_change", user=guest | {"is_restricted": False}))
    assert changed == DeskRoster((DeskMember("U2", "Guy", True, True, False, True),))


@pytest.mark.parametrize(
    "broken",
    [
        event(ts=None),
        event(text=7),
        event(channel={"id": 1}),
        event(user=None),
        event(files=[{"name": "no id"}]),
        pressed({"type": "button", "value": "x"}),
        pressed({"type": "checkboxes", "action_id": "a", "block_id": "b"}),
        {"type": "view_submission", "user": None, "view": {}},
        {"command": "/palier"},
    ],
)
def test_ill_formed_payloads_are_unreadable(broken: Json) -> None:
    with pytest.raises(Unreadable):
        meaning(broken)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "body", "event", "message", "channel", "user", "ts", "item", "view", "id"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(json_values, st.sampled_from(["event", "command", "action", "view", "roster", "new"]))
def test_nothing_stored_can_break_the_reader(value: Any, kind: str) -> None:
    assert lane_of(value).startswith("slack:")
    payload: Mapping[str, Any] = {"type": kind, "home": "T1", "bot": "UBOT", "body": value}
    assert lane_of(payload).startswith("slack:")
    with contextlib.suppress(Unreadable):
        parse(payload, WINDOWS, say)


def test_lanes_follow_the_thread() -> None:
    def lane(body: Json) -> str:
        return raw_event(body, ME, {}).lane

    assert lane(event()) == "slack:C1:10.1"
    assert lane(event(thread_ts="9.1")) == "slack:C1:9.1"
    changed = event(subtype="message_changed", ts="11.1", message={"ts": "10.1", "thread_ts": "9.1"})
    assert lane(changed) == "slack:C1:9.1"
    deleted = event(subtype="message_deleted", ts="11.1", previous_message={"ts": "10.1"})
    assert lane(deleted) == "slack:C1:10.1"
    assert (
        lane(event(type="reaction_added", item={"channel": "C1", "ts": "9.1"}, channel=None))
        == "slack:C1:10.1"
    )
    assert lane(pressed({"action_id": "a"})) == "slack:C1:9.1"
    in_thread = pressed({"action_id": "a"}, message={"ts": "9.5", "thread_ts": "9.1"})
    assert lane(in_thread) == "slack:C1:9.1"
    assert lane(submitted("x")) == "slack:user:U1"
    assert lane({"command": "/palier", "user_id": "U1"}) == "slack:user:U1"


def test_ids_tell_copies_from_new_deeds() -> None:
    assert event_id("event", event()) == "Ev1"
    assert event_id("action", pressed({})) == "action:1.2.abc"
    assert event_id("view", submitted("")) != event_id("view", submitted("mended"))
    assert event_id("view", submitted("a")) == event_id("view", submitted("a"))
    assert event_id("event", {"a": 1}) == event_id("event", {"a": 1}) != event_id("event", {"a": 2})


def test_only_the_names_needed_travel_along() -> None:
    raw = raw_event(event(text="<@U1> <@U5>"), ME, {"U1": "Marie", "U2": "Paul"})
    assert json.loads(raw.payload)["names"] == {"U1": "Marie"}
