"""Somebody types his answer to "are you satisfied?" instead of pressing a button: he is understood (row D5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.message import PublicMessage
from bot.domain.people import Resident
from bot.domain.thanks import is_thanks
from bot.domain.ticket import ASKED, Move, State, Ticket
from bot.domain.verdict import satisfied
from bot.ports.store import Timer, UnitOfWork
from bot.services.house import Answer, House

AGAIN_AFTER = timedelta(minutes=10)
"""Who goes on writing is not asked at every message."""
ONCE = "asked"

OPEN_AGAIN = N_(
    "It is not settled yet, then: your request {reference} is open again. What you wrote is with us."
)
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
        await house.record(u, ticket, "resident", "unsatisfied")
        await house.tell(u, resident, Phrase(OPEN_AGAIN, reference), ticket=ticket.id)
        return Move.UNSATISFIED
    if await u.timers.at(ONCE, ticket.id) is None:
        await u.timers.set(Timer(ONCE, ticket.id, house.now() + AGAIN_AFTER))
        answers = (
            Answer(Phrase(N_("Yes, close it")), {"do": "satisfied", "ticket": ticket.id}, Style.SUCCESS),
            Answer(Phrase(N_("No, not yet")), {"do": "unsatisfied", "ticket": ticket.id}, Style.DANGER),
        )
        await house.tell(u, resident, Phrase(CLOSE, reference), answers=(answers,), ticket=ticket.id)
    return None


def meant_by(tickets: Sequence[Ticket], words: str) -> list[Ticket]:
    """Of several tickets, the only one that waits for a verdict, where that is what these words are."""
    waiting = [ticket for ticket in tickets if ticket.state in ASKED]
    return waiting if len(waiting) == 1 and satisfied(words) is not None else []
