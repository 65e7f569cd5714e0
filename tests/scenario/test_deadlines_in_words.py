"""What is due at the end of a day is told so, to residents and to staff (row A12)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk


@pytest.mark.parametrize(
    ("language", "topic", "told", "shown"),
    [
        ("fr", "paris-leak", "Vous aurez une réponse avant mardi soir.", "Réponse avant: mardi soir"),
        ("en", "paris-leak", "an answer before the end of Tuesday.", "Réponse avant: mardi soir"),
        ("vi", "saigon-leak", "trước cuối ngày thứ Hai.", "Hạn phản hồi: cuối ngày thứ Hai"),
        ("zh", "shanghai-leak", "星期二 24:00 前答复您", "答复时限: 星期二 24:00"),
    ],
)
async def test_written_on_a_saturday(desk: Desk, language: str, topic: str, told: str, shown: str) -> None:
    await desk.play("(5 days later)")
    await desk.report(
        "lan", topic, "Nước rò rỉ 天花板一直在滴水 since this morning", language=language, unit="12"
    )
    acknowledged = [one.text for one in desk.chat.chats["lan"].bubbles if one.card][-1]
    assert told in " ".join(acknowledged.split())
    assert shown in desk.card.text
    await desk.play("""
        lan: /status
        lan reads on
    """)
    listed = desk.chat.chats["lan"].feed[-1][0]
    assert "00:00" not in listed + acknowledged + desk.card.text
