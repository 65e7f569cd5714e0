"""Technicians who have their jobs in Telegram: how they are known there, what they are shown (rows B2, F1).

``ForTechnician`` is the only thing that a technician's chat accepts. It is no ``ForResident``, and the other way round:
what one of the two is sent can't be put into the chat of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.domain.addresses import MessageRef
from bot.domain.audience import Style
from bot.domain.ids import AttachmentId, MessageId, StaffKey, TicketId


@dataclass(frozen=True, slots=True)
class WorkButton:
    """A choice under a message to a technician. ``token`` is opaque and means nothing without our own row."""

    label: str
    token: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class ForTechnician:
    """What a technician reads in his chat: internal text, only ever literal."""

    text: str
    buttons: tuple[tuple[WorkButton, ...], ...] = ()
    attachment: AttachmentId | None = None
    kind: Literal["for_technician"] = "for_technician"


@dataclass(frozen=True, slots=True)
class WorkRetouch:
    """Change a message that a technician has: a question that he has answered. ``wipes``: it takes away what a chat
    must not hold any more, and goes there although it is no longer his."""

    target: MessageRef
    content: ForTechnician
    wipes: bool = False
    kind: Literal["work_retouch"] = "work_retouch"


@dataclass(frozen=True, slots=True)
class WorkRewrite:
    """A ``WorkRetouch`` as it is queued: of our own message ``target`` (the part that its row names), whose copy in the
    chat is looked up when it is sent. Where there is no copy the content is sent anew."""

    target: MessageId
    content: ForTechnician
    kind: Literal["work_rewrite"] = "work_rewrite"


@dataclass(frozen=True, slots=True)
class WorkRecall:
    """A ``Remove`` as it is queued: of the copies of these ``parts`` of our own message ``target``; without any, of all
    that the chat has of it."""

    target: MessageId
    parts: tuple[int, ...] = ()
    kind: Literal["work_recall"] = "work_recall"


@dataclass(frozen=True, slots=True)
class JobCard:
    """A job: posted, or in place of what the message ``target`` said of it before."""

    content: ForTechnician
    target: MessageRef | None = None
    kind: Literal["job_card"] = "job_card"


@dataclass(frozen=True, slots=True)
class ShowJob:
    """A ``JobCard`` as it is queued. What it says is written when it is sent, so several in a row are one change."""

    ticket: TicketId
    visit: int
    kind: Literal["show_job"] = "show_job"


@dataclass(frozen=True, slots=True)
class WorkMenu:
    """The commands (name, description) that a technician's ``chat`` offers; without any it offers again what every chat
    does. It names the chat: by the time it is sent, that may be his no longer."""

    chat: str
    commands: tuple[tuple[str, str], ...] = ()
    kind: Literal["work_menu"] = "work_menu"


TechnicianContent = ForTechnician | WorkRetouch | JobCard | WorkMenu
QueuedForTechnician = ForTechnician | WorkRetouch | WorkRewrite | WorkRecall | ShowJob | WorkMenu


@dataclass(frozen=True, slots=True)
class Link:
    """A member of staff and his chat. ``ended_at``: it is over, and only kept to know that it was; ``ended_why`` is
    ``left`` (the office file), ``himself``, or ``again`` (linked anew)."""

    id: str
    member: StaffKey
    channel: str
    chat: str
    linked_at: datetime
    invited_by: StaffKey
    ended_at: datetime | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What a technician was sent on, as his chat shows it: a ``visit`` (its number) of a ticket. ``shown`` is what its
    ``message`` says at present. ``over``: he has been told that it is no longer his."""

    ticket: TicketId
    visit: int
    member: StaffKey
    message: str = ""
    shown: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class WorkKeyboard:
    """What the buttons under one message to a technician do: ``actions`` by button number, as JSON values."""

    nonce: str
    member: StaffKey
    actions: tuple[Mapping[str, Any], ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LoosePhoto:
    """A photo of the work that is not tied to a step yet: ``bundle`` is what came with it, ``words`` its caption."""

    attachment: AttachmentId
    bundle: str
    by: StaffKey
    at: datetime
    words: str = ""
    ticket: TicketId | None = field(default=None)
