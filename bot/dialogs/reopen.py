"""Not satisfied: what is still wrong? (row D5)."""

from __future__ import annotations

from bot.domain.commands import ExplainReopening
from bot.domain.ids import TicketId
from bot.forms import N_, Form, Text


class Reopen(Form, name="reopen"):
    """The request is open again already; this only asks why."""

    text_to = "reason"
    keeps_files = True

    dropped = N_("All right. Your request is open again; we will come back to you.")

    reason = Text(ask=N_("I'm sorry to hear that; your request is open again. What is still wrong?"))

    def finish(self) -> ExplainReopening:
        return ExplainReopening(TicketId(self.state.given["ticket"]), self.reason, self.state.files)

    def given_up(self) -> ExplainReopening | None:
        """What he has sent goes with the request, which is open again."""
        if not self.state.files:
            return None
        return ExplainReopening(TicketId(self.state.given["ticket"]), "", self.state.files)
