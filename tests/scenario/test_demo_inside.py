"""What the demonstration tells of the engine: whom each row of the outbox goes to, in words."""

from __future__ import annotations

from bot.demo_controls import whom
from bot.domain.addresses import Destination
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"


async def test_whom_a_row_goes_to(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM opens home
        KARIM replies: It was read twice.
        ellen reads on
        KARIM notes: bad meter
        KARIM types: /palier mine
    """)
    ticket = await desk.ticket()
    glance = await desk.store.glance()
    destinations = {row.destination for row in glance.outbox} | {"dm:U0KARIM", "window:U0KARIM"}
    async with desk.store.begin() as u:
        told = {one: await whom(Destination(one), u, desk.directory) for one in destinations}
    names = {value["kind"]: value.get("name") for value in told.values()}
    assert names == {
        "resident": "Ellen",
        "thread": ticket.reference,
        "notes": ticket.reference,
        "home": "Karim Benali",
        "window": "Karim Benali",
        "dm": "Karim Benali",
        "whisper": "Karim Benali",
    }


async def test_whom_lists_and_questions_go_to(desk: Desk) -> None:
    """A handover's posts, a question about more time, a technician's chat."""
    await desk.report("ellen", "paris-complaint", CHARGES)
    await desk.play("""
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
        CLAIRE types: /palier handover
    """)
    glance = await desk.store.glance()
    kinds = {row.destination.partition(":")[0]: row.destination for row in glance.outbox}
    async with desk.store.begin() as u:
        sheet = await whom(Destination(kinds["sheet"]), u, desk.directory)
        assert sheet == {"kind": "sheet", "name": "Cabinet Horizon", "room": "C0CARE001"}
        julien = await whom(Destination("technician:julien-moreau"), u, desk.directory)
        assert julien == {"kind": "technician", "name": "Julien Moreau"}
        assert await whom(Destination("sheet:none:0"), u, desk.directory) == {"kind": "sheet"}
        assert await whom(Destination("time:any"), u, desk.directory) == {"kind": "time"}
