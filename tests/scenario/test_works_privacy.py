"""Whatever technicians do, in whatever order: nothing that is not marked for the resident reaches him (rows C6, F1)."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import structlog
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.work import digest
from tests.scenario.desk import Desk
from tests.scenario.test_privacy import _all_that_reached_the_chat, _begun, _queued_for_residents

STAGES = ("work.picked_up", "work.on_site", "work.returned")
WINDOWS = ("work.make", "work.send", "work.steps", "work.word", "work.cannot", "work.photos")
PRESSES = (*STAGES, "work.back", "ticket.take", "ticket.work_done", "ticket.resolve", "ticks")
ACTS = st.tuples(
    st.sampled_from([*WINDOWS, *WINDOWS, *PRESSES]),
    st.sampled_from(["KARIM", "MARC", "HELENE", "STRANGER"]),
    st.booleans(),
)


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    topic=st.sampled_from(["paris-charges", "paris-complaint"]), acts=st.lists(ACTS, min_size=4, max_size=12)
)
def test_only_what_is_marked_reaches_the_resident(topic: str, acts: list[tuple[str, str, bool]]) -> None:
    begun = _begun(topic)
    with tempfile.TemporaryDirectory() as folder, structlog.testing.capture_logs():
        desk = Desk(Path(folder))

        async def live() -> None:
            await desk.go_on(begun)
            await _do(desk, 0, ("work.make", "HELENE", False))
            for number, act in enumerate(acts, 1):
                await _do(desk, number, act)
            await desk.close()

        asyncio.run(live())
        seen = _all_that_reached_the_chat(desk)
        assert "SECRET" not in seen
        assert not any("SECRET" in payload for payload in _queued_for_residents(desk))
        assert "SECRET" in " ".join(shown.text for shown in desk.slack.shown), "staff read it"


async def _do(desk: Desk, number: int, act: tuple[str, str, bool]) -> None:
    what, who, marked = act
    user, card = desk.staff(who), desk.card
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        items = await u.tickets.items(ticket.id)
    if what == "ticks":
        await desk.happens(desk.slack.press(user, card, "checklist.tick", checked=("0",)))
        return
    if what in PRESSES:
        await desk.happens(desk.slack.press(user, card, what))
        return
    word = f"TOLD{number}X" if marked else f"SECRET{number}X"
    listed = what in ("work.make", "work.steps")
    values: dict[str, str | tuple[str, ...]] = {
        "item": str(items[-1].number) if items else "0",
        "side": "before",
        "technician": "marc-petit",
        "cautions": f"SECRET{number}C",
    }
    if listed:
        values[f"steps..{digest(items)}"] = f"SECRET{number}A\nSECRET{number}B"
    elif what != "work.send":
        values |= {"words": word, "tell": ("tell",) if marked else ()}
    photos = (f"{word}.jpg",) if what == "work.photos" else ()
    await desk.happens(desk.slack.send_in(user, card, what, values, photos=photos))
