"""A word that means *internal*, at the beginning of what staff write, keeps it from the resident (row C6)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk


@pytest.mark.parametrize(
    ("topic", "who", "signed", "bare", "told"),
    [
        (
            "paris-charges",
            "KARIM",
            "(interne) il ne paie plus",
            "Note que l’ascenseur sera arrêté",
            "Gardé en interne",
        ),
        ("paris-charges", "KARIM", "Note. il ne paie plus", "internal pipes are checked", "Gardé en interne"),
        ("saigon-charges", "HA", "[nội bộ] anh ấy nợ phí", "Ghi chú anh ấy nợ phí", "Chỉ lưu nội bộ"),
        ("shanghai-charges", "LINA", "【内部】他拖欠物业费", "备注他拖欠物业费", "仅内部可见"),
    ],
)
async def test_signs_and_bare_words(
    desk: Desk, topic: str, who: str, signed: str, bare: str, told: str
) -> None:
    await desk.report(
        "ellen", topic, "Why are the charges of this quarter twice those of the last", unit="12"
    )
    await desk.play(f"""
        {who}: {signed}
        mark < 🔒
        {who} < nothing
        notes < …
        {who}: {bare}
        mark < 🔒
        {who} < {told}
        notes < {bare}
        ellen < nothing
        {who} replies: {bare}
        ellen < {bare}
        ellen < nothing
    """)
