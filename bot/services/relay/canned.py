"""Usual answers from the office file: chosen, read in both languages, sent in the resident's (row C7)."""

from __future__ import annotations

from bot.domain.audience import N_, Public
from bot.domain.directory import Office, Staff, name_in
from bot.domain.entry import LANGUAGES
from bot.domain.errors import Refused
from bot.domain.office_words import Reply
from bot.domain.people import Resident
from bot.domain.ticket import Move, Ticket
from bot.ports.modal import Beside, Field, Group, PickField, SeveralField, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act
from bot.services.desk.cards import LANGUAGE_NAMES, residence_name
from bot.services.house import House
from bot.services.relay.writing import write

NAME = "ticket.canned"

NONE = N_("Your office has no canned replies yet: they stand in the office file, under [[replies]].")
GAPS = N_(
    "This request lacks what the text speaks of ({fields}). Complete it first, or choose another answer."
)
OTHER_LANGUAGE = N_(
    "⚠️ There is no text in the resident’s language ({wanted}). It would be sent in another: {instead}."
)
NOT_CONFIRMED = N_(
    "Nothing was sent: there is no text in {wanted}. Choose the answer again and confirm that it goes out in "
    "another language: {instead}."
)
NOT_CHOSEN = N_("Please choose an answer.")

FIELDS = {
    "name": N_("Name"),
    "reference": N_("Reference"),
    "residence": N_("Residence"),
    "unit": N_("Flat or place"),
    "topic": N_("Topic"),
    "due": N_("Answer due"),
    "handler": N_("Handler"),
    "department": N_("Department"),
    "office": N_("Office"),
}
"""What an answer may say of a ticket, in words for staff."""


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The answers to choose from and, once one is chosen, what staff and the resident would read."""
    office = house.directory.office(act.ticket.office)
    groups = _groups(house, office, act.ticket)
    if not groups:
        return (Words(house.staff_says(office, NONE)),)
    chosen = _chosen(house, act.ticket, act.choice)
    pick = PickField(
        "reply",
        house.staff_says(office, N_("Canned reply")),
        house.staff_says(office, N_("Choose, or type a part of its name")),
        groups,
        initial=chosen.key if chosen else "",
    )
    if chosen is None:
        return (pick,)
    resident = await u.people.get(act.ticket.resident)
    return (pick, *_preview(house, office, act, resident, chosen))


async def send(u: UnitOfWork, house: House, act: Act) -> None:
    """Send it in the resident's language; the thread has it in the language of staff too."""
    ticket, office = act.ticket, house.directory.office(act.ticket.office)
    chosen = _chosen(house, ticket, act.text("reply"))
    if chosen is None:
        raise Refused(NOT_CHOSEN)
    resident = await u.people.get(ticket.resident)
    language = _language(chosen, resident.language)
    if language != resident.language and act.several("confirm") != (language,):
        wanted, instead = _spoken(house, office, resident.language), _spoken(house, office, language)
        raise Refused(NOT_CONFIRMED, wanted=wanted, instead=instead)
    if gaps := _gaps(house, ticket, act.member, chosen, language):
        raise Refused(GAPS, fields=_named(house, office, gaps))
    own = act.text("words")
    text = _whole(_filled(house, ticket, act.member, chosen, language), own)
    staffs = _whole(_filled(house, ticket, act.member, chosen, office.language), own)
    await write(
        u,
        house,
        act,
        text,
        Move.REPLY,
        "canned",
        for_staff="" if language == office.language else staffs,
        detail=str(name_in(chosen.names, office.language)),
    )


def _groups(house: House, office: Office, ticket: Ticket) -> tuple[Group, ...]:
    """Those for the ticket's topic first, then those for any, then the rest."""
    found: dict[str, list[tuple[str, str]]] = {}
    topic = str(name_in(house.directory.topic(ticket.topic).names, office.language))
    general, rest = (
        house.staff_says(office, N_("For any request")),
        house.staff_says(office, N_("Other topics")),
    )
    for reply in house.directory.replies_of(office.key):
        heading = topic if ticket.topic in reply.topics else rest if reply.topics else general
        found.setdefault(heading, []).append((reply.key, str(name_in(reply.names, office.language))))
    return tuple((name, tuple(found[name])) for name in (topic, general, rest) if name in found)


def _preview(house: House, office: Office, act: Act, resident: Resident, reply: Reply) -> tuple[Field, ...]:
    ticket, member = act.ticket, act.member
    language = _language(reply, resident.language)
    sent = (_spoken(house, office, language), _filled(house, ticket, member, reply, language))
    staffs = (
        _spoken(house, office, office.language),
        _filled(house, ticket, member, reply, office.language),
    )
    shown: Field = Words(sent[1], sent[0]) if language == office.language else Beside(staffs, sent)
    if gaps := _gaps(house, ticket, member, reply, language):
        lacking = house.staff_says(office, GAPS, fields=_named(house, office, gaps))
        return (shown, Words(lacking))
    words = TextField(
        "words",
        house.staff_says(office, N_("Your own words below it")),
        optional=True,
        hint=house.staff_says(office, N_("The resident will read it as you write it.")),
    )
    if language == resident.language:
        return (shown, words)
    wanted = _spoken(house, office, resident.language)
    warning = house.staff_says(office, OTHER_LANGUAGE, wanted=wanted, instead=sent[0])
    label = house.staff_says(office, N_("Send it in another language?"))
    yes = house.staff_says(office, N_("Send it in: {language}"), language=sent[0])
    return (shown, Words(warning), SeveralField("confirm", label, ((language, yes),), boxes=True), words)


def _chosen(house: House, ticket: Ticket, key: str) -> Reply | None:
    return next((one for one in house.directory.replies_of(ticket.office) if one.key == key), None)


def _language(reply: Reply, wanted: str) -> str:
    """The resident's language where the answer exists in it, else English, else the first there is."""
    order = (wanted, "en", *LANGUAGES)
    return next(language for language in order if reply.texts.get(language, "").strip())


def _spoken(house: House, office: Office, language: str) -> str:
    return house.staff_says(office, LANGUAGE_NAMES[language])


def _named(house: House, office: Office, names: tuple[str, ...]) -> str:
    return ", ".join(house.staff_says(office, FIELDS[name]) for name in names)


def _whole(text: str, own: str) -> str:
    return f"{text}\n\n{own}" if own else text


def _filled(house: House, ticket: Ticket, member: Staff, reply: Reply, language: str) -> Public:
    values = _values(house, ticket, member, language)
    return Public(
        reply.texts[language].format(**{name: value or f"[{name}]" for name, value in values.items()})
    )


def _gaps(house: House, ticket: Ticket, member: Staff, reply: Reply, language: str) -> tuple[str, ...]:
    """The fields that the text speaks of and the ticket has nothing for."""
    values = _values(house, ticket, member, language)
    return tuple(
        name for name, value in values.items() if not value and f"{{{name}}}" in reply.texts[language]
    )


def _values(house: House, ticket: Ticket, member: Staff, language: str) -> dict[str, str]:
    directory = house.directory
    handler = directory.member_if_known(ticket.handler) or member
    return {
        "name": ticket.author_name,
        "reference": ticket.reference,
        "residence": residence_name(house, ticket),
        "unit": ticket.unit or "",
        "topic": name_in(directory.topic(ticket.topic).names, language),
        "due": house.deadline(ticket.due_at, ticket, language),
        "handler": handler.name,
        "department": name_in(directory.department(ticket.department).names, language),
        "office": directory.office(ticket.office).name,
    }
