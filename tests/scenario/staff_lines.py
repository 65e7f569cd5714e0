"""Lines of a transcript: what staff do."""

from __future__ import annotations

import re
from typing import Any

from bot.ports.channel import RawEvent
from tests.fakes.shown import window_text
from tests.scenario.desk import Desk
from tests.scenario.lines import STAFF, line
from tests.scenario.patterns import fits


@line(STAFF + r"(?: \((?P<flags>[\w, ]+)\))?(?P<file> sends)?: (?P<text>.+)")
async def _staff_writes(desk: Desk, given: dict[str, Any]) -> None:
    flags = frozenset((given["flags"] or "").split(", "))
    root = desk.card
    if "old" in flags:
        root = next(card for card in reversed(desk.slack.cards()) if card.moved_to is not None)
    if "notes" in flags:
        notes = desk.notes()
        assert notes, "no thread of comments"
        root = notes
    text, files = given["text"], ()
    if given["file"]:
        found = re.fullmatch(r'([^"]+?)(?: "(.*)")?', text)
        assert found
        text, files = found[2] or "", tuple(found[1].split(", "))
    written = desk.slack.write(
        desk.staff(given["who"], flags),
        root.room,
        None if "top" in flags else root.ts,
        text,
        files=files,
        addressed="addressed" in flags,
        broadcast="broadcast" in flags,
    )
    await desk.happens(written)


@line(STAFF + r" edits(?: \((?P<flags>[\w, ]+)\))?: (?P<text>.+)")
async def _staff_edits(desk: Desk, given: dict[str, Any]) -> None:
    flags = (given["flags"] or "").split(", ")
    edited = desk.slack.edit(
        desk.slack.own(), given["text"], addressed="addressed" in flags, broadcast="broadcast" in flags
    )
    await desk.happens(edited)


@line(STAFF + r" deletes")
async def _staff_deletes(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.delete(desk.slack.own()))


@line(STAFF + r" presses: (?P<label>.+)")
async def _presses(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(_press(desk, given["who"], given["label"]))


@line(STAFF + r" and (?P<other>[A-Z]\w*) press: (?P<label>.+)")
async def _press_both(desk: Desk, given: dict[str, Any]) -> None:
    both = [_press(desk, given[who], given["label"]) for who in ("who", "other")]
    await desk.happens(*both)


def _press(desk: Desk, who: str, label: str) -> RawEvent:
    card, member = desk.card.card, desk.staff(who)
    assert card is not None
    if re.fullmatch(r"[a-z]+\.[a-z_]+", label):
        return desk.slack.press(member, desk.card, label)
    buttons = {action.label: action.name for action in card.actions}
    more = {
        label: (menu.name, value) for menu in card.menus for _, group in menu.groups for value, label in group
    }
    assert label in buttons or label in more, f"buttons: {list(buttons)}, more: {list(more)}"
    if label in buttons:
        return desk.slack.press(member, desk.card, buttons[label])
    name, value = more[label]
    return desk.slack.press(member, desk.card, name, choice=value)


@line(STAFF + r' in "(?P<words>.+?)" presses: (?P<label>.+)')
async def _presses_post(desk: Desk, given: dict[str, Any]) -> None:
    posts = [one for one in desk.slack.shown if given["words"] in one.text and one.card is None]
    assert posts, "no such post"
    private = [one for one in posts if one.room == f"U0{given['who']}"]
    await desk.happens(
        desk.slack.press_labelled(desk.staff(given["who"]), (private or posts)[-1], given["label"])
    )


@line(STAFF + r" fills:(?P<values>.*)")
async def _fills(desk: Desk, given: dict[str, Any]) -> None:
    sent = desk.slack.submit(desk.staff(given["who"]), _filled(given["values"]))
    assert isinstance(sent, RawEvent), f"to be mended: {sent}"
    await desk.happens(sent)


@line(STAFF + r" mends (?P<pattern>.+?):(?P<values>.*)")
async def _mends(desk: Desk, given: dict[str, Any]) -> None:
    told = desk.slack.submit(desk.staff(given["who"]), _filled(given["values"]))
    assert not isinstance(told, RawEvent), "it was taken as it is"
    assert fits(desk, given["pattern"], " ".join(told.values()), "fr"), f"told: {told}"


def _filled(values: str) -> dict[str, str]:
    pairs = [one.partition(" =") for one in values.split(" | ") if one]
    return {label.strip(): value.strip().replace("\\n", "\n") for label, _, value in pairs}


@line(STAFF + r"'s window < (?P<pattern>.+)")
async def _window(desk: Desk, given: dict[str, Any]) -> None:
    shown = desk.slack.open.get(f"U0{given['who']}")
    if given["pattern"] == "nothing":
        assert shown is None, f"there is: {shown}"
        return
    assert shown, "no window is open"
    text = window_text(shown.modal)
    assert fits(desk, given["pattern"], text, "fr"), f"the window: {text}"


@line(STAFF + r" turns: (?P<label>.+)")
async def _turns(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_in_window(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" picks: (?P<label>.+)")
async def _picks(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.pick_in_window(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" writes there: (?P<values>.+)")
async def _writes_there(desk: Desk, given: dict[str, Any]) -> None:
    desk.slack.open[f"U0{given['who']}"].written.update(_filled(given["values"]))


@line(STAFF + r' on "(?P<words>.+?)": (?P<label>.+)')
async def _on_message(desk: Desk, given: dict[str, Any]) -> None:
    messages = [one for one in desk.slack.thread(desk.card) if given["words"] in one.text]
    assert messages, "no such message"
    house = desk.worker.house
    names = [one.name for one in house.actions if desk.say(one.label, "fr") == given["label"]]
    assert names, "no such action"
    await desk.happens(desk.slack.shortcut(desk.staff(given["who"]), messages[-1], names[0]))


@line(STAFF + r" (?P<what>ticks|unticks): (?P<numbers>[\d, ]+)")
async def _ticks(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card.card
    assert card is not None
    assert card.ticks, "no checklist"
    chosen = {card.ticks[int(number) - 1].value for number in given["numbers"].split(",")}
    done = {box.value for box in card.ticks if box.done}
    checked = done | chosen if given["what"] == "ticks" else done - chosen
    await desk.happens(
        desk.slack.press(
            desk.staff(given["who"]), desk.card, card.ticks_action, checked=tuple(sorted(checked))
        )
    )


@line(STAFF + r" chooses: (?P<label>.+)")
async def _chooses(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card.card
    assert card is not None
    options = {label: (menu.name, value) for menu in card.menus for value, label in menu.options}
    assert given["label"] in options, f"options: {list(options)}"
    name, value = options[given["label"]]
    pressed = desk.slack.press(desk.staff(given["who"]), desk.card, name, choice=value)
    await desk.happens(pressed)


@line(STAFF + r" (?P<form>notes|asks|replies): (?P<text>.+)")
async def _submits(desk: Desk, given: dict[str, Any]) -> None:
    member = desk.staff(given["who"])
    action = {"notes": "ticket.note", "asks": "ticket.ask", "replies": "ticket.reply"}[given["form"]]
    await desk.happens(desk.slack.press(member, desk.card, action))
    (label,) = [field.label for field in desk.slack.open[member.id].modal.fields if field.kind == "text"]
    sent = desk.slack.submit(member, {label: given["text"].strip()})
    assert isinstance(sent, RawEvent)
    await desk.happens(sent)


@line(STAFF + r" types: /palier ?(?P<words>.*)")
async def _types(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.command(desk.staff(given["who"]), "C0CARE001", given["words"]))


@line(STAFF + r" pages: (?P<label>.+)")
async def _pages(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_in_answer(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" opens home")
async def _opens_home(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.open_home(desk.staff(given["who"])))


@line(STAFF + r' at home on "(?P<words>.+?)": (?P<label>.+)')
async def _at_home(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_at_home(desk.staff(given["who"]), given["words"], given["label"]))


@line(STAFF + r"'s home < (?P<pattern>.+)")
async def _home(desk: Desk, given: dict[str, Any]) -> None:
    shown = desk.slack.homes.get(f"U0{given['who']}")
    if given["pattern"] == "nothing":
        assert shown is None, f"there is: {shown}"
        return
    assert shown is not None, "no page"
    assert fits(desk, given["pattern"], shown, "fr"), f"the page: {shown}"
