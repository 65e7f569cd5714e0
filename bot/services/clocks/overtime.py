"""More time for a complaint of severity B or C: its handler asks with a reason and a new date, a superior decides, the
resident is told the new date (section E)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.addresses import Place, more_time
from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.away import Presence
from bot.domain.chain import above, may_decide_for, office_manager
from bot.domain.deadlines import Limit
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.extension import Extension, ExtensionState
from bot.domain.ids import ExtensionId
from bot.domain.ticket import MOVED_ON, Ticket
from bot.ports.desk import Action, Card, Post, Recard
from bot.ports.inbound import DeskForm
from bot.ports.modal import Field, MomentField, TextField
from bot.ports.store import UnitOfWork
from bot.services.clocks.clocks import reckoned
from bot.services.clocks.reminding import may_have_more
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, REASON_WANTED, Act, subject_of
from bot.services.desk.present import presence
from bot.services.desk.staff import QUICKER_ABOUT
from bot.services.desk.windows import coming, to_come
from bot.services.house import House, staff_name

ASK, APPROVE, REFUSE = "time.more", "time.approve", "time.refuse"
NEW_DATE = N_(
    "About your complaint {reference}: we need more time than we told you, and we are sorry for that. We will have it "
    "solved before {due}."
)
ASKED = N_("⏳ {name} asks for more time, until {until}: {reason} · {chief} has been asked.")
GIVEN = N_("✅ {chief} has given {name} more time, until {until}. The resident has been told the new date.")
REFUSED = N_("✖️ {chief} has not given {name} more time: {reason}")
WAITS = N_("{name}: somebody is waiting for your decision about more time (until {until}): {reason}")
PAST = N_("That day is past.")
ALREADY = N_("More time has been asked for already; {chief} is to decide.")


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """Why, and until when."""
    hint = house.staff_says(office, FOR_COLLEAGUES)
    told = house.staff_says(office, N_("Once it is approved, the resident is told this date."))
    return (
        TextField("reason", house.staff_says(office, N_("Reason")), hint=hint, longest=500),
        MomentField(
            "until",
            house.staff_says(office, N_("New date")),
            initial=house.now() + timedelta(days=2),
            hint=told,
        ),
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """It can't be over already."""
    return to_come(house, office, form, "until")


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """Ask his superior; who has none, takes the time himself."""
    ticket, reason, until = act.ticket, act.text("reason"), coming(house, act, "until")
    if not reason:
        raise Refused(REASON_WANTED)
    if (waiting := await _open(u, ticket)) is not None:
        raise Refused(ALREADY, chief=staff_name(house, waiting.asked_of))
    chief = (await presence(u, house)).above(act.member)
    asked = Extension(
        u.ids.extension(),
        ticket.id,
        act.member.key,
        (chief or act.member).key,
        reason,
        until,
        house.now(),
    )
    await u.extensions.add(asked)
    await house.record(u, ticket, act.member.key, "time_asked", reason)
    if chief is None:
        await _give(u, house, act, asked)
        return
    await _put_card(u, house, ticket, asked, chief)
    words = house.deadline(asked.until, ticket, house.directory.office(ticket.office).language)
    await _say(u, house, ticket, ASKED, name=act.member.name, until=words, reason=reason, chief=chief.name)
    await cards.update(u, house, ticket, replace(ticket, handled_at=house.now()))


async def waits(u: UnitOfWork, ticket: Ticket) -> bool:
    """Whether more time has been asked for and nobody has decided yet."""
    return await _open(u, ticket) is not None


async def remind(u: UnitOfWork, house: House, here: Presence, ticket: Ticket) -> None:
    """Whoever is to decide is asked again; where he is away, his next superior. Where he has left the office file it is
    the nearest superior of whoever asked, else the office's manager."""
    asked = await _open(u, ticket)
    if asked is None:
        return
    chief = here.nearest(_decider(house, ticket, asked))
    office = house.directory.office_of(chief)
    until = house.deadline(asked.until, ticket, office.language)
    text = house.staff_says(office, WAITS, name=chief.name, until=until, reason=asked.reason)
    title = cards.title_of(house, office, ticket)
    buttons = _buttons(house, office, ticket, asked)
    await house.direct(u, chief, Post(text, icon="⏳", above=title, actions=buttons, thread=ticket.thread))


def _decider(house: House, ticket: Ticket, asked: Extension) -> Staff:
    directory = house.directory
    known = directory.member_if_known(asked.asked_of)
    author = directory.member_if_known(asked.asked_by)
    chain = above(directory, author) if author is not None else ()
    return known or next(iter(chain), None) or office_manager(directory, ticket.office)


async def approve(u: UnitOfWork, house: House, act: Act) -> None:
    """The complaint has more time; the resident is told the new date."""
    asked = await _decidable(u, house, act)
    if asked.until <= house.now():
        raise Refused(PAST)
    await _give(u, house, act, asked)


async def _give(u: UnitOfWork, house: House, act: Act, asked: Extension) -> None:
    ticket, chief = act.ticket, act.member
    given = replace(asked, state=ExtensionState.GIVEN, decided_by=chief.key, decided_at=house.now())
    await u.extensions.settle(given)
    await house.record(u, ticket, chief.key, "time_given")
    known = await reckoned(u, house, ticket, await u.clocks.of(ticket.id))
    agreed = [replace(one, until=asked.until) if one.name is Limit.SOLVE else one for one in known]
    await u.clocks.put(ticket.id, agreed)
    await cards.update(u, house, ticket, replace(ticket, handled_at=house.now()))
    office = house.directory.office(ticket.office)
    until = house.deadline(asked.until, ticket, office.language)
    name = staff_name(house, asked.asked_by)
    await _say(u, house, ticket, GIVEN, chief=chief.name, name=name, until=until)
    await _settle_card(u, house, ticket, given, N_("✅ Approved by {name}."), chief.name)
    if asked.asked_by != chief.key:
        text = house.staff_says(office, GIVEN, chief=chief.name, name=name, until=until)
        above = cards.title_of(house, office, ticket)
        await house.to_keys(u, [asked.asked_by], Post(text, above=above, thread=ticket.thread))
    resident = await u.people.get(ticket.resident)
    due = house.deadline(asked.until, ticket, resident.language)
    params = {"reference": Public(ticket.reference), "due": due}
    await house.tell(u, resident, Phrase(NEW_DATE, params), ticket=ticket.id)


async def refuse(u: UnitOfWork, house: House, act: Act) -> None:
    """The date stays; his colleague reads why, the resident hears nothing."""
    asked, why = await _decidable(u, house, act), act.text("reason")
    if not why:
        raise Refused(REASON_WANTED)
    refused = replace(
        asked, state=ExtensionState.REFUSED, decided_by=act.member.key, decided_at=house.now(), why=why
    )
    await u.extensions.settle(refused)
    await house.record(u, act.ticket, act.member.key, "time_refused", why)
    await _settle_card(u, house, act.ticket, refused, N_("✖️ Refused by {name}."), act.member.name)
    name = staff_name(house, asked.asked_by)
    await _say(u, house, act.ticket, REFUSED, chief=act.member.name, name=name, reason=why)
    office = house.directory.office(act.ticket.office)
    text = house.staff_says(office, REFUSED, chief=act.member.name, name=name, reason=why)
    above = cards.title_of(house, office, act.ticket)
    await house.to_keys(u, [asked.asked_by], Post(text, above=above, thread=act.ticket.thread))


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """The complaint has ended, or is none of B or C any more: whoever was to decide has nothing to decide."""
    if before is None or not may_have_more(before) or may_have_more(after):
        return
    asked = await _open(u, after)
    if asked is not None:
        needless = replace(asked, state=ExtensionState.NEEDLESS, decided_at=house.now())
        await u.extensions.settle(needless)
        await _settle_card(u, house, after, needless, N_("☑️ Nothing to decide any more."))


async def _open(u: UnitOfWork, ticket: Ticket) -> Extension | None:
    found = [one for one in await u.extensions.of(ticket.id) if one.state is ExtensionState.ASKED]
    return found[-1] if found else None


async def _decidable(u: UnitOfWork, house: House, act: Act) -> Extension:
    """Raises Refused for who is not above him who asked, and when it is decided or no longer matters."""
    found = [one for one in await u.extensions.of(act.ticket.id) if one.id == ExtensionId(act.detail)]
    if not found or not may_have_more(act.ticket) or found[0].state is ExtensionState.NEEDLESS:
        raise Refused(MOVED_ON)
    (asked,) = found
    if asked.state is not ExtensionState.ASKED:
        raise Refused(QUICKER_ABOUT, who=staff_name(house, asked.decided_by))
    if not may_decide_for(house.directory, act.member, house.directory.member_if_known(asked.asked_by)):
        raise Refused(N_("Only a superior of whoever asks for it can decide that."))
    return asked


async def _say(u: UnitOfWork, house: House, ticket: Ticket, msgid: str, **params: str) -> None:
    """Tell the thread; the resident does not read it."""
    text = house.staff_says(house.directory.office(ticket.office), msgid, **params)
    await u.outbox.to_desk(ticket.thread, Post(text))


async def _put_card(u: UnitOfWork, house: House, ticket: Ticket, asked: Extension, chief: Staff) -> None:
    destination = more_time(asked.id)
    await u.places.put(destination, Place(house.desk, chief.slack))
    await u.outbox.to_desk(destination, _card(house, ticket, asked, chief), opens_thread=True)
    title = cards.title_of(house, house.directory.office_of(chief), ticket)
    await u.outbox.to_desk(destination, Post(title, thread=ticket.thread))


async def _settle_card(
    u: UnitOfWork, house: House, ticket: Ticket, asked: Extension, msgid: str, name: str = ""
) -> None:
    """Nothing where he asked nobody, or whoever was asked has left the office file."""
    chief = house.directory.member_if_known(asked.asked_of)
    if chief is None or asked.asked_of == asked.asked_by:
        return
    outcome = house.staff_says(house.directory.office_of(chief), msgid, name=name)
    await u.outbox.to_desk(more_time(asked.id), Recard(_card(house, ticket, asked, chief, outcome)))


def _card(house: House, ticket: Ticket, asked: Extension, chief: Staff, outcome: str = "") -> Card:
    office = house.directory.office_of(chief)

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    return Card(
        title=" · ".join((ticket.reference, say(N_("More time for a complaint")))),
        fields=(
            (say(N_("Asked by")), staff_name(house, asked.asked_by)),
            (say(N_("Severity")), str(ticket.severity or "–")),
            (say(N_("New date")), house.deadline(asked.until, ticket, office.language)),
        ),
        body=asked.reason,
        ticks_value=subject_of(ticket, asked.id),
        notices=(outcome,) if outcome else (),
        actions=() if outcome else _buttons(house, office, ticket, asked),
    )


def _buttons(house: House, office: Office, ticket: Ticket, asked: Extension) -> tuple[Action, ...]:
    value = subject_of(ticket, asked.id)
    return (
        Action(APPROVE, house.staff_says(office, N_("Approve")), value, Style.SUCCESS),
        Action(REFUSE, house.staff_says(office, N_("Refuse…")), value, Style.DANGER),
    )
