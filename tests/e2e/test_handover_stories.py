"""A handover by the whole product: asked, answered, current, posted anew when its channel is gone (rows D8, D9)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.domain.ids import DepartmentKey
from bot.domain.shift_ends import next_end
from tests.e2e.desk_posts import fill, find, press
from tests.e2e.house import House, a_ticket, house

TECH, MANAGEMENT = "C0TECH001", "C0MGMT001"


def to_the_end_of_the_shift(home: House) -> None:
    """The technical department's shift that is on ends."""
    own = home.app.worker.house
    shifts = home.app.directory.shifts_of(DepartmentKey("paris-technical"))
    end = next_end(shifts, own.calendars[home.app.directory.offices[0].key, None], own.now())
    assert end is not None
    home.advance((end[0] - own.now()).total_seconds() + 1)


async def test_asked_answered_accepted_and_moved_with_its_channel(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        slack = home.sandbox.slack.actions()
        camille, thread = await home.soon(a_ticket(home.stage))
        await slack["press"](user="U0MARC", channel=TECH, ts=thread.ts, label="Prendre en charge")
        await home.soon(home.stage.hears(camille, "Marc Petit"))
        await home.settled()
        to_the_end_of_the_shift(home)
        sheet = await find(home, TECH, "0 sur 1 acceptées")
        await press(home, "U0THOMAS", TECH, "0 sur 1 acceptées", "Demander…")
        await fill(home, "U0THOMAS", {"text": "Et la cave ?"})
        await press(home, "U0MARC", TECH, "Thomas Leroy demande au sujet", "Répondre…")
        await fill(home, "U0MARC", {"text": "Elle est sèche."})
        await find(home, "@U0THOMAS", "Marc Petit vous répond")
        answered = await find(home, TECH, "Marc Petit répond : « Elle est sèche. »")
        assert answered["ts"] == sheet["ts"]
        assert await home.shown(camille, "sèche") == 0

        await home.settled()
        home.advance(timedelta(hours=1).total_seconds())
        await find(home, TECH, "encore 1 à accepter")

        await slack["archive_channel"](TECH)
        await find(home, MANAGEMENT, "Plus rien ne peut être publié dans")
        await find(home, MANAGEMENT, "0 sur 1 acceptées")
        await press(home, "U0THOMAS", MANAGEMENT, "0 sur 1 acceptées", "Accepter")
        await find(home, MANAGEMENT, "1 sur 1 acceptées")
        alarms = [
            one for one in await slack["channel"](MANAGEMENT) if "Plus rien ne peut" in str(one["blocks"])
        ]
        assert len(alarms) == 1


async def test_it_shows_what_has_become_of_its_requests(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        slack = home.sandbox.slack.actions()
        camille, thread = await home.soon(a_ticket(home.stage))
        await home.settled()
        to_the_end_of_the_shift(home)
        sheet = await find(home, TECH, "0 sur 1 acceptées")
        await slack["press"](user="U0MARC", channel=TECH, ts=thread.ts, label="Prendre en charge")
        await home.soon(home.stage.hears(camille, "Marc Petit"))
        await home.settled()
        home.advance(31)
        assert (await find(home, TECH, "en cours · Marc Petit"))["ts"] == sheet["ts"]
        await slack["press"](
            user="U0MARC", channel=TECH, ts=thread.ts, action_id="ticket.more", selected="ticket.decline"
        )
        await fill(home, "U0MARC", {"text": "Ne relève pas du syndic"})
        await home.settled()
        home.advance(31)
        ended = await find(home, TECH, "Close entre-temps")
        assert ended["ts"] == sheet["ts"]
        assert "1 sur 1 acceptées" in str(ended["blocks"])
