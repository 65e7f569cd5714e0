"""Reactions both ways: a resident's in the thread, staff's in his chat as far as the office allows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.audience import Received
from tests.scenario import reaction_lines
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

assert reaction_lines


async def test_a_residents_reaction_stands_on_the_message_in_the_thread(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: We come on Monday.
        ellen < We come on Monday.
        ellen reacts to "on Monday": 👍
        "on Monday" bears 👍
        mark < ✅
        thread < nothing
        ellen reacts to "on Monday": ❤ 🎉
        "on Monday" bears ❤ 🎉
        ellen reacts to "on Monday": nothing
        "on Monday" bears nothing
        mark < ✅
        thread < nothing
        ellen < nothing
    """)


async def test_an_emoji_that_the_desk_cannot_show_is_one_line_kept_current(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: We come on Monday.
        ellen < We come on Monday.
        ellen reacts to "on Monday": custom
        thread < Ellen: _(A reaction that can't be shown here, to: {message})
        ellen reacts to "on Monday": 👍
        thread has Ellen: _(The reaction was taken back: {message})
        "We come on Monday." bears nothing
        ellen reacts to "on Monday": custom
        thread has Ellen: _(A reaction that can't be shown here, to: {message})
        thread < nothing
    """)
    assert next(one for one in desk.slack.shown if one.text == "We come on Monday.").faces == ()


async def test_a_reaction_to_an_answer_from_the_form_and_after_a_re_route(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM replies: We come on Monday.
        ellen < We come on Monday.
        ellen reacts to "on Monday": 👍
        "on Monday" bears 👍
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        ellen reacts to "on Monday": 🔥
        "on Monday" bears 🔥
    """)


async def test_staff_reactions_are_the_sign_on_the_residents_message(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: I pay by transfer
        "by transfer" is signed 👌
        KARIM reacts to "by transfer": 👀
        "by transfer" is signed 👀
        SOPHIE reacts to "by transfer": 👍
        "by transfer" is signed 👍
        ellen edits: I pay by transfer, on Fridays
        "by transfer" is signed 👍
        SOPHIE unreacts to "by transfer": 👍
        "by transfer" is signed 👀
        KARIM unreacts to "by transfer": 👀
        "by transfer" is signed 👌
        ellen < nothing
        thread < Ellen: I pay by transfer
        thread < nothing
    """)


@pytest.mark.parametrize(
    "script",
    [
        'KARIM reacts to "by transfer": 🤡',
        'GUEST reacts to "by transfer": 👍',
        'STRANGER reacts to "by transfer": 👍',
        'NOBODY reacts to "by transfer": 👍',
        'HA reacts to "by transfer": 👍',
        'KARIM reacts to "she never pays": 👍',
        'KARIM reacts to "Charges": 👍',
    ],
)
async def test_what_never_reaches_the_resident(desk: Desk, script: str) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: I pay by transfer
        KARIM: note: she never pays
    """)
    before = len(desk.chat.delivered)
    await desk.play(script)
    assert len(desk.chat.delivered) == before
    await desk.play('"by transfer" is signed 👌')


@pytest.mark.parametrize("told", [{"staff_reactions": ()}, {"default_audience": "internal"}])
async def test_an_office_may_show_none(desk: Desk, told: dict[str, Any]) -> None:
    paris, *others = desk.directory.offices
    desk.directory = replace(desk.directory, offices=(replace(paris, **told), *others))
    await desk.restart()
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: I pay by transfer
        KARIM reacts to "by transfer": 👍
        "by transfer" is signed 👌
    """)
    assert sum(isinstance(one.content, Received) for one in desk.chat.delivered) == 1


async def test_a_reaction_starts_nothing(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM asks: When did you pay?
        ellen < When did you pay?
        card < réponse du résident en attente
        ellen reacts to "When did you pay": 👍
        card < réponse du résident en attente
        ellen: On Friday
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen reads on
        card < _(closed)
    """)
    before = await desk.ticket()
    await desk.play("""
        ellen reacts to "When did you pay": 🔥
        "When did you pay" bears 🔥
        KARIM reacts to "On Friday": 👍
        "On Friday" is signed 👍
        ellen < nothing
    """)
    assert await desk.ticket() == before


async def test_reactions_in_the_wrong_order_leave_the_latest(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("ellen: I pay by transfer")
    post = desk.slack.thread(desk.card)[-1]
    added = desk.slack.react(desk.staff("KARIM"), post, "👍")
    removed = desk.slack.react(desk.staff("KARIM"), post, "👍", stands=False)
    await desk.happens(removed)
    await desk.happens(added)
    await desk.play('"by transfer" is signed 👌')
