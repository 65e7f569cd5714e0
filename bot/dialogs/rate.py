"""How was it? One to five stars, once, after the resident said he is satisfied (row F5)."""

from __future__ import annotations

from bot.domain.commands import RateTicket
from bot.domain.ids import TicketId
from bot.forms import N_, Answers, Choice, Context, Form, Option, Public


def stars(context: Context, answers: Answers) -> tuple[Option, ...]:
    """Five to one."""
    return tuple(Option(str(n), Public("★" * n)) for n in range(5, 0, -1))


class Rate(Form, name="rate"):
    """Any other message ends it: nobody has to rate."""

    yields = True

    stars = Choice(stars, ask=N_("How would you rate the way we handled it?"), columns=3)

    def finish(self) -> RateTicket:
        return RateTicket(TicketId(self.state.given["ticket"]), int(self.stars))
