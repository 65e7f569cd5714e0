"""What passes for a bare yes or no where a button would have said it (rows A1, A2)."""

from __future__ import annotations

import pytest

from bot.domain.bare_words import declines


@pytest.mark.parametrize(
    "words",
    [
        "không phải",
        "Dạ không phải ạ",
        "ko phải",
        "khong phai",
        "不是的",
        "Pas du tout !",
        "not at all",
        "Non merci",
    ],
)
def test_a_no_and_no_more(words: str) -> None:
    assert declines(words)


@pytest.mark.parametrize(
    "words", ["không phải thang máy", "不是电梯", "pas du tout chauffé", "not at all warm"]
)
def test_a_no_with_more_is_a_message(words: str) -> None:
    assert not declines(words)
