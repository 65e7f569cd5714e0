"""A word with the stars, for who likes to (row F5). The stars count already."""

from __future__ import annotations

from bot.domain.commands import AddToRating
from bot.domain.ids import TicketId
from bot.forms import N_, Form, Text


class RatingWords(Form, name="rating_words"):
    """A photo or a command ends it."""

    yields = True

    words = Text(ask=N_("Thank you! Would you like to add a word?"), optional=True, max_len=2000)

    def finish(self) -> AddToRating:
        return AddToRating(TicketId(self.state.given["ticket"]), self.words)
