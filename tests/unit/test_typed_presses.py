"""Somebody types where he could press a button: a bare yes, no or "cancel" is understood, and nothing is lost of words
that find no residence (rows A1, A2)."""

from __future__ import annotations

import pytest

from bot.dialogs.report import ReportProblem
from bot.domain.bare_words import agrees, declines, gives_up, is_enough, is_yes
from bot.domain.commands import OpenTicket
from bot.forms.engine import CHOOSE
from bot.forms.model import Cancelled, Do, Finished, Prompt, Said
from tests.unit.test_forms import LEAK, PHOTO, Walk

CHARGES = "Les charges de ce trimestre sont le double de celles du précédent"


def at_photos(**known: object) -> Walk:
    walk = Walk(
        ReportProblem, Said(CHARGES), name="Camille Moreau", residence="les-cedres", unit="B12", **known
    )
    walk.tap("paris-charges")
    assert walk.asked == "photos"
    return walk


def at_summary() -> Walk:
    walk = at_photos()
    walk.tap("done")
    assert walk.asked is None
    return walk


@pytest.mark.parametrize("words", ["oui", "Oui, merci.", "Envoyez !", "OK", "c’est bon", "yes please", "send it",
                                   "dạ vâng ạ", "Gửi đi", "đúng rồi", "好的", "发送", "可以", "👍",
                                   "ok gửi đi em", "oui c’est bon, envoyez", "好的，发吧"])  # fmt: skip
def test_a_yes_under_the_summary_sends_it(words: str) -> None:
    done = at_summary().say(words)
    assert isinstance(done, Finished), words
    assert isinstance(done.command, OpenTicket)
    assert done.command.description == CHARGES


@pytest.mark.parametrize("words", ["non", "No!", "không ạ", "不是"])
def test_a_no_under_the_summary_asks_what_to_change(words: str) -> None:
    walk = at_summary()
    walk.say(words)
    assert walk.state.editing
    walk.say("oui")
    assert not walk.state.editing, "a yes there leads back to the summary"
    assert isinstance(walk.say("oui"), Finished)


def test_thanks_under_the_summary_are_no_description() -> None:
    walk = at_summary()
    asked = walk.say("merci madame")
    assert isinstance(asked, Prompt)
    assert asked.lines[0].msgid == CHOOSE
    assert walk.state.answers["description"] == CHARGES


@pytest.mark.parametrize("words", ["annuler", "Cancel.", "hủy", "取消"])
def test_cancel_can_be_typed_at_any_question(words: str) -> None:
    assert isinstance(at_summary().say(words), Cancelled)
    assert isinstance(at_photos().say(words), Cancelled)


@pytest.mark.parametrize("words", ["non", "Pas de photo", "c’est tout", "no", "không có", "没有", "xong rồi"])
def test_no_photos_can_be_typed(words: str) -> None:
    walk = at_photos()
    walk.say(words)
    assert walk.asked is None
    assert walk.state.answers["description"] == CHARGES


def test_a_yes_to_photos_waits_for_them() -> None:
    walk = at_photos()
    walk.say("oui")
    assert walk.asked == "photos"
    walk.send(PHOTO)
    walk.say("merci")
    assert walk.asked == "photos"
    walk.say("C'est tout ce que je vois")
    assert walk.asked == "photos", "more than bare words is kept with the description"
    walk.say("C'est tout")
    assert walk.asked is None


@pytest.mark.parametrize(
    "words",
    [
        "voilà, c’est tout merci",
        "Non c’est bon",
        "bon ben voilà",
        "no that’s all thanks",
        "dạ hết rồi ạ",
        "好的，没了",
    ],
)
def test_that_is_all_as_people_say_it(words: str) -> None:
    walk = at_photos()
    walk.say(words)
    assert walk.asked is None
    assert walk.state.answers["description"] == CHARGES


def test_a_no_is_no_caution() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille Moreau", residence="les-cedres", unit="B12")
    walk.tap("paris-leak")
    assert walk.asked == "cautions"
    walk.say("oui")
    assert walk.asked == "cautions", "he is asked what"
    walk.say("non rien")
    assert walk.state.answers["cautions"] == ""


def test_words_that_find_no_residence_are_kept() -> None:
    walk = Walk(ReportProblem, Said("bonjour"), name="Yvette Durand")
    assert walk.asked == "residence"
    for words in ("la lumière", "escalier", "ne marche plus"):
        walk.say(words)
    assert walk.asked == "residence"
    walk.tap("les-cedres")
    walk.say("A11")
    walk.tap("paris-electricity")
    assert walk.state.answers["description"] == "bonjour\nla lumière\nescalier\nne marche plus"


def test_one_word_that_found_none_is_kept_when_he_taps() -> None:
    walk = Walk(ReportProblem, Said(CHARGES), name="Yvette Durand")
    walk.say("résidence du parc")
    walk.tap("les-cedres")
    assert walk.state.answers["description"] == f"{CHARGES}\nrésidence du parc"


def test_a_name_mistyped_and_mended_is_no_description() -> None:
    walk = Walk(ReportProblem, Said(CHARGES), name="Yvette Durand")
    walk.say("les cadres")
    walk.say("Les Cèdres")
    assert walk.state.answers["residence"] == "les-cedres"
    assert walk.state.answers["description"] == CHARGES


def test_none_of_the_residences_can_be_typed() -> None:
    walk = Walk(ReportProblem, Said(CHARGES), name="Yvette Durand")
    walk.say("aucune")
    assert walk.asked == "residence_words"


@pytest.mark.parametrize("words", ["non, mais ça fuit encore", "oui mais vite", "no water", "không có nước", "没有水",
                                   "annuler mon rendez-vous", "", "???"])  # fmt: skip
def test_what_says_more_is_no_press(words: str) -> None:
    assert not any(reads(words) for reads in (agrees, declines, gives_up, is_enough, is_yes))


def test_after_a_detour_to_the_edit_list_one_press_sends_it() -> None:
    walk = at_summary()
    walk.tap(do=Do.EDIT)
    walk.say("The bins have not been emptied either")
    assert isinstance(walk.tap(do=Do.CONFIRM), Finished)


def test_a_very_long_answer_is_shortened_in_the_summary_only() -> None:
    walk = Walk(ReportProblem, Said("L’ascenseur fait du bruit. " * 200), name="Yvette Durand")
    walk.tap("les-cedres")
    walk.say("A11")
    walk.tap("paris-charges")
    shown = walk.say("non")
    assert isinstance(shown, Prompt)
    words = [str(line.params["answer"]) for line in shown.details]
    assert max(map(len, words)) < 1010
    assert any(word.endswith("…") for word in words)
    done = walk.say("oui")
    assert isinstance(done, Finished)
    assert isinstance(done.command, OpenTicket)
    assert len(done.command.description) > 5000
