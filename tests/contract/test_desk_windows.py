"""Windows of the desk through the real library: opened at once, filled when looked up, read back field by field."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from slack_bench import NOW, Bench, a_bench, a_card, a_workspace, receiving

from bot.ports.channel import SendFailed
from bot.ports.desk import Menu
from bot.ports.inbound import DeskForm, DeskPress
from bot.ports.modal import (
    Beside,
    ButtonsField,
    ChoiceField,
    DateField,
    FieldButton,
    FillModal,
    Modal,
    MomentField,
    NumberField,
    PickField,
    SeveralField,
    TextField,
    Words,
)

AB = (("a", "Alpha"), ("b", "Beta"))
EVERYTHING = Modal(
    "ticket.change",
    "A title that is far too long for Slack",
    "T42",
    (
        Words("literally *this* <@U1>", "Before"),
        TextField("text", "Text", "as it was", longest=100),
        TextField("line", "Line", several_lines=False, optional=True, hint="a hint"),
        NumberField("amount", "Amount", decimal=True, least="0"),
        ChoiceField("one", "One", AB, initial="b"),
        ChoiceField("grouped", "Grouped", groups=(("First", AB), ("Second", (("c", "Gamma"),)))),
        SeveralField("some", "Some", AB, initial=("a",)),
        SeveralField("boxes", "Boxes", AB, boxes=True, optional=True),
        DateField("day", "Day", "2026-03-02"),
        MomentField("due", "Due", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ButtonsField(
            (FieldButton("ticket.history", "Older", "1"), FieldButton("ticket.history", "Newer", "0"))
        ),
    ),
    submit="Save",
    close="Cancel",
    seen="open.marie.0.",
    language="fr",
)


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with a_workspace() as slack, a_bench(slack) as bench:
        yield bench


async def opened(bench: Bench) -> DeskPress:
    """Marie chooses *Change…* from the list of more actions: a skeleton opens."""
    more = Menu("ticket.more", "More…", "T42", groups=(("Who", (("ticket.change", "Change"),)),))
    root = await bench.posted(a_card(menus=(more,), seen="new..0."))
    await bench.slack.act(
        "press", user="U1", channel="C1", ts=root, action_id="ticket.more", selected="ticket.change"
    )
    await bench.seen("view", user="U1")
    return await bench.hears(DeskPress)


def fill(window: str | None, modal: Modal = EVERYTHING, until: datetime = NOW) -> FillModal:
    assert window is not None
    return FillModal(window, modal, until)


async def test_a_skeleton_is_filled_and_every_field_read_back(bench: Bench) -> None:
    async with receiving(bench):
        pressed = await opened(bench)
        assert (pressed.action, pressed.choice, pressed.value) == ("ticket.more", "ticket.change", "T42")
        assert pressed.seen == "new..0."
        skeleton = await bench.slack.act("view", user="U1")
        assert skeleton["inputs"] == []
        await bench.send(fill(pressed.window))
        shown = await bench.slack.act("view", user="U1")
        assert shown["title"] == "A title that is far…"
        assert len(shown["inputs"]) == 9
        values = {"amount": "12.50", "Grouped": "Gamma", "Some": ["Alpha", "Beta"], "Boxes": ["Beta"]}
        assert await bench.slack.act("submit_view", user="U1", values=values) == {"view": None}
        form = await bench.hears(DeskForm)
        assert (form.name, form.subject, form.seen) == ("ticket.change", "T42", "open.marie.0.")
        assert form.values == {
            "text": "as it was",
            "amount": "12.50",
            "one": "b",
            "grouped": "c",
            "some": ("a", "b"),
            "boxes": ("b",),
            "day": "2026-03-02",
            "due": str(int(datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp())),
        }
        assert form.typed == ("text",)


async def test_a_button_in_a_window_names_the_window(bench: Bench) -> None:
    async with receiving(bench):
        pressed = await opened(bench)
        await bench.send(fill(pressed.window))
        await bench.slack.act("press_in_view", user="U1", label="Older")
        turned = await bench.hears(DeskPress, 2)
        assert (turned.action, turned.choice, turned.value) == ("ticket.history", "1", "T42")
        await bench.send(fill(turned.window, replace(EVERYTHING, title="Turned")))
        assert (await bench.slack.act("view", user="U1"))["title"] == "Turned"


async def test_a_window_closed_meanwhile_is_no_error_but_one_still_opening_is_waited_for(
    bench: Bench,
) -> None:
    async with receiving(bench):
        pressed = await opened(bench)
        await bench.slack.act("close_view", user="U1")
        later = datetime.fromtimestamp(bench.slack.clock.now(), UTC) + timedelta(minutes=10)
        with pytest.raises(SendFailed) as failed:
            await bench.send(fill(pressed.window, until=later))
        assert (failed.value.reason, failed.value.retryable) == ("not_ready", True)
        bench.slack.clock.advance(601)
        assert await bench.send(fill(pressed.window, until=later)) is None


async def test_an_action_in_the_menu_of_a_message(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        said = await bench.slack.act("post", user="U1", channel="C1", thread_ts=root, text="Two things")
        await bench.slack.act("shortcut", user="U1", callback_id="ticket.note", channel="C1", ts=said["ts"])
        await bench.seen("view", user="U1")
        pressed = await bench.hears(DeskPress)
        assert (pressed.action, pressed.value, pressed.thread) == ("ticket.note", "", root)
        await bench.slack.act("submit_view", user="U1", values={"text": "Careful"})
        form = await bench.hears(DeskForm)
        assert (form.name, form.subject, form.values) == ("ticket.note", f"@C1/{root}", {"text": "Careful"})


async def test_what_the_action_finds_is_told_in_the_window(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        decline = Menu("ticket.more", "More…", "T42", groups=(("Who", (("ticket.decline", "Decline"),)),))
        root = await bench.posted(a_card(menus=(decline,)))
        await bench.slack.act(
            "press", user="U1", channel="C1", ts=root, action_id="ticket.more", selected="ticket.decline"
        )
        await bench.seen("view", user="U1")
        refused = await bench.slack.act("submit_view", user="U1")
        assert list(refused["errors"]) == ["text"]
        assert bench.heard(DeskForm) == []


async def test_what_is_picked_fills_the_window_anew(bench: Bench) -> None:
    async with receiving(bench):
        pressed = await opened(bench)
        pick = PickField("reply", "Reply", "Choose", (("First", AB), ("Second", (("c", "Gamma"),))))
        await bench.send(fill(pressed.window, replace(EVERYTHING, fields=(pick,), submit="")))
        await bench.slack.act("press_in_view", user="U1", label="Choose", selected="Gamma")
        picked = await bench.hears(DeskPress, 2)
        assert (picked.action, picked.choice, picked.value) == ("ticket.change", "c", "T42")
        assert picked.values == {"reply": "c"}
        two = Beside(("French", "Bonjour <@U1>"), ("Vietnamese", "Xin chào"))
        words = TextField("words", "Words", optional=True)
        await bench.send(
            fill(picked.window, replace(EVERYTHING, fields=(replace(pick, initial="c"), two, words)))
        )
        shown = str(await bench.slack.act("view", user="U1"))
        assert "Bonjour <@U1>" in shown
        assert "Xin chào" in shown
        await bench.slack.act("submit_view", user="U1", values={"Words": "more"})
        form = await bench.hears(DeskForm)
        assert form.values == {"reply": "c", "words": "more"}


async def test_two_texts_too_long_for_columns_stand_below_each_other(bench: Bench) -> None:
    async with receiving(bench):
        pressed = await opened(bench)
        long = Beside(("French", "a" * 2500), ("Vietnamese", "b" * 2500))
        await bench.send(fill(pressed.window, replace(EVERYTHING, fields=(long,), submit="")))
        shown = str(await bench.slack.act("view", user="U1"))
        assert "a" * 2500 in shown
        assert "b" * 2500 in shown
