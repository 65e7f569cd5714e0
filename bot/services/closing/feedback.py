"""Resolved → is the resident satisfied? → closed and rated, or open again (rows D5, F5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import AddToRating, ExplainReopening, RateTicket
from bot.domain.errors import Refused
from bot.domain.follow_up import Outcome
from bot.domain.people import Resident
from bot.domain.text import split
from bot.domain.ticket import ASKED, Move, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.closing import askings, satisfaction, silence
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.relay.conversation import from_resident

ANSWERED = N_("You have already answered that, thank you. To see where things stand: /status.")
GOES_ON = N_(
    "We are looking into your request {reference} again. As soon as there is something new, we will ask you once more."
)


async def resolve(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff say it is done: the resident is asked."""
    ticket, member = act.ticket, act.member
    after = replace(ticket.move(Move.RESOLVE, house.now()), handler=ticket.handler or member.key)
    await house.record(u, ticket, member.key, "resolved")
    await cards.update(u, house, ticket, after)


async def satisfied(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> bool:
    """He is: close it; whether he is to be asked for stars, which happens once a ticket. Raises Refused when it no
    longer waits for his word."""
    if await silence.lapsed(u, ticket):
        ticket = await silence.revive(u, house, ticket)
    after = _confirm(house, ticket, Move.SATISFIED)
    await askings.settle(u, house, ticket, Outcome.FINE, "resident")
    await house.record(u, ticket, "resident", "satisfied")
    await cards.update(u, house, ticket, replace(after, rating_asked=True))
    thanks = Phrase(askings.CLOSED, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, thanks, ticket=ticket.id)
    return not ticket.rating_asked


async def unsatisfied(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """He is not: open it again at once, before he says why; the manager above its handler hears of it, too. Raises
    Refused when it no longer waits for his word."""
    if await silence.lapsed(u, ticket):
        ticket = await silence.revive(u, house, ticket)
    after = _confirm(house, ticket, Move.UNSATISFIED)
    await satisfaction.refused(u, house, ticket)
    await cards.update(u, house, ticket, after)


async def explain(
    u: UnitOfWork, house: House, resident: Resident, command: ExplainReopening, heard: Mapping[str, str]
) -> None:
    """Why he is not satisfied, in the messages ``heard``, shown in the thread."""
    ticket = await u.tickets.get(command.ticket)
    await from_resident(u, house, resident, ticket, command.reason, command.files, None, heard=heard)
    passed_on = N_("Thank you, I have passed that on. We will come back to you.")
    await house.tell(u, resident, Phrase(passed_on), ticket=ticket.id)


async def rate(u: UnitOfWork, house: House, command: RateTicket) -> None:
    """Stars, shown on the card and in the thread."""
    ticket = await u.tickets.get(command.ticket)
    await house.record(u, ticket, "resident", "rated", str(command.stars))
    await cards.update(u, house, ticket, replace(ticket, rating=command.stars))
    shown = "★" * command.stars + "☆" * (5 - command.stars)
    await u.outbox.to_desk(ticket.thread, Post(shown, author=ticket.author_name))


async def add_to_rating(u: UnitOfWork, house: House, resident: Resident, command: AddToRating) -> None:
    """A word with the stars."""
    if command.words:
        ticket = await u.tickets.get(command.ticket)
        await cards.update(u, house, ticket, replace(ticket, rating_words=command.words))
        for number, part in enumerate(split(command.words)):
            author = ticket.author_name if number == 0 else ""
            await u.outbox.to_desk(ticket.thread, Post(part, author=author))
    thanks = Phrase(N_("Thank you for your rating. Until next time!"))
    await house.tell(u, resident, thanks, ticket=command.ticket)


def _confirm(house: House, ticket: Ticket, move: Move) -> Ticket:
    if ticket.state not in ASKED:
        raise Refused(GOES_ON, reference=ticket.reference) if ticket.is_open else Refused(ANSWERED)
    return ticket.move(move, house.now())
