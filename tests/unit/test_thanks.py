"""Thank you in four languages, and what only begins like it (row D4)."""

from __future__ import annotations

import pytest

from bot.domain.thanks import is_thanks

THANKS = [
    "Merci",
    "merci beaucoup !",
    "MERCI !!!",
    "Merci à vous, bonne journée",
    "Ok merci",
    "D’accord, merci bien",
    "Parfait, merci pour votre aide 🙏",
    "Merci pour votre réactivité",
    "Merci à toute l'équipe",
    "Je vous remercie",
    "Nous vous remercions pour votre réponse rapide.",
    "Un grand merci",
    "Mille mercis",
    "thank you",
    "Thanks a lot!",
    "thx",
    "Thank you so much for your help :)",
    "Great, thanks",
    "Thanks again, have a good evening",
    "cảm ơn em",
    "Cám ơn anh nhiều ạ",
    "cam on chi nhe",
    "Dạ em cảm ơn ạ",
    "Xin chân thành cảm ơn Ban quản lý",
    "ok thanks em",
    "Cảm ơn BQL đã hỗ trợ nhanh chóng",
    "谢谢",
    "谢谢啦",
    "好的，谢谢！",
    "非常感谢您的帮助",
    "谢谢师傅，辛苦了",
    "多謝",
    "收到，谢谢物业",
    "👍",
    "👍🏽",
    "🙏🙏🙏",
    "❤️",
    "👌😊",
    "merci 👍🏻",
]

MORE = [
    "",
    "   ",
    "!!!",
    "merci mais ça fuit encore",
    "Merci de venir demain",
    "Merci de me répondre",
    "Merci pour votre retour",
    "Non merci",
    "Merci, à quelle heure ?",
    "Merci ?",
    "réponse merci",
    "oui",
    "ok",
    "Bonjour",
    "help thanks",
    "thanks for nothing",
    "Thanks, but it is still dripping",
    "no thanks",
    "Is that all? Thanks",
    "thank you, when will he come",
    "cảm ơn em nhưng vẫn còn rò nước",
    "Cảm ơn, bao giờ thợ đến ạ",
    "vâng ạ",
    "不用谢谢",
    "谢谢，还是漏水",
    "请尽快处理，谢谢",
    "处理谢谢",
    "什么时候来？谢谢",
    "好的",
    "😡",
    "👎",
    "merci 😡",
    "👍?",
    "🔥",
    "1203",
    "merci " * 40,
]


@pytest.mark.parametrize("text", THANKS)
def test_no_more_than_thanks(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize("text", MORE)
def test_more_than_thanks_or_none(text: str) -> None:
    assert not is_thanks(text)


@pytest.mark.parametrize(
    "text", ["Merci Karim !", "cảm ơn chị Lan Hương", "谢谢李娜", "Thank you, Mr Bennani"]
)
def test_whom_he_thanks_must_be_known(text: str) -> None:
    assert not is_thanks(text)
    assert is_thanks(text, ["Karim Bennani", "Nguyễn Thị Lan Hương", "李娜"])
