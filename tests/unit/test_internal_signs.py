"""What marks a message of staff as internal by its first word, in four languages (row C6)."""

from __future__ import annotations

import pytest

from bot.domain.internal_signs import hints_at_sign, starts_with_sign, without_sign
from bot.domain.visibility import Audience, audience_of
from tests.unit.test_domain import facts

SIGNS = (";;", "équipe:")

SURE = [
    "note: il ne paie plus",
    "Note : il ne paie plus",
    "Note. il ne paie plus",
    "note, il ne paie plus",
    "note - il ne paie plus",
    "NOTE – il ne paie plus",
    "note\nil ne paie plus",
    "note) il ne paie plus",
    "(note) il ne paie plus",
    "[interne] il ne paie plus",
    "(interne) il ne paie plus",
    "Interne; il ne paie plus",
    "*Interne* il ne paie plus",
    "« Interne » il ne paie plus",
    "{internal} il ne paie plus",
    "internal: il ne paie plus",
    "Internal note. il ne paie plus",
    "En interne, il ne paie plus",
    "note interne : il ne paie plus",
    "1. note - il ne paie plus",
    "Nội bộ: il ne paie plus",
    "[nội bộ] il ne paie plus",
    "ghi chú - il ne paie plus",
    "noi bo: il ne paie plus",
    "内部：il ne paie plus",
    "【内部】il ne paie plus",
    "（内部备注）il ne paie plus",
    "备注。il ne paie plus",
    "備註: il ne paie plus",
    "équipe. il ne paie plus",
    "(équipe) il ne paie plus",
    ";; il ne paie plus",
]

UNCLEAR = [
    "note il ne paie plus",
    "Note que l'ascenseur sera arrêté demain",
    "Note that the lift will stand still tomorrow",
    "Notes du passage de ce matin",
    "Interne il ne paie plus",
    "Internal pipes must be looked at",
    "Nội bộ anh ấy không trả tiền",
    "ghi chú anh ấy không trả tiền",
    "内部管道需要检修",
    "备注他不付钱",
    "note.pdf est le relevé",
]

PUBLIC = [
    "Notez bien : demain",
    "C’est noté, merci",
    "Noted, thank you",
    "Notre note : 12/20",
    "not e",
    "Not e-mailed yet",
    "L’installation interne est en ordre",
    "International call: tomorrow",
    "Internet : rétabli",
    "Xin lưu ý: ngày mai",
    "Quản lý nội bộ: ngày mai",
    "请注意：明天停水",
    "équipe technique passera demain",
    "",
]


@pytest.mark.parametrize("text", SURE)
def test_a_sign(text: str) -> None:
    assert starts_with_sign(text, SIGNS)
    assert without_sign(text, SIGNS) == "il ne paie plus"
    verdict = audience_of(facts(text=text), signs=SIGNS)
    assert (verdict.audience, verdict.reason) == (Audience.INTERNAL, None)


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_bare_word_is_unclear_and_therefore_internal_with_the_reason(text: str) -> None:
    assert not starts_with_sign(text, SIGNS)
    assert hints_at_sign(text)
    assert without_sign(text, SIGNS) == text
    verdict = audience_of(facts(text=text), signs=SIGNS)
    assert verdict.audience is Audience.INTERNAL
    assert verdict.reason is not None
    assert "Reply to the resident" in verdict.reason


@pytest.mark.parametrize("text", PUBLIC)
def test_what_only_resembles_one_is_public(text: str) -> None:
    assert audience_of(facts(text=text), signs=SIGNS).audience is Audience.PUBLIC


@pytest.mark.parametrize("text", ["note", "Interne.", "(内部)", "nội bộ:"])
def test_nothing_but_a_sign(text: str) -> None:
    assert starts_with_sign(text, SIGNS)
    assert without_sign(text, SIGNS) == ""
