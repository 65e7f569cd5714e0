"""A call, a visit, a letter or an e-mail, logged by staff for whoever it came from (row A10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.addresses import Place, direct_message, resident_chat
from bot.domain.audience import N_
from bot.domain.commands import OpenTicket
from bot.domain.directory import Office, Staff, name_in
from bot.domain.entry import LANGUAGES
from bot.domain.errors import Refused
from bot.domain.ids import ResidenceKey, ResidentId, StaffKey, TopicKey
from bot.domain.invitation import Joined
from bot.domain.mail_address import is_mail_address
from bot.domain.people import NO_CHAT, Resident
from bot.domain.ticket import Severity, Ticket, Way
from bot.ports.desk import Post
from bot.ports.inbound import DeskForm, DeskPress
from bot.ports.modal import ButtonsField, ChoiceField, Field, FieldButton, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.complaints.complaint_view import SEVERITIES
from bot.services.desk import cards, windows
from bot.services.desk.acting import INVITE, LINE, DeskTask, action_named
from bot.services.house import House

NAME = "desk.new"
FOUND_AT_MOST = 20
SHORTEST_NUMBER = 3
"""Digits: an extension within the house."""

NOBODY = N_("Nobody found. Try another word, or write the name below.")
WHOM = N_("Choose whom you found, or write a name.")
HOW_TO_REACH = N_("A phone number or an e-mail address is needed: there is no chat.")
NO_NUMBER = N_("That is no telephone number.")
NO_ADDRESS = N_("That is not an e-mail address.")
NOT_THERE = N_("That topic does not exist for this residence.")
NOT_YOURS = N_("That residence or topic belongs to another office.")
LOGGED = N_("Logged: request {reference} for {name}.")


def fields(house: House, office: Office, words: str) -> tuple[Field, ...]:
    """The empty window; ``words`` say whom to look for."""
    return _fields(house, office, (), words)


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """What is to be mended: somebody to log it for, a way to reach him, a topic of that residence."""
    values = {name: str(value).strip() for name, value in form.values.items()}
    found: dict[str, str] = {}
    if not values.get("resident"):
        if not values.get("name"):
            found["name"] = WHOM
        elif not values.get("phone") and not values.get("email"):
            found["phone"] = HOW_TO_REACH
    if values.get("phone") and sum(map(str.isdigit, values["phone"])) < SHORTEST_NUMBER:
        found["phone"] = NO_NUMBER
    if values.get("email") and not is_mail_address(values["email"]):
        found["email"] = NO_ADDRESS
    topic = next((one for one in house.directory.topics if one.key == values.get("topic")), None)
    residence = values.get("residence")
    if topic is not None and residence and topic.residences and residence not in topic.residences:
        found["topic"] = NOT_THERE
    return {name: house.staff_says(office, msgid) for name, msgid in found.items()}


async def search(u: UnitOfWork, house: House, member: Staff, pressed: DeskPress) -> None:
    """Fill the window with whom his office knows by these words; what he has typed stays."""
    office = house.directory.office_of(member)
    words = str(pressed.values.get("who", ""))
    known = await u.people.find(office.key, words, FOUND_AT_MOST) if words.strip() else []
    shown: Field = Words(house.staff_says(office, NOBODY))
    if known:
        options = tuple((str(one.id), _described(house, one)) for one in known)
        shown = ChoiceField("resident", house.staff_says(office, N_("Found")), options, optional=True)
    task = next(one for one in house.tasks if one.name == NAME)
    modal = windows.task_window(house, office, task, _fields(house, office, (shown,)))
    await windows.put(u, house, pressed, modal)


async def author(u: UnitOfWork, house: House, member: Staff, form: DeskForm) -> tuple[Resident, OpenTicket]:
    """For whom it is, made known where he is not yet, and what to open for him. Raises Refused."""
    office = house.directory.office_of(member)
    values = {name: str(value).strip() for name, value in form.values.items()}
    residence, topic = values.get("residence") or None, TopicKey(values.get("topic", ""))
    homes = {one.key: one.office for one in house.directory.residences}
    topics = {one.key: one.office for one in house.directory.topics}
    if topics.get(topic) != office.key or (residence and homes.get(ResidenceKey(residence)) != office.key):
        raise Refused(NOT_YOURS)
    resident = await _resident(u, house, office, values)
    known_home = (
        resident.residence if homes.get(resident.residence or ResidenceKey("")) == office.key else None
    )
    home = ResidenceKey(residence) if residence else known_home
    _, person = await _recorded(u, resident, values.get("resident", ""))
    return resident, OpenTicket(
        author=person.name or resident.name or resident.profile_name,
        residence=home,
        residence_words=None,
        unit=values.get("unit") or (resident.unit if home == resident.residence else None),
        topic=topic,
        description=values.get("description", ""),
        files=(),
        logged_by=member.key,
        came_by=Way(values.get("way", Way.PHONE)),
        severity=Severity(values["severity"]) if values.get("severity") else None,
    )


async def keep(u: UnitOfWork, form: DeskForm, ticket: Ticket) -> None:
    """Where recorded persons share the chat, it is kept with whom it was logged for: with him it leaves (ADR 0040)."""
    chat = await u.people.get(ticket.resident)
    joined, _ = await _recorded(u, chat, str(form.values.get("resident", "")))
    if joined is not None:
        await u.persons.keep(joined.id, ticket.id)


async def _recorded(u: UnitOfWork, chat: Resident, chosen: str) -> tuple[Joined | None, Resident]:
    """The person it is logged for, of those linked to a chat: who was chosen himself, else whose name the chat bears,
    else the last one; nobody else than the chat's resident where none is."""
    every = [(joined, await u.people.get(joined.person)) for joined in await u.persons.of_chat(chat.id)]
    himself = [one for one in every if one[1].id == chosen]
    named = [one for one in every if one[1].name == chat.name]
    if himself:
        return himself[0]
    return (named or every)[0][0] if every else None, chat


async def tell(u: UnitOfWork, house: House, member: Staff, ticket: Ticket) -> None:
    """Whoever logged it learns the reference, with a link to the thread; for somebody without a chat he can invite him
    at once."""
    destination = direct_message(StaffKey(member.slack))
    await u.places.put(destination, Place(house.desk, member.slack))
    office = house.directory.office(ticket.office)
    words = house.staff_says(office, LOGGED, reference=ticket.reference, name=ticket.author_name)
    invite = action_named(house, INVITE) if ticket.contact is not None else None
    actions = (cards.button(house, office, invite, ticket.id),) if invite else ()
    await u.outbox.to_desk(destination, Post(words, actions=actions, thread=ticket.thread))


async def _resident(u: UnitOfWork, house: House, office: Office, values: Mapping[str, str]) -> Resident:
    phone, email = values.get("phone") or None, values.get("email") or None
    if values.get("resident"):
        known = await _present(u, ResidentId(values["resident"]))
        known = replace(known, phone=phone or known.phone, email=email or known.email)
        await u.people.save(known)
        return known
    if not values.get("name"):
        raise Refused(WHOM)
    id, language = u.ids.resident(), values.get("language", "")
    new = Resident(
        id,
        NO_CHAT,
        id,
        profile_name=values["name"],
        language=language if language in LANGUAGES else office.language,
        name=values["name"],
        phone=phone,
        email=email,
    )
    await u.people.add(new)
    await u.places.put(resident_chat(id), Place(house.desk, NO_CHAT))
    return new


async def _present(u: UnitOfWork, id: ResidentId) -> Resident:
    """Whom was chosen; he may have linked a chat since the window showed him."""
    chosen = await u.people.hold(id)
    joined = await u.persons.joined(id)
    return await u.people.get(joined.chat) if joined is not None else chosen


def _described(house: House, one: Resident) -> str:
    """As short as a list allows: name, where, how he is reached."""
    home = house.directory.residence_name(one.residence) if one.residence else None
    where = ", ".join(part for part in (home, one.unit) if part)
    reached = one.channel.capitalize() if one.has_chat else one.contact
    return " · ".join(part for part in (one.name or one.profile_name, where, reached) if part)


def _fields(house: House, office: Office, found: tuple[Field, ...], words: str = "") -> tuple[Field, ...]:
    def line(name: str, label: str, hint: str = "", *, longest: int = 200) -> TextField:
        said = house.staff_says(office, hint) if hint else ""
        return TextField(
            name,
            house.staff_says(office, label),
            several_lines=False,
            optional=True,
            hint=said,
            longest=longest,
        )

    def choice(
        name: str, label: str, options: list[tuple[str, str]], *, optional: bool = False, initial: str = ""
    ) -> ChoiceField:
        shown = house.staff_says(office, label)
        return ChoiceField(name, shown, tuple(options), optional=optional, initial=initial)

    homes = [(str(one.key), one.name) for one in house.directory.residences_for(office.key)]
    topics = [
        (str(one.key), str(name_in(one.names, office.language)))
        for one in house.directory.topics
        if one.office == office.key and not one.retired
    ]
    ways = [(str(way), house.staff_says(office, words)) for way, words in cards.WAYS.items()]
    languages = [(one, house.staff_says(office, words)) for one, words in cards.LANGUAGE_NAMES.items()]
    severities = [(str(one), house.staff_says(office, words)) for one, words in SEVERITIES.items()]
    as_known = N_("Leave it empty where it is as we know it.")
    return (
        replace(line("who", N_("Who is it? A name, a flat or an e-mail address")), initial=words),
        ButtonsField((FieldButton(NAME, house.staff_says(office, N_("Search")), "search"),)),
        *found,
        line("name", N_("Somebody new: the name"), longest=LINE),
        line("phone", N_("Phone")),
        line("email", N_("E-mail")),
        choice("language", N_("Somebody new: the language"), languages, initial=office.language),
        *((choice("residence", N_("Residence"), homes, optional=True),) if homes else ()),
        line("unit", N_("Flat or place"), as_known, longest=LINE),
        choice("topic", N_("Topic"), topics),
        choice("way", N_("How it came"), ways, initial=Way.PHONE),
        TextField("description", house.staff_says(office, N_("What it is about: what, where, since when"))),
        choice("severity", N_("Severity"), severities, optional=True),
    )


ALIASES = ("nouveau", "nouvelle", "creer", "tao", "tao moi", "新建", "登记")
TASK = DeskTask(NAME, "new", N_("Log a request"), N_("Log it"), fields, checks, ALIASES)
