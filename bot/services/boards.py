"""Sheets and joint complaints on the desk show their requests as they are, whoever changes them (rows D8, D9, E3)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Destination, incident_board, sheet_page
from bot.domain.ids import IncidentId, SheetId
from bot.domain.incident import STANDING, Belongs
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services import incident_view, redrawing, sheet_view
from bot.services.house import House


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
    kind, _, rest = Destination(board).partition(":")
    if kind == "incident":
        incident = await u.incidents.hold(IncidentId(rest))
        if incident.state in STANDING:
            await incident_view.show(u, house, incident)
        return
    id, _, page = rest.partition(":")
    sheet = await u.sheets.hold(SheetId(id))
    if sheet.closed_at is None:
        await sheet_view.show(u, house, sheet, {int(page)})
