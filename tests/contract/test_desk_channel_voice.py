"""Slack's side of reactions, of names the office file does not have, of posts with buttons: against the sandbox."""

from __future__ import annotations

from dataclasses import replace

from slack_bench import NOW, OFFICE, Bench, a_card, bench, receiving, slack

from bot.domain.addresses import MessageRef
from bot.domain.audience import Style
from bot.domain.directory import Department, Office, Role, Staff
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey
from bot.ports.desk import Action, Confirm, Mark, Post, SetMark, SetReactions
from bot.ports.inbound import DeskForm, DeskMessage, DeskPress, DeskReaction, DeskUser
from bot.ports.modal import FillModal, Modal, TextField
from sandbox.slack.identity import BOT_USER
from tests.fakes.windows import windows

__all__ = ["bench", "slack"]

BUTTONS = (
    Action("written.edit", "Edit", "M1"),
    Action("written.take_back", "Take back", "M1", Style.DANGER, Confirm("Take it back?", "Cancel")),
)


def reactions(bench: Bench, ts: str) -> dict[str, list[str]]:
    return {one["name"]: one["users"] for one in bench.message(ts).get("reactions", ())}


async def test_reactions_take_each_others_place_and_leave_the_mark(bench: Bench) -> None:
    root = await bench.posted(a_card())
    target = MessageRef("slack", "C1", root)
    await bench.send(SetMark(target, Mark.DELIVERED))
    await bench.slack.act("react", user="U1", channel="C1", ts=root, name="fire")
    for emoji, names in (
        (("🔥", "❤️"), {"fire", "heart"}),
        (("🎉",), {"tada"}),
        (("🧌", ""), set()),
        ((), set()),
    ):
        for _ in range(2):
            await bench.send(SetReactions(target, emoji))
        shown = reactions(bench, root)
        assert {name for name, users in shown.items() if BOT_USER in users} == {*names, "white_check_mark"}
        assert "U1" in shown["fire"]
    await bench.send(SetReactions(target, ("🎉",)))
    await bench.send(SetMark(target, Mark.INTERNAL))
    assert {name for name, users in reactions(bench, root).items() if BOT_USER in users} == {"tada", "lock"}


async def test_staff_react_and_take_it_back(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("react", user="U1", channel="C1", ts=root, name="👍")
        added = await bench.hears(DeskReaction)
        await bench.slack.act("unreact", user="U1", channel="C1", ts=root, name="👍")
        removed = await bench.hears(DeskReaction, 2)
        assert (added.ref, added.emoji, added.user.id) == (MessageRef("slack", "C1", root), "👍", "U1")
        assert (added.stands, removed.stands) == (True, False)
        assert removed.at > added.at
        await bench.send(SetMark(added.ref, Mark.DELIVERED))
        await bench.slack.act("react", user="U1", channel="C1", ts=root, name="eyes")
        assert (await bench.hears(DeskReaction, 3)).emoji == "👀"
        assert len(bench.heard(DeskReaction)) == 3, "our own reaction is an echo"


async def test_a_stranger_is_asked_for_once(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        before = len(bench.slack.seen("call", "users.info"))
        for number in range(2):
            await bench.slack.act("post", user="U3", channel="C1", text=f"hello {number}", thread_ts=root)
        assert (await bench.hears(DeskMessage, 2)).user.name == "Guy Guest"
        assert bench.heard(DeskMessage)[0].user.name == "Guy Guest"
        assert len(bench.slack.seen("call", "users.info")) == before + 1


async def test_a_name_that_does_not_come_holds_nothing_up(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        bench.fault("users.info", "error", status=200, description="internal_error")
        await bench.slack.act("post", user="U3", channel="C1", text="hello", thread_ts=root)
        assert (await bench.hears(DeskMessage)).user.name == ""


async def test_a_post_is_edited_in_a_modal_with_its_present_words(bench: Bench) -> None:
    words = "We come on Monday.\n" + "Please be there. " * 170
    async with receiving(bench):
        root = await bench.posted(a_card())
        post = Post(
            words.strip(), author="Marie to the resident", actions=BUTTONS, below="Edited. Earlier: “x”"
        )
        ts = await bench.posted(post, thread=root)
        buttons = bench.message(ts)["blocks"][-1]["elements"]
        assert buttons[1]["confirm"]["text"]["text"] == "Take it back?"
        await bench.slack.act("press", user="U1", channel="C1", ts=ts, action_id="written.edit")
        await bench.seen("view", user="U1")
        pressed = await bench.hears(DeskPress)
        assert (pressed.action, pressed.value) == ("written.edit", "M1")
        assert (await bench.slack.act("view", user="U1"))["inputs"] == []
        assert pressed.window is not None
        field = TextField("text", "Your message", words.strip())
        modal = Modal("written.edit", "Edit", "M1", (field,), submit="Save")
        await bench.send(FillModal(pressed.window, modal, NOW))
        view = bench.slack.server.slack.workspace.modals["U1"][-1]
        assert view.wire["blocks"][0]["element"]["initial_value"] == words.strip()
        await bench.slack.act("submit_view", user="U1", values={"text": "We come on Tuesday."})
        form = await bench.hears(DeskForm)
        assert (form.name, form.subject, form.values) == (
            "written.edit",
            "M1",
            {"text": "We come on Tuesday."},
        )
        await bench.slack.act("press", user="U1", channel="C1", ts=ts, action_id="written.take_back")
        pressed = await bench.hears(DeskPress, 2)
        assert (pressed.action, pressed.value) == ("written.take_back", "M1")


def test_a_modal_opens_for_its_own_office_only() -> None:
    south = OfficeKey("south")
    directory = replace(
        OFFICE,
        offices=(*OFFICE.offices, Office(south, "South", "FR", "Europe/Paris", "fr", "CSTAFF2", "CMANAGE2")),
        departments=(*OFFICE.departments, Department(DepartmentKey("desk"), south, "C2", {"en": "Desk"})),
        staff=(*OFFICE.staff, Staff(StaffKey("zoe"), "Zoé", Role.MANAGER, DepartmentKey("desk"), slack="U9")),
    )

    def opens(user: str, room: str) -> bool:
        pressed = DeskPress(DeskUser(user), room, None, "ticket.reply", "T42")
        return windows(directory).opens(pressed) is not None

    assert opens("U1", "C1")
    assert not opens("U9", "C1")
    assert opens("U9", "C2")
    assert opens("U9", "CGONE"), "the office file has changed since: the worker decides"
