"""Who may act on the desk (acceptance case 32): checked when it is carried out, not when it is shown. And how he who
looks after a ticket is introduced to its resident."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Place, ticket_of
from bot.domain.audience import N_, Phrase, Public
from bot.domain.chain import is_above_office
from bot.domain.deeds import OTHERS, Deed
from bot.domain.directory import Office, Role, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.ids import StaffKey, TicketId
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, FINAL, MOVED_ON, NO_PRICE, Ticket
from bot.ports.inbound import DeskUser
from bot.ports.modal import Group
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act, DeskAction
from bot.services.house import House, staff_name
from bot.services.tickets.introductions import INTRODUCED, is_introduced


async def member_acting(u: UnitOfWork, house: House, user: DeskUser) -> Staff:
    """The member of staff who acts. Raises Refused for anybody else: strangers, guests, bots, other organisations."""
    member = house.directory.member_by_slack(user.id)
    facts = await u.people.member(user.id)
    if member is None or not (user.home and user.human) or facts is None or facts.guest or not facts.active:
        raise Refused(N_("Only staff named in the office file can do that. Ask your manager to add you."))
    return member


async def ticket_of_his_office(
    u: UnitOfWork, house: House, member: Staff, subject: str, *, superiors: bool = False
) -> Ticket:
    """The ticket that a member of staff acts on: an id (with ``#DETAIL`` behind it), or ``@ROOM/ROOT`` for the one of
    that thread. Raises Refused where it is not his office's nor in his hands (or, for ``superiors``, of one below him),
    or is no more."""
    id: TicketId | None = TicketId(subject.partition("#")[0])
    if subject.startswith("@"):
        room, _, root = subject[1:].partition("/")
        thread = await u.places.at(Place(house.desk, room, root))
        id = ticket_of(thread) if thread else None
        if id is None:
            raise Refused(N_("That message belongs to no request."))
    try:
        ticket = await u.tickets.get(TicketId(id or ""))
    except KeyError:
        raise Refused(N_("That request no longer exists.")) from None
    own = house.directory.office_of(member).key == ticket.office or ticket.handler == member.key
    if not own and not (superiors and is_above_office(house.directory, member, ticket.office)):
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
    await house.tell(u, resident, _taken(house, ticket, member, resident), ticket=ticket.id)


async def first_handler(
    u: UnitOfWork, house: House, before: Ticket, after: Ticket, resident: Resident
) -> tuple[Phrase, ...]:
    """The same, to be said by whatever names a handler by the way (row D2): empty where somebody looked after it
    already, or he was told."""
    member = house.directory.member_if_known(after.handler)
    if before.handler is not None or member is None or await is_introduced(u, after, member):
        return ()
    await house.record(u, after, member.key, INTRODUCED)
    return (_taken(house, after, member, resident),)


async def tell_first_handler(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> None:
    """The same, said at once; not where he is asked whether he is satisfied, which names who did it."""
    if after.state in ASKED:
        return
    resident = await u.people.get(after.resident)
    for said in await first_handler(u, house, before, after, resident):
        await house.tell(u, resident, said, ticket=after.id)


def _taken(house: House, ticket: Ticket, member: Staff, resident: Resident) -> Phrase:
    who = house.signature(member, resident.language)
    return Phrase(TAKEN, {"who": who, "reference": Public(ticket.reference)})


def staff_of(house: House, office: Office) -> tuple[Group, ...]:
    """An office's staff under their departments, to choose from."""
    directory = house.directory
    found = []
    for department in directory.departments:
        members = [one for one in directory.staff if one.department == department.key]
        if department.office == office.key and members:
            options = tuple((str(one.key), one.name) for one in members)
            found.append((str(name_in(department.names, office.language)), options))
    return tuple(found)


NOT_HERE = N_("Only staff of this office can be named.")


def colleague(house: House, act: Act) -> Staff:
    """Who was chosen in the window (its field ``member``). Raises Refused for anybody who does not work in the ticket's
    office."""
    member = house.directory.member_if_known(act.text("member"))
    if member is None or house.directory.office_of(member).key != act.ticket.office:
        raise Refused(NOT_HERE)
    return member


PARTS_LEFT = N_("First these parts of it must be done, or be no longer needed: {parts}.")
QUICKER = N_(
    "{who} was quicker: request {reference} has moved on. It is now “{state}”, in the hands of {handler}."
)

MOVES_NOTHING: frozenset[Deed] = frozenset(
    {
        *("noted", "exported", "edited", "recalled", "reacted", "introduced", "invited", "unlinked"),
        *("accepted", "asked_shift", "reviewed"),
    }
)
"""Acts that leave a ticket as it stands: nobody is too late because of them."""


QUICKER_ABOUT = N_("{who} has decided that already.")
GONE_UP = N_("That is {chief}’s to decide now.")


async def quicker(u: UnitOfWork, house: House, ticket: Ticket, what: Deed) -> Refused:
    """That a colleague has decided, whose act ``what`` was."""
    actors = [one.actor for one in await u.history(ticket.id) if one.what == what]
    return Refused(QUICKER_ABOUT, who=staff_name(house, StaffKey(actors[-1]) if actors else None))


async def may_act(u: UnitOfWork, house: House, action: DeskAction, act: Act, seen: str) -> None:
    """Raises Refused where he may not, or where the ticket is no longer what the card showed him (``seen``): then he
    is told who was quicker."""
    if action.managers:
        managers_only(act.member)
    await _not_held(u, house, action, act.ticket)
    late = seen not in ("", act.ticket.stand) and (
        action.exclusive or (action.speaks and not act.ticket.is_open and seen.partition(".")[0] not in FINAL)
    )
    if action.when(act.ticket) and not late:
        return
    history = await u.history(act.ticket.id)
    staff = [one.actor for one in history if one.actor not in OTHERS and one.what not in MOVES_NOTHING]
    if staff and staff[-1] != act.member.key:
        office = house.directory.office(act.ticket.office)
        raise Refused(
            QUICKER,
            who=staff_name(house, StaffKey(staff[-1])),
            reference=act.ticket.reference,
            state=house.staff_says(office, cards.STATES[act.ticket.state]),
            handler=staff_name(house, act.ticket.handler),
        )
    if not action.when(act.ticket):
        raise Refused(MOVED_ON)


async def _not_held(u: UnitOfWork, house: House, action: DeskAction, ticket: Ticket) -> None:
    """Raises Refused, with what must come first, where only that keeps him from it: colleagues' parts (row B6), a
    price to be accepted (row F2)."""
    free = replace(ticket, open_parts=0, needs_price=False)
    if action.when(ticket) or not action.when(free):
        return
    if not action.when(replace(ticket, open_parts=0)):
        raise Refused(NO_PRICE)
    parts = [part for part in await u.sides.parts_of(ticket.id) if part.is_open]
    office = house.directory.office(ticket.office)
    named = " · ".join(
        f"{house.quoted(office, part.subject)} ({staff_name(house, part.handler)})" for part in parts
    )
    raise Refused(PARTS_LEFT, parts=named)
