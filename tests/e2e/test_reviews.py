"""Reviews by the whole product: posted by themselves, pressed through, asked for (row D9)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.e2e.desk_posts import fill, find, now, press
from tests.e2e.house import House, a_ticket, house

MANAGEMENT = "C0MGMT001"


async def to_the_review(home: House, kind: str) -> None:
    """Time goes by until the office's next one."""
    await home.settled()
    ((due,),) = home.rows("SELECT due_at FROM timer WHERE kind = 'review' AND subject = ?", f"paris/{kind}")
    home.advance(due / 1000 - now(home).timestamp() + 1)


async def test_the_daily_and_the_weekly_one(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        slack = home.sandbox.slack.actions()
        camille, thread = await home.soon(a_ticket(home.stage))
        where = {"channel": thread.channel, "ts": thread.ts}
        await slack["press"](user="U0MARC", **where, action_id="ticket.more", selected="call.promise")
        due = int((now(home) + timedelta(hours=1)).timestamp())
        await fill(home, "U0MARC", {"due": due})
        await home.soon(home.stage.hears(camille, "vous appellera avant"))
        await to_the_review(home, "daily")
        daily = await find(home, MANAGEMENT, "Revue du jour", "Examinée")
        assert any("Non tenu : un rappel" in line for line in daily["blocks"]), "promises that were not kept"
        await press(home, "U0THOMAS", MANAGEMENT, "Revue du jour", "Examinée, avec une note…")
        await fill(home, "U0THOMAS", {"text": "Marc appelle ce matin"})
        done = await find(home, MANAGEMENT, "1 sur 1 examinées")
        assert done["ts"] == daily["ts"]
        assert "Marc appelle ce matin" in str(done["blocks"])

        await press(home, "U0MARC", thread.channel, "Le rappel promis à", "Appelé…")
        await fill(home, "U0MARC", {"outcome": "missed", "word": "Répondeur"})
        await home.soon(home.stage.hears(camille, "a essayé de vous appeler"))
        await find(home, thread.channel, "pas joint · Répondeur")

        await slack["press"](user="U0THOMAS", **where, action_id="ticket.more", selected="complaint.kind")
        await fill(home, "U0THOMAS", {"kind": "complaint"})
        await home.soon(home.stage.hears(camille, "réclamation"))
        await to_the_review(home, "weekly")
        weekly = await find(home, MANAGEMENT, "Revue de la semaine", "Examinée")
        await home.soon(home.stage.asks("U0HELENE", MANAGEMENT, "review weekly"))
        await press(home, "U0HELENE", MANAGEMENT, "Revue de la semaine", "Examinée")
        reviewed = await find(home, MANAGEMENT, "✅ Examinée par Hélène Marchand")
        assert reviewed["ts"] == weekly["ts"], "the one that stands is brought up to date"
