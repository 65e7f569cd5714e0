"""A code whose event can't be handled is neither burnt nor kept where it can be read (row A10; ADR 0040)."""

from __future__ import annotations

import logging

import pytest

from bot.services.invitations import joining
from bot.services.residents import intake
from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, logged


@pytest.mark.parametrize(
    "typed",
    ["/start home-{code}", "{spaced}", "mon code : {letters}", "https://t.me/palier_bot?start=home-{code}"],
)
async def test_it_works_once_the_fault_is_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    caplog.set_level(logging.DEBUG)
    await logged(desk)
    code = await invited(desk)
    typed = typed.format(code=code, spaced=code.lower().replace("-", " "), letters=" ".join(code))

    async def breaks(*given: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr(joining, "_told", breaks)
        await desk.play(f"""
            jeanne (fr): {typed}
            jeanne < Je suis désolé : votre code n’a pas pu être vérifié … il n’est pas utilisé …
            jeanne < nothing
            #MGMT001 < 🚨 … ZeroDivisionError
            #MGMT001 < nothing
        """)
    ((payload,),) = desk.memory.rows("SELECT payload FROM inbox WHERE state = 'quarantined'")
    kept = str(desk.memory.content()).lower()
    assert "jeanne" in payload
    for form in (code, code.replace("-", ""), code.replace("-", " "), " ".join(code)):
        assert form.lower() not in kept
        assert form.lower() not in caplog.text.lower()
    await desk.play(f"""
        jeanne: {typed}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {{ref}} …
        jeanne < nothing
        thread < 🔗 …
    """)


async def test_a_new_chat_hears_that_its_words_were_not_handled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*given: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(intake, "message", breaks)
    await desk.play("""
        eve (fr): Une fuite sous l'évier
        eve < Je suis désolé : votre dernier message n’a pas pu être traité …
        eve < nothing
        #MGMT001 < 🚨 …
    """)


async def test_one_that_comes_by_a_change_is_not_kept_either(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await logged(desk)
    code = await invited(desk)

    async def breaks(*given: object) -> None:
        raise ZeroDivisionError("a bug")

    await desk.play("jeanne (fr): Bonjour\njeanne reads on")
    monkeypatch.setattr(joining, "_told", breaks)
    await desk.play(f"""
        jeanne edits: Mon code {code}
        jeanne < Je suis désolé : votre code n’a pas pu être vérifié …
        #MGMT001 < 🚨 …
    """)
    ((payload,),) = desk.memory.rows("SELECT payload FROM inbox WHERE state = 'quarantined'")
    assert "[code]" in payload
    assert code not in str(desk.memory.content())
