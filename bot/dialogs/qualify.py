"""What is still missing on a request: the residence, the flat, a clearer description (row A2)."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.commands import QualifyTicket
from bot.domain.ids import ResidenceKey, TicketId
from bot.forms import N_, Answers, Form, Search, Text
from bot.forms.places import residences, unit_as_listed


def missing(name: str) -> Callable[[Answers], bool]:
    """Asked only where the ticket lacks it."""
    return lambda answers: name in answers["missing"]


class Qualify(Form, name="qualify"):
    """Only what is ``missing`` is asked."""

    text_to = "description"

    residence = Search(
        residences,
        ask=N_("Which residence is it about? Choose it, or type a part of its name or address."),
        none=N_("Mine isn't here"),
        when=missing("residence"),
    )
    residence_words = Text(
        ask=N_("Which building is it then? Please write its name and address."),
        min_len=3,
        max_len=300,
        when=lambda answers: answers.get("residence") == "",
        depends=("residence",),
    )
    unit = Text(
        ask=N_("Which flat or shop? For a common area, write where it is."), max_len=80, when=missing("unit")
    )
    description = Text(
        ask=N_("Please describe it: what, where exactly, since when?"),
        min_len=12,
        when=missing("description"),
    )

    def finish(self) -> QualifyTicket:
        residence = ResidenceKey(self.residence) if self.residence else None
        return QualifyTicket(
            TicketId(self.state.given["ticket"]),
            residence,
            self.residence_words or None,
            unit_as_listed(self.context, residence, self.unit) if self.unit else None,
            self.description or "",
        )
