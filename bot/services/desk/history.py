"""Who did what and when on a ticket: in a window, page by page, and as a file (row G5)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.addresses import Place, direct_message
from bot.domain.attention import Party
from bot.domain.audience import N_
from bot.domain.deeds import Deed
from bot.domain.directory import Office, name_in
from bot.domain.ids import DepartmentKey, ResidenceKey, StaffKey, TopicKey
from bot.domain.pledge import PledgeKind
from bot.domain.ticket import Kind, Ticket, Way
from bot.ports.desk import TextFile
from bot.ports.modal import ButtonsField, Field, FieldButton, Words
from bot.ports.store import Happening, UnitOfWork
from bot.services.complaints.complaint_view import KINDS
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House, staff_name
from bot.services.promises import ledger

NAME = "ticket.history"
PAGE = 10
"""Lines in a window."""

WHAT: Mapping[Deed, str] = {
    "opened": N_("opened the request"),
    "logged": N_("logged it for the resident"),
    "took": N_("took charge"),
    "assigned": N_("named who is in charge"),
    "handed_over": N_("handed it over"),
    "routed": N_("passed it to another department"),
    "topic": N_("changed the topic"),
    "subject": N_("changed the subject"),
    "severity": N_("changed the severity"),
    "residence": N_("changed the residence"),
    "residence_words": N_("named the building"),
    "unit": N_("changed the flat or place"),
    "author_name": N_("corrected the name"),
    "description": N_("completed the description"),
    "asked": N_("asked the resident"),
    "asked_missing": N_("asked the resident for what is missing"),
    "qualified": N_("took it as complete"),
    "replied": N_("answered the resident"),
    "canned": N_("sent a canned reply"),
    "noted": N_("wrote an internal note"),
    "answered": N_("marked it as answered"),
    "resumed": N_("took it up again"),
    "resolved": N_("marked it as resolved"),
    "expired": N_("closed it after the resident's silence"),
    "overtaken": N_("took the closing back: the resident had written before"),
    "follow_up": N_("asked the resident again"),
    "all_well": N_("says that all is well"),
    "not_well": N_("says that not all is well"),
    "rang_up": N_("rang the resident up"),
    "important": N_("marked it as important"),
    "unimportant": N_("no longer marks it as important"),
    "satisfied": N_("is satisfied"),
    "unsatisfied": N_("is not satisfied"),
    "rated": N_("gave stars"),
    "declined": N_("declined it"),
    "merged": N_("joined it to another"),
    "joined": N_("joined another to it"),
    "invited": N_("invited the resident to a chat"),
    "linked": N_("linked a chat"),
    "unlinked": N_("unlinked the chat"),
    "split": N_("made a request of its own of a part"),
    "split_from": N_("made it of a part of another"),
    "quoted": N_("told the price"),
    "quote_accepted": N_("accepted the price"),
    "quote_declined": N_("declined the price"),
    "quote_accepted_told": N_("noted that the resident accepts the price"),
    "quote_declined_told": N_("noted that the resident declines the price"),
    "quote_lapsed": N_("noted that the offer had lapsed"),
    "quote_late": N_("answered an offer that had lapsed"),
    "contractor": N_("wrote to a contractor"),
    "contractor_answered": N_("got a contractor's answer"),
    "part": N_("asked a colleague for a part of it"),
    "part_done": N_("did a part of it"),
    "part_dropped": N_("found a part needless"),
    "part_given": N_("gave a part to another"),
    "reopened": N_("reopened it"),
    "ticked": N_("ticked off"),
    "cleared": N_("took a tick back"),
    "finished": N_("the work is done"),
    "listed": N_("made a checklist"),
    "relisted": N_("changed the steps"),
    "unlisted_step": N_("took a step out"),
    "unlisted": N_("made a conversation of it again"),
    "dispatched": N_("sent a technician"),
    "picked_up": N_("noted that the work was picked up"),
    "on_site": N_("noted the arrival on site"),
    "returned": N_("noted the return"),
    "cannot": N_("noted what can't be done"),
    "remarked": N_("said a word on a step"),
    "photographed": N_("added photos of a step"),
    "edited": N_("edited a message"),
    "recalled": N_("took a message back"),
    "introduced": N_("was introduced to the resident"),
    "reacted": N_("reacted to a message"),
    "cleared away": N_("cleared an old message away"),
    "rethreaded": N_("opened its thread anew"),
    "exported": N_("exported the history"),
    "kind": N_("changed what it is"),
    "code": N_("changed the code"),
    "graded": N_("decided the severity"),
    "act_now": N_("marked it: act now"),
    "act_later": N_("took “act now” back"),
    "told_of": N_("told at once"),
    "explained": N_("told cause and solution"),
    "valid": N_("judged the complaint valid"),
    "invalid": N_("judged the complaint invalid"),
    "adopted": N_("adopted the suggestion"),
    "asked_outside": N_("asked outside"),
    "answer_of": N_("brought back the answer of"),
    "told_answer": N_("sent that answer to the resident"),
    "promised": N_("promised"),
    "promise_asked": N_("asked for leave to promise"),
    "promise_withdrawn": N_("withdrew what was to be promised"),
    "approved": N_("approved the promise"),
    "refused": N_("refused the promise"),
    "escalated": N_("gave it to the next superior"),
    "given": N_("gave it to the supervisor"),
    "reminded": N_("reminded"),
    "chase": N_("asked to chase"),
    "aged": N_("made it severity A after a month"),
    "time_asked": N_("asked for more time"),
    "time_given": N_("gave more time"),
    "time_refused": N_("refused more time"),
    "passed_up": N_("passed the promise on to"),
    "call_promised": N_("promised to call back before"),
    "called": N_("called the resident"),
    "visit_offered": N_("offered times for a visit"),
    "visit_agreed": N_("agreed on a visit"),
    "visit_wished": N_("wished another time for the visit"),
    "visit_cancelled": N_("cancelled the visit"),
    "visit_excused": N_("told why nobody came"),
    "visit_on_way": N_("set out for the visit"),
    "visit_arrived": N_("noted the arrival for the visit"),
    "visit_over": N_("noted that the visit is over"),
    "visit_missed": N_("noted that nobody came in time"),
    "visit_lapsed": N_("noted that no time was chosen"),
    "pledge_kept": N_("kept what was promised"),
    "pledge_broken": N_("did not keep what was promised"),
    "pledge_withdrawn": N_("took back what was promised"),
    "accepted": N_("took it over from the shift before"),
    "apart": N_("took it out of the joint complaint"),
    "answered_shift": N_("answered at the handover"),
    "asked_shift": N_("asked about it at the handover"),
    "reviewed": N_("reviewed it"),
    "joint": N_("made it part of a joint complaint"),
}
"""By ``Happening.what``. One without words is shown as it is."""

_NO_DETAIL: frozenset[Deed] = frozenset(
    {
        *("asked", "declined", "replied", "explained", "invalid", "adopted", "told_answer"),
        *("cleared away", "edited", "introduced", "recalled"),
    }
)
"""Their detail is an id, of use to nobody."""


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """A page of the history, the latest first."""
    lines = list(reversed(await _lines(u, house, act.ticket)))
    office = house.directory.office(act.ticket.office)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(int(act.choice), pages - 1) if act.choice.isdecimal() else 0
    shown = lines[page * PAGE : (page + 1) * PAGE]
    buttons = []
    if page > 0:
        buttons.append(FieldButton(NAME, house.staff_says(office, N_("Newer")), str(page - 1)))
    if page + 1 < pages:
        buttons.append(FieldButton(NAME, house.staff_says(office, N_("Older")), str(page + 1)))
    found: list[Field] = [Words(text, heading) for heading, text in shown]
    if pages > 1:
        number = house.staff_says(office, N_("Page {page} of {pages}"), page=page + 1, pages=pages)
        found.append(Words(number))
    return (*found, ButtonsField(tuple(buttons)))


async def export(u: UnitOfWork, house: House, act: Act) -> None:
    """The whole of it as a text file, to whoever asked."""
    office = house.directory.office(act.ticket.office)
    lines = [cards.title_of(house, office, act.ticket), ""]
    happened = await _lines(u, house, act.ticket, dated=True)
    lines += [house.labelled(office, heading, text) for heading, text in happened]
    destination = direct_message(StaffKey(act.member.slack))
    await u.places.put(destination, Place(house.desk, act.member.slack))
    file = TextFile(f"{act.ticket.reference}.txt", "\n".join(lines) + "\n")
    await u.outbox.to_desk(destination, file)
    await house.record(u, act.ticket, act.member.key, "exported")


async def _lines(
    u: UnitOfWork, house: House, ticket: Ticket, *, dated: bool = False
) -> list[tuple[str, str]]:
    """(when and who, what), the oldest first."""
    office = house.directory.office(ticket.office)
    found = []
    for one in await u.history(ticket.id):
        when = house.moment(one.at, ticket, office.language, dated=dated)
        found.append((f"{when} · {_who(house, office, ticket, one)}", _what(house, office, one)))
    return found


def _who(house: House, office: Office, ticket: Ticket, one: Happening) -> str:
    if one.actor == "resident":
        return ticket.author_name
    if one.actor == "palier":
        return "Palier"
    if one.actor in (Party.CONTRACTOR, Party.OUTSIDE):
        return house.staff_says(office, cards.PARTIES[Party(one.actor)])
    return staff_name(house, StaffKey(one.actor))


def _what(house: House, office: Office, one: Happening) -> str:
    msgid = WHAT.get(one.what)
    words = house.staff_says(office, msgid) if msgid else one.what
    if not one.detail or one.what in _NO_DETAIL:
        return words
    detail = one.detail.partition(" ")[2] if one.what == "canned" else one.detail
    old, arrow, new = detail.partition(" → ")
    shown = [_named(house, office, one.what, part) for part in ((old, new) if arrow else (old,))]
    return house.labelled(office, words, " → ".join(shown))


def _named(house: House, office: Office, what: Deed, value: str) -> str:
    """A key of the office file by its name; one that is no longer in it, and anything else, as it is."""
    directory = house.directory
    try:
        match what:
            case "told_of":
                return directory.member(StaffKey(value.partition(": ")[2])).name
            case "kind":
                return house.staff_says(office, KINDS[Kind(value)])
            case (
                "took"
                | "assigned"
                | "handed_over"
                | "passed_up"
                | "dispatched"
                | "escalated"
                | "given"
                | "reminded"
            ):
                return directory.member(StaffKey(value)).name
            case "pledge_kept" | "pledge_broken" | "pledge_withdrawn":
                return house.staff_says(office, ledger.KINDS[PledgeKind(value)])
            case "topic":
                return name_in(directory.topic(TopicKey(value)).names, office.language)
            case "routed":
                return name_in(directory.department(DepartmentKey(value)).names, office.language)
            case "logged":
                return house.staff_says(office, cards.WAYS[Way(value)])
            case "residence":
                return directory.residence(ResidenceKey(value)).name
            case "asked_missing":
                words = [house.staff_says(office, cards.LACKING[one]) for one in value.split(", ")]
                return ", ".join(words)
    except (KeyError, ValueError):
        pass
    return value
