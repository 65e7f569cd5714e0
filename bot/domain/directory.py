"""The office file's contents as plain values: who works where, for which residences, on which topics (rows B1-B4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal, Protocol, TypeVar

from bot.domain.audience import Public
from bot.domain.business_time import Counting
from bot.domain.ids import ContractorKey, DepartmentKey, OfficeKey, ResidenceKey, StaffKey, TopicKey
from bot.domain.ticket import Kind, Severity

LANGUAGES = ("fr", "en", "vi", "zh")
"""The languages every text exists in (row A6)."""

Names = Mapping[str, str]
"""A name by language code."""


class Entry:
    """An entry of the office file. The setting makes its reader refuse keys that do not exist."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


class Role(StrEnum):
    """What a member of staff may do."""

    AGENT = "agent"
    TECHNICIAN = "technician"
    MANAGER = "manager"


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_USUAL = ("08:30-12:00", "14:00-17:00")


@dataclass(frozen=True, slots=True)
class WorkingTime(Entry):
    """When an office works (row D4). ``opening_hours`` are ``"HH:MM-HH:MM"`` by weekday, none where it is closed.
    ``working_days`` count as such; without them, every day with opening hours. ``counting`` is how working hours count
    (``business_time.Counting``). ``subdivision`` of the country has holidays of its own (ISO 3166-2, without the
    country). ``closed_days`` and ``worked_days`` are further dates (``"2026-12-24"``)."""

    opening_hours: Mapping[Weekday, tuple[str, ...]] = field(
        default_factory=lambda: dict.fromkeys(WEEKDAYS[:5], _USUAL)
    )
    working_days: tuple[Weekday, ...] = ()
    counting: Counting = Counting.WORKING_DAYS
    subdivision: str | None = None
    closed_days: tuple[str, ...] = ()
    worked_days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office(Entry):
    """One office. ``language`` is the one its staff work in; ``staff_channel`` receives internal comments,
    ``management_channel`` what managers must see first. ``answer_within_hours`` are the working hours until an
    answer is due (rows A12, D3).
    ``flood_per_minute`` is how many messages a minute of one resident a thread shows singly: more are shown together.
    ``signature`` says how staff appear to residents, of ``{name}``, ``{first_name}`` and ``{department}`` (row C1).
    ``recall_within_hours``: a message on the desk that is deleted later than that was cleared away, not taken back.
    ``staff_reactions`` are the emoji that residents see when staff react with them to their messages; none where the
    default audience is ``internal``. ``code`` begins the codes of its complaints (row E1); without one the key does.
    ``tell_of_contractors``: a resident hears, once, that an outside firm was asked (row B5)."""

    key: OfficeKey
    name: str
    country: str
    time_zone: str
    language: str
    staff_channel: str
    management_channel: str
    answer_within_hours: int = 48
    signature: str = "{name}, {department}"
    default_audience: Literal["public", "internal"] = "public"
    internal_signs: tuple[str, ...] = ("note:", ";;", "🔒")
    flood_per_minute: int = 30
    recall_within_hours: int = 168
    staff_reactions: tuple[str, ...] = ("👍", "✅", "👀", "❤️", "🙏", "🎉", "👏", "👌")
    working_time: WorkingTime = field(default_factory=WorkingTime)
    code: str | None = None
    tell_of_contractors: bool = True

    @property
    def complaint_code(self) -> str:
        """What the codes of its complaints begin with."""
        return self.code or code_from(self.key)


@dataclass(frozen=True, slots=True)
class Residence(Entry):
    """A building or estate. ``units`` may be empty: then any unit is accepted. ``time_zone`` and
    ``working_time`` override the office's."""

    key: ResidenceKey
    office: OfficeKey
    name: str
    address: str
    languages: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    time_zone: str | None = None
    working_time: WorkingTime | None = None


@dataclass(frozen=True, slots=True)
class Department(Entry):
    """A department and its channel on the desk."""

    key: DepartmentKey
    office: OfficeKey
    channel: str
    names: Names


@dataclass(frozen=True, slots=True)
class Staff(Entry):
    """A member of staff. ``slack`` is his member id, empty for a technician who is not there; ``manager`` is whom his
    work escalates to (n+1). ``telegram``: a technician who may have his jobs in Telegram."""

    key: StaffKey
    name: str
    role: Role
    department: DepartmentKey
    manager: StaffKey | None = None
    slack: str = ""
    telegram: bool = False


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """What a ticket is about. ``subsystem`` management routes to a department's thread, operations to a checklist of
    ``items`` (each by language). ``review`` shows it to management first (row B3). ``residences`` limits where it is
    offered; empty means everywhere. ``kind`` is what a ticket of it is unless staff say otherwise, ``severity`` what a
    complaint about it is at least taken for, ``code`` its place in a complaint's code (rows E1, E6). ``paid``: nobody
    is sent before the resident has accepted a price (row F2)."""

    key: TopicKey
    office: OfficeKey
    subsystem: Literal["management", "operations"]
    department: DepartmentKey
    names: Names
    review: bool = False
    residences: tuple[ResidenceKey, ...] = ()
    items: tuple[Names, ...] = ()
    kind: Kind = Kind.REQUEST
    severity: Severity | None = None
    code: str | None = None
    paid: bool = False

    @property
    def problem_code(self) -> str:
        """What stands for it in a complaint's code; without one of its own, its key without the office's."""
        return self.code or code_from(self.key.removeprefix(f"{self.office}-"))


@dataclass(frozen=True, slots=True)
class Contractor(Entry):
    """An outside firm (row B5), written to in ``language``: by ``email``, or in its own ``channel`` of the desk, where
    its people may be guests. ``topics`` are those it is proposed for first; empty means none in particular."""

    key: ContractorKey
    office: OfficeKey
    name: str
    language: str
    email: str | None = None
    channel: str | None = None
    topics: tuple[TopicKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation(Entry):
    """Why an office declines a request: ``names`` is what staff choose it by, ``texts`` what the resident reads."""

    key: str
    office: OfficeKey
    names: Names
    texts: Names


@dataclass(frozen=True, slots=True)
class Letter(Entry):
    """A letter of authority (row E5): what ``member`` may promise or waive on his own, up to ``limit`` in ``currency``
    (ISO 4217), through the day ``until``. Given for a year at a time."""

    member: StaffKey
    limit: Decimal
    currency: str
    until: date


@dataclass(frozen=True, slots=True)
class Reply(Entry):
    """A usual answer (row C7): ``names`` is what staff choose it by, ``texts`` what residents read, by language, some
    languages perhaps missing. ``{placeholders}`` are those of ``REPLY_FIELDS``. Without ``office`` it is every
    office's; ``topics`` are those it is offered first for, none means any."""

    key: str
    names: Names
    texts: Names
    office: OfficeKey | None = None
    topics: tuple[TopicKey, ...] = ()


REPLY_FIELDS = ("name", "reference", "residence", "unit", "topic", "due", "handler", "department", "office")
"""What a usual answer may say of a ticket."""


@dataclass(frozen=True, slots=True)
class TextOverride(Entry):
    """An office's own wording: ``id`` is the English source text it replaces, the rest is by language."""

    id: str
    words: Names


@dataclass(frozen=True, slots=True)
class Directory(Entry):
    """The whole office file. Lookups raise KeyError for keys that are not in it."""

    offices: tuple[Office, ...]
    residences: tuple[Residence, ...]
    departments: tuple[Department, ...]
    staff: tuple[Staff, ...]
    topics: tuple[Topic, ...]
    texts: tuple[TextOverride, ...] = field(default=())
    explanations: tuple[Explanation, ...] = field(default=())
    letters: tuple[Letter, ...] = field(default=())
    replies: tuple[Reply, ...] = field(default=())
    contractors: tuple[Contractor, ...] = field(default=())

    def office(self, key: OfficeKey) -> Office:
        """The office with this key."""
        return _by_key(self.offices, key)

    def residence(self, key: ResidenceKey) -> Residence:
        """The residence with this key."""
        return _by_key(self.residences, key)

    def department(self, key: DepartmentKey) -> Department:
        """The department with this key."""
        return _by_key(self.departments, key)

    def topic(self, key: TopicKey) -> Topic:
        """The topic with this key."""
        return _by_key(self.topics, key)

    def member(self, key: StaffKey) -> Staff:
        """The member of staff with this key."""
        return _by_key(self.staff, key)

    def contractor(self, key: ContractorKey) -> Contractor:
        """The contractor with this key."""
        return _by_key(self.contractors, key)

    def contractor_name(self, key: ContractorKey) -> str:
        """His name; the bare key for one that has left the office file."""
        return next((one.name for one in self.contractors if one.key == key), key)

    def member_by_slack(self, slack_id: str) -> Staff | None:
        """Who this Slack member is, None for anybody not in the office file."""
        return next((member for member in self.staff if member.slack and member.slack == slack_id), None)

    def office_of(self, member: Staff) -> Office:
        """The office a member of staff works for."""
        return self.office(self.department(member.department).office)

    def office_of_room(self, room: str) -> Office | None:
        """The office whose channel this is, None for a channel that the office file does not name."""
        for office in self.offices:
            own = [one.channel for one in self.departments if one.office == office.key]
            if room and room in (*own, office.staff_channel, office.management_channel):
                return office
        return None

    def topics_for(self, office: OfficeKey, residence: ResidenceKey | None) -> tuple[Topic, ...]:
        """The topics a resident of ``residence`` may choose; without one, those offered everywhere."""
        return tuple(
            topic
            for topic in self.topics
            if topic.office == office and (not topic.residences or residence in topic.residences)
        )

    def replies_of(self, office: OfficeKey) -> tuple[Reply, ...]:
        """The usual answers of an office, those of every office among them."""
        return tuple(reply for reply in self.replies if reply.office in (None, office))

    def time_zone(self, office: OfficeKey, residence: ResidenceKey | None) -> str:
        """The time zone in which a date is told: the residence's own, else the office's."""
        own = self.residence(residence).time_zone if residence else None
        return own or self.office(office).time_zone


def code_from(key: str) -> str:
    """A code made of a key: capitals and digits, at most twelve."""
    return "".join(character for character in key.upper() if character.isalnum())[:12]


def name_in(names: Names, language: str) -> Public:
    """A name in ``language``, else in English, else in any language there is."""
    return Public(names.get(language) or names.get("en") or next(iter(names.values())))


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_K = TypeVar("_K", bound=_Keyed)


def _by_key(entries: tuple[_K, ...], key: str) -> _K:
    for entry in entries:
        if entry.key == key:
            return entry
    raise KeyError(key)
