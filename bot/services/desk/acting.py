"""What staff can do with a ticket: how an action of the desk is declared, and what its use case is given.

``desk_actions.ACTIONS`` is the one table of them. The card builds its buttons and its list of more actions from it,
the desk's channel opens their windows, ``dispatch`` calls their use cases.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.audience import N_, Style
from bot.domain.directory import Office, Staff
from bot.domain.message import PublicMessage
from bot.domain.quote import MOST, Money
from bot.domain.ticket import Move, Ticket
from bot.i18n import price_of
from bot.ports.inbound import DeskForm, DeskPress
from bot.ports.modal import Field
from bot.ports.store import UnitOfWork
from bot.services.house import House

MORE = "ticket.more"
"""The card's list of more actions: what is chosen from it is an action's name."""


PEOPLE, REQUEST, WORK = N_("Who looks after it"), N_("The request"), N_("The work")
RESIDENT, STATE, RECORD = N_("The resident"), N_("How it stands"), N_("Record")
"""Headings in the list of more actions."""

FOR_COLLEAGUES = N_("Only your colleagues will read this, never the resident.")
NOTHING_WRITTEN = N_("Nothing was written, so nothing was sent.")
REASON_WANTED = N_("Please give a reason.")
"""What many windows say below a field, and where it was left empty."""


NO_AMOUNT = N_(
    "Please write an amount above zero and up to {most}, with no more decimals than {currency} has."
)
"""What they say of an amount of money that is none (``amounts`` fills it in)."""


def amounts(currency: str, language: str) -> dict[str, str]:
    """What ``NO_AMOUNT`` says of a currency."""
    return {"currency": currency, "most": price_of(Money(MOST, currency), language)}


LINE = 80
"""Characters of a name, of a place: as many as residents may write."""


class Where(StrEnum):
    """Where an action is offered."""

    BUTTON = "button"
    """A button of the card; those beyond the fourth go into the list."""
    MORE = "more"
    """The card's list of more actions."""
    POST = "post"
    """A button under a post that shows what staff wrote in a window: it is about that message."""
    OWN = "own"
    """An element of the card that is drawn for it: a menu, a checklist."""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something with a ticket: pressed it, or sent in its window. ``message`` is the one it is about
    (``Where.POST``)."""

    ticket: Ticket
    member: Staff
    message: PublicMessage | None = None
    pressed: DeskPress | None = None
    form: DeskForm | None = None

    @property
    def subject(self) -> str:
        """The id of what it is about, which its window carries along."""
        return self.message.id if self.message else self.ticket.id

    @property
    def choice(self) -> str:
        """What was chosen from a menu, or the value of the button pressed in a window."""
        return (self.pressed.choice if self.pressed else None) or ""

    @property
    def detail(self) -> str:
        """What of the ticket it is about, where a button or window names that behind its id (``TICKET#DETAIL``)."""
        subject = self.form.subject if self.form else self.pressed.value if self.pressed else ""
        return subject.partition("#")[2]

    def text(self, field: str) -> str:
        """What was written or chosen in a field of the window, without space around; empty where nothing was."""
        value = self.form.values.get(field, "") if self.form else ""
        return value.strip() if isinstance(value, str) else ""

    def several(self, field: str) -> tuple[str, ...]:
        """What was chosen in a field that takes several."""
        value = self.form.values.get(field, ()) if self.form else ()
        return value if isinstance(value, tuple) else ()


def subject_of(ticket: Ticket, about: str) -> str:
    """A ticket, or a part of it, as the value of a button."""
    return f"{ticket.id}#{about}" if about else ticket.id


Does = Callable[[UnitOfWork, House, Act], Awaitable[None]]
"""A use case. Raises Refused with what to tell whoever acts."""


@dataclass(frozen=True, slots=True)
class Window:
    """What opens when the action is pressed. ``at_once`` draws its fields from the office file alone, else
    ``looked_up`` does while a skeleton stands there. ``title`` is a source text, the action's label where it is
    empty; without ``submit`` nothing can be sent in. ``checks`` finds what is to be mended before it closes. ``seen``
    says how the ticket stood when it was filled (``DeskForm.seen``): otherwise than ``Ticket.stand`` only where the
    action is not ``exclusive``."""

    submit: str = ""
    at_once: Callable[[House, Office], tuple[Field, ...]] | None = None
    looked_up: Callable[[UnitOfWork, House, Act], Awaitable[tuple[Field, ...]]] | None = None
    checks: Callable[[House, Office, DeskForm], Mapping[str, str]] | None = None
    title: str = ""
    seen: Callable[[Ticket], str] = lambda ticket: ticket.stand


@dataclass(frozen=True, slots=True)
class DeskTask:
    """Something staff begin with ``/palier WORD`` rather than on a ticket, in a window. ``title`` and ``submit`` are
    source texts; ``aliases`` stand for ``word`` in any language, without accents; ``fields`` are given what was typed
    behind it; ``checks`` finds what is to be mended before it closes."""

    name: str
    word: str
    title: str
    submit: str
    fields: Callable[[House, Office, str], tuple[Field, ...]]
    checks: Callable[[House, Office, DeskForm], Mapping[str, str]]
    aliases: tuple[str, ...] = ()


INVITE = "resident.invite"
"""The action that invites a resident without a chat: on the card, and where staff read that he could not be told."""
UNLINK = "resident.unlink"
"""The action that ends what came of it: below the line that told of it."""

SAY = "ticket.say"
"""The action that gives the resident words that were kept from him: where their author is told so."""


def always(ticket: Ticket) -> bool:
    """Offered on every ticket."""
    return True


def if_allowed(move: Move, *, in_review: bool = False) -> Callable[[Ticket], bool]:
    """Offered where a ticket allows this move; while it is under review only if so said."""
    return lambda ticket: ticket.allows(move) and (in_review or not ticket.in_review)


@dataclass(frozen=True, slots=True)
class DeskAction:
    """One thing staff can do. ``label`` and ``group`` are source texts. ``does`` is called when it is pressed, or when
    its ``window`` is sent in. ``when`` says on which tickets it is offered, and is asked again when it is done.
    ``exclusive``: only one of two who press it at the same time has his way. ``on_messages``: also in the menu of a
    message in the thread. ``confirm`` is asked before a button counts. ``superiors``: whoever is above the ticket's
    office may, too, though he works in another. ``speaks``: it writes to the resident; what was begun while the request
    was open is given back where a colleague has ended it since."""

    name: str
    label: str
    does: Does
    where: Where = Where.MORE
    group: str = ""
    when: Callable[[Ticket], bool] = always
    managers: bool = False
    exclusive: bool = False
    style: Style = Style.PLAIN
    on_messages: bool = False
    confirm: str = ""
    superiors: bool = False
    speaks: bool = False
    window: Window | None = None


def action_named(house: House, name: str) -> DeskAction | None:
    """The action of that name, None for one that an older version had."""
    return next((action for action in house.actions if action.name == name), None)


def meant(pressed: DeskPress) -> str:
    """The name of the action that a press stands for."""
    return (pressed.choice or "") if pressed.action == MORE else pressed.action
