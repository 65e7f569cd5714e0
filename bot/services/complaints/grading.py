"""What a ticket is and how grave: its kind, its severity, whether it must not wait; decided by staff (section E)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.ticket import Kind, Severity, Ticket
from bot.ports.modal import ChoiceField, Field, SeveralField, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.complaints.complaint_view import KINDS, SEVERITIES
from bot.services.complaints.registering import coded, entered, proposal, register, tell_kind
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import quicker
from bot.services.house import House

CRITERIA = {
    Severity.A: N_(
        "A – Grave: a major item, or normal life, property or safety is at stake; a valid complaint unsolved for a "
        "month; several complainants together. To the manager at once."
    ),
    Severity.B: N_(
        "B – Ordinary: a general item, or a larger failure of service. To the supervisor within an hour."
    ),
    Severity.C: N_("C – Minor: a small item or failure. To the supervisor within an hour."),
}
"""What makes a complaint A, B or C (the table of section E)."""
AT_ONCE = N_(
    "Act now where it gets worse if left, where it is simple and clear, or where it puts the company at risk: the "
    "manager is told at once."
)
ACT_NOW = "act_now"


async def severity_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The criteria, what is proposed and why, and what stands now."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)

    def say(msgid: str, **params: object) -> str:
        return house.staff_says(office, msgid, **params)

    proposed, complaint = proposal(house, ticket), ticket.kind is Kind.COMPLAINT
    words = ", ".join(house.quoted(office, word) for word in proposed.because)
    why = say(N_("because of {words}"), words=words) if words else say(N_("by its topic"))
    said = say(N_("Proposed: {severity}, {why}."), severity=proposed.severity, why=why)
    return (
        Words("\n".join(say(line) for line in CRITERIA.values()), say(N_("Criteria"))),
        Words(f"{said} {say(AT_ONCE)}"),
        ChoiceField(
            "severity",
            say(N_("Severity")),
            tuple((str(one), say(line)) for one, line in SEVERITIES.items()),
            initial=ticket.severity or (proposed.severity if complaint else ""),
            optional=not complaint,
        ),
        SeveralField(
            "urgency",
            say(N_("Urgency")),
            ((ACT_NOW, say(N_("Act now"))),),
            initial=(ACT_NOW,) if ticket.act_now else (),
            boxes=True,
            optional=True,
        ),
        TextField("why", say(N_("Why (for the history)")), several_lines=False, optional=True, longest=200),
    )


def graded(ticket: Ticket) -> str:
    """What the window shows of it: how grave, whether somebody has decided that, whether it must not wait."""
    return f"{ticket.severity or ''}.{'' if ticket.severity_proposed else 'decided'}.{ticket.act_now}"


async def grade(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff have decided: the code follows, those who must know are told. What he left as the window showed it stays as
    it is by now. Raises Refused where a colleague has decided meanwhile on what he changed."""
    ticket = act.ticket
    now = graded(ticket).split(".")
    showed = act.form.seen.split(".") if act.form and act.form.seen else now
    chosen, at_once = act.text("severity"), ACT_NOW in act.several("urgency")
    mine = chosen != showed[0], str(at_once) != showed[2]
    if (mine[0] and now[:2] != showed[:2]) or (mine[1] and now[2] != showed[2]):
        raise await quicker(u, house, ticket, "graded")
    if not mine[0] or (ticket.kind is Kind.COMPLAINT and not chosen):
        chosen = ticket.severity or ""
    after = replace(
        ticket,
        severity=Severity(chosen) if chosen else None,
        severity_proposed=False,
        act_now=at_once if mine[1] else ticket.act_now,
        handled_at=house.now(),
    )
    after = await cards.update(u, house, ticket, coded(house, after))
    await house.record(u, ticket, act.member.key, "graded", act.text("why"))
    await entered(u, house, ticket, after, act.member.key)


async def kind_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What it is now."""
    office = house.directory.office(act.ticket.office)
    options = tuple((str(kind), house.staff_says(office, words)) for kind, words in KINDS.items())
    hint = N_("A complaint gets a code and a severity; the resident is told.")
    label = house.staff_says(office, N_("Kind"))
    return (
        ChoiceField("kind", label, options, initial=act.ticket.kind, hint=house.staff_says(office, hint)),
    )


async def rename(u: UnitOfWork, house: House, act: Act) -> None:
    """It is something else than it was taken for. A serial once given stays with it."""
    ticket, kind = act.ticket, Kind(act.text("kind") or act.ticket.kind)
    if kind is ticket.kind:
        return
    after = replace(ticket, kind=kind, handled_at=house.now())
    if kind is Kind.COMPLAINT:
        after = await register(u, house, after)
    after = await cards.update(u, house, ticket, after)
    await entered(u, house, ticket, after, act.member.key)
    await tell_kind(u, house, after)
