"""Payloads as Slack sends them, and what the reader makes of them."""

from __future__ import annotations

import json
from typing import Any

from bot.channels.slack.envelope import Identity, raw_event
from bot.channels.slack.parse import parse
from bot.domain.directory import Department, Directory, Office, Role, Staff
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey
from bot.ports.inbound import (
    Inbound,
)
from tests.fakes.windows import windows

Json = dict[str, Any]
ME = Identity("T1", "UBOT", "BBOT", "https://home.slack.com/")
OFFICE = Directory(
    offices=(Office(OfficeKey("north"), "North", "FR", "Europe/Paris", "fr", "CSTAFF", "CMANAGE"),),
    residences=(),
    departments=(Department(DepartmentKey("tech"), OfficeKey("north"), "C1", {"en": "Technical"}),),
    staff=(Staff(StaffKey("marie"), "Marie Dupont", Role.AGENT, DepartmentKey("tech"), slack="U1"),),
    topics=(),
)


WINDOWS = windows(OFFICE)


def say(msgid: str, language: str, **params: str | int) -> str:
    return f"{language}|{msgid.format(**params)}"


def meaning(body: Json) -> Inbound:
    raw = raw_event(body, ME, {"U1": "Marie Dupont"})
    return parse(json.loads(raw.payload), WINDOWS, say)


def event(**inner: Any) -> Json:
    about = {"type": "message", "channel": "C1", "user": "U1", "text": "hello", "ts": "10.1", "team": "T1"}
    merged = {key: value for key, value in (about | inner).items() if value is not None}
    return {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": "Ev1",
        "event": merged,
    }


def pressed(action: Json, **more: Any) -> Json:
    return {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": "1.2.abc",
        "api_app_id": "A1",
        "response_url": "https://hooks.slack.com/actions/x",
        "container": {"type": "message", "message_ts": "9.1", "channel_id": "C1"},
        "channel": {"id": "C1", "name": "tech"},
        "message": {"ts": "9.1", "blocks": []},
        "actions": [action],
        **more,
    }


def submitted(text: str, **more: Any) -> Json:
    view = {
        "id": "V1",
        "hash": "h1",
        "callback_id": "ticket.note",
        "private_metadata": json.dumps({"subject": "T42", "language": "fr"}),
        "blocks": [
            {
                "type": "input",
                "block_id": "text",
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
        "state": {"values": {"text": {"text": {"type": "plain_text_input", "value": text}}}},
    }
    return {"type": "view_submission", "user": {"id": "U1", "team_id": "T1"}, "view": view, **more}
