"""Photos that a technician has sent without saying what they show: colleagues see them all the same (row F1)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import N_
from bot.domain.ids import StaffKey
from bot.domain.technician import LoosePhoto
from bot.domain.ticket import Ticket
from bot.ports.desk import Upload
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House, staff_name
from bot.services.relay.conversation import survivor
from bot.services.technicians import technicians
from bot.services.works import photo_questions

TIMER = "photos"
WAIT = timedelta(minutes=15)
"""How long his answer is waited for."""
WAIT_AGAIN = timedelta(minutes=45)
"""How long once more, where it is not known which of his jobs they show."""
TWICE = "#"
"""Behind a bundle: he was asked twice."""
COMMENTED = N_("📎 Passed on to your colleagues, {reference}. The resident does not see it.")
ALREADY = N_("📎 Your colleagues have these photos already.")
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


async def due(u: UnitOfWork, house: House, subject: str) -> None:
    """He has not answered: they are shown as belonging to no step. Of which job he is asked once more; then, and where
    he has left the office file meanwhile, they are shown where he is likeliest to be: colleagues say whose they are."""
    bundle, _, asked = subject.partition(TWICE)
    photos = await u.technicians.loose(bundle)
    if not photos:
        return
    member, about = house.directory.member_if_known(photos[0].by), photos[0].ticket
    if about is not None:
        ticket = await survivor(u, await u.tickets.get(about))
        await show(u, house, ticket, bundle)
    elif member is not None and not asked:
        await technicians.tell(u, house, member, technicians.say(house, member, WHICH))
        await u.timers.set(Timer(TIMER, f"{bundle}{TWICE}2", house.now() + WAIT_AGAIN))
        return
    elif (likely := await _likely(u, photos[0].by)) is not None:
        ticket = likely
        await _placed(u, house, ticket, photos)
    else:
        return
    if member is not None:
        said = technicians.say(house, member, COMMENTED, reference=ticket.reference)
        await technicians.tell(u, house, member, said)


async def _likely(u: UnitOfWork, by: StaffKey) -> Ticket | None:
    """Where he is; the last one he was sent on, where none is open any more."""
    for ticket in await photo_questions.requests_of(u, by):
        return ticket
    for job in await u.technicians.jobs_had(by):
        return await survivor(u, await u.tickets.get(job.ticket))
    return None


async def _placed(u: UnitOfWork, house: House, ticket: Ticket, photos: list[LoosePhoto]) -> None:
    if not ticket.is_open:
        await show(u, house, ticket, photos[0].bundle)
        return
    await u.technicians.drop_loose(photos[0].bundle)
    await photo_questions.place(u, house, ticket, photos, perhaps=True)
