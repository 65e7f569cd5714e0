"""What the entries of an office file must keep among themselves, beyond the shape of each (rows B1-B4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.deeds import OTHERS
from bot.domain.directory import Contractor, Department, Office, Residence, Role, Staff, Topic
from bot.domain.mail_address import is_mail_address
from bot.domain.office_words import REPLY_FIELDS, Reply, TextOverride
from bot.office.checks import (
    Draft,
    check_channel,
    check_filled,
    check_known,
    check_languages,
    check_names,
    check_time_zone,
    countries,
    placeholders,
)
from bot.office.closing import closing, follow_ups, key_units
from bot.office.finding import Finding
from bot.office.technicians import reached
from bot.office.toml_lines import Loc
from bot.office.visits import visits
from bot.office.working_time import working_time

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    yield from _unique(draft)
    yield from _channels_of_one_office(draft)
    for position, office in draft.offices.items():
        yield from _office(("offices", position), office)
        yield from _staffed(("offices", position), office, draft)
        yield from working_time(("offices", position, "working_time"), office.working_time, office.country)
        yield from closing(("offices", position, "closing"), office.closing)
        yield from follow_ups(("offices", position, "follow_up"), office.follow_up)
        yield from visits(("offices", position, "visits"), office.visits)
    for position, residence in draft.residences.items():
        yield from _residence(("residences", position), residence, draft)
    for position, department in draft.departments.items():
        yield from _department(("departments", position), department, draft)
    for position, member in draft.staff.items():
        yield from _member(("staff", position), member, draft)
    yield from _manager_circles(draft)
    for position, topic in draft.topics.items():
        yield from _topic(("topics", position), topic, draft)
    for position, override in draft.texts.items():
        yield from _text(("texts", position), override)
    for position, explanation in draft.explanations.items():
        loc = ("explanations", position)
        yield from check_known((*loc, "office"), "offices", explanation.office, draft)
        yield from check_names((*loc, "names"), explanation.names)
        yield from check_names((*loc, "texts"), explanation.texts)
    for position, reply in draft.replies.items():
        yield from _reply(("replies", position), reply, draft)
    for position, contractor in draft.contractors.items():
        yield from _contractor(("contractors", position), contractor, draft)


def _unique(draft: Draft) -> Iterator[Finding]:
    sections: dict[str, Mapping[int, Any]] = {
        "offices": draft.offices,
        "residences": draft.residences,
        "departments": draft.departments,
        "staff": draft.staff,
        "topics": draft.topics,
        "topic_words": draft.topic_words,
        "explanations": draft.explanations,
        "replies": draft.replies,
        "contractors": draft.contractors,
    }
    for section, entries in sections.items():
        yield from _repeated(section, "key", {at: entry.key for at, entry in entries.items()})
        for at, entry in entries.items():
            if not _KEY.fullmatch(entry.key):
                yield Finding(
                    (section, at, "key"),
                    f"{entry.key!r} is not a key",
                    "use up to 40 small letters a-z, digits, - and _",
                )
    yield from _repeated("staff", "slack", {at: one.slack for at, one in draft.staff.items() if one.slack})
    yield from _repeated("texts", "id", {at: text.id for at, text in draft.texts.items()})


def _repeated(section: str, name: str, values: Mapping[int, str]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for at, value in values.items():
        if first.setdefault(value, at) != at:
            yield Finding(
                (section, at, name),
                f"{value!r} is already that of {section}[{first[value]}]",
                "give each its own, or remove one of the two",
            )


def _channels_of_one_office(draft: Draft) -> Iterator[Finding]:
    users: list[tuple[Loc, str, str]] = []
    for at, office in draft.offices.items():
        users.append((("offices", at, "staff_channel"), office.key, office.staff_channel))
        users.append((("offices", at, "management_channel"), office.key, office.management_channel))
    for at, entry in draft.departments.items():
        users.append((("departments", at, "channel"), entry.office, entry.channel))
    for at, firm in draft.contractors.items():
        if firm.channel is not None and firm.channel in {channel for _, _, channel in users}:
            yield Finding(
                ("contractors", at, "channel"),
                f"{firm.channel!r} is a channel of the office, where the firm would read requests",
                "give the contractor a channel of its own",
            )
    owners: dict[str, str] = {}
    for loc, office_key, channel in users:
        owner = owners.setdefault(channel, office_key)
        if owner != office_key:
            yield Finding(
                loc,
                f"{channel!r} is already a channel of office {owner!r}",
                "give each office channels of its own",
            )


def _office(loc: Loc, office: Office) -> Iterator[Finding]:
    yield from check_filled(loc, office, "name")
    if office.country not in countries():
        yield Finding(
            (*loc, "country"),
            f"{office.country!r} is not a country code",
            "write two capital letters (ISO 3166), such as FR, VN or CN",
        )
    yield from check_time_zone((*loc, "time_zone"), office.time_zone)
    yield from check_languages((*loc, "language"), [office.language])
    yield from check_channel((*loc, "staff_channel"), office.staff_channel)
    yield from check_channel((*loc, "management_channel"), office.management_channel)
    if office.staff_channel == office.management_channel:
        yield Finding(
            (*loc, "staff_channel"),
            "is the management channel too",
            "give internal comments a channel of their own",
        )
    if not 1 <= office.answer_within_hours <= 24 * 366:
        yield Finding(
            (*loc, "answer_within_hours"),
            "is not between one hour and a year",
            "write a number of hours, such as 48",
        )
    if office.flood_per_minute < 1:
        yield Finding((*loc, "flood_per_minute"), "is below one", "write a number of messages, such as 30")
    if not 1 <= office.recall_within_hours <= 24 * 366:
        yield Finding(
            (*loc, "recall_within_hours"),
            "is not between one hour and a year",
            "write a number of hours, such as 168",
        )
    fields = placeholders(office.signature)
    if not fields or fields - {"name", "first_name", "department"}:
        yield Finding(
            (*loc, "signature"),
            f"{office.signature!r} can't be filled in",
            "use {first_name}, {name} and {department}: at least one of them, and no other braces",
        )
    for position, sign in enumerate(office.internal_signs):
        sign_loc, remedy = (*loc, "internal_signs", position), 'use a sign such as "note:" or ";;"'
        if not sign.strip():
            yield Finding(sign_loc, "is empty: every message would be internal", remedy)
        elif sign.startswith("/"):
            yield Finding(sign_loc, f"{sign!r} never arrives: Slack takes a leading / for a command", remedy)


def _staffed(loc: Loc, office: Office, draft: Draft) -> Iterator[Finding]:
    own = {entry.key for entry in draft.departments.values() if entry.office == office.key}
    managers = [m for m in draft.staff.values() if m.role is Role.MANAGER and m.department in own]
    topics = [one for one in draft.topics.values() if one.office == office.key and not one.retired]
    name = f"office {office.key!r}"
    if not own and "departments" not in draft.broken:
        yield Finding(loc, f"{name} has no department", f'add a [[departments]] with office = "{office.key}"')
    if not managers and not {"departments", "staff"} & set(draft.broken):
        yield Finding(
            loc, f"{name} has no manager", 'add a [[staff]] with role = "manager" to one of its departments'
        )
    if not topics and "topics" not in draft.broken:
        yield Finding(loc, f"{name} has no topic to offer", f'add a [[topics]] with office = "{office.key}"')


def _residence(loc: Loc, residence: Residence, draft: Draft) -> Iterator[Finding]:
    yield from check_filled(loc, residence, "name", "address")
    yield from check_known((*loc, "office"), "offices", residence.office, draft)
    if residence.time_zone is not None:
        yield from check_time_zone((*loc, "time_zone"), residence.time_zone)
    if residence.working_time is not None:
        countries = {office.key: office.country for office in draft.offices.values()}
        country = countries.get(residence.office, "")
        yield from working_time((*loc, "working_time"), residence.working_time, country)
    yield from check_languages((*loc, "languages"), residence.languages)
    twice = sorted({unit for unit in residence.units if residence.units.count(unit) > 1})
    if twice:
        yield Finding((*loc, "units"), f"{', '.join(twice)} is there twice", "remove one of the two")
    yield from key_units(loc, residence)


def _department(loc: Loc, department: Department, draft: Draft) -> Iterator[Finding]:
    yield from check_known((*loc, "office"), "offices", department.office, draft)
    yield from check_channel((*loc, "channel"), department.channel)
    yield from check_names((*loc, "names"), department.names)
    if any(department.channel == office.staff_channel for office in draft.offices.values()):
        yield Finding(
            (*loc, "channel"),
            "is an office's staff channel, where nothing reaches residents",
            "give the department a channel of its own",
        )


def _member(loc: Loc, member: Staff, draft: Draft) -> Iterator[Finding]:
    if member.key in OTHERS:
        wrong = f"{member.key!r} is what records call somebody else"
        yield Finding((*loc, "key"), wrong, "choose another, such as the person's name")
    yield from check_filled(loc, member, "name")
    yield from check_known((*loc, "department"), "departments", member.department, draft)
    if member.manager is not None:
        yield from check_known((*loc, "manager"), "staff", member.manager, draft)
    yield from reached(loc, member)


def _manager_circles(draft: Draft) -> Iterator[Finding]:
    above = {member.key: member.manager for member in draft.staff.values()}
    told: set[str] = set()
    for position, member in draft.staff.items():
        way = [member.key]
        while (manager := above.get(way[-1])) is not None and manager not in way:
            way.append(manager)
        if manager == member.key and member.key not in told:
            told.update(way)
            yield Finding(
                ("staff", position, "manager"),
                f"the managers go round in a circle: {' → '.join([*way, member.key])}",
                "the person at the top has no manager: remove his line",
            )


def _topic(loc: Loc, topic: Topic, draft: Draft) -> Iterator[Finding]:
    yield from check_known((*loc, "office"), "offices", topic.office, draft)
    yield from check_known((*loc, "department"), "departments", topic.department, draft)
    yield from check_names((*loc, "names"), topic.names)
    if topic.preparation:
        yield from check_names((*loc, "preparation"), topic.preparation)
    homes = {entry.key: entry.office for entry in draft.departments.values()}
    yield from _of_office(
        (*loc, "department"), topic.department, homes.get(topic.department), topic.office, "a department"
    )
    homes_of_residences = {entry.key: entry.office for entry in draft.residences.values()}
    for position, residence in enumerate(topic.residences):
        yield from check_known((*loc, "residences", position), "residences", residence, draft)
        yield from _of_office(
            (*loc, "residences", position),
            residence,
            homes_of_residences.get(residence),
            topic.office,
            "residences",
        )
    for position, item in enumerate(topic.items):
        yield from check_names((*loc, "items", position), item)
    if topic.subsystem == "operations" and not topic.items:
        yield Finding(
            loc,
            f"topic {topic.key!r} becomes a checklist but has no items",
            'add items = [...], or set subsystem = "management"',
        )
    if topic.subsystem == "management" and topic.items:
        yield Finding(
            (*loc, "items"),
            "a management topic opens a thread and has no items",
            'remove them, or set subsystem = "operations"',
        )


def _of_office(loc: Loc, key: str, home: str | None, office: str, what: str) -> Iterator[Finding]:
    """What an entry names must belong to the office that the entry itself belongs to."""
    if home not in (None, office):
        yield Finding(loc, f"{key!r} belongs to another office", f"name {what} of {office!r}")


def _contractor(loc: Loc, firm: Contractor, draft: Draft) -> Iterator[Finding]:
    yield from check_filled(loc, firm, "name")
    yield from check_known((*loc, "office"), "offices", firm.office, draft)
    yield from check_languages((*loc, "language"), [firm.language])
    if (firm.email is None) == (firm.channel is None):
        yield Finding(
            loc,
            f"contractor {firm.key!r} has {'no' if firm.email is None else 'more than one'} way to be reached",
            "give it either an email or a channel",
        )
    if firm.email is not None and not is_mail_address(firm.email):
        yield Finding((*loc, "email"), f"{firm.email!r} is not an e-mail address", "write name@example.org")
    if firm.channel is not None:
        yield from check_channel((*loc, "channel"), firm.channel)
    homes = {topic.key: topic.office for topic in draft.topics.values()}
    for position, topic in enumerate(firm.topics):
        yield from check_known((*loc, "topics", position), "topics", topic, draft)
        yield from _of_office((*loc, "topics", position), topic, homes.get(topic), firm.office, "topics")


def _text(loc: Loc, override: TextOverride) -> Iterator[Finding]:
    expected = placeholders(override.id)
    for language, words in override.words.items():
        yield from check_languages((*loc, "words", language), [language])
        if not words.strip():
            yield Finding((*loc, "words", language), "is empty", "write the text, or remove the line")
        elif placeholders(words) != expected:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(expected or ())) or "none"
            yield Finding(
                (*loc, "words", language),
                "has other {placeholders} than the text it replaces",
                f"use exactly those of id: {wanted}",
            )
    if not override.words:
        yield Finding(
            (*loc, "words"), "is empty", "write the text in at least one language, or remove the entry"
        )


def _reply(loc: Loc, reply: Reply, draft: Draft) -> Iterator[Finding]:
    if reply.office is not None:
        yield from check_known((*loc, "office"), "offices", reply.office, draft)
    for position, topic in enumerate(reply.topics):
        yield from check_known((*loc, "topics", position), "topics", topic, draft)
    yield from check_names((*loc, "names"), reply.names)
    staffs = {one.language for one in draft.offices.values() if reply.office in (None, one.key)}
    if missing := sorted(language for language in staffs if not reply.texts.get(language, "").strip()):
        wrong = f"there is no text in {', '.join(missing)}, which its staff work in"
        yield Finding((*loc, "texts"), wrong, f'add {missing[0]} = "…": staff read it before they send it')
    for language, text in reply.texts.items():
        yield from check_languages((*loc, "texts", language), [language])
        known = ", ".join(f"{{{name}}}" for name in REPLY_FIELDS)
        if {"{", "}"} & set(re.sub(known.replace(", ", "|"), "", text)):
            yield Finding((*loc, "texts", language), f"{text!r} can't be filled in", f"use only {known}")
