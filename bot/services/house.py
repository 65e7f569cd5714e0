"""What every use case is given: the office file, the words, the clock; and how it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.addresses import (
    Destination,
    Place,
    alarms,
    chat_topic,
    direct_message,
    resident_chat,
    technician_chat,
    whispers,
)
from bot.domain.audience import N_, Button, ForResident, Phrase, Public, Style
from bot.domain.business_time import Calendar
from bot.domain.deeds import Deed
from bot.domain.directory import Directory, Office, Staff
from bot.domain.glance import Listed
from bot.domain.ids import OfficeKey, ResidenceKey, StaffKey, TicketId
from bot.domain.names import first_name
from bot.domain.people import Resident
from bot.domain.policy import Hours
from bot.domain.technician import ForTechnician
from bot.domain.text import split
from bot.domain.ticket import Ticket
from bot.i18n import Catalogues, deadline, moment
from bot.ports.clock import Clock
from bot.ports.desk import Post, Whisper
from bot.ports.dialogs import Keyboard
from bot.ports.inbound import DeskForm
from bot.ports.slips import Slip
from bot.ports.store import Happening, UnitOfWork

if TYPE_CHECKING:
    from bot.services.desk.acting import DeskAction, DeskTask

KEYBOARD_LIFE = timedelta(days=90)
"""How long buttons under a message to a resident work."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A button under a message to a resident: its label and the action it stands for (JSON)."""

    label: Phrase | Public
    action: Mapping[str, Any]
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class House:
    """Handed to every use case. ``desk`` is the name of the staff's channel. ``here`` is the chat topic in which a
    resident speaks to us, and is answered; None is the chat itself. ``keep`` is how long handled events and sent
    deliveries are remembered, ``actions`` are what staff can do with a ticket, in the order shown, ``tasks`` what they
    begin with a command."""

    directory: Directory
    words: Catalogues
    clock: Clock
    calendars: Mapping[tuple[OfficeKey, ResidenceKey | None], Calendar]
    desk: str = "slack"
    here: Destination | None = None
    keep: timedelta = timedelta(days=30)
    actions: tuple[DeskAction, ...] = ()
    tasks: tuple[DeskTask, ...] = ()

    def now(self) -> datetime:
        """The present, in UTC."""
        return self.clock.now()

    def at(self, topic: Destination | None) -> House:
        """The same, speaking in a chat topic."""
        return replace(self, here=topic)

    def staff_says(self, office: Office, msgid: str, /, **params: object) -> str:
        """A text in the office's working language."""
        return self.words.staff(msgid, office.language, **params)

    def labelled(self, office: Office, label: str, value: object) -> str:
        """``label: value``, with the colon of the office's language."""
        return self.staff_says(office, N_("{label}: {answer}"), label=label, answer=value)

    def quoted(self, office: Office, words: str) -> str:
        """Somebody's words between the quotation marks of the office's language."""
        return self.staff_says(office, N_("“{words}”"), words=words)

    def hours(self, ticket: Listed) -> Hours:
        """How time counts where a ticket is: for its residence, else for its office (row D4)."""
        own = self.directory.residence(ticket.residence).working_time if ticket.residence else None
        counting = (own or self.directory.office(ticket.office).working_time).counting
        return Hours(self.calendar(ticket.office, ticket.residence), counting)

    def calendar(self, office: OfficeKey, residence: ResidenceKey | None) -> Calendar:
        """That of a residence; of the office, where there is none or it has gone to another."""
        return self.calendars.get((office, residence)) or self.calendars[office, None]

    def chosen(self, form: DeskForm, field: str, office: Office) -> datetime | None:
        """The moment that staff of an office chose in a window; None where none was. At midnight a picker stands until
        somebody chooses an hour: then a day is meant, by the end of its work."""
        at = form.moment(field)
        local = at.astimezone(ZoneInfo(office.time_zone)) if at else None
        if local is None or local.time() != time():
            return at
        return self.calendars[office.key, None].end_of(local.date())

    def office_hours(self, office: Office) -> Hours:
        """How time counts where an office is (row D4)."""
        return Hours(self.calendars[office.key, None], office.working_time.counting)

    def moment(self, at: datetime, ticket: Ticket, language: str, *, dated: bool = False) -> Public:
        """A moment in words, in the residence's time zone; ``dated``: with its date, however near it is."""
        zone = self.directory.time_zone(ticket.office, ticket.residence)
        return moment(at, zone, language, now=None if dated else self.now())

    def deadline(self, at: datetime, ticket: Ticket, language: str) -> Public:
        """A moment by which something is due, in words; midnight is the end of the day before."""
        zone = self.directory.time_zone(ticket.office, ticket.residence)
        return deadline(at, zone, language, now=self.now())

    async def tell(
        self,
        u: UnitOfWork,
        resident: Resident,
        *phrases: Phrase | Public,
        ticket: TicketId,
        answers: Sequence[Sequence[Answer]] = (),
        passing: bool = False,
    ) -> None:
        """Tell a resident about a ticket of his, in its chat topic, in his language; ``passing`` as in
        ``ForResident``."""
        await self.at(chat_topic(ticket)).respond(u, resident, *phrases, answers=answers, passing=passing)

    async def respond(
        self,
        u: UnitOfWork,
        resident: Resident,
        *phrases: Phrase | Public,
        answers: Sequence[Sequence[Answer]] = (),
        passing: bool = False,
    ) -> None:
        """Answer a resident where he speaks to us, in his language, in as many parts as it needs; the last one has the
        buttons. What is about a ticket, wherever it comes from, is told with ``tell``."""
        content = await self.compose(u, resident, *phrases, answers=answers)
        *before, last = split(content.text)
        for part in before:
            words = ForResident(Public(part), passing=passing)
            await u.outbox.to_resident(resident_chat(resident.id), words, topic=self.here)
        whole = replace(content, text=Public(last), passing=passing)
        await u.outbox.to_resident(resident_chat(resident.id), whole, topic=self.here)

    async def compose(
        self,
        u: UnitOfWork,
        resident: Resident,
        *phrases: Phrase | Public,
        answers: Sequence[Sequence[Answer]] = (),
    ) -> ForResident:
        """The message that ``respond`` queues; its buttons get a row of their own that says what they do."""
        text = Public("\n\n".join(self._words(phrase, resident.language) for phrase in phrases))
        if not any(answers):
            return ForResident(text)
        nonce = u.ids.nonce()
        actions = tuple(dict(answer.action) for row in answers for answer in row)
        await u.dialogs.put_keyboard(Keyboard(nonce, resident.id, actions, self.now() + KEYBOARD_LIFE))
        number = iter(range(len(actions)))
        rows = tuple(
            tuple(
                Button(self._words(answer.label, resident.language), f"{nonce}:{next(number)}", answer.style)
                for answer in row
            )
            for row in answers
        )
        return ForResident(text, rows)

    def _words(self, text: Phrase | Public, language: str) -> Public:
        return self.words.say(text, language) if isinstance(text, Phrase) else text

    async def alarm(
        self,
        u: UnitOfWork,
        office: OfficeKey,
        msgid: str,
        /,
        *,
        thread: Destination | None = None,
        **params: object,
    ) -> None:
        """Tell an office's managers that something needs a human; ``thread`` is where it is about."""
        own = self.directory.office(office)
        place = Place(self.desk, own.management_channel)
        destination = alarms(office)
        await u.places.put(destination, place)
        await u.outbox.to_desk(
            destination, Post(self.staff_says(own, msgid, **params), icon="🚨", thread=thread)
        )

    async def direct(self, u: UnitOfWork, member: Staff, post: Post) -> None:
        """Queue a post to one member of staff alone: to the desk, or its words to his chat where he is not there. To
        one whose account there is closed nothing goes."""
        if not member.slack:
            chat = technician_chat(member.key)
            if await u.places.get(chat) is not None:
                words = "\n".join(
                    part for part in (post.above, f"{post.icon} {post.text}", post.below) if part
                )
                await u.outbox.to_technician(chat, ForTechnician(words.strip()))
            return
        if member.slack in await u.people.gone():
            return
        destination = direct_message(StaffKey(member.slack))
        await u.places.put(destination, Place(self.desk, member.slack))
        await self.ask(u, destination, post)

    async def ask(self, u: UnitOfWork, destination: Destination, post: Post) -> None:
        """Queue a post to the desk. One with buttons is a slip: remembered until its matter is settled (ADR 0038)."""
        if not post.actions:
            await u.outbox.to_desk(destination, post)
            return
        about = TicketId(post.actions[0].value.partition("#")[0])
        slip = Slip(u.ids.message(), about, destination, post)
        await u.slips.put(slip)
        await u.outbox.to_desk(destination, post, message=slip.id)

    async def to_keys(self, u: UnitOfWork, keys: Iterable[StaffKey | None], content: Post) -> None:
        """The same to each of these once; None and who has left the office file are nobody."""
        wanted = set(keys)
        for member in self.directory.staff:
            if member.key in wanted:
                await self.direct(u, member, content)

    async def whisper(self, u: UnitOfWork, room: str, user: str, content: Whisper) -> None:
        """Queue an answer that only this user sees in this desk room."""
        destination = whispers(room, user)
        await u.places.put(destination, Place(self.desk, room, user))
        await u.outbox.to_desk(destination, content)

    async def record(self, u: UnitOfWork, ticket: Ticket, actor: str, what: Deed, detail: str = "") -> None:
        """Add a line to a ticket's history."""
        await u.record(Happening(ticket.id, self.now(), actor, what, detail))

    def signature(self, member: Staff, language: str) -> Public:
        """How a member of staff appears to residents, as the office chose (row C1)."""
        department = self.directory.department(member.department)
        office = self.directory.office(department.office)
        shown = {
            "name": member.name,
            "first_name": first_name(member.name, office.language),
            "department": department.names.get(language) or department.names.get(office.language, ""),
        }
        return Public(office.signature.format(**shown))


def change(old: object, new: object) -> str:
    """A change as a ticket's history tells it: what was, what is now."""
    return f"{'–' if old in (None, '') else old} → {'–' if new in (None, '') else new}"


def staff_name(house: House, key: StaffKey | None) -> str:
    """A colleague's name; a dash for nobody, the bare key for somebody who has left the office file."""
    if key is None:
        return "–"
    member = house.directory.member_if_known(key)
    return member.name if member is not None else key
