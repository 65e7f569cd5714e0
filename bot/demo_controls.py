"""What only a demonstration may do to the running product: look inside, and move its clock (DESIGN §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.clock import SystemClock
from bot.domain.addresses import Destination
from bot.domain.directory import Directory
from bot.domain.ids import OfficeKey, QuoteId, ResidentId, StaffKey, SubticketId, TalkId, TicketId
from bot.ports.store import Glance, Store, Timer, UnitOfWork

Json = dict[str, Any]


def routes(
    store: Store, directory: Directory, clock: SystemClock, moved: Callable[[], None]
) -> list[web.AbstractRouteDef]:
    """``GET /demo/state`` and ``POST /demo/clock {"seconds": n}``; ``moved`` is called after the clock was moved."""

    async def state(_: web.Request) -> web.Response:
        glance = await store.glance()
        async with store.begin() as u:
            told = await _told(glance, u, directory)
        return web.json_response({**told, "now": clock.now().isoformat()})

    async def move(request: web.Request) -> web.Response:
        seconds = (await request.json()).get("seconds")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise web.HTTPBadRequest(text='send {"seconds": a number, not negative}')
        clock.advance(seconds)
        moved()
        return web.json_response({"now": clock.now().isoformat()})

    return [web.get("/demo/state", state), web.post("/demo/clock", move)]


async def _told(glance: Glance, u: UnitOfWork, directory: Directory) -> Json:
    """The glance as JSON; each row also says ``to`` whom it goes, or ``about`` whom it is."""
    outbox = [
        {**_dated(asdict(row)), "to": await whom(Destination(row.destination), u, directory)}
        for row in glance.outbox
    ]
    timers = [
        {**_dated(asdict(timer)), "about": await _about(timer, u, directory)} for timer in glance.timers
    ]
    return {"inbox": dict(glance.inbox), "outbox": outbox, "timers": timers}


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
