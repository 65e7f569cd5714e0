"""The dialog engine, step by step: pure, so every variant of every dialog can be walked through here."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.dialogs.add_to_ticket import AddToOpenTicket
from bot.dialogs.rate import Rate
from bot.dialogs.report import ReportProblem, is_vague
from bot.domain.commands import AddToTicket, OpenTicket, RateTicket
from bot.domain.ids import ResidenceKey
from bot.forms import Choice, Form, Option, Public, Text
from bot.forms.engine import begin, step
from bot.forms.model import (
    Cancelled,
    Context,
    Do,
    Finished,
    FormState,
    Key,
    NotMine,
    Outcome,
    Prompt,
    Quiet,
    Said,
    Sent,
    Tapped,
    TicketChoice,
)
from bot.forms.places import unit_as_listed
from bot.office.file import load_office
from examples import office_file

DIRECTORY = load_office(office_file())
LEAK = "De l'eau coule du plafond du couloir au 2e étage depuis ce matin"
PHOTO = {"source": "F1", "kind": "photo", "name": "photo.jpg", "media_type": "image/jpeg", "size": 10}


def context(**changes: object) -> Context:
    plain = Context(DIRECTORY, "fr", "Camille Moreau", DIRECTORY.offices[0].key)
    return replace(plain, **changes)  # type: ignore[arg-type]


class Walk:
    """A dialog with one person, its state going through JSON between any two steps."""

    def __init__(self, form: type[Form], first: Said | Sent | None = None, **known: object) -> None:
        self.form, self.context = form, context(**known)
        given = known.pop("given", None)
        self.state, self.out = begin(form, self.context, given=given, first=first)  # type: ignore[arg-type]

    def _step(self, given: Said | Sent | Tapped) -> Outcome:
        stored = json.loads(json.dumps(self.state.to_json()))
        self.state, self.out = step(self.form, FormState.from_json(stored), given, self.context)
        return self.out

    def say(self, text: str) -> Outcome:
        return self._step(Said(text))

    def send(self, *files: dict[str, object], caption: str = "", album: str | None = None) -> Outcome:
        return self._step(Sent(files, caption, album))

    def tap(self, value: str = "", do: Do = Do.ANSWER, turn: int | None = None) -> Outcome:
        return self._step(Tapped(self.form.name, self.state.turn if turn is None else turn, do, value))

    @property
    def asked(self) -> str | None:
        assert isinstance(self.out, Prompt), self.out
        return self.state.asked

    @property
    def keys(self) -> list[Key]:
        assert isinstance(self.out, Prompt), self.out
        return [key for row in self.out.rows for key in row]


def test_a_report_is_asked_field_by_field_and_summed_up() -> None:
    walk = Walk(ReportProblem)
    for field, answer in (
        ("author", "Camille Moreau"),
        ("residence", "Les Cèdres"),
        ("unit", "b12"),
        ("topic", "Fuite d’eau"),
    ):
        assert walk.asked == field
        walk.say(answer) if field != "topic" else walk.tap(
            DIRECTORY.topics_for(DIRECTORY.offices[0].key, ResidenceKey("les-cedres"))[0].key
        )
    assert walk.asked == "description"
    walk.say(LEAK)
    assert walk.asked == "cautions"
    walk.tap("")
    assert walk.asked == "photos"
    walk.tap("done")
    assert walk.asked is None
    out = walk.tap(do=Do.CONFIRM)
    assert isinstance(out, Finished)
    command = out.command
    assert isinstance(command, OpenTicket)
    assert (command.author, command.residence, command.unit) == ("Camille Moreau", "les-cedres", "B12")
    assert command.description == LEAK
    assert not command.unclear


def test_a_first_message_fills_the_description_and_only_the_rest_is_asked() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    assert walk.asked == "topic"
    walk.tap(DIRECTORY.topics_for(DIRECTORY.offices[0].key, ResidenceKey("les-cedres"))[0].key)
    assert walk.asked == "cautions"


def test_a_first_photo_is_kept_with_its_caption() -> None:
    walk = Walk(ReportProblem, Sent((PHOTO,), LEAK))
    assert walk.state.files == (PHOTO,)
    assert walk.state.answers["description"] == LEAK


def test_too_vague_is_asked_again_three_times_and_nothing_written_is_lost() -> None:
    walk = Walk(ReportProblem, Said("Bonjour"), name="Camille", residence="les-cedres", unit="B12")
    walk.tap(DIRECTORY.topics_for(DIRECTORY.offices[0].key, ResidenceKey("les-cedres"))[0].key)
    assert walk.asked == "description"
    walk.say("fuite")
    assert walk.asked == "description"
    walk.say("eau")
    assert walk.asked == "description"
    walk.say("svp")
    assert walk.asked == "cautions"
    assert walk.state.answers["description"] == "Bonjour\nfuite\neau\nsvp"
    assert walk.state.unclear == ("description",)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Bonjour", True),
        ("Bonjour madame, merci !", True),
        ("fuite d'eau", True),
        ("xin chào", True),
        ("漏水了", True),
        ("您好，请问", True),
        ("🚿🚿🚿", True),
        ("Il y a une fuite au sous-sol", False),
        ("thang máy tầng 5 bị hỏng", False),
        ("三楼电梯从早上开始坏了", False),
        ("The lift is stuck on floor three", False),
    ],
)
def test_what_is_too_vague(text: str, vague: bool) -> None:
    assert is_vague(text) is vague


def test_text_at_a_question_with_buttons_joins_the_description() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    walk.say("et aussi au sous-sol")
    assert walk.asked == "topic"
    assert walk.state.answers["description"] == f"{LEAK}\net aussi au sous-sol"


def test_typing_narrows_the_residences_without_accents_or_case() -> None:
    walk = Walk(ReportProblem, name="Camille")
    walk.say("CEDRES 27")
    assert walk.asked == "residence"
    assert [key.value for key in walk.keys if key.do is Do.ANSWER] == ["les-cedres", ""]
    walk.say("song xanh riverside")
    assert walk.state.answers["residence"] == "song-xanh"


def test_a_residence_that_is_not_ours_is_to_be_named() -> None:
    walk = Walk(ReportProblem, name="Camille")
    walk.tap("")
    assert walk.asked == "residence_words"
    walk.say("Tour Eiffel, Paris")
    assert walk.asked == "unit"


def test_back_cancel_and_start_over() -> None:
    walk = Walk(ReportProblem, name="Camille")
    walk.tap("les-cedres")
    assert walk.asked == "unit"
    walk.tap(do=Do.BACK)
    assert walk.asked == "residence"
    walk.tap("les-cedres")
    walk.say("B12")
    walk.tap(do=Do.RESTART)
    assert walk.asked == "residence"
    assert "unit" not in walk.state.answers
    assert isinstance(walk.tap(do=Do.CANCEL), Cancelled)


def test_editing_from_the_summary_asks_only_that_and_what_depends_on_it() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    walk.tap(walk.keys[0].value)
    walk.tap("")
    walk.tap("done")
    assert walk.asked is None
    walk.tap(do=Do.EDIT)
    assert {key.value for key in walk.keys} >= {
        "author",
        "residence",
        "unit",
        "topic",
        "description",
        "photos",
    }
    walk.tap("description", do=Do.EDIT)
    assert walk.asked == "description"
    walk.say("La lumière du hall ne marche plus du tout")
    assert walk.asked is None
    walk.tap(do=Do.EDIT)
    walk.tap("residence", do=Do.EDIT)
    assert walk.asked == "residence"
    walk.tap("wutong-yuan")
    assert walk.asked == "unit"


def test_a_report_begun_before_there_was_a_question_about_cautions_asks_it_where_it_fits() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    walk.tap(walk.keys[0].value)
    answers = {name: value for name, value in walk.state.answers.items() if name != "cautions"}
    walk.state = replace(walk.state, answers=answers, asked="photos")
    walk.tap("done")
    assert walk.asked == "cautions"
    walk.say("A dog")
    assert walk.asked is None
    done = walk.tap(do=Do.CONFIRM)
    assert isinstance(done, Finished)
    assert isinstance(done.command, OpenTicket)
    assert done.command.cautions == "A dog"


def test_a_repeated_tap_is_silent_and_a_stale_one_shows_the_present_question() -> None:
    walk = Walk(ReportProblem, name="Camille")
    turn = walk.state.turn
    walk.tap("les-cedres")
    assert isinstance(walk.tap("les-cedres", turn=turn), Quiet)
    out = walk.tap("wutong-yuan", turn=turn)
    assert isinstance(out, Prompt)
    assert walk.state.answers["residence"] == "les-cedres"
    assert walk.asked == "unit"


def test_a_late_part_of_an_album_answers_no_question() -> None:
    walk = Walk(ReportProblem, Sent((PHOTO,), LEAK, "A"))
    assert walk.asked == "author"
    assert isinstance(walk.send(PHOTO, caption="The meter", album="A"), Quiet)
    assert walk.state.asked == "author"
    assert "author" not in walk.state.answers
    assert str(walk.state.answers["description"]).endswith("The meter")


def test_an_album_is_answered_once() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    assert isinstance(walk.send(PHOTO, album="A"), Prompt)
    assert isinstance(walk.send(PHOTO, album="A"), Quiet)
    assert len(walk.state.files) == 2


def test_no_more_than_ten_files_are_kept_and_it_is_said() -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit="B12")
    walk.send(*[PHOTO] * 11)
    assert len(walk.state.files) == 10
    assert isinstance(walk.out, Prompt)
    assert "as many files as fit" in walk.out.lines[0].msgid


def test_what_is_written_while_the_ticket_is_asked_joins_the_message() -> None:
    tickets = (TicketChoice("t1", Public("K1")), TicketChoice("t2", Public("K2")))
    walk = Walk(AddToOpenTicket, Said("toujours rien ?"), tickets=tickets)
    walk.say("c'est urgent")
    walk.send(PHOTO)
    out = walk.tap("t2")
    assert out == Finished(AddToTicket("t2", "toujours rien ?\nc'est urgent", (PHOTO,)))  # type: ignore[arg-type]


def test_a_rating_yields_to_any_other_message() -> None:
    state, _ = begin(Rate, context(), given={"ticket": "t1"})
    _, out = step(Rate, state, Said("Bonjour, autre chose"), context())
    assert isinstance(out, NotMine)


def test_stars_make_a_rating_at_once() -> None:
    state, _ = begin(Rate, context(), given={"ticket": "t1"})
    _, out = step(Rate, state, Tapped("rate", state.turn, Do.ANSWER, "4"), context())
    assert out == Finished(RateTicket("t1", 4))  # type: ignore[arg-type]


# ---- a form that changes between two versions of the program ----


class Before(Form, name="survey"):
    kind = Choice(lambda c, a: (Option("a", Public("A")), Option("b", Public("B"))), ask="Which?")
    details = Text(ask="Tell me.")
    place = Text(ask="Where?")

    def finish(self) -> dict[str, object]:
        return dict(self.state.answers)


class Inserted(Form, name="survey"):
    since = Text(ask="Since when?")
    kind = Choice(lambda c, a: (Option("a", Public("A")), Option("b", Public("B"))), ask="Which?")
    description = Text(ask="Tell me.", was=("details",))
    place = Text(ask="Where?")

    def finish(self) -> dict[str, object]:
        return dict(self.state.answers)


class Swapped(Form, name="survey"):
    place = Text(ask="Where?")
    kind = Choice(lambda c, a: (Option("a", Public("A")), Option("b", Public("B"))), ask="Which?")

    def finish(self) -> dict[str, object]:
        return {name: self.state.answers[name] for name in ("place", "kind")}


ANSWERS = {"kind": "a", "details": "the gate", "description": "the gate", "place": "north", "since": "monday"}


@pytest.mark.parametrize("after", [Before, Inserted, Swapped])
@pytest.mark.parametrize("left_after", [0, 1, 2])
def test_no_answer_lands_in_a_wrong_field_after_an_upgrade(after: type[Form], left_after: int) -> None:
    state, out = begin(Before, context())
    for _ in range(left_after):
        assert isinstance(out, Prompt)
        assert state.asked
        state, out = step(Before, state, Said(ANSWERS[state.asked]), context())
    state = FormState.from_json({**json.loads(json.dumps(state.to_json())), "unknown": 1})
    state, out = step(after, state, Tapped("survey", -1, Do.ANSWER, "stale"), context())
    while isinstance(out, Prompt):
        assert state.asked
        state, out = step(after, state, Said(ANSWERS[state.asked]), context())
    assert isinstance(out, Finished)
    assert isinstance(out.command, dict)
    assert all(out.command[name] == ANSWERS[name] for name in out.command)


def test_a_state_from_before_albums_were_several() -> None:
    old = {**FormState("report").to_json(), "album": "A", "files": [PHOTO]}
    del old["albums"]
    assert FormState.from_json(old).albums == ("A",)
    assert FormState.from_json({**old, "album": None}).albums == ()


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("b 31", "B31"),
        ("Appt. B-31", "B31"),
        ("appartement n° b31", "B31"),
        ("boutique1", "Boutique 1"),
        ("B99", "B99"),
    ],
)
def test_a_unit_is_spelt_as_the_office_does(said: str, unit: str) -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="Camille", residence="les-cedres", unit=said)
    assert unit_as_listed(walk.context, ResidenceKey("les-cedres"), said) == unit


@pytest.mark.parametrize(
    ("said", "unit"),
    [("1201", "1201"), ("3 1201", "3-1201"), ("3-1201室", "3-1201"), ("1 201", "1-201"), ("商铺 1", "商铺1")],
)
def test_numbers_of_house_and_flat_stay_apart(said: str, unit: str) -> None:
    walk = Walk(ReportProblem, Said(LEAK), name="王伟", residence="wutong-yuan", unit=said)
    assert unit_as_listed(walk.context, ResidenceKey("wutong-yuan"), said) == unit
