"""The windows of desk actions: what opens at once, what is looked up and filled in, what is to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.addresses import Place, windows_of
from bot.domain.audience import N_
from bot.domain.chain import is_above_office
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.naming import named_first
from bot.ports.inbound import DeskCommand, DeskForm, DeskPress
from bot.ports.modal import NOT_SENT, Field, FillModal, Modal, Words
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act, DeskAction, DeskTask, action_named, meant
from bot.services.house import House

MOMENT = N_("One moment, please…")
CANCEL = N_("Cancel")
CLOSE = N_("Close")

OPENING = timedelta(seconds=10)
"""How long after a press its window may still be opening: a trigger lives 3 s, and the answer takes its time."""


class DeskWindows:
    """``bot.ports.modal.Windows`` from the table of actions. Pure: the office file is all it knows."""

    def __init__(self, house: House) -> None:
        self._house = house

    def opens(self, pressed: DeskPress) -> Modal | None:
        """The window that this press opens at once; one that must be looked up as a skeleton. None in a channel of
        another office's that he is not above: nothing he would write there could be sent, and the worker tells him
        so."""
        house, action = self._house, action_named(self._house, meant(pressed))
        member = house.directory.member_by_slack(pressed.user.id)
        if action is None or action.window is None or member is None or pressed.window is not None:
            return None
        office = house.directory.office_of(member)
        here = house.directory.office_of_room(pressed.room)
        if here is not None and here.key != office.key:
            if not is_above_office(house.directory, member, here.key):
                return None
            office = here
        subject = pressed.value or (f"@{pressed.room}/{pressed.thread}" if pressed.thread else "")
        if action.window.at_once is None:
            fields: tuple[Field, ...] = (Words(house.staff_says(office, MOMENT)),)
        else:
            fields = action.window.at_once(house, office)
        pending = action.window.at_once is None
        return drawn(house, office, action, subject, pressed.seen, fields, pending=pending)

    def commanded(self, command: DeskCommand) -> Modal | None:
        """The window that ``/palier WORD`` opens at once: none for strangers, none in another office's channel."""
        house, (task, words) = self._house, task_of(self._house, command)
        member = house.directory.member_by_slack(command.user.id)
        if task is None or member is None or not in_his_office(house, member, command.room):
            return None
        office = house.directory.office_of(member)
        return task_window(house, office, task, task.fields(house, office, words))

    def problems(self, form: DeskForm) -> Mapping[str, str]:
        """What the action itself finds wrong; fields left empty are the channel's business."""
        house, action = self._house, action_named(self._house, form.name)
        member = house.directory.member_by_slack(form.user.id)
        task = next((one for one in house.tasks if one.name == form.name), None)
        if task is not None and member is not None:
            return task.checks(house, house.directory.office_of(member), form)
        if action is None or action.window is None or action.window.checks is None or member is None:
            return {}
        return action.window.checks(house, house.directory.office_of(member), form)


def task_of(house: House, command: DeskCommand) -> tuple[DeskTask | None, str]:
    """What a command begins, None for one that only asks; and what was typed behind its word."""
    task, rest = named_first(command.words, ((one, (one.word, *one.aliases)) for one in house.tasks))
    return task, " ".join(rest)


def in_his_office(house: House, member: Staff, room: str) -> bool:
    """Whether a desk room is his office's, or nobody's (a talk with the bot)."""
    office = house.directory.office_of_room(room)
    return office is None or office.key == house.directory.office_of(member).key


def task_window(house: House, office: Office, task: DeskTask, fields: tuple[Field, ...]) -> Modal:
    """A task's window with these fields."""
    return Modal(
        name=task.name,
        title=house.staff_says(office, task.title),
        subject=office.key,
        fields=fields,
        submit=house.staff_says(office, task.submit),
        close=house.staff_says(office, CANCEL),
        language=office.language,
    )


PAST = N_("Please choose a moment that is still to come.")


def to_come(house: House, office: Office, form: DeskForm, field: str) -> Mapping[str, str]:
    """What is to be mended where the moment in a field is over already."""
    at = house.chosen(form, field, office)
    return {} if at and at > house.now() else {field: house.staff_says(office, PAST)}


def coming(house: House, act: Act, field: str) -> datetime:
    """The moment in a field of the window that was sent in. Raises Refused where it is over by now."""
    at = house.chosen(act.form, field, house.directory.office_of(act.member)) if act.form else None
    if at is None or at <= house.now():
        raise Refused(PAST)
    return at


def drawn(
    house: House,
    office: Office,
    action: DeskAction,
    subject: str,
    seen: str,
    fields: tuple[Field, ...],
    *,
    pending: bool = False,
) -> Modal:
    """An action's window with these fields."""
    window = action.window
    assert window is not None
    idle = pending or all(isinstance(field, NOT_SENT) for field in fields)
    submit = "" if idle or not window.submit else house.staff_says(office, window.submit)
    return Modal(
        name=action.name,
        title=house.staff_says(office, window.title or action.label).rstrip("…"),
        subject=subject,
        fields=fields,
        submit=submit,
        close=house.staff_says(office, CANCEL if submit else CLOSE),
        seen=seen,
        language=office.language,
        pending=pending,
    )


async def fill(u: UnitOfWork, house: House, action: DeskAction, act: Act) -> None:
    """Look up what a window shows, and queue it for the one that stands open."""
    assert action.window is not None
    assert act.pressed is not None
    if action.window.looked_up is None or act.pressed.window is None:
        return
    office = house.directory.office(act.ticket.office)
    fields = await action.window.looked_up(u, house, act)
    subject = act.pressed.value or act.subject
    modal = drawn(house, office, action, subject, action.window.seen(act.ticket), fields)
    await put(u, house, act.pressed, modal)


async def fill_with_words(u: UnitOfWork, house: House, pressed: DeskPress, office: Office, text: str) -> bool:
    """Say in the window that a press has opened why nothing comes of it; False where it opened none."""
    action = action_named(house, meant(pressed))
    if pressed.window is None or action is None or action.window is None:
        return False
    modal = drawn(house, office, action, pressed.value, "", (Words(text),), pending=True)
    await put(u, house, pressed, modal)
    return True


async def put(u: UnitOfWork, house: House, pressed: DeskPress, modal: Modal) -> None:
    """Queue it for the window in which something was pressed."""
    assert pressed.window is not None
    destination = windows_of(pressed.user.id)
    await u.places.put(destination, Place(house.desk, pressed.user.id))
    await u.outbox.to_desk(destination, FillModal(pressed.window, modal, house.now() + OPENING))
