"""A resident with several requests about the same topic can tell them apart (rows A1, A13)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_requests_of_one_topic_are_told_apart(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-electricity", "The doorbell of my flat has not been ringing since Monday"
    )
    await desk.report("ellen", "paris-electricity", "The lamp in the bicycle cellar flickers the whole night")
    await desk.play("""
        ellen: Any news about it at all?
        ellen < Which of your requests …? [… · The lamp in the bicycle… | … · The doorbell … | A new request]
        ellen taps: A new request
        ellen < …
        ellen taps: Cancel
        ellen < …
        MARC presses: Scinder…
        MARC fills: Sur quoi porte la seconde demande ? = internal guess: the fuse box is rotten
        ellen < Part of your request …
        ellen < Thank you, Ellen. …
        ellen: /status
        ellen < Your open requests: {ref} · Electricity, lighting · Monday 10:0… … · The lamp in … · The doorbell …
        MARC presses: Modifier…
        MARC fills: Intitulé = Fuse box
        ellen < Your request {ref} now bears the subject “Fuse box”.
        ellen: /status
        ellen < … {ref} · Electricity, lighting · Fuse box …
    """)
    assert not [text for text, _ in desk.chat.chats["ellen"].feed if "rotten" in str(text)]
