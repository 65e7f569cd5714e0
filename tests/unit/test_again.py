"""Words that go back to what was thought to be settled."""

from __future__ import annotations

import pytest

from bot.domain.again import goes_back


@pytest.mark.parametrize(
    "text",
    [
        "Ça fuit encore !",
        "ce n’est toujours pas réparé",
        "La panne est revenue",
        "je ne suis pas d’accord avec votre réponse",
        "it is broken again!!",
        "Still no hot water",
        "I do not accept this",
        "I don’t agree with that",
        "It hasn’t been fixed",
        "Le problème persiste",
        "vòi nước lại hỏng rồi",
        "还在漏水",
        "门禁还没修",
        "máy lạnh vẫn chưa mát",
        "thang máy lại bị kẹt rồi",
        "又漏水了",
        "还是没修好",
    ],
)
def test_the_same_again(text: str) -> None:
    assert goes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, mes charges ont augmenté de moitié ce trimestre",
        "The lift is very slow today",
        "The lift is not working",
        "The lift has been standing still since yesterday",
        "Đèn hành lang tầng 2 bị hỏng",
        "二楼走廊的灯坏了",
        "我还想问一下物业费",
        "Sửa lại cửa giúp tôi",
        "",
    ],
)
def test_something_new(text: str) -> None:
    assert not goes_back(text)
