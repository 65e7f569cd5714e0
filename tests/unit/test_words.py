"""Words without case and accents; which of several things somebody means."""

from __future__ import annotations

import pytest

from bot.domain.naming import meant_by, nearest
from bot.domain.words import LONGEST, asked_for, simplified, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Étage", "etage"),
        ("Thang máy hỏng ở Đường số 3", "thang may hong o duong so 3"),
        ("ＡＢＣ１２", "abc12"),
        ("Œuvre, Straße", "oeuvre, strasse"),
        ("e\u0301tage", "etage"),
        ("电梯", "电梯"),
    ],
)
def test_fold(text: str, plain: str) -> None:
    assert simplified(text) == plain


def test_chinese_is_found_by_any_part() -> None:
    held = words_of("三楼电梯坏了")
    for part in ("电梯", "楼电", "了", "坏了"):
        assert all(any(word.startswith(asked) for word in held) for asked in asked_for(part)), part
    assert not any(word.startswith("水管") for word in held)


def test_hyphens_may_be_left_out() -> None:
    assert {"k7qm", "4t2p", "k7qm4t2p"} <= words_of("K7QM-4T2P")
    assert {"s1", "0501", "s10501"} <= words_of("S1-0501")


def test_a_very_long_word_takes_no_longer_than_its_length() -> None:
    assert words_of("x" * 3_000_000) == {"x" * LONGEST}


def test_what_says_most_comes_first_and_signs_say_nothing() -> None:
    assert asked_for("la FUITE d’eau !") == ["fuite", "eau", "la", "d"]
    assert asked_for(" ?! ") == []


def test_meant_by() -> None:
    things = [(1, ("care", "Service clients", "客服部")), (2, ("technical", "Service technique"))]
    assert meant_by("service CLIENTS", things) == [1]
    assert meant_by("technique", things) == [2]
    assert meant_by("serv", things) == [1, 2]
    assert meant_by("客服", things) == [1]
    assert meant_by("nique", things) == [2]
    assert meant_by("accounts", things) == []
    assert meant_by("-", things) == []


def test_nearest() -> None:
    assert nearest("hlep", ["help", "late"]) == "help"
    assert nearest("trợ giúp", ["tro giup"]) == "tro giup"
    assert nearest("dance", ["help", "late"]) is None
    assert nearest("bogus", ["away", "conges"]) is None
