"""Somebody answers "are you satisfied?": what he types instead of pressing a button is understood, and a *no* gets more
attention than a new request (row D5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.bare_words import agrees
from bot.domain.chain import above
from bot.domain.follow_up import Outcome
from bot.domain.message import PublicMessage
from bot.domain.people import Resident
from bot.domain.thanks import is_thanks
from bot.domain.ticket import ASKED, Move, State, Ticket
from bot.domain.verdict import satisfied
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.closing import askings
from bot.services.desk import cards
from bot.services.house import Answer, House
from bot.services.visits.visit_words import would_be_off

AGAIN_AFTER = timedelta(minutes=10)
"""Who goes on writing is not asked at every message."""
ONCE = "asked"

OPEN_AGAIN = N_(
    "It is not settled yet, then: your request {reference} is open again. What you wrote is with us."
)
UNSATISFIED = N_("The resident is not satisfied: the request is open again.")
CLOSE = N_("Glad to hear it. Shall I close your request {reference}?")


async def heard(
    u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, message: PublicMessage
) -> Move | None:
    """What comes of what he wrote; thanks alone start no clock, but 👍 may answer a question. Was he asked whether he
    is satisfied, a clear no opens it again, a clear yes and mere thanks are confirmed with two buttons; anything else
    says that it has not ended."""
    staff = [member.name for member in house.directory.staff]
    thanks = not message.attachments and is_thanks(message.text, staff)
    if ticket.state not in ASKED:
        reply = ticket.state is State.WAITING_RESIDENT and not any(map(str.isalpha, message.text))
        return None if thanks and not reply else Move.RESIDENT_WROTE
    verdict = None if message.attachments else satisfied(message.text)
    if verdict is None and thanks:
        verdict = True
    if verdict is None:
        return Move.RESIDENT_WROTE
    reference = {"reference": Public(ticket.reference)}
    if not verdict:
        await house.tell(u, resident, Phrase(OPEN_AGAIN, reference), ticket=ticket.id)
        await refused(u, house, ticket)
        return Move.UNSATISFIED
    await askings.more_time(u, house, ticket, house.now())
    if await u.timers.at(ONCE, ticket.id) is None:
        await u.timers.set(Timer(ONCE, ticket.id, house.now() + AGAIN_AFTER))
        answers = (
            Answer(Phrase(N_("Yes, close it")), {"do": "satisfied", "ticket": ticket.id}, Style.SUCCESS),
            Answer(Phrase(N_("No, not yet")), {"do": "unsatisfied", "ticket": ticket.id}, Style.DANGER),
        )
        off = await would_be_off(u, house, ticket, resident.language)
        await house.tell(u, resident, Phrase(CLOSE, reference), *off, answers=(answers,), ticket=ticket.id)
    return None


async def refused(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """He is not satisfied: the thread, its handler and the manager above him hear of it."""
    await askings.settle(u, house, ticket, Outcome.NOT_FINE, "resident")
    await house.record(u, ticket, "resident", "unsatisfied")
    office = house.directory.office(ticket.office)
    post = Post(house.staff_says(office, UNSATISFIED), icon="↩️")
    await u.outbox.to_desk(ticket.thread, post)
    handler = house.directory.member_if_known(ticket.handler)
    if handler is not None:
        told = [handler.key, *(one.key for one in above(house.directory, handler)[:1])]
        title = cards.title_of(house, office, ticket)
        await house.to_keys(u, told, replace(post, above=title, thread=ticket.thread))


async def confirms(u: UnitOfWork, ticket: Ticket, words: str) -> bool:
    """Whether he has just been asked if it may be closed, and says yes."""
    if ticket.state not in ASKED or await u.timers.at(ONCE, ticket.id) is None:
        return False
    return agrees(words) or (satisfied(words) is True and not is_thanks(words))


def meant_by(tickets: Sequence[Ticket], words: str) -> list[Ticket]:
    """Of several tickets, the only one that waits for a verdict, where that is what these words are."""
    waiting = [ticket for ticket in tickets if ticket.state in ASKED]
    return waiting if len(waiting) == 1 and satisfied(words) is not None else []
