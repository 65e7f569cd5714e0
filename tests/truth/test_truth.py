"""The truth checks bite: each planted fault is found, and the sandbox's own words are not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.slack.alone import SlackAlone
from sandbox.slack.web_api import METHODS as SLACK_METHODS
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.parameters import METHODS as TELEGRAM_METHODS
from sandbox.telegram.server import HANDLERS
from truth import libraries, watch
from truth.schemas import EVENTS, Checker, wanted

Json = dict[str, Any]
Plant = Callable[[Json], object]


def planted(value: Json, plant: Plant) -> Json:
    faulty = copy.deepcopy(value)
    plant(faulty)
    return faulty


@pytest.fixture
async def update() -> Json:
    async with TelegramAlone() as telegram:
        ana = (await telegram.do("add_resident", "Ana"))["id"]
        await telegram.do("send_photo", ana, caption="/help")
        return next(dict(entry.data) for entry in telegram.journal.entries if entry.kind == "update")


@pytest.fixture
async def event() -> Json:
    async with SlackAlone() as slack:
        await slack.act("add_user", name="Marie Dupont", id="U1")
        await slack.act("add_channel", name="tickets", id="C1")
        await slack.act("post", user="Marie Dupont", channel="tickets", text="hello")
        return dict(slack.seen("event", "message")[0].data["event"])


TELEGRAM_FAULTS: dict[str, Plant] = {
    "chat is no object": lambda u: u["message"].update(chat=7),
    "date in milliseconds": lambda u: u["message"].update(date=u["message"]["date"] * 1000),
    "no date": lambda u: u["message"].pop("date"),
    "message_id as text": lambda u: u["message"].update(message_id="one"),
    "misspelled field": lambda u: u["message"].update(capton="x"),
    "misspelled field in a photo": lambda u: u["message"]["photo"][0].update(widht=3),
    "photo without file_id": lambda u: u["message"]["photo"][0].pop("file_id"),
    "photo is no list": lambda u: u["message"].update(photo=u["message"]["photo"][0]),
    "entity without offset": lambda u: u["message"]["caption_entities"][0].pop("offset"),
    "unknown kind of update": lambda u: u.update(massage=u.pop("message")),
}


@pytest.mark.parametrize("plant", TELEGRAM_FAULTS.values(), ids=TELEGRAM_FAULTS)
def test_the_libraries_find_faults_in_updates(update: Json, plant: Plant) -> None:
    assert libraries.update_problems(update) == []
    assert libraries.update_problems(planted(update, plant))


@pytest.mark.parametrize("fault", [name for name in TELEGRAM_FAULTS if "millisec" not in name])
def test_the_schemas_find_faults_in_updates(update: Json, schemas: Checker, fault: str) -> None:
    assert schemas.problems([("telegram:update", update)]) == []
    assert schemas.problems([("telegram:update", planted(update, TELEGRAM_FAULTS[fault]))])


GROUP_FAULTS: dict[str, Plant] = {
    "a member without a status": lambda u: u["my_chat_member"]["new_chat_member"].pop("status"),
    "a status that there is not": lambda u: u["my_chat_member"]["new_chat_member"].update(status="here"),
    "an administrator without rights": lambda u: u["my_chat_member"]["new_chat_member"].pop(
        "can_manage_chat"
    ),
    "no member of before": lambda u: u["my_chat_member"].pop("old_chat_member"),
    "a misspelled title": lambda u: u["my_chat_member"]["chat"].update(titel="x"),
    "nobody did it": lambda u: u["my_chat_member"].pop("from"),
}


@pytest.mark.parametrize("plant", GROUP_FAULTS.values(), ids=GROUP_FAULTS)
async def test_both_find_faults_in_what_happens_in_groups(schemas: Checker, plant: Plant) -> None:
    async with TelegramAlone() as telegram:
        ana = (await telegram.do("add_resident", "Ana"))["id"]
        group = (await telegram.do("add_group", "Voisins"))["id"]
        await telegram.do("put_bot_in", group, ana, administrator=True)
        put = next(dict(entry.data) for entry in telegram.journal.entries if entry.kind == "update")
    assert libraries.update_problems(put) == schemas.problems([("telegram:update", put)]) == []
    assert libraries.update_problems(planted(put, plant))
    assert schemas.problems([("telegram:update", planted(put, plant))])


ANSWER_FAULTS: dict[str, tuple[str, Json]] = {
    "a text instead of true": ("deleteMessage", {"ok": True, "result": "done"}),
    "something beside the result": ("deleteMessage", {"ok": True, "result": True, "more": 1}),
    "a user without a name": ("getMe", {"ok": True, "result": {"id": 1, "is_bot": True}}),
    "an error without a code": ("getMe", {"ok": False, "description": "Unauthorized"}),
    "an error with too much": ("getMe", {"ok": False, "error_code": 401, "description": "x", "retry": 1}),
    "a pause in the wrong place": (
        "getMe",
        {"ok": False, "error_code": 429, "description": "x", "parameters": {"retryAfter": 3}},
    ),
}


@pytest.mark.parametrize("fault", ANSWER_FAULTS)
def test_the_libraries_find_faults_in_answers(fault: str) -> None:
    method, answer = ANSWER_FAULTS[fault]
    assert libraries.answer_problems(method, answer)


SLACK_FAULTS: dict[str, Plant] = {
    "ts as a number": lambda e: e.update(ts=1.5),
    "no ts": lambda e: e.pop("ts"),
    "no event_ts": lambda e: e.pop("event_ts"),
    "an unknown channel_type": lambda e: e.update(channel_type="public"),
    "text as a list": lambda e: e.update(text=["hello"]),
    "misspelled field": lambda e: e.update(thread_st="1.1"),
    "channel as an object": lambda e: e.update(channel={"id": "C1"}),
}


@pytest.mark.parametrize("plant", SLACK_FAULTS.values(), ids=SLACK_FAULTS)
def test_the_schemas_find_faults_in_events(event: Json, schemas: Checker, plant: Plant) -> None:
    assert schemas.problems([("event:message", event)]) == []
    assert schemas.problems([("event:message", planted(event, plant))])


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("chat.postMessage", {"ok": True, "channel": "C1", "ts": 12.5}),
        ("chat.postMessage", {"ok": True, "chanel": "C1", "ts": "1.5"}),
        ("users.info", {"ok": True, "user": {"id": "U1", "deleted": "no"}}),
        ("views.open", {"ok": True, "view": {"id": "V1", "blocks": {}}}),
        ("files.getUploadURLExternal", {"ok": True, "uploadURL": "x", "file_id": "F1"}),
        ("conversations.replies", {"ok": True, "messages": {"ts": "1.1"}}),
    ],
)
def test_the_schemas_find_faults_in_slack_answers(schemas: Checker, method: str, answer: Json) -> None:
    assert schemas.problems([(f"slack:{method}", answer)])


def test_every_method_and_event_has_a_schema(schemas: Checker) -> None:
    assert set(HANDLERS) == set(TELEGRAM_METHODS)
    names = {f"telegram:{name}" for name in TELEGRAM_METHODS} | {f"slack:{name}" for name in SLACK_METHODS}
    assert names <= set(wanted())
    assert len(wanted()) == len(names) + len(EVENTS) + 4
    missing = [name for name in wanted() if "has no schema" in str(schemas.problems([(name, 0)]))]
    assert missing == []


async def test_whatever_a_sandbox_emits_is_watched(schemas: Checker) -> None:
    with watch.watch() as caught:
        async with TelegramAlone() as telegram:
            ana = (await telegram.do("add_resident", "Ana"))["id"]
            await telegram.do("send_text", ana, "bonjour")
        async with SlackAlone() as slack:
            await slack.act("add_user", name="Marie Dupont", id="U1")
            await slack.act("add_channel", name="tickets", id="C1")
            await slack.act("post", user="Marie Dupont", channel="tickets", text="hello")
    assert [(line.side, line.kind, line.name) for line in caught if line.name != "delivery"] == [
        ("telegram", "update", "message"),
        ("slack", "event", "message"),
    ]
    assert watch.problems(caught, schemas) == []
    faulty = [watch.Emitted(one.side, one.kind, one.name, spoiled(one.text)) for one in caught]
    assert len(watch.problems(faulty, schemas)) >= 3


def spoiled(text: str) -> str:
    value = json.loads(text)
    for inner in (value.get("message"), value.get("event")):
        if inner:
            inner["nonsense"] = 1
    return json.dumps(value)
