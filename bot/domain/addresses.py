"""Where things go: logical destinations, and the places on a platform that they turn out to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from bot.domain.ids import (
    ExtensionId,
    IncidentId,
    OfficeKey,
    OutsideId,
    PromiseId,
    ResidentId,
    SheetId,
    StaffKey,
    TalkId,
    TicketId,
)

Destination = NewType("Destination", str)
"""A logical address. It becomes a ``Place`` only when something is sent there."""


def resident_chat(resident: ResidentId) -> Destination:
    """The chat of a resident."""
    return Destination(f"resident:{resident}")


def resident_of(destination: Destination) -> ResidentId | None:
    """The resident whose chat this is, None for other destinations."""
    resident = _rest(destination, "resident")
    return ResidentId(resident) if resident is not None else None


def technician_chat(member: StaffKey) -> Destination:
    """The chat of a technician who has his jobs there."""
    return Destination(f"technician:{member}")


def technician_of(destination: Destination) -> StaffKey | None:
    """The technician whose chat this is, None for other destinations."""
    member = _rest(destination, "technician")
    return StaffKey(member) if member is not None else None


def group_chat(room: str) -> Destination:
    """A group that the bot was put into. It is told where residents are answered, and left."""
    return Destination(f"group:{room}")


def ticket_thread(ticket: TicketId, generation: int) -> Destination:
    """The ticket's thread on the desk; a re-route opens the next generation in another channel."""
    return Destination(f"thread:{ticket}:{generation}")


def chat_topic(ticket: TicketId) -> Destination:
    """The ticket's own chat topic in its resident's chat, on platforms that have such."""
    return Destination(f"topic:{ticket}")


def ticket_of_topic(topic: Destination | None) -> TicketId | None:
    """The ticket whose chat topic it is, None for any other."""
    kind, _, ticket = (topic or "").partition(":")
    return TicketId(ticket) if kind == "topic" else None


def loose_topic(chat: str, thread: str) -> Destination:
    """A chat topic that is no ticket's: the resident opened it himself."""
    return Destination(f"loose:{chat}:{thread}")


def loose_thread(topic: Destination) -> str | None:
    """The platform's own name of a loose topic, None for a ticket's."""
    kind, _, rest = topic.partition(":")
    return rest.rpartition(":")[2] if kind == "loose" else None


def notes_thread(ticket: TicketId) -> Destination:
    """The ticket's thread of internal comments in the office's staff channel."""
    return Destination(f"notes:{ticket}")


def alarms(office: OfficeKey) -> Destination:
    """Where the office's managers are told that something needs a human."""
    return Destination(f"alarms:{office}")


def direct_message(staff: StaffKey) -> Destination:
    """The direct conversation with one member of staff."""
    return Destination(f"dm:{staff}")


def member_of(destination: Destination) -> str | None:
    """The desk's user whose conversation with us this is; None for every other destination."""
    kind, _, user = destination.partition(":")
    return user if kind == "dm" else None


def whispers(channel_room: str, user: str) -> Destination:
    """Answers that only one member of staff sees, in the desk channel he is looking at."""
    return Destination(f"whisper:{channel_room}:{user}")


def windows_of(user: str) -> Destination:
    """The windows that one member of staff has open on the desk: they are filled in order."""
    return Destination(f"window:{user}")


def pledge(promise: PromiseId, staff: StaffKey) -> Destination:
    """The card, in his direct conversation, on which a superior decides about a promise."""
    return Destination(f"pledge:{promise}:{staff}")


def sheet_page(sheet: SheetId, page: int) -> Destination:
    """One post of a sheet that staff go through, in a channel of the desk."""
    return Destination(f"sheet:{sheet}:{page}")


def incident_board(incident: IncidentId) -> Destination:
    """The post on the desk in which staff see a joint complaint."""
    return Destination(f"incident:{incident}")


def desk_room(room: str) -> Destination:
    """A channel of the desk itself, for posts that belong to no thread."""
    return Destination(f"room:{room}")


def more_time(asked: ExtensionId) -> Destination:
    """The card, in his direct conversation, on which a superior decides about more time for a complaint."""
    return Destination(f"time:{asked}")


def home_of(user: str) -> Destination:
    """The page of his own that a member of staff finds in the app."""
    return Destination(f"home:{user}")


def ticket_of(destination: Destination) -> TicketId | None:
    """The ticket that a thread (its own or its notes) or a chat topic belongs to, None for other destinations."""
    kind, _, rest = destination.partition(":")
    return TicketId(rest.split(":")[0]) if kind in ("thread", "notes", "topic") else None


def side_talk(talk: TalkId) -> Destination:
    """A talk with a contractor: a thread in his channel of the desk, or letters to his address."""
    return Destination(f"talk:{talk}")


def outside_party(question: OutsideId) -> Destination:
    """Who is asked a question outside: a letter to an address."""
    return Destination(f"outside:{question}")


def question_of(destination: Destination) -> OutsideId | None:
    """The question that goes there, None for other destinations."""
    question = _rest(destination, "outside")
    return OutsideId(question) if question is not None else None


def talk_of(destination: Destination) -> TalkId | None:
    """The talk that this is, None for other destinations."""
    talk = _rest(destination, "talk")
    return TalkId(talk) if talk is not None else None


def sheet_of(destination: Destination) -> tuple[SheetId, int] | None:
    """The sheet of which this is a post, and which page; None for other destinations."""
    rest = _rest(destination, "sheet")
    if rest is None:
        return None
    sheet, _, page = rest.partition(":")
    return SheetId(sheet), int(page)


def incident_of(destination: Destination) -> IncidentId | None:
    """The joint complaint whose post this is, None for other destinations."""
    rest = _rest(destination, "incident")
    return IncidentId(rest) if rest is not None else None


def is_board(destination: Destination) -> bool:
    """Whether it is a post that shows several requests: of a sheet, of a joint complaint."""
    return destination.startswith(("sheet:", "incident:"))


def is_in_thread(destination: Destination) -> bool:
    """Whether what goes there is a reply in a thread of the desk, once its first post is there."""
    return destination.startswith(("thread:", "notes:"))


def desk_room_of(destination: Destination) -> str | None:
    """The desk's channel that this is, None for other destinations."""
    return _rest(destination, "room")


def office_of_alarms(destination: Destination) -> OfficeKey | None:
    """The office whose alarms these are, None for other destinations."""
    rest = _rest(destination, "alarms")
    return OfficeKey(rest) if rest is not None else None


def _rest(destination: Destination, kind: str) -> str | None:
    """What follows its kind, None where it is of another."""
    found, _, rest = destination.partition(":")
    return rest if found == kind else None


@dataclass(frozen=True, slots=True)
class Place:
    """An address on a platform: channel ``telegram``, ``slack`` or ``email``, room = chat, Slack channel or address,
    thread = chat topic or root ``ts``; a desk thread has none until its first post is sent."""

    channel: str
    room: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class MessageRef:
    """One message (or one part of it) on a platform: Telegram's message id, Slack's ``ts``."""

    channel: str
    room: str
    id: str
