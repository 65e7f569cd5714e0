"""Whoever has a ticket is reminded of it, before a deadline and at it, in the thread and for himself (row D3)."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.domain.away import Presence
from bot.domain.chain import office_manager, supervisor
from bot.domain.deadlines import Deadline, Limit
from bot.domain.directory import Office, Staff
from bot.domain.ticket import Kind, Severity, Ticket
from bot.i18n import day
from bot.ports.desk import Action, Post
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import action_named
from bot.services.house import House

BEFORE = {
    Limit.ANSWER: N_("{name}: the resident is to have an answer before {due}."),
    Limit.WORD: N_(
        "{name}: is anything left to do here? If not, mark it as answered; else the resident is waiting."
    ),
    Limit.SOLVE: N_("{name}: this complaint is to be solved before {due}."),
    Limit.RESULT: N_(
        "{name}: the work is done. Tell the resident today what came of it, at the latest before {due}."
    ),
}
"""Before a deadline."""
OVER = {
    Limit.ANSWER: N_("{name}: the answer was due before {due}. Please answer now."),
    Limit.WORD: N_("{name}: nobody has written to the resident or gone on with this since {since}."),
    Limit.SOLVE: N_("{name}: this complaint was to be solved before {due}."),
    Limit.RESULT: N_("{name}: the resident was to know the result before {due}. Please tell him now."),
}
"""Once it has passed."""
GOES_ON = N_("Otherwise it goes to {chief}.")
AWAY = N_("{name} is away until {day}.")
GONE = N_("{name} has no Slack account any more.")
ASK_MORE = N_("If it takes longer, ask for more time with a reason: the resident is told the new date.")
NOBODY = N_("Nobody has taken this request yet. {name}: please take it, or name somebody.")
NOT_DISPATCHED = N_(
    "This request has not been passed on to a department yet. {name}: please look at it, and dispatch it."
)
CHASE = N_("{outside} was to answer before {due} and has not. {name}: please chase them.")
BUTTONS = {
    Limit.ANSWER: ("ticket.reply", "ticket.answered"),
    Limit.WORD: ("ticket.reply", "ticket.answered"),
    Limit.SOLVE: ("ticket.reply", "time.more"),
    Limit.RESULT: ("ticket.resolve", "ticket.reply"),
    Limit.HANDLER: ("ticket.dispatch", "ticket.take", "ticket.assign"),
    Limit.OUTSIDE: ("ticket.reply", "outside.answer"),
}
"""Actions under a reminder; those that the ticket does not allow are left out."""


def chief_of(house: House, ticket: Ticket) -> Staff:
    """Who answers for it while nobody has it: the office's manager where it is under review or grave, else the
    supervisor of its department."""
    if ticket.in_review or ticket.severity is Severity.A:
        return office_manager(house.directory, ticket.office)
    return supervisor(house.directory, ticket.department)


def next_up(house: House, here: Presence, ticket: Ticket) -> Staff | None:
    """To whom it goes if nothing happens: the next superior who is here, None at the top."""
    member = house.directory.member_if_known(ticket.handler)
    return here.above(member) if member is not None else here.nearest(chief_of(house, ticket))


async def remind(u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline) -> None:
    """Call it to mind: to whoever has it, or, where he is away or nobody has it, to his next superior."""
    member = house.directory.member_if_known(ticket.handler)
    reader = here.nearest(member or chief_of(house, ticket))
    over = clock.is_over(house.now())
    msgid = (OVER if over else BEFORE)[clock.name]
    below: list[tuple[str, dict[str, str]]] = []
    if member is not None and reader != member:
        below.append(why_not(here, member, house.directory.office_of(reader)))
    if clock.name is Limit.SOLVE and may_have_more(ticket):
        below.append((ASK_MORE, {}))
    higher = next_up(house, here, ticket)
    if not below and over and higher is not None and higher != reader:
        below.append((GOES_ON, {"chief": higher.name}))
    await house.record(u, ticket, "palier", "reminded", reader.key)
    await call(u, house, ticket, reader, msgid, clock, below)


def why_not(here: Presence, member: Staff, office: Office) -> tuple[str, dict[str, str]]:
    """Why nothing can be given to him at present, in words for an office."""
    until = here.away_until(member)
    if here.has_left(member) or until is None:
        return GONE, {"name": member.name}
    return AWAY, {"name": member.name, "day": day(until, office.language)}


async def ask_for_handler(
    u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline
) -> None:
    """Nobody has taken it in time: who answers for the department is asked; while it is under review, to let it go
    there."""
    chief = here.nearest(chief_of(house, ticket))
    await house.record(u, ticket, "palier", "reminded", chief.key)
    await call(u, house, ticket, chief, NOT_DISPATCHED if ticket.in_review else NOBODY, clock)


async def ask_to_chase(u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline) -> None:
    """An outside party has let its date pass (row E8)."""
    reader = here.nearest(house.directory.member_if_known(ticket.handler) or chief_of(house, ticket))
    late = [
        one for one in await u.outsiders.of(ticket.id) if one.answer is None and one.due_at <= house.now()
    ]
    outside = ", ".join(dict.fromkeys(one.name for one in late))
    await house.record(u, ticket, "palier", "chase", outside)
    await call(u, house, ticket, reader, CHASE, clock, outside=outside)


def may_have_more(ticket: Ticket) -> bool:
    """Whether its handler may ask for more time: complaints of severity B and C (section E)."""
    return ticket.kind is Kind.COMPLAINT and ticket.severity in (Severity.B, Severity.C) and ticket.is_open


async def call(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    reader: Staff,
    msgid: str,
    clock: Deadline,
    below: list[tuple[str, dict[str, str]]] | None = None,
    **params: object,
) -> None:
    """Say it in the thread, in the words of its office; and to him, in those of his own, with what he can do."""
    home, own = house.directory.office(ticket.office), house.directory.office_of(reader)

    def say(office: Office) -> Post:
        due = house.deadline(clock.due_at or clock.since, ticket, office.language)
        since = house.moment(clock.since, ticket, office.language)
        text = house.staff_says(office, msgid, name=reader.name, due=due, since=since, **params)
        return Post(
            text,
            icon="⏰",
            below=" ".join(house.staff_says(office, one, **more) for one, more in below or []),
        )

    await u.outbox.to_desk(ticket.thread, say(home))
    post = say(own)
    title = cards.title_of(house, own, ticket)
    await house.direct(
        u,
        reader,
        Post(
            post.text,
            icon="⏰",
            above=title,
            below=post.below,
            actions=buttons(house, own, ticket, BUTTONS[clock.name]),
            thread=ticket.thread,
            seen=ticket.stand,
        ),
    )


def buttons(house: House, office: Office, ticket: Ticket, names: tuple[str, ...]) -> tuple[Action, ...]:
    """Of these actions what he may do; of another office's request, what his being above it lets him."""
    named = [action_named(house, one) for one in names]
    found = [one for one in named if one is not None and one.when(ticket)]
    if office.key != ticket.office:
        found = [one for one in found if one.superiors]
    return tuple(cards.button(house, office, one, ticket.id) for one in found)
