"""The residence, typed as people type it (row A2)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

UNIT = "_(Which flat or shop? For a common area, write where it is.)"


@pytest.mark.parametrize(
    ("language", "said", "text"),
    [
        ("fr", "cedres", "La lampe du couloir du 2e est cassée"),
        ("vi", "song xanh", "Đèn hành lang tầng 2 bị hỏng rồi"),
        ("zh", "梧桐苑", "二楼走廊的灯坏了好几天了"),
    ],
)
async def test_part_of_the_name_is_enough(desk: Desk, language: str, said: str, text: str) -> None:
    await desk.play(f"""
        lan ({language}): {text}
        lan reads on
        lan taps: Lan
        lan reads on
        lan: {said}
        lan < {UNIT}
    """)


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("fr", "les cedre batiment B", "Les Cèdres"),
        ("fr", "residence les cèdre", "Les Cèdres"),
        ("vi", "sông xanh căn 1203", "Sông Xanh Riverside"),
        ("zh", "梧桐苑3号楼", "梧桐苑"),
    ],
)
async def test_misspelt_or_with_more(desk: Desk, language: str, said: str, shown: str) -> None:
    await desk.play(f"""
        lan ({language}): /report
        lan reads on
        lan taps: Lan
        lan reads on
        lan: {said}
        lan < … [{shown} | _(Mine isn't here) | _(Back) | _(Cancel)]
        lan taps: {shown}
        lan < {UNIT}
    """)


@pytest.mark.parametrize("said", ["a", "rue", "paris", "la lampe", "3e étage porte gauche"])
async def test_other_words_choose_none(desk: Desk, said: str) -> None:
    await desk.play(f"""
        lan (fr): /report
        lan reads on
        lan taps: Lan
        lan reads on
        lan: {said}
        lan reads on
        lan taps: Les Cèdres
        lan < {UNIT}
    """)
