"""Not satisfied: what is still wrong? (row D5)."""

from __future__ import annotations

from bot.domain.commands import ExplainReopening
from bot.domain.ids import TicketId
from bot.forms import N_, Form, Text


class Reopen(Form, name="reopen"):
    """The request is open again already; this only asks why."""

    text_to = "reason"
    keeps_files = True

    reason = Text(ask=N_("I'm sorry to hear that; your request is open again. What is still wrong?"))

    def finish(self) -> ExplainReopening:
        return ExplainReopening(TicketId(self.state.given["ticket"]), self.reason, self.state.files)
