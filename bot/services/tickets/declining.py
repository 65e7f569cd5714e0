"""Declining a request, with an explanation that the resident reads in his language (rows E4, B3)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.ticket import Move
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.relay.writing import write

NEITHER = N_("Please choose an explanation or write one.")
AGAIN = N_(
    "Your request {reference} is closed with this explanation. If anything has changed, write to us again."
)


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """The office's explanations, and room for words of one's own."""
    options = tuple(
        (one.key, str(name_in(one.names, office.language)))
        for one in house.directory.explanations
        if one.office == office.key
    )
    own = TextField(
        "text",
        house.staff_says(office, N_("Or in your own words")),
        optional=True,
        hint=house.staff_says(office, N_("The resident will read it as you write it.")),
    )
    if not options:
        return (own,)
    listed = ChoiceField("reason", house.staff_says(office, N_("Explanation")), options, optional=True)
    return (listed, own)


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """One of both there must be."""
    if form.values.get("reason") or form.values.get("text"):
        return {}
    return {"text": house.staff_says(office, NEITHER)}


async def decline(u: UnitOfWork, house: House, act: Act) -> None:
    """Send the explanation, in the resident's language where it is the office's, and close."""
    resident = await u.people.get(act.ticket.resident)
    chosen = next((one for one in house.directory.explanations if one.key == act.text("reason")), None)
    parts = [str(name_in(chosen.texts, resident.language))] if chosen else []
    if act.text("text"):
        parts.append(act.text("text"))
    if not parts:
        raise Refused(NEITHER)
    await write(u, house, act, "\n\n".join(parts), Move.DECLINE, "declined")
    await house.tell(
        u, resident, Phrase(AGAIN, {"reference": Public(act.ticket.reference)}), ticket=act.ticket.id
    )
