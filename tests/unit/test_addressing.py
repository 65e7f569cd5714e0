"""Whom a message of staff addresses by name."""

from __future__ import annotations

import pytest

from bot.domain.addressing import behind_call


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("@Julien Moreau peux-tu passer ?", "Julien Moreau", "peux-tu passer ?"),
        ("@julien, la clé est chez moi", "Julien Moreau", "la clé est chez moi"),
        ("  *@Moreau* : merci", "Julien Moreau", "merci"),
        ("＠王伟请看一下", "王伟", "请看一下"),
        ("@王伟，请看一下", "王伟", "请看一下"),
        ("@Hung ơi, anh mang thang nhé", "Nguyễn Văn Hùng", "ơi, anh mang thang nhé"),
        ("@Julien", "Julien Moreau", ""),
        ("@Julienne peux-tu ?", "Julien Moreau", None),
        ("Julien, peux-tu ?", "Julien Moreau", None),
        ("Bonjour @Julien", "Julien Moreau", None),
        ("@ 14 h devant l’entrée", "Julien Moreau", None),
        ("@", "Julien Moreau", None),
    ],
)
def test_what_stands_behind_a_name(text: str, name: str, words: str | None) -> None:
    assert behind_call(text, [name]) == words


def test_the_whole_name_goes_before_a_part_of_it() -> None:
    assert behind_call("@Julien Moreau Dupont est là ?", ["Julien Moreau", "Julien"]) == "Dupont est là ?"
