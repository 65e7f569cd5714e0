"""What every step of a visit agreed with a resident shares: its times watched, its post, its calendar file (row D6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain import appointment as rules
from bot.domain.addresses import chat_topic, resident_chat
from bot.domain.appointment import Appointment, AppointmentState, Slot
from bot.domain.audience import N_, ForResident, Phrase, Public, Style
from bot.domain.calendar_file import MEDIA_TYPE, Entry, written
from bot.domain.directory import name_in
from bot.domain.errors import Refused
from bot.domain.ids import AppointmentId, MessageId, StaffKey
from bot.domain.office_settings import Visits
from bot.domain.people import Resident
from bot.domain.pledge import PledgeKind, PledgeOutcome
from bot.domain.ticket import MOVED_ON, Shape, Stage, Ticket
from bot.domain.work import Visit
from bot.ports.desk import Action, Post, RewordCopy
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards, slips
from bot.services.desk.acting import Act, subject_of
from bot.services.house import Answer, House
from bot.services.promises import ledger
from bot.services.relay import documents
from bot.services.visits import firm_visits
from bot.services.visits.visit_words import SUMMARY, comer, comes, desk_line, details, when, zone_of

DAY, HOUR, LATE = "visit.day", "visit.hour", "visit.late"
"""The timers of an agreed visit: two reminders, and the end of the grace."""
OFFERS = "visit.offers"
"""The timer of times that were offered: the last of them begins."""

OFFER, RECORD, CANCEL = "visit.offer", "visit.record", "visit.cancel"
ACCEPT = "visit.accept"
ON_WAY, ARRIVED, OVER, EXCUSE = "visit.on_way", "visit.arrived", "visit.over", "visit.excuse"
LABELS = {
    OFFER: N_("Other times…"),
    RECORD: N_("Agree on a time…"),
    CANCEL: N_("Cancel the visit…"),
    ON_WAY: N_("On my way"),
    ARRIVED: N_("Arrived"),
    OVER: N_("Visit over"),
    EXCUSE: N_("Reason and new times…"),
}
"""The buttons of a visit's post, source texts."""
STALE = N_("That has changed in the meantime. To see where things stand: /status.")
"""To a resident who answers what is no longer asked."""

FOR_CALENDAR = N_("For your calendar.")
OUT_OF_CALENDAR = N_("This takes the visit out of your calendar again.")
COMES = N_("{who} comes for your request {reference}.")
FILE = N_("visit")

CALL_SELF = N_("{name} can't be reached in a chat. Please call about the visit ({contact}): {what}")


def visits_of(house: House, ticket: Ticket) -> Visits:
    """How its office keeps visits."""
    return house.directory.office(ticket.office).visits


def answer(what: str, label: str, appointment: Appointment, style: Style = Style.PLAIN) -> Answer:
    """A button for the resident about a visit as it stands now; ``label`` is a source text."""
    action = {"do": "visit", "what": what, "visit": appointment.id, "turn": appointment.turn}
    return Answer(Phrase(label), action, style)


def changes(appointment: Appointment) -> tuple[tuple[Answer, ...], ...]:
    """The resident's buttons below an agreed visit."""
    return (
        (
            answer("another", N_("Another time"), appointment),
            answer("cancel", N_("Cancel the visit"), appointment),
        ),
    )


async def present(u: UnitOfWork, act: Act) -> Appointment:
    """The visit that a button is about. Raises Refused where it is no longer the ticket's, or has ended."""
    found = await u.appointments.latest(act.ticket.id)
    if found is None or not found.is_open or (act.detail and act.detail != found.id):
        raise Refused(MOVED_ON)
    return found


async def by_id(u: UnitOfWork, id: str) -> tuple[Appointment, Ticket]:
    """A visit and its ticket. Raises KeyError for an unknown one."""
    found = await u.appointments.get(AppointmentId(id))
    return found, await u.tickets.get(found.ticket)


async def agree(
    u: UnitOfWork, house: House, ticket: Ticket, appointment: Appointment, slot: Slot, words: Phrase
) -> Ticket:
    """A time is agreed: it is watched and promised, both sides know; ``words`` tell the resident."""
    moved, known = appointment.filed, appointment.slot is not None
    agreed = replace(
        appointment,
        state=AppointmentState.AGREED,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        agreed_at=house.now(),
        offers=(),
        wish=None,
        on_way_at=None,
        arrived_at=None,
        arrived_by=None,
        missed_at=None,
        wishes=(),
    )
    after = await u.tickets.save(await _planned(u, ticket, agreed))
    agreed = await _tell(u, house, after, agreed, words)
    await _watch(u, house, after, agreed, slot)
    firm = comer(house, agreed) if agreed.contractor else ""
    by, kind = agreed.technician, PledgeKind.VISIT
    await ledger.promise(u, house, after, kind, agreed.pledge, slot.starts_at, by, firm)
    await show(u, house, after, agreed)
    await firm_visits.agreed(u, house, after, agreed, slot, moved=known)
    await tell_technician(u, house, after, agreed, MOVED if moved else COMES_ON)
    await cards.refresh(u, house, after)
    return after


async def _tell(
    u: UnitOfWork, house: House, ticket: Ticket, agreed: Appointment, words: Phrase
) -> Appointment:
    """Tell the resident of a time that is agreed, with its calendar file; the visit then."""
    resident = await u.people.get(ticket.resident)
    facts = details(house, ticket, agreed, resident.language)
    await house.tell(u, resident, words, *facts, answers=changes(agreed), ticket=ticket.id)
    agreed = await send_file(u, house, ticket, agreed, resident)
    await u.appointments.put(agreed)
    return agreed


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Give him in his chat the time that is agreed and still to come."""
    visit = await u.appointments.latest(ticket.id)
    if visit is None or visit.state is not AppointmentState.AGREED or visit.slot is None:
        return
    if visit.arrived_at is None and visit.slot.ends_at > house.now():
        await _tell(u, house, ticket, visit, await agreed_words(u, house, ticket, visit, visit.slot))


AGREED = N_("It is agreed: {who} comes on {when} for your request {reference}.")
COMES_ON = N_("Agreed with the resident: {title}, {place}")
MOVED = N_("Moved, and agreed with the resident: {title}, {place}")


async def _planned(u: UnitOfWork, ticket: Ticket, agreed: Appointment) -> Ticket:
    """What is done by checklist has a technician's visit too: the same one, wanted by then."""
    if ticket.shape is not Shape.CHECKLIST or agreed.contractor is not None:
        return ticket
    visits = await u.works.visits(ticket.id)
    if ticket.stage in (Stage.DISPATCHED, Stage.PICKED_UP, Stage.ON_SITE):
        present = replace(visits[-1], technician=agreed.technician, due_at=agreed.starts_at)
        await u.works.put_visit(present)
        return ticket
    begun = [visit for visit in visits if visit.dispatched_at is not None]
    await u.works.put_visit(Visit(ticket.id, len(begun) + 1, agreed.technician, agreed.starts_at))
    return replace(ticket, stage=Stage.PLANNED)


async def _watch(u: UnitOfWork, house: House, ticket: Ticket, agreed: Appointment, slot: Slot) -> None:
    office, zone, now = visits_of(house, ticket), zone_of(house, ticket), house.now()
    reminders = {
        DAY: rules.day_before(office, slot, zone),
        HOUR: rules.shortly_before(office, slot, zone),
    }
    for kind, due in reminders.items():
        if due is not None and now < due < slot.starts_at:
            await u.timers.set(Timer(kind, agreed.id, due))
        else:
            await u.timers.clear(kind, agreed.id)
    await u.timers.clear(OFFERS, agreed.id)
    await u.timers.set(Timer(LATE, agreed.id, max(rules.late_from(office, slot), now)))


async def agreed_words(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, slot: Slot) -> Phrase:
    """What the resident reads of a time that is agreed."""
    resident = await u.people.get(ticket.resident)
    params: Mapping[str, Public | int | Phrase] = {
        "who": comes(house, visit, resident.language),
        "when": when(house, ticket, slot, resident.language),
        "reference": Public(ticket.reference),
    }
    return Phrase(AGREED, params)


def in_charge(ticket: Ticket, visit: Appointment) -> list[StaffKey]:
    """Who looks after it on the desk."""
    return [ticket.handler or visit.offered_by]


async def unwatch(u: UnitOfWork, appointment: Appointment) -> None:
    """Its times are no longer watched."""
    for kind in (DAY, HOUR, LATE, OFFERS):
        await u.timers.clear(kind, appointment.id)


async def withdraw(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    appointment: Appointment,
    msgid: str,
    by: str,
    *,
    goes_on: bool = False,
) -> None:
    """The time agreed holds no longer: whoever was to go is told, by ``msgid``. Nothing where none was agreed.
    ``goes_on``: whoever it is comes at another time and is told so next; to a firm nothing is said before."""
    if appointment.state is not AppointmentState.AGREED:
        return
    await unwatch(u, appointment)
    subject = appointment.pledge
    await ledger.settle(u, house, ticket, PledgeKind.VISIT, subject, PledgeOutcome.WITHDRAWN, by)
    if goes_on and appointment.contractor is not None:
        return
    await firm_visits.off(u, house, ticket, appointment)
    await tell_technician(u, house, ticket, appointment, msgid, with_buttons=False)


async def call_off(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    appointment: Appointment,
    resident: Resident,
    words: Phrase,
    msgid: str,
    by: str,
) -> Appointment:
    """Nothing comes of it: the resident is told by ``words``, whoever was to go by ``msgid``; the visit then."""
    await withdraw(u, house, ticket, appointment, msgid, by)
    await unwatch(u, appointment)
    if ticket.stage is Stage.PLANNED:
        planned = (await u.works.visits(ticket.id))[-1:]
        for visit in planned:
            await u.works.put_visit(replace(visit, due_at=None))
    await house.tell(u, resident, words, ticket=ticket.id)
    cancelled = replace(appointment, state=AppointmentState.CANCELLED, offers=(), wishes=())
    cancelled = await send_file(u, house, ticket, cancelled, resident, cancelled=True)
    await u.appointments.put(cancelled)
    await show(u, house, ticket, cancelled)
    await cards.refresh(u, house, ticket)
    return cancelled


async def send_file(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    appointment: Appointment,
    resident: Resident,
    *,
    cancelled: bool = False,
) -> Appointment:
    """Send the visit as a calendar file, or the one that takes it out again; the visit then."""
    slot, language = appointment.slot, resident.language
    if slot is None or not resident.has_chat or (cancelled and not appointment.filed):
        return replace(appointment, filed=appointment.filed and not cancelled)

    def say(msgid: str, **params: Public) -> Public:
        return house.words.say(Phrase(msgid, dict(params)), language)

    office = house.directory.office(ticket.office)
    who = comes(house, appointment, language)
    told = Phrase(COMES, {"who": who, "reference": Public(ticket.reference)})
    facts = details(house, ticket, appointment, language)
    entry = Entry(
        uid=f"{appointment.id}@palier",
        sequence=appointment.files,
        slot=slot,
        summary=say(
            SUMMARY,
            topic=name_in(house.directory.topic(ticket.topic).names, language),
            office=Public(office.name),
        ),
        location=str(next((fact.params["place"] for fact in facts if "place" in fact.params), "")),
        description="\n".join(house.words.say(fact, language) for fact in (told, *facts)),
        organizer=office.name,
        language=language,
        cancelled=cancelled,
    )
    name = f"{say(FILE)}-{ticket.reference}.ics"
    document = await documents.make(u, ticket.id, name, MEDIA_TYPE, written(entry, house.now()))
    content = ForResident(say(OUT_OF_CALENDAR if cancelled else FOR_CALENDAR), attachment=document)
    await u.outbox.to_resident(resident_chat(resident.id), content, topic=chat_topic(ticket.id))
    return replace(appointment, files=appointment.files + 1, filed=not cancelled)


def buttons(house: House, ticket: Ticket, appointment: Appointment) -> tuple[Action, ...]:
    """What staff can do about a visit as it stands."""
    match appointment.state:
        case AppointmentState.OFFERED:
            names: tuple[str, ...] = (RECORD, OFFER, CANCEL)
        case AppointmentState.LAPSED:
            names = (OFFER, RECORD, CANCEL)
        case AppointmentState.WISHED:
            names = (RECORD, OFFER, CANCEL)
        case AppointmentState.AGREED if appointment.arrived_at is not None:
            names = (OVER,)
        case AppointmentState.AGREED:
            names = (*(() if appointment.on_way_at else (ON_WAY,)), ARRIVED, OFFER, CANCEL)
        case AppointmentState.MISSED:
            names = (EXCUSE, ARRIVED)
        case _:
            names = ()
    office = house.directory.office(ticket.office)
    value = subject_of(ticket, appointment.id)
    found = [*_accepting(house, ticket, appointment)]
    found += [Action(name, house.staff_says(office, LABELS[name]), value) for name in names]
    return tuple([replace(one, style=Style.PRIMARY) for one in found[:1]] + found[1:])


def _accepting(house: House, ticket: Ticket, appointment: Appointment) -> tuple[Action, ...]:
    """A button for each time that was understood of what the resident wishes."""
    office = house.directory.office(ticket.office)
    return tuple(
        Action(
            ACCEPT,
            house.staff_says(office, N_("Agree: {when}"), when=when(house, ticket, slot, office.language)),
            subject_of(ticket, f"{appointment.id}@{int(slot.starts_at.timestamp())}"),
        )
        for slot in appointment.wishes
        if appointment.state is AppointmentState.WISHED
    )


async def show(u: UnitOfWork, house: House, ticket: Ticket, appointment: Appointment) -> None:
    """The visit's own post in the thread as it is now, with its buttons; made where there is none yet."""
    line, actions = desk_line(house, ticket, appointment), buttons(house, ticket, appointment)
    message = MessageId(appointment.id)
    await u.outbox.to_desk(ticket.thread, RewordCopy(message, Post(line, actions=actions)), message=message)
    await slips.redraw(u, house, ticket, appointment.id, actions, lambda office: line)


async def say(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    appointment: Appointment,
    icon: str,
    msgid: str,
    *,
    also: Iterable[StaffKey | None] = (),
    **params: str,
) -> None:
    """A line in the thread about what has happened, with the visit's buttons; ``also`` read it for themselves."""
    office = house.directory.office(ticket.office)
    text = house.staff_says(office, msgid, name=ticket.author_name, **params)
    post = Post(text, icon=icon, actions=buttons(house, ticket, appointment))
    await house.ask(u, ticket.thread, post)
    title = cards.title_of(house, office, ticket)
    await house.to_keys(u, also, replace(post, above=title, thread=ticket.thread))


async def tell_technician(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    appointment: Appointment,
    msgid: str,
    *,
    with_buttons: bool = True,
) -> None:
    """Whoever goes reads it for himself: when, where, what he must mind, and the buttons he needs on the way. For a
    firm that is the colleague who looks after it: he lets them know, and presses for them."""
    office = house.directory.office(ticket.office)
    title, place = cards.title_of(house, office, ticket), cards.place_name(house, ticket)
    lines = [house.staff_says(office, msgid, title=title, place=place)]
    if appointment.slot is not None:
        lines.append(f"📅 {when(house, ticket, appointment.slot, office.language)}")
    if appointment.contractor is not None:
        text = firm_visits.for_colleague(house, appointment, comes=with_buttons)
        lines.append(house.staff_says(office, text, firm=comer(house, appointment)))
    if with_buttons and ticket.cautions:
        lines.append(house.staff_says(office, N_("⚠️ Mind: {cautions}"), cautions=ticket.cautions))
    actions = buttons(house, ticket, appointment) if with_buttons else ()
    post = Post("\n".join(lines), icon="🧰", actions=actions, thread=ticket.thread)
    await house.to_keys(u, [appointment.technician], post)


async def call_self(
    u: UnitOfWork, house: House, ticket: Ticket, appointment: Appointment, resident: Resident, what: str
) -> None:
    """He has no chat, or has blocked it: whoever looks after him is asked to call."""
    params = {"contact": ticket.contact or resident.contact or "–", "what": what}
    keys = in_charge(ticket, appointment)
    await say(u, house, ticket, appointment, "🔕", CALL_SELF, also=keys, **params)
