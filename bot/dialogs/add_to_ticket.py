"""Which open request does this message belong to? What is written meanwhile joins the message."""

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


class AddToOpenTicket(Form, name="add_to_ticket"):
    """Asked only when several requests are open."""

    added = N_("I have added that to your message.")
    text_to = "message"
    keeps_files = True

    ticket = Choice(tickets, ask=N_("Which of your requests is this about?"))
    message = Text(ask="", when=lambda answers: False)

    def as_it_stands(self) -> AddToTicket | None:
        """Who is in danger may not say which: the first one will do."""
        if not self.context.tickets or not dangers(self.message or ""):
            return None
        return AddToTicket(TicketId(self.context.tickets[0].id), self.message, self.state.files)

    def finish(self) -> AddToTicket:
        ticket = None if self.ticket == NEW else TicketId(self.ticket)
        return AddToTicket(ticket, self.message or "", self.state.files)
