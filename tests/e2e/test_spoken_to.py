"""Words that seem to be a colleague's stay internal, and the way to the resident stands below them."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.at_desk import reports
from tests.e2e.house import house


async def test_an_answer_that_seemed_to_be_a_colleagues_is_sent_from_there(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        ellen = await stage.resident("Ellen", "Ward", "en")
        thread = await reports(home, ellen, "en", "paris-charges", "The charges have doubled since January")
        before = home.sandbox.journal.last
        about = {"channel": thread.channel, "thread_ts": thread.ts}
        await slack["post"](user="U0KARIM", text="Sophie, merci de votre patience", **about)
        told = await home.soon(home.alone("U0KARIM", "s’adresse d’abord à un collègue"))
        await slack["press"](
            user="U0KARIM", channel=thread.channel, ts=told["ts"], action_id=told["buttons"][0]["action_id"]
        )
        await home.soon(home.window("U0KARIM", "Sophie, merci de votre patience", after=before))
        await slack["submit_view"](user="U0KARIM", values={"text": "Thank you for your patience."})
        await home.soon(stage.hears(ellen, "Thank you for your patience."))
        assert not any("merci" in words for words in home.heard(ellen))
