"""Sheets and joint complaints on the desk show their requests as they are, whoever changes them (rows D8, D9, E3)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Destination, incident_board, incident_of, sheet_of, sheet_page
from bot.domain.incident import STANDING, Belongs
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.complaints import joint_view
from bot.services.house import House
from bot.services.sheets import redrawing, sheet_view


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A request has changed: the boards that it stands on are drawn again soon."""
    if before is None or replace(before, version=after.version) == after:
        return
    for item in await u.sheets.standing(after.id):
        await redrawing.soon(u, house, sheet_page(item.sheet, item.page))
    for incident, own in await u.incidents.of(after.id):
        if incident.state in STANDING and own.belongs is Belongs.LINKED:
            await redrawing.soon(u, house, incident_board(incident.id))


async def draw(u: UnitOfWork, house: House, board: str) -> None:
    """Draw it as it is now. One that another has taken the place of stays as it is."""
    at = Destination(board)
    if (id := incident_of(at)) is not None:
        incident = await u.incidents.hold(id)
        if incident.state in STANDING:
            await joint_view.show(u, house, incident)
    elif (found := sheet_of(at)) is not None:
        sheet = await u.sheets.hold(found[0])
        if sheet.closed_at is None:
            await sheet_view.show(u, house, sheet, {found[1]})
