"""What only a demonstration may do to the running product: look inside, and move its clock."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.clock import SystemClock
from bot.domain.addresses import Destination
from bot.domain.business_time import Calendar, Counting
from bot.domain.directory import Directory
from bot.domain.ids import OfficeKey, QuoteId, ResidentId, StaffKey, SubticketId, TalkId, TicketId
from bot.ports.store import Queues, Store, UnitOfWork
from bot.ports.timers import Timer
from bot.working_time import calendars

Json = dict[str, Any]

MOST_DAYS = 20
"""Working days that time can move forward at once."""
TRIES = 10
"""How often an hour is looked for at which all offices are open."""


def routes(
    store: Store,
    directory: Directory,
    clock: SystemClock,
    held: Callable[[], AbstractAsyncContextManager[None]],
) -> list[web.AbstractRouteDef]:
    """``GET /demo/state``; ``POST /demo/clock`` with ``{"seconds": n}`` or ``{"working_days": n}``, which answers with
    the ``seconds`` it moved. The clock is moved while everything is ``held``."""
    offices = calendars(directory)

    def until(wanted: Json) -> float | None:
        """How far to move, in seconds."""
        match wanted:
            case {"seconds": int() | float() as seconds} if seconds >= 0:
                return seconds
            case {"working_days": int() as days} if 0 < days <= MOST_DAYS:
                now = clock.now()
                return (at_work_again(offices.values(), now, days) - now).total_seconds()
        return None

    async def state(request: web.Request) -> web.Response:
        _refuse_browsers(request)
        queues = await store.queues()
        async with store.begin() as u:
            told = await _told(queues, u, directory)
        return web.json_response({**told, "now": clock.now().isoformat()})

    async def move(request: web.Request) -> web.Response:
        _refuse_browsers(request)
        seconds = until(await request.json())
        if seconds is None:
            raise web.HTTPBadRequest(text=f'send {{"seconds": n}} or {{"working_days": 1 to {MOST_DAYS}}}')
        async with held():
            clock.advance(seconds)
        return web.json_response({"now": clock.now().isoformat(), "seconds": seconds})

    return [web.get("/demo/state", state), web.post("/demo/clock", move)]


def _refuse_browsers(request: web.Request) -> None:
    """The sandbox asks by an IP address and from no page: what a browser shows, under whatever name, has nothing to see
    or to move here. Raises HTTPForbidden."""
    try:
        ipaddress.ip_address(urlsplit(f"//{request.host}").hostname or "")
    except ValueError:
        raise web.HTTPForbidden(text="ask by an IP address") from None
    if "Origin" in request.headers:
        raise web.HTTPForbidden(text="pages may not ask")


def at_work_again(offices: Iterable[Calendar], now: datetime, days: int) -> datetime:
    """When so many working days have gone by in every office and all are open, so that what waited for opening hours is
    seen to happen; where they never are at the same time, when one of them is."""
    every = list(offices)
    then = max(one.add(now, timedelta(days=days), Counting.WORKING_DAYS) for one in every)
    for _ in range(TRIES):
        if all(one.is_open(then) for one in every):
            break
        then = max(one.add(then, timedelta(), Counting.OPENING_HOURS) for one in every)
    return then


async def _told(queues: Queues, u: UnitOfWork, directory: Directory) -> Json:
    """The queues as JSON; each row also says ``to`` whom it goes, or ``about`` whom it is."""
    outbox = [
        {**_dated(asdict(row)), "to": await whom(Destination(row.destination), u, directory)}
        for row in queues.outbox
    ]
    timers = [
        {**_dated(asdict(timer)), "about": await _about(timer, u, directory)} for timer in queues.timers
    ]
    return {"inbox": dict(queues.inbox), "outbox": outbox, "timers": timers}


def _dated(row: Json) -> Json:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}


async def whom(destination: Destination, u: UnitOfWork, directory: Directory) -> Json:
    """Whom a destination reaches, for a person to read: ``kind`` as in ``bot.domain.addresses``, ``name`` (a person,
    a ticket's reference or an office), ``room`` (the desk's channel); only ``kind`` where the rest is not known."""
    kind, _, rest = destination.partition(":")
    first, _, second = rest.partition(":")
    try:
        match kind:
            case "resident":
                return {"kind": kind, "name": await _resident(first, u)}
            case "thread" | "notes":
                place = await u.places.get(destination)
                reference = (await u.tickets.get(TicketId(first))).reference
                return {"kind": kind, "name": reference, "room": place.room if place else None}
            case "alarms":
                office = directory.office(OfficeKey(first))
                return {"kind": kind, "name": office.name, "room": office.management_channel}
            case "dm" | "window" | "home":
                return {"kind": kind, "name": _colleague(first, directory)}
            case "pledge":
                return {"kind": kind, "name": directory.member(StaffKey(second)).name}
            case "technician":
                return {"kind": kind, "name": directory.member(StaffKey(first)).name}
            case "sheet" | "incident" | "room":
                place = await u.places.get(destination)
                owner = directory.office_of_room(place.room) if place else None
                if place and owner:
                    return {"kind": kind, "name": owner.name, "room": place.room}
            case "time" | "group" | "outside":
                return {"kind": kind}
            case "talk":
                asked = await u.sides.talk(TalkId(first))
                return {"kind": kind, "name": directory.contractor_name(asked.contractor)}
            case "whisper":
                member = directory.member_by_slack(second)
                return {"kind": kind, "name": member.name if member else None, "room": first}
    except KeyError:
        pass
    return {"kind": kind}


async def _resident(id: str, u: UnitOfWork) -> str:
    resident = await u.people.get(ResidentId(id))
    return resident.name or resident.profile_name


def _colleague(id: str, directory: Directory) -> str:
    """The name behind a member's Slack id. Raises KeyError."""
    member = directory.member_by_slack(id)
    if member is None:
        raise KeyError(id)
    return member.name


async def _about(timer: Timer, u: UnitOfWork, directory: Directory) -> str | None:
    """What a timer looks at again: a ticket's reference, a resident's or a colleague's name; None for anything else."""
    subject = timer.subject
    for look in (_ticket_of_part, _ticket_of_talk, _ticket_of_quote, _reference, _resident):
        try:
            return await look(subject, u)
        except KeyError:
            continue
    member = directory.member_by_slack(subject)
    return member.name if member else None


async def _reference(id: str, u: UnitOfWork) -> str:
    return (await u.tickets.get(TicketId(id))).reference


async def _ticket_of_part(id: str, u: UnitOfWork) -> str:
    return await _reference((await u.sides.part(SubticketId(id))).ticket, u)


async def _ticket_of_talk(id: str, u: UnitOfWork) -> str:
    return await _reference((await u.sides.talk(TalkId(id))).ticket, u)


async def _ticket_of_quote(id: str, u: UnitOfWork) -> str:
    return await _reference((await u.sides.quote(QuoteId(id))).ticket, u)
