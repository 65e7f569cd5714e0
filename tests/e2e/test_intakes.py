"""One short story on every driver and every intake, and what each intake promises when something goes wrong
(acceptance cases 6 to 8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandbox.journal import PATIENCE
from sandbox.stage import Resident
from tests.e2e.house import ANSWER, HEADER, SECRET, Gate, House, a_ticket, house


@pytest.mark.parametrize(
    ("driver", "telegram", "slack"),
    [
        ("aiogram", "polling", "http"),
        ("aiogram", "webhook", "socket"),
        ("ptb", "polling", "socket"),
        ("ptb", "webhook", "http"),
    ],
)
async def test_the_story(tmp_path: Path, driver: str, telegram: str, slack: str) -> None:
    async with house(tmp_path, driver, telegram, slack) as at:
        stage = at.stage
        camille, thread = await a_ticket(stage)
        await stage.presses("Marc Petit", thread, "Prendre en charge")
        answered = await stage.posts("Marc Petit", thread, ANSWER)
        await stage.hears(camille, ANSWER)
        await stage.marked(thread, answered, "white_check_mark")
        await stage.writes(camille, "Merci, je serai là.")
        await stage.reads(thread, "je serai là")
        await stage.asks("Marc Petit", "C0TECH001", "status")
        await stage.presses("Marc Petit", thread, "Passer en résolu")
        await stage.taps(camille, "Oui, merci")
        await stage.hears(camille, "clôturée")
        await stage.taps(camille, "★★★★★")
        await stage.hears(camille, "")
        calls = [e.name for e in at.sandbox.journal.entries if (e.side, e.kind) == ("telegram", "call")]
        assert ("getUpdates" in calls) == (telegram == "polling")
        assert ("setWebhook" in calls) == (telegram == "webhook")
        opened = [e.name for e in at.sandbox.journal.entries if e.name == "apps.connections.open"]
        assert bool(opened) == (slack == "socket")
        toasts = [e for e in at.sandbox.journal.entries if (e.side, e.name) == ("telegram", "toast")]
        assert len(toasts) >= 7, "every press's spinner ends"
        assert await at.shown(camille, ANSWER) == 1
        await put_into_a_group(at, camille)


async def put_into_a_group(at: House, camille: Resident) -> None:
    """The bot says once where residents are answered, and leaves; nothing of the group is kept or becomes a ticket."""
    telegram = at.sandbox.telegram.actions()
    tickets = at.rows("SELECT count(*) FROM ticket")
    group = (await telegram["add_group"]("Voisins"))["id"]
    await telegram["put_bot_in"](group, camille.id, administrator=True)
    await telegram["say_in_group"](group, camille.id, "Une fuite chez Madame Blanc !")
    await at.soon(at.sandbox.journal.wait_for(lambda entry: entry.name == "left"))
    seen = await telegram["group_chat"](group)
    (said,) = [one["text"] for one in seen["messages"] if one["from_bot"]]
    assert said.startswith("Bonjour ! Je transmets les demandes")
    assert said.endswith("https://t.me/palier_sandbox_bot")
    assert seen["bot"] == "left"
    await at.settled()
    assert at.rows("SELECT count(*) FROM ticket") == tickets
    assert "Blanc" not in str(at.rows("SELECT payload FROM inbox")) + str(at.posted())


# ---- Telegram's webhook ----


async def test_a_wrong_secret_stores_nothing(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        update = {"update_id": 424242, "message": {"chat": {"id": 1, "type": "private"}, "text": "let me in"}}
        await at.soon(at.sandbox.journal.wait_for(lambda entry: "setWebhook" in entry.name))
        assert await at.post("/telegram", update) == 401
        assert await at.post("/telegram", update, **{HEADER: SECRET[:-1]}) == 401
        assert await at.post("/telegram", {"text": "x" * (2 << 20)}, **{HEADER: SECRET}) == 413
        assert "424242" not in at.stored()
        assert await at.post("/telegram", update, **{HEADER: SECRET}) == 200
        assert at.stored().count("424242") == 1


async def test_what_could_not_be_stored_comes_again(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        gate = Gate(at.app.store, "l\\u2019eau coule", failures=3)
        at.app.store = gate  # type: ignore[assignment]
        gate.open.set()
        camille = await at.stage.resident("Camille", "Moreau", "fr")
        await at.stage.writes(camille, "de l’eau coule du plafond")
        await at.stage.hears(camille, "")
        tried = [e.data for e in at.sandbox.journal.entries if (e.kind, e.name) == ("answer", "webhook")]
        first = [answer["status"] for answer in tried if answer["update_id"] == tried[0]["update_id"]]
        assert first == [503, 503, 503, 200]
        assert at.stored().count(str(tried[0]["update_id"])) == 1


async def test_poison_holds_nobody_up(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        await at.sandbox.telegram.actions()["push_raw"]({"message": {"chat": "oops"}})
        camille = await at.stage.resident("Camille", "Moreau", "fr")
        await at.stage.writes(camille, "Bonjour, il fait très froid dans la cage d'escalier")
        await at.stage.hears(camille, "")
        tried = [e.data for e in at.sandbox.journal.entries if (e.kind, e.name) == ("answer", "webhook")]
        assert {answer["status"] for answer in tried} == {200}


# ---- Slack over HTTP ----


async def test_case_06_an_event_and_its_retries_are_one_message(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        camille, thread = await a_ticket(at.stage)
        gate = Gate(at.app.store, "Je passe demain", late=True)
        at.app.store = gate  # type: ignore[assignment]
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=0.15)
        await at.stage.posts("Marc Petit", thread, ANSWER)
        posted = at.seen("slack", "event", "message")[-1].data["event_id"]
        given_up: Callable[[Any], bool] = lambda e: (e.name, e.data.get("event_id")) == ("dropped", posted)  # noqa: E731
        await at.sandbox.journal.wait_for(given_up)
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=PATIENCE)
        gate.open.set()
        tried = [e.data for e in at.seen("slack", "event", "delivery") if e.data["event_id"] == posted]
        assert [one.get("X-Slack-Retry-Num") for one in tried] == [None, "1", "2", "3"]
        await at.stage.posts("Marc Petit", thread, "Et je rappelle avant.")
        await at.stage.hears(camille, "rappelle avant")
        assert await at.shown(camille, ANSWER) == 1


async def test_case_07_a_slow_commit_is_one_delivery(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        camille, thread = await a_ticket(at.stage)
        gate = Gate(at.app.store, "Je passe demain")
        at.app.store = gate  # type: ignore[assignment]
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=0.2)
        await at.stage.posts("Marc Petit", thread, ANSWER)
        retried: Callable[[Any], bool] = lambda e: e.data.get("X-Slack-Retry-Reason") == "http_timeout"  # noqa: E731
        await at.sandbox.journal.wait_for(retried)
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=PATIENCE)
        gate.open.set()
        await at.stage.hears(camille, ANSWER)
        await at.stage.posts("Marc Petit", thread, "Et je rappelle avant.")
        await at.stage.hears(camille, "rappelle avant")
        assert await at.shown(camille, ANSWER) == 1


async def test_case_08_what_slack_did_not_sign_is_not_stored(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        before = at.stored()
        event = {"type": "event_callback", "event_id": "EvFORGED", "event": {"type": "message"}}
        for at_time in ("abc", "1", "9" * 5000):
            forged = {"X-Slack-Request-Timestamp": at_time, "X-Slack-Signature": "v0=" + "0" * 64}
            assert await at.post("/slack/events", event, **forged) == 401
        assert await at.post("/slack/events", event) == 401
        assert at.stored() == before
        switches = at.sandbox.slack.actions()["set_switches"]
        await switches(signature_skew_seconds=-301)
        await at.sandbox.slack.actions()["post"]("Marc Petit", "C0TECH001", "trop tard")
        await at.sandbox.journal.wait_for(lambda e: e.name == "dropped")
        assert at.stored() == before
