"""One commit of the desk's state."""

from __future__ import annotations

from datetime import datetime

from bot.domain.deeds import Deed
from bot.domain.ids import TicketId
from bot.ports.albums import Albums
from bot.ports.appointments import Appointments, Ledger
from bot.ports.care import Gathering, Missed, Rooms
from bot.ports.channel import Receipt
from bot.ports.clock import Clock
from bot.ports.clocks import Absences, Clocks, Extensions
from bot.ports.dialogs import Dialogs
from bot.ports.entries import KnownEntries
from bot.ports.follow_ups import FollowUps
from bot.ports.homes import Homes
from bot.ports.ids import Ids
from bot.ports.incidents import Incidents
from bot.ports.invitations import Invitations, Persons
from bot.ports.messages import Messages
from bot.ports.outbox import Claim, ClaimedDelivery, Outbox
from bot.ports.people import People
from bot.ports.places import Places
from bot.ports.pledges import Outsiders, Promises
from bot.ports.sheets import Sheets
from bot.ports.sides import Sides
from bot.ports.slips import Slips
from bot.ports.store import Happening
from bot.ports.technicians import Technicians
from bot.ports.tickets import Tickets
from bot.ports.timers import Timer, Timers
from bot.ports.works import Works
from storage import lanes
from storage import outbox as outgoing
from storage.albums import SqlAlbums
from storage.appointments import SqlAppointments, SqlLedger
from storage.clocks import SqlAbsences, SqlClocks, SqlExtensions
from storage.codec import from_row, to_row
from storage.database import Session
from storage.entries import SqlEntries
from storage.epoch import to_ms
from storage.follow_ups import SqlFollowUps
from storage.homes import SqlHomes
from storage.ids import RandomIds
from storage.incidents import SqlIncidents
from storage.invitations import SqlInvitations, SqlPersons
from storage.messages import SqlMessages
from storage.people import SqlDialogs, SqlPeople
from storage.places import SqlPlaces, SqlTimers
from storage.pledges import SqlOutsiders, SqlPromises
from storage.rooms import SqlGathering, SqlMissed, SqlRooms
from storage.search import WordIndex
from storage.sheets import SqlSheets
from storage.sides import SqlSides
from storage.slips import SqlSlips
from storage.technicians import SqlTechnicians
from storage.tickets import SqlTickets
from storage.works import SqlWorks


class SqlUnitOfWork:
    """``bot.ports.store.UnitOfWork`` on a session. Claims and new outbox rows are settled by ``flush``."""

    def __init__(self, session: Session, clock: Clock, ids: Ids, keys: RandomIds, desk: str) -> None:
        self._session = session
        self._clock = clock
        self._keys = keys
        self._lanes = outgoing.LaneOutbox(session, keys, desk)
        self.ids: Ids = ids
        self.outbox: Outbox = self._lanes
        self.places: Places = SqlPlaces(session)
        self.entries: KnownEntries = SqlEntries(session)
        self._words = WordIndex(session)
        self.tickets: Tickets = SqlTickets(session, self._words)
        self.works: Works = SqlWorks(session)
        self.messages: Messages = SqlMessages(session, keys, self._words)
        self.albums: Albums = SqlAlbums(session)
        self.people: People = SqlPeople(session)
        self.dialogs: Dialogs = SqlDialogs(session)
        self.timers: Timers = SqlTimers(session)
        self.rooms: Rooms = SqlRooms(session)
        self.gathering: Gathering = SqlGathering(session)
        self.missed: Missed = SqlMissed(session)
        self.promises: Promises = SqlPromises(session)
        self.outsiders: Outsiders = SqlOutsiders(session)
        self.homes: Homes = SqlHomes(session)
        self.sides: Sides = SqlSides(session)
        self.slips: Slips = SqlSlips(session)
        self.follow_ups: FollowUps = SqlFollowUps(session)
        self.appointments: Appointments = SqlAppointments(session)
        self.ledger: Ledger = SqlLedger(session)
        self.sheets: Sheets = SqlSheets(session)
        self.incidents: Incidents = SqlIncidents(session)
        self.clocks: Clocks = SqlClocks(session)
        self.extensions: Extensions = SqlExtensions(session)
        self.absences: Absences = SqlAbsences(session)
        self.technicians: Technicians = SqlTechnicians(session)
        self.invitations: Invitations = SqlInvitations(session)
        self.persons: Persons = SqlPersons(session)

    async def record(self, happening: Happening) -> None:
        """Add a line to a ticket's history."""
        await self._session.run("history_add", id=self._keys.sortable(), **to_row(happening))

    async def history(self, ticket: TicketId) -> list[Happening]:
        """A ticket's history, oldest first."""
        rows = await self._session.rows("history_of", ticket=ticket)
        return [from_row(Happening, row) for row in rows]

    async def recorded(self, ticket: TicketId, what: Deed, detail: str) -> bool:
        """Whether a ticket's history has such a line."""
        return await self._session.row("history_tells", ticket=ticket, what=what, detail=detail) is not None

    async def waiting_from(self, channel: str, chat: str) -> bool:
        """By the names of its lanes."""
        lane = lanes.inbox_lane(channel, f"{channel}:{chat}")
        found = await self._session.row("inbox_waiting_from", lane=lane, topics=f"{lane}:%")
        return found is not None

    async def event_done(self, claim: Claim) -> None:
        """The claimed event was handled: its payload is dropped and its lane goes on."""
        self._lanes.settle(claim, "inbox_done")

    async def event_quarantined(self, claim: Claim, why: str, payload: str) -> None:
        """The claimed event is kept aside with what is to be kept of its payload, and its lane goes on."""
        self._lanes.settle(claim, "inbox_quarantine", error=why, payload=payload)

    async def sent(self, delivery: ClaimedDelivery, receipt: Receipt) -> None:
        """The claimed delivery was made."""
        await outgoing.sent(self._session, self._lanes, delivery, receipt, self._clock.now())

    async def dead(self, claim: Claim, why: str) -> None:
        """The claimed delivery is kept aside and its lane goes on."""
        self._lanes.settle(claim, "outbox_dead", error=why)

    async def timer_fired(self, timer: Timer) -> bool:
        """Take a due timer; False when it was moved, cleared or taken meanwhile."""
        return await self._session.row("timer_fire", **to_row(timer)) is not None

    async def forget(self, before: datetime, at_most: int) -> int:
        """Delete handled events, sent deliveries, settled slips and keyboards long expired; how many rows."""
        forgotten = 0
        for name in (
            "forget_events",
            "forget_deliveries",
            "forget_slips",
            "forget_keyboards",
            "forget_work_keyboards",
        ):
            forgotten += len(await self._session.rows(name, before=to_ms(before), at_most=at_most))
        return forgotten

    async def flush(self) -> None:
        """Write what was gathered; the commit follows. Raises Conflict where the lease of what was settled is lost."""
        await self._words.flush()
        await self._lanes.flush(self._clock.now())
