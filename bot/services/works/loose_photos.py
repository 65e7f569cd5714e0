"""Photos that a technician has sent without saying what they show: colleagues see them all the same (row F1)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import N_
from bot.domain.ticket import Ticket
from bot.ports.desk import Upload
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House, staff_name
from bot.services.technicians import technicians

TIMER = "photos"
WAIT = timedelta(minutes=15)
"""How long his answer is waited for."""
COMMENTED = N_("📎 Passed on to your colleagues, {reference}. The resident does not see it.")
WHICH = N_("📎 Your photos are not with your colleagues yet. Please say above which job they show.")


async def watch(u: UnitOfWork, house: House, bundle: str) -> None:
    """He is asked what they show."""
    await u.timers.set(Timer(TIMER, bundle, house.now() + WAIT))


async def show(u: UnitOfWork, house: House, ticket: Ticket, bundle: str) -> None:
    """Files that belong to no step are shown to colleagues in the thread."""
    for photo in await u.technicians.loose(bundle):
        heading = f"🧰 {staff_name(house, photo.by)}"
        await u.outbox.to_desk(ticket.thread, Upload(photo.attachment, heading, photo.words))
    await u.technicians.drop_loose(bundle)


async def due(u: UnitOfWork, house: House, bundle: str) -> None:
    """He has not answered: they are shown as belonging to no step; of which job he is asked again. Those of one who has
    left the office file meanwhile are shown, too."""
    photos = await u.technicians.loose(bundle)
    if not photos:
        return
    member, about = house.directory.member_if_known(photos[0].by), photos[0].ticket
    if about is None:
        if member is not None:
            await technicians.tell(u, house, member, technicians.say(house, member, WHICH))
        return
    ticket = await u.tickets.get(about)
    await show(u, house, ticket, bundle)
    if member is not None:
        said = technicians.say(house, member, COMMENTED, reference=ticket.reference)
        await technicians.tell(u, house, member, said)
