"""What becomes of promises with a time: watched by the clock, settled by what happens, or by whoever made them (D9)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.deeds import Deed
from bot.domain.errors import Refused
from bot.domain.pledge import Pledge, PledgeKind, PledgeOutcome
from bot.domain.ticket import MOVED_ON, State, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, slips
from bot.services.desk.acting import Act, subject_of
from bot.services.house import House
from bot.services.promises import ledger
from bot.services.relay.conversation import survivor

ANSWERS: frozenset[Deed] = frozenset(
    {
        *(
            "replied",
            "asked",
            "asked_missing",
            "canned",
            "answered",
            "resolved",
            "explained",
            "quoted",
            "promised",
        ),
        *("told_answer", "declined", "finished", "adopted", "invalid", "visit_offered", "visit_agreed"),
    }
)
"""What counts as an answer, by its name in the history."""

NOT_CALLED = N_("The call back promised to {name} before {moment} is not recorded. Please call now.")
IS_IT_KEPT = N_("Promised to {name} for today: {words}. Was it kept?")


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A ticket has changed: the answer promised with its acknowledgement is watched, given, or needless. ``clocks``
    moves it with the date."""
    if before is not None and not _stirs(before, after):
        return
    known = await u.ledger.get(PledgeKind.ANSWER, after.id)
    if known is None:
        if before is None and after.is_open and after.handled_at is None and after.due_at > house.now():
            await ledger.promise(u, house, after, PledgeKind.ANSWER, after.id, after.due_at, None)
    elif known.outcome is None and await _answered(u, after, known):
        await _settle_answer(u, house, after, known)
    if before is not None and before.is_open and not after.is_open:
        await _end(u, house, after)


def _stirs(before: Ticket, after: Ticket) -> bool:
    return before.handled_at != after.handled_at or before.is_open != after.is_open


async def _answered(u: UnitOfWork, ticket: Ticket, pledge: Pledge) -> bool:
    history = await u.history(ticket.id)
    return any(one.what in ANSWERS and one.at >= pledge.made_at for one in history)


async def _settle_answer(u: UnitOfWork, house: House, ticket: Ticket, pledge: Pledge) -> None:
    """The last moment counts."""
    outcome = PledgeOutcome.KEPT if house.now() <= pledge.promised_for else PledgeOutcome.BROKEN
    await ledger.settle(u, house, ticket, pledge.kind, pledge.subject, outcome, "palier")


async def _end(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """What was still to come is no longer needed, but what was promised by a day; all of it goes with a request that
    was joined to another."""
    into = await survivor(u, ticket)
    for pledge in await u.ledger.of(ticket.id):
        if pledge.outcome is not None or pledge.kind is PledgeKind.VISIT:
            continue
        if pledge.kind is PledgeKind.ANSWER or ticket.state is not State.MERGED:
            if pledge.kind is not PledgeKind.PROMISE:
                withdrawn = PledgeOutcome.WITHDRAWN
                await ledger.settle(u, house, ticket, pledge.kind, pledge.subject, withdrawn, "palier")
        else:
            await u.ledger.put(replace(pledge, ticket=into.id))


async def due(u: UnitOfWork, house: House, key: str) -> None:
    """Its time has come."""
    kind, _, subject = key.partition(":")
    pledge = await u.ledger.get(PledgeKind(kind), subject)
    if pledge is None or pledge.outcome is not None or pledge.promised_for > house.now():
        return
    ticket = await survivor(u, await u.tickets.get(pledge.ticket))
    office = house.directory.office(ticket.office)
    at = house.deadline(pledge.promised_for, ticket, office.language)
    match pledge.kind:
        case PledgeKind.ANSWER:
            outcome = PledgeOutcome.KEPT if await _answered(u, ticket, pledge) else PledgeOutcome.BROKEN
            await ledger.settle(u, house, ticket, pledge.kind, subject, outcome, "palier")
        case PledgeKind.CALL:
            await ledger.settle(u, house, ticket, pledge.kind, subject, PledgeOutcome.BROKEN, "palier")
            text = house.staff_says(office, NOT_CALLED, name=ticket.author_name, moment=at)
            await _ask(u, house, ticket, pledge, text)
        case PledgeKind.PROMISE:
            text = house.staff_says(office, IS_IT_KEPT, name=ticket.author_name, words=pledge.words)
            await _ask(u, house, ticket, pledge, text)
        case PledgeKind.VISIT:
            pass


async def _ask(u: UnitOfWork, house: House, ticket: Ticket, pledge: Pledge, text: str) -> None:
    """In the thread, and directly to whoever promised it and whoever has the ticket."""
    post = Post(text, icon="📌", actions=ledger.buttons(house, ticket, pledge))
    await house.ask(u, ticket.thread, post)
    title = cards.title_of(house, house.directory.office(ticket.office), ticket)
    keys = {pledge.made_by, ticket.handler}
    await house.to_keys(u, keys, replace(post, above=title, thread=ticket.thread))


async def kept(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever knows says that it was kept."""
    await _judge(u, house, act, PledgeOutcome.KEPT)


async def broken(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever knows says that it was not kept."""
    await _judge(u, house, act, PledgeOutcome.BROKEN)


async def _judge(u: UnitOfWork, house: House, act: Act, outcome: PledgeOutcome) -> None:
    """What asked for it in the thread shows it in its place; asked elsewhere, the thread is told."""
    ticket = await u.tickets.save(act.ticket)
    done = await ledger.settle(u, house, ticket, PledgeKind.PROMISE, act.detail, outcome, act.member.key)
    if not done:
        raise Refused(MOVED_ON)
    office = house.directory.office(ticket.office)
    said = KEPT if outcome is PledgeOutcome.KEPT else NOT_KEPT
    pledge = await u.ledger.get(PledgeKind.PROMISE, act.detail)
    words = pledge.words if pledge else ""
    post = Post(house.staff_says(office, said, name=act.member.name, words=words))
    if not await slips.in_place(u, house, ticket, subject_of(ticket, act.detail), post):
        await u.outbox.to_desk(ticket.thread, post)


KEPT = N_("✅ Kept, says {name}: {words}")
NOT_KEPT = N_("❌ Not kept, says {name}: {words}")
