"""Whom a message of staff addresses by name."""

from __future__ import annotations

import pytest

from bot.domain.addressing import behind_call, speaks_to


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


COLLEAGUES = ["Sophie Lambert", "Marc Petit", "Lê Thu Hà", "Trần Minh Quân", "李娜", "王敏"]


@pytest.mark.parametrize(
    "text",
    [
        "Sophie tu peux valider ?",
        "sophie, peux-tu valider le remboursement ?",
        "Salut Marc, tu as la clé ?",
        "Marc Petit : pourriez-vous passer",
        "*Marc* merci de rappeler la dame",
        "Marc can you check this?",
        "Hey Sophie, please have a look",
        "Hà ơi, xem giúp chị",
        "Chị Hà ơi kiểm tra giúp em",
        "anh Quân ơi",
        "Chào chị Hà ơi, kiểm tra giúp em",
        "李娜你看一下",
        "王敏，请核实一下",
        "你好王敏，麻烦你查一下",
    ],
)
def test_who_is_spoken_to(text: str) -> None:
    assert speaks_to(text, COLLEAGUES)


@pytest.mark.parametrize(
    "text",
    [
        "Marc passera demain à 9 h.",
        "Marc Petit, notre technicien, passera demain.",
        "Marc vous appellera demain.",
        "Sophie regarde cela et vous répond.",
        "Bonjour, Marc passera demain.",
        "Sophie Lambert has checked your bill.",
        "Marcel tu peux venir ?",
        "Anh Quân sẽ gọi cho chị chiều nay.",
        "Chị Hà đã kiểm tra đồng hồ nước.",
        "李娜会联系您。",
        "王敏帮您查过了。",
        "李娜请您明天来一趟。",
        "Bonjour Madame, pouvez-vous m’envoyer une photo ?",
        "Can you send a photo to Marc, please?",
        "",
    ],
)
def test_who_is_only_spoken_of(text: str) -> None:
    assert not speaks_to(text, COLLEAGUES)


def test_a_name_that_is_a_word_for_you_too() -> None:
    colleagues = ["Vũ Đức Anh", "Hoàng Kim Chi"]
    assert speaks_to("anh Anh ơi", colleagues)
    assert speaks_to("Chào chị Chi ơi, xem giúp em", colleagues)
    assert not speaks_to("Anh ơi, em đã kiểm tra rồi ạ", colleagues)
    assert not speaks_to("Chào chị ơi, em đã kiểm tra rồi ạ", colleagues)


def test_the_resident_may_have_the_same_name() -> None:
    assert not speaks_to("Sophie, pouvez-vous m’envoyer une photo ?", COLLEAGUES, "Sophie Martin")
    assert speaks_to("Sophie Lambert, peux-tu valider ?", COLLEAGUES, "Sophie Martin")
