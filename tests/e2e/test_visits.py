"""A visit through the whole product, by both drivers: offered, picked, in the calendar, cancelled (row D6)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.e2e.house import House, a_ticket, house

DRIVERS = ["aiogram", "ptb"]


async def _window(home: House, who: str, words: str, after: int) -> None:
    def shows(entry: Any) -> bool:
        fits = entry.kind == "effect" and entry.name == "view" and entry.data.get("user") == who
        return fits and words in str(entry.data["view"])

    await home.soon(home.sandbox.journal.wait_for(shows, after=after))


def _files(home: House, resident: int) -> list[icalendar.Calendar]:
    """The calendar files in a resident's chat, as another program opens them."""
    world = home.sandbox.telegram.world
    sent = [world.file_of(stored) for _, stored in sorted(world.people[resident].messages.items())]
    return [
        icalendar.Calendar.from_ical(file.content())
        for file in sent
        if file is not None and file.name.endswith(".ics") and file.mime == "text/calendar"
    ]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_a_visit_is_agreed_and_in_the_calendar(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
        day = (home.app.worker.house.now() + timedelta(days=3)).date()
        await slack["press"](
            user="U0MARC",
            channel=thread.channel,
            ts=thread.ts,
            action_id="ticket.more",
            selected="visit.offer",
        )
        await _window(home, "U0MARC", "De – à 1", before)
        values = {"day1": day.isoformat(), "span1": "le matin", "technician": "Julien Moreau"}
        assert "span1" in (await slack["submit_view"](user="U0MARC", values=values))["errors"]
        assert await slack["submit_view"](user="U0MARC", values={"span1": "10h-12h"}) == {"view": None}
        await home.soon(home.stage.hears(camille, "Quel horaire vous convient"))
        chat = await home.sandbox.telegram.actions()["chat"](resident=camille.id)
        shown = [label for row in chat[-1]["buttons"] for label in row]
        (label,) = [label for label in shown if "10:00–12:00" in label]
        await home.soon(home.stage.taps(camille, label))
        await home.soon(home.stage.hears(camille, "C’est convenu"))
        await home.settled()

        (file,) = _files(home, camille.id)
        (event,) = file.walk("VEVENT")
        starts = event["DTSTART"].dt.astimezone(ZoneInfo("Europe/Paris"))
        assert (starts.date(), starts.hour) == (day, 10)
        assert "Les Cèdres" in event["LOCATION"]
        assert file["METHOD"] == "PUBLISH"
        shown = "\n".join(await home.thread(thread))
        assert "Visite de Julien Moreau" in shown

        await home.soon(home.stage.taps(camille, "Annuler la visite"))
        await home.soon(home.stage.taps(camille, "Oui, l’annuler"))
        await home.soon(home.stage.hears(camille, "est annulée"))
        await home.settled()
        _, gone = _files(home, camille.id)
        assert gone["METHOD"] == "CANCEL"
        (cancelled,) = gone.walk("VEVENT")
        assert (cancelled["UID"], cancelled["SEQUENCE"]) == (event["UID"], 1)
