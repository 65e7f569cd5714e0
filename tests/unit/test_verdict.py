"""Whether somebody says in words of his own that he is satisfied (row D5)."""

from __future__ import annotations

import pytest

from bot.domain.verdict import all_well, satisfied


@pytest.mark.parametrize(
    "text",
    [
        "Non", "non pas encore", "toujours en panne", "Ça fuit encore", "merci mais ça fuit encore",
        "Rien n’a été fait",
        "no", "not done, still stuck", "It isn't working", "Yes but it still drips", "Nobody came", "please reopen",
        "chưa", "Chưa xong em ơi", "không được", "vẫn rò", "chua duoc",
        "没有", "还没修好", "不满意", "还是漏水", "又坏了",
    ],
)  # fmt: skip
def test_no(text: str) -> None:
    assert satisfied(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Oui", "oui merci", "C’est bon", "C'est réglé, merci beaucoup", "Pas de souci, tout fonctionne", "Nickel",
        "Yes", "ok", "all good now", "No problem, it works", "Thanks!", "👍", "merci encore", "Thank you again",
        "Rồi ạ", "được rồi em", "ổn rồi", "không sao, xong rồi",
        "好了", "已经解决了", "没问题了", "满意", "谢谢啦",
    ],
)  # fmt: skip
def test_yes(text: str) -> None:
    assert satisfied(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Who was it that came?", "No one told me when?", "Je vous envoie la facture demain",
        "The plumber left his ladder",
        "thợ để quên đồ", "师傅的工具落在这里", "",
    ],
)  # fmt: skip
def test_neither(text: str) -> None:
    assert satisfied(text) is None


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("Oui, tout va bien", True),
        ("Tout est en ordre, merci", True),
        ("没问题", True),
        ("Dạ tốt ạ", True),
        ("Non, ça recommence", False),
        ("Không, vẫn còn rò nước", False),
        ("没有，又漏了", False),
        ("Không có nước từ sáng nay", None),
        ("Plus d'eau chaude depuis ce matin", None),
        ("没水了，从早上开始", None),
        ("The works in the yard are done, please have the rubble taken away", None),
    ],
)
def test_asked_days_ago(text: str, well: bool | None) -> None:
    assert all_well(text) is well
