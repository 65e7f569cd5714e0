"""An offer was declined: would he say why? (row F2)."""

from __future__ import annotations

from bot.domain.commands import ExplainDecline
from bot.domain.ids import TicketId
from bot.forms import N_, Form, Text


class DeclineQuote(Form, name="decline_quote"):
    """The offer is declined already; this only asks for a word."""

    text_to = "reason"
    keeps_files = True

    reason = Text(
        ask=N_("Would you like to tell us why, or what would suit you better?"), optional=True, max_len=2000
    )

    def finish(self) -> ExplainDecline:
        return ExplainDecline(TicketId(self.state.given["ticket"]), self.reason or "", self.state.files)
