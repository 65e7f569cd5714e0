"""The office file's contents as plain values: who works where, for which residences, on which topics (rows B1-B4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol, TypeVar

from bot.domain.audience import Public
from bot.domain.entry import Entry, Names
from bot.domain.ids import ContractorKey, DepartmentKey, OfficeKey, ResidenceKey, StaffKey, TopicKey
from bot.domain.office_settings import Closing, FollowUps, Joint, Reviews, Visits, Weekday, WorkingTime
from bot.domain.office_words import Explanation, Reply, TextOverride, TopicWords
from bot.domain.ticket import Kind, Severity


class Role(StrEnum):
    """What a member of staff may do."""

    AGENT = "agent"
    TECHNICIAN = "technician"
    MANAGER = "manager"


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
    ``tell_of_contractors``: a resident hears, once, that an outside firm was asked (row B5). ``emergency`` is what who
    tells of danger is told at once, by language, in place of the usual advice with the country's numbers (row A5).
    ``handover_reminder_minutes``: so long after a handover what nobody has accepted is reminded of; as long after that
    the manager hears of it (row D8). ``branch_channel`` gets the written report of a joint complaint (row E3);
    without one the management's does."""

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
    closing: Closing = field(default_factory=Closing)
    follow_up: FollowUps = field(default_factory=FollowUps)
    emergency: Names = field(default_factory=dict)
    visits: Visits = field(default_factory=Visits)
    handover_reminder_minutes: int = 60
    reviews: Reviews = field(default_factory=Reviews)
    joint: Joint = field(default_factory=Joint)
    branch_channel: str | None = None

    @property
    def review_channel(self) -> str:
        """Where its reviews are posted."""
        return self.reviews.channel or self.management_channel

    @property
    def report_channel(self) -> str:
        """Where joint complaints are reported to the branch."""
        return self.branch_channel or self.management_channel

    @property
    def complaint_code(self) -> str:
        """What the codes of its complaints begin with."""
        return self.code or code_from(self.key)


@dataclass(frozen=True, slots=True)
class Residence(Entry):
    """A building or estate. ``units`` may be empty: then any unit is accepted. ``time_zone`` and
    ``working_time`` override the office's. Who lives in one of ``key_units`` is a key resident (row D7). ``retired``:
    it is kept for the requests there, and offered no more."""

    key: ResidenceKey
    office: OfficeKey
    name: str
    address: str
    languages: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    time_zone: str | None = None
    working_time: WorkingTime | None = None
    key_units: tuple[str, ...] = ()
    retired: bool = False


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
class Shift(Entry):
    """A shift of a department (row D8): on each of ``days`` it ends at ``ends_at`` (``"14:00"``) and hands over to the
    next. ``members`` are its people, where the office names them. ``on_holidays``: it works on those, too."""

    department: DepartmentKey
    name: str
    days: tuple[Weekday, ...]
    ends_at: str
    members: tuple[StaffKey, ...] = ()
    on_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """What a ticket is about. ``subsystem`` management routes to a department's thread, operations to a checklist of
    ``items`` (each by language). ``review`` shows it to management first (row B3). ``residences`` limits where it is
    offered; empty means everywhere. ``kind`` is what a ticket of it is unless staff say otherwise, ``severity`` what a
    complaint about it is at least taken for, ``code`` its place in a complaint's code (rows E1, E6). ``paid``: nobody
    is sent before the resident has accepted a price (row F2). ``preparation`` is how residents prepare for a visit
    about it, in all languages (row D6). ``words`` are the lists of what people say who mean it (``TopicWords``,
    row A3). ``retired``: it is kept for the requests about it, and offered no more."""

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
    preparation: Names = field(default_factory=dict)
    words: tuple[str, ...] = ()
    retired: bool = False

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
class Letter(Entry):
    """A letter of authority (row E5): what ``member`` may promise or waive on his own, up to ``limit`` in ``currency``
    (ISO 4217), through the day ``until``. Given for a year at a time."""

    member: StaffKey
    limit: Decimal
    currency: str
    until: date


@dataclass(frozen=True, slots=True)
class PolicyRule(Entry):
    """Limits that hold for an office (without one: for all), or only for a topic, a kind or a severity of it; each is
    written like ``"48 working hours"`` (``policy.span``), and what is left out is as elsewhere (``policy.Policy``)."""

    office: OfficeKey | None = None
    topic: TopicKey | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    handler: str | None = None
    supervisor: str | None = None
    answer: str | None = None
    reminder: str | None = None
    solve: str | None = None
    result: str | None = None
    result_reminder: str | None = None
    outside: str | None = None
    chase: str | None = None
    step: str | None = None
    grave: str | None = None


@dataclass(frozen=True, slots=True)
class Absence(Entry):
    """A member of staff is away, from the day ``first`` through ``last``: nothing is given to him meanwhile."""

    member: StaffKey
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Directory(Entry):
    """The whole office file. Lookups raise KeyError for keys that are not in it."""

    offices: tuple[Office, ...]
    residences: tuple[Residence, ...]
    departments: tuple[Department, ...]
    staff: tuple[Staff, ...]
    topics: tuple[Topic, ...]
    texts: tuple[TextOverride, ...] = field(default=())
    topic_words: tuple[TopicWords, ...] = field(default=())
    explanations: tuple[Explanation, ...] = field(default=())
    letters: tuple[Letter, ...] = field(default=())
    replies: tuple[Reply, ...] = field(default=())
    contractors: tuple[Contractor, ...] = field(default=())
    shifts: tuple[Shift, ...] = field(default=())
    policies: tuple[PolicyRule, ...] = field(default=())
    absences: tuple[Absence, ...] = field(default=())

    def office(self, key: OfficeKey) -> Office:
        """The office with this key."""
        return by_key(self.offices, key)

    def residence(self, key: ResidenceKey) -> Residence:
        """The residence with this key."""
        return by_key(self.residences, key)

    def residence_name(self, key: ResidenceKey) -> str:
        """Its name; the bare key for one that is not known."""
        try:
            return self.residence(key).name
        except KeyError:
            return key

    def has_office(self, key: OfficeKey) -> bool:
        """Whether it stands in the office file."""
        return any(one.key == key for one in self.offices)

    def has_department(self, key: DepartmentKey, office: OfficeKey) -> bool:
        """Whether it stands in the office file, as one of this office."""
        return any((one.key, one.office) == (key, office) for one in self.departments)

    def department(self, key: DepartmentKey) -> Department:
        """The department with this key."""
        return by_key(self.departments, key)

    def topic(self, key: TopicKey) -> Topic:
        """The topic with this key."""
        return by_key(self.topics, key)

    def member(self, key: StaffKey) -> Staff:
        """The member of staff with this key."""
        return by_key(self.staff, key)

    def member_if_known(self, key: str | None) -> Staff | None:
        """The same; None for nobody, and for one who has left the office file."""
        return next((one for one in self.staff if one.key == key), None)

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
        further = [one for one in self.offices if room and room in (one.review_channel, one.report_channel)]
        return next(iter(further), None)

    def shifts_of(self, department: DepartmentKey) -> tuple[Shift, ...]:
        """A department's shifts; none where it has none."""
        return tuple(shift for shift in self.shifts if shift.department == department)

    def topics_for(
        self, office: OfficeKey, residence: ResidenceKey | None, *, present: TopicKey | None = None
    ) -> tuple[Topic, ...]:
        """The topics a resident of ``residence`` may choose; without one, those offered everywhere. ``present`` is the
        one that a request has already: it may keep it."""
        return tuple(
            topic
            for topic in self.topics
            if topic.key == present
            or (
                topic.office == office
                and not topic.retired
                and (not topic.residences or residence in topic.residences)
            )
        )

    def residences_for(
        self, office: OfficeKey | None = None, *, present: ResidenceKey | None = None
    ) -> tuple[Residence, ...]:
        """The residences that can be chosen, of one office or of all; ``present`` as in ``topics_for``."""
        return tuple(
            one
            for one in self.residences
            if one.key == present or (office in (None, one.office) and not one.retired)
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


class Keyed(Protocol):
    """What has a key."""

    @property
    def key(self) -> str: ...


_K = TypeVar("_K", bound=Keyed)


def by_key(entries: Iterable[_K], key: str) -> _K:
    """The entry with this key. Raises KeyError."""
    for entry in entries:
        if entry.key == key:
            return entry
    raise KeyError(key)
