"""Who may act on the desk (PLATFORMS case 32): checked when it is carried out, not when it is shown. And how he who
looks after a ticket is introduced to its resident."""

from __future__ import annotations

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Role, Staff
from bot.domain.errors import Refused
from bot.domain.ids import TicketId
from bot.domain.ticket import Ticket
from bot.ports.inbound import DeskUser
from bot.ports.store import UnitOfWork
from bot.services.house import House


async def member_acting(u: UnitOfWork, house: House, user: DeskUser) -> Staff:
    """The member of staff who acts. Raises Refused for anybody else: strangers, guests, bots, other organisations."""
    member = house.directory.member_by_slack(user.id)
    facts = await u.people.member(user.id)
    if member is None or not (user.home and user.human) or facts is None or facts.guest or not facts.active:
        raise Refused(N_("Only staff named in the office file can do that. Ask your manager to add you."))
    return member


async def ticket_of_his_office(u: UnitOfWork, house: House, member: Staff, id: str) -> Ticket:
    """The ticket that a member of staff acts on. Raises Refused where it is not his office's, or is no more."""
    try:
        ticket = await u.tickets.get(TicketId(id))
    except KeyError:
        raise Refused(N_("That request no longer exists.")) from None
    if house.directory.office_of(member).key != ticket.office:
        raise Refused(N_("That request belongs to another office."))
    return ticket


def managers_only(member: Staff) -> None:
    """Raises Refused for anybody who is not a manager."""
    if member.role is not Role.MANAGER:
        raise Refused(N_("Only a manager can do that."))


TAKEN = N_("{who} is now looking after your request {reference}.")


async def tell_handler(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """Tell the resident who looks after his ticket from now on."""
    resident = await u.people.get(ticket.resident)
    params = {"who": house.signature(member, resident.language), "reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(TAKEN, params), ticket=ticket.id)
