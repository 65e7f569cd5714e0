"""What staff do with a ticket from its card: take, dispatch, re-route, ask, reply, note (rows B3, C6, G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public, StaffNote
from bot.domain.errors import Refused
from bot.domain.ids import MessageId, TopicKey
from bot.domain.message import Author
from bot.domain.text import shortened
from bot.domain.ticket import Move
from bot.ports.modal import Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.closing import askings
from bot.services.desk import cards
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.desk.staff import managers_only, tell_first_handler, tell_handler
from bot.services.house import House, change
from bot.services.relay.conversation import hand_over, keep_note
from bot.services.relay.writing import write
from bot.services.tickets import reopening
from bot.services.tickets.introductions import is_introduced
from bot.services.tickets.moving import route_to

YOUR_ANSWER = N_("Your answer. The resident will read it as you write it.")
LAST_WORDS = N_("What {name} wrote last")
QUOTED = 1500


async def take(u: UnitOfWork, house: House, act: Act) -> None:
    """He looks after it from now on; the resident is told, once."""
    ticket, member = act.ticket, act.member
    after = replace(ticket.move(Move.TAKE, house.now()), handler=member.key)
    if not after.besides(ticket):
        raise Refused(N_("You are in charge of it already."))
    known = await is_introduced(u, ticket, member)
    await house.record(u, ticket, member.key, "took", change(ticket.handler, member.key))
    await cards.update(u, house, ticket, after)
    if ticket.handler != member.key and not known:
        await tell_handler(u, house, ticket, member)


async def dispatch(u: UnitOfWork, house: House, act: Act) -> None:
    """Management lets a reviewed ticket go where its topic says (row B3)."""
    await route_to(u, house, act, act.ticket.topic)


async def reroute(u: UnitOfWork, house: House, act: Act) -> None:
    """Another topic was chosen from the card's menu. While it is under review only managers may."""
    if act.ticket.in_review:
        managers_only(act.member)
    if not await route_to(u, house, act, TopicKey(act.choice)):
        raise Refused(N_("It has that topic already, and is where that belongs."))


async def note(u: UnitOfWork, house: House, act: Act) -> None:
    """An internal note from the card."""
    kept = StaffNote(act.ticket.id, act.member.key, _written(act))
    message = await keep_note(u, house, kept, act.member.name)
    await hand_over(u, house, act.ticket, kept, act.member.name, message=message)
    await house.record(u, act.ticket, act.member.key, "noted")


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """A question to the resident: the ticket waits for his answer."""
    await write(u, house, act, _written(act), Move.ASK, "asked")


async def reply(u: UnitOfWork, house: House, act: Act) -> None:
    """An answer to the resident from the card."""
    await write(u, house, act, _written(act), Move.REPLY, "replied")


async def said_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What somebody wrote that was kept from the resident, to be sent to him after all, below what he wrote last."""
    office = house.directory.office(act.ticket.office)
    note = await u.messages.note(MessageId(act.detail))
    if note.ticket != act.ticket.id:
        raise Refused(NOTHING_WRITTEN)
    his = [one for one in await u.messages.public_of(act.ticket.id) if one.author is Author.RESIDENT]
    heading = house.staff_says(office, LAST_WORDS, name=act.ticket.author_name)
    shown = (Words(shortened(str(his[-1].text), QUOTED), heading),) if his and his[-1].text else ()
    return (*shown, TextField("text", house.staff_says(office, YOUR_ANSWER), note.text))


def _written(act: Act) -> str:
    """Raises Refused where nothing was."""
    if not act.text("text"):
        raise Refused(NOTHING_WRITTEN)
    return act.text("text")


async def resume(u: UnitOfWork, house: House, act: Act) -> None:
    """What was waited for has come, or is no longer waited for."""
    await house.record(u, act.ticket, act.member.key, "resumed")
    await cards.update(u, house, act.ticket, act.ticket.move(Move.RESUME, house.now()))


async def answered(u: UnitOfWork, house: House, act: Act) -> None:
    """The resident has his answer; whatever he writes next opens it again."""
    await house.record(u, act.ticket, act.member.key, "answered")
    after = act.ticket.move(Move.ANSWER, house.now())
    after = replace(after, handler=after.handler or act.member.key)
    await tell_first_handler(u, house, act.ticket, await cards.update(u, house, act.ticket, after))


async def reopen(u: UnitOfWork, house: House, act: Act) -> None:
    """It was closed or declined too soon; the resident is told that it goes on."""
    ticket = act.ticket
    await house.record(u, ticket, act.member.key, "reopened")
    await reopening.again(u, house, ticket, Move.REOPEN)
    resident = await u.people.get(ticket.resident)
    await house.tell(
        u, resident, Phrase(askings.AGAIN, {"reference": Public(ticket.reference)}), ticket=ticket.id
    )
