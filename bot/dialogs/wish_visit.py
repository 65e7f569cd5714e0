"""No time that was offered suits him: when would it? (row D6)."""

from __future__ import annotations

from bot.domain.commands import WishVisit
from bot.domain.ids import AppointmentId
from bot.forms import N_, Form, Text


class WishVisitForm(Form, name="wish_visit"):
    """His words go to staff, who come back with a time. A visit that is agreed stands until they are sent."""

    text_to = "wish"
    keeps_files = True

    wish = Text(
        ask=N_(
            "When would it suit you? Two or three days and times help us most, for instance: Thursday after 17:00, "
            "or Saturday morning."
        ),
        optional=True,
        max_len=1000,
    )

    def finish(self) -> WishVisit:
        return WishVisit(AppointmentId(self.state.given["visit"]), self.wish or "", self.state.files)
