"""Somebody types his answer to "are you satisfied?" instead of pressing a button: he is understood, and asked once more
before anything comes of it (row D5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.people import Resident
from bot.domain.ticket import State, Ticket
from bot.domain.verdict import satisfied
from bot.ports.store import Timer, UnitOfWork
from bot.services.house import Answer, House

AGAIN_AFTER = timedelta(minutes=10)
"""Who goes on writing is not asked at every message."""
ASKED = "asked"

REOPEN = N_("It is not settled yet, then. Shall I open your request {reference} again?")
CLOSE = N_("Glad to hear it. Shall I close your request {reference}?")


async def heard(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, words: str) -> None:
    """What he wrote to a ticket that waits for his verdict: a clear yes or no is confirmed with two buttons, anything
    else leaves the question as it stands."""
    verdict = satisfied(words) if ticket.state is State.CONFIRMING else None
    this_time = f"{ticket.id}:{ticket.reopened}"
    if verdict is None or await u.timers.at(ASKED, this_time) is not None:
        return
    await u.timers.set(Timer(ASKED, this_time, house.now() + AGAIN_AFTER))
    yes, no = {"do": "satisfied", "ticket": ticket.id}, {"do": "unsatisfied", "ticket": ticket.id}
    if verdict:
        question = CLOSE
        answers = (
            Answer(Phrase(N_("Yes, close it")), yes, Style.SUCCESS),
            Answer(Phrase(N_("No, not yet")), no, Style.DANGER),
        )
    else:
        question = REOPEN
        answers = (
            Answer(Phrase(N_("Yes, open it again")), no, Style.DANGER),
            Answer(Phrase(N_("No, it is settled")), yes, Style.SUCCESS),
        )
    params = {"reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(question, params), answers=(answers,), ticket=ticket.id)


def meant_by(tickets: Sequence[Ticket], words: str) -> list[Ticket]:
    """Of several tickets, the only one that waits for a verdict, where that is what these words are."""
    waiting = [ticket for ticket in tickets if ticket.state is State.CONFIRMING]
    return waiting if len(waiting) == 1 and satisfied(words) is not None else []
