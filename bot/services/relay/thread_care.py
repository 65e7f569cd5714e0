"""A ticket's thread is lost (its top message deleted, its channel archived, the bot taken out): it goes on elsewhere.

The row that could not be delivered and all behind it move to the new thread, behind its card. Residents notice nothing;
staff are told once a channel and outage.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.domain.addresses import (
    Destination,
    Place,
    desk_room,
    desk_room_of,
    incident_board,
    incident_of,
    is_board,
    notes_thread,
    office_of_alarms,
    sheet_of,
    sheet_page,
    ticket_of,
)
from bot.domain.audience import N_
from bot.domain.directory import Office, name_in
from bot.domain.incident import STANDING
from bot.domain.ticket import Ticket
from bot.ports.channel import Reason
from bot.ports.desk import Board, Card, Post, Reboard, Recard, RewordCopy, Upload
from bot.ports.inbound import DeskPostGone, DeskRooms
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.desk import cards
from bot.services.house import House
from bot.services.relay.conversation import open_notes
from bot.services.relay.threads import open_again, stands_in
from bot.services.sheets import redrawing

AGAIN = timedelta(hours=24)
"""How long an outage of a channel counts as one: after that staff are told again."""
PARKED = timedelta(minutes=10)
"""How long a delivery waits that no channel of its office takes."""
MOVES = 5
"""How often a row may move: a thread that is lost each time is no accident."""

CLOSED = N_(
    "Nothing can be posted in {channel} any more: it was archived or deleted, or I was taken out of it. What comes in "
    "for its requests goes on in {other}. To mend it: unarchive it and type /invite @palier there."
)
CLOSED_ALL = N_(
    "Nothing can be posted in {channel} any more: it was archived or deleted, or I was taken out of it. What comes in "
    "for its requests waits. To mend it: unarchive it and type /invite @palier there."
)
SHARED = N_(
    "{channel} is shared with another organisation, which can read the requests in it. What is written there stays "
    "internal; “Reply to the resident” on a card still works. Please end the sharing or name another channel."
)
LOST = N_("The thread of this request was deleted. It goes on here.")
STANDS_IN = N_(
    "The channel of this request can't be used at the moment, so it goes on here. What is written in this thread stays "
    "internal: use “Reply to the resident” on the card."
)

Way = Literal["elsewhere", "wait"]


async def carry_on(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> Way | None:
    """Let a delivery whose thread or channel is lost, and all behind it, go on ``elsewhere``. ``wait``: no channel
    takes it now. None: it is not to be carried on."""
    if reason not in ("closed", "lost") or row.place is None:
        return None
    if isinstance(row.content, Board | Reboard):
        return await _board_elsewhere(u, house, row, row.content, reason)
    if not isinstance(row.content, Card | Recard | Post | Upload | RewordCopy):
        return None
    id = ticket_of(row.destination)
    if id is None:
        return await _post_elsewhere(u, house, row) if reason == "closed" else None
    ticket = await u.tickets.get(id)
    if row.destination == notes_thread(id):
        return await _notes_elsewhere(u, house, row, ticket, reason)
    if isinstance(row.content, Recard) and not (ticket.is_open and row.destination == ticket.thread):
        return None
    if row.destination != ticket.thread:
        await u.outbox.move(row.claim, ticket.thread)
        return "elsewhere"
    office = house.directory.office(ticket.office)
    topic = house.directory.topic(ticket.topic)
    own = route(house.directory, topic, reviewed=not ticket.in_review).channel
    rooms = (own, office.management_channel, office.staff_channel)
    room = await _room(u, house, row, office, reason, rooms)
    if room is None:
        return "wait" if reason == "closed" else None
    await house.record(u, ticket, "palier", "rethreaded", room)
    after = await u.tickets.save(replace(ticket, generation=ticket.generation + 1))
    why = house.staff_says(office, STANDS_IN if stands_in(house, ticket, room) else LOST)
    opened = row.place.thread is not None
    await open_again(u, house, ticket, after, room, why, opened=opened, readable=reason == "closed")
    await u.outbox.move(row.claim, after.thread)
    return "elsewhere"


async def post_gone(u: UnitOfWork, house: House, event: DeskPostGone) -> None:
    """A post of ours was deleted. Where it was the top of an open ticket's thread, changing its card finds that out,
    and the thread is opened anew (``carry_on``)."""
    thread = await u.places.at(Place(house.desk, event.ref.room, event.ref.id))
    if thread is not None and is_board(thread):
        await redrawing.soon(u, house, thread, at_once=True)
    id = ticket_of(thread) if thread else None
    if id is None:
        return
    ticket = await u.tickets.get(id)
    if thread == ticket.thread and ticket.is_open:
        await cards.repaint(u, house, ticket)


async def rooms_changed(u: UnitOfWork, house: House, event: DeskRooms) -> None:
    """Channels were closed to us, opened again, shared or no longer shared."""
    for room in event.rooms:
        office = house.directory.office_of_room(room.id)
        if office is None:
            continue
        if room.closed is True:
            await _close(u, house, office, room.id, await _other(u, office, room.id))
            await _boards_in(u, house, office, room.id)
        known = await u.rooms.get(room.id)
        now = known
        if room.closed is False:
            now = replace(now, closed_at=None)
        if room.shared is not None:
            now = replace(now, shared=room.shared)
        if now != known:
            await u.rooms.put(now)
        if now.shared and not known.shared:
            await house.alarm(u, office.key, SHARED, channel=_label(house, office, room.id))


async def _post_elsewhere(u: UnitOfWork, house: House, row: ClaimedDelivery) -> Way | None:
    """What belongs to no ticket: an alarm, a report, a reminder in a channel."""
    alarmed, channel = office_of_alarms(row.destination), desk_room_of(row.destination)
    if alarmed is not None:
        office: Office | None = house.directory.office(alarmed)
    else:
        office = house.directory.office_of_room(channel or "")
    if office is None or row.place is None:
        return None
    departments = [one.channel for one in house.directory.departments if one.office == office.key]
    rooms = (office.management_channel, office.staff_channel, *departments)
    room = await _room(u, house, row, office, "closed", rooms)
    if room is None:
        return "wait"
    to = row.destination if alarmed is not None else desk_room(room)
    await u.places.put(to, Place(house.desk, room))
    await u.outbox.move(row.claim, to)
    return "elsewhere"


async def _board_elsewhere(
    u: UnitOfWork, house: House, row: ClaimedDelivery, content: Board | Reboard, reason: Reason
) -> Way | None:
    """A handover, a review or a joint complaint is posted anew: in its channel where only the post is lost, else where
    the office is told of it. One that is over is not."""
    office = await _office_of_board(u, house, row.destination)
    if office is None:
        return None
    rooms = (office.management_channel, office.staff_channel)
    room = await _room(u, house, row, office, reason, rooms)
    if room is None:
        return "wait" if reason == "closed" else None
    await u.places.put(row.destination, Place(house.desk, room))
    board = content.board if isinstance(content, Reboard) else content
    await u.outbox.to_desk(row.destination, board, opens_thread=True)
    await u.outbox.move(row.claim, row.destination)
    return "elsewhere"


async def _boards_in(u: UnitOfWork, house: House, office: Office, room: str) -> None:
    """What stands in a channel that was closed is drawn again, and so finds its way to another."""
    sheets = await u.sheets.unfinished(office.key)
    pages = {one.id: {item.page for item in await u.sheets.items(one.id)} for one in sheets}
    boards = [sheet_page(id, page) for id, found in pages.items() for page in sorted(found)]
    boards += [incident_board(one.id) for one in await u.incidents.unfinished(office.key)]
    for board in boards:
        place = await u.places.get(board)
        if place is not None and place.room == room:
            await redrawing.soon(u, house, board, at_once=True)


async def _office_of_board(u: UnitOfWork, house: House, board: Destination) -> Office | None:
    try:
        if (id := incident_of(board)) is not None:
            incident = await u.incidents.hold(id)
            return house.directory.office(incident.office) if incident.state in STANDING else None
        if (found := sheet_of(board)) is not None:
            sheet = await u.sheets.hold(found[0])
            return house.directory.office(sheet.office) if sheet.closed_at is None else None
    except KeyError:
        pass
    return None


async def _notes_elsewhere(
    u: UnitOfWork, house: House, row: ClaimedDelivery, ticket: Ticket, reason: Reason
) -> Way | None:
    office = house.directory.office(ticket.office)
    rooms = (office.staff_channel, office.management_channel)
    room = await _room(u, house, row, office, reason, rooms)
    if room is None:
        return "wait" if reason == "closed" else None
    await open_notes(u, house, ticket, room)
    await u.outbox.move(row.claim, row.destination)
    return "elsewhere"


async def _room(
    u: UnitOfWork,
    house: House,
    row: ClaimedDelivery,
    office: Office,
    reason: Reason,
    rooms: tuple[str, ...],
) -> str | None:
    """Where to go on: in the same channel if only the thread is lost, else in the first that is open to us and to
    nobody outside."""
    assert row.place is not None
    if row.moved >= MOVES:
        return None
    if reason == "lost":
        return row.place.room
    usable = [room for room in rooms if room != row.place.room and await _usable(u, room)]
    room = usable[0] if usable else None
    await _close(u, house, office, row.place.room, room)
    return room


async def _usable(u: UnitOfWork, room: str) -> bool:
    facts = await u.rooms.get(room)
    return facts.closed_at is None and not facts.shared


async def _other(u: UnitOfWork, office: Office, room: str) -> str | None:
    for other in (office.management_channel, office.staff_channel):
        if other != room and await _usable(u, other):
            return other
    return None


async def _close(u: UnitOfWork, house: House, office: Office, room: str, other: str | None) -> None:
    """Remember that a channel is closed to us; tell staff once an outage."""
    known = await u.rooms.get(room)
    if known.closed_at is not None and house.now() - known.closed_at < AGAIN:
        return
    await u.rooms.put(replace(known, closed_at=house.now()))
    label = _label(house, office, room)
    if other is None:
        await house.alarm(u, office.key, CLOSED_ALL, channel=label)
    else:
        await house.alarm(u, office.key, CLOSED, channel=label, other=_label(house, office, other))


def _label(house: House, office: Office, room: str) -> str:
    """A channel in words: whose it is, and its id."""
    names = [
        name_in(one.names, office.language) for one in house.directory.departments if one.channel == room
    ]
    return f"{names[0]} ({room})" if names else room
