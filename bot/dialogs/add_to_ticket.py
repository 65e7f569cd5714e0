"""Which open request does this message belong to? What is written meanwhile joins the message. Who is in danger is not
asked (row A5)."""

from __future__ import annotations

from bot.domain.commands import AddToTicket
from bot.domain.gravity import dangers
from bot.domain.ids import TicketId
from bot.forms import N_, Answers, Choice, Context, Form, Option, Phrase, Text

NEW = "new"


def tickets(context: Context, answers: Answers) -> tuple[Option, ...]:
    """The open requests, and a new one."""
    mine = tuple(Option(ticket.id, ticket.label) for ticket in context.tickets)
    return (*mine, Option(NEW, Phrase(N_("A new request"))))


def unhurried(answers: Answers) -> bool:
    """Whether there is time to ask."""
    return not dangers(answers.get("message") or "")


class AddToOpenTicket(Form, name="add_to_ticket"):
    """Asked only when several requests are open."""

    added = N_("I have added that to your message.")
    text_to = "message"
    keeps_files = True

    ticket = Choice(tickets, ask=N_("Which of your requests is this about?"), when=unhurried)
    message = Text(ask="", when=lambda answers: False)

    def finish(self) -> AddToTicket:
        asked = unhurried(self.state.answers)
        ticket = TicketId(self.ticket) if asked and self.ticket != NEW else None
        return AddToTicket(ticket, self.message or "", self.state.files)
