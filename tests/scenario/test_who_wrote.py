"""Who wrote: staff appear as the office chose, a new handler is introduced once; what a form sent can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports.desk import Mark
from tests.fakes.channels import Shown
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


async def test_the_first_answer_introduces_its_author_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(
        """
        KARIM: We come on Monday.
        ellen < Your request {ref} is now looked after by Karim Benali, Accounts: We come on Monday.
        KARIM edits: We come on Tuesday.
        ellen < ✎ Your request {ref} is now looked after by Karim Benali, Accounts: We come on Tuesday.
        KARIM: At nine.
        ellen < Karim Benali, Accounts: At nine.
        SOPHIE: I join him.
        ellen < Sophie Lambert, Accounts: I join him.
        SOPHIE presses: Prendre en charge
        ellen < Sophie Lambert, Accounts, is now looking after your request {ref}.
        KARIM presses: Prendre en charge
        ellen < nothing
        KARIM: Back again.
        ellen < Karim Benali, Accounts: Back again.
    """.replace("Accounts, is now", "Accounts is now")
    )
    texts = [bubble.text for bubble in desk.chat.chats["ellen"].bubbles if "looked after by" in bubble.text]
    assert len(texts) == 1


async def test_who_has_taken_it_is_not_introduced_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        KARIM: We come on Monday.
        ellen < Karim Benali, Accounts: We come on Monday.
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        SOPHIE replies: The plumber comes.
        ellen < Your request {ref} is now looked after by Sophie Lambert, Accounts: The plumber comes.
    """)


@pytest.mark.parametrize(
    ("signature", "shown"),
    [
        ("{name}", "Karim Benali:"),
        ("{first_name}", "Karim:"),
        ("{department}", "Accounts:"),
        ("{first_name} ({department})", "Karim (Accounts):"),
    ],
)
async def test_the_office_chooses_how_staff_appear(desk: Desk, signature: str, shown: str) -> None:
    paris, *others = desk.directory.offices
    desk.directory = replace(desk.directory, offices=(replace(paris, signature=signature), *others))
    await desk.restart()
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(f"""
        KARIM: We come on Monday.
        ellen < is now looked after by {shown} We come on Monday.
        KARIM: At nine.
        ellen < {shown} At nine.
    """)
    assert desk.latest("ellen").text == f"{shown}\nAt nine."


def post(desk: Desk) -> Shown:
    """The last post of a form."""
    return next(one for one in reversed(desk.slack.shown) if one.actions and one.card is None)


async def test_what_a_form_sent_can_be_taken_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM replies: For somebody else
        ellen < For somebody else
    """)
    sent = post(desk)
    assert [one.label for one in sent.actions] == ["Modifier", "Retirer"]
    assert sent.actions[1].confirm is not None
    await desk.happens(desk.slack.press_labelled(desk.staff("MARC"), sent, "Retirer"))
    await desk.play("""
        MARC < _(Only its author can change it. A manager can take it back.)
        ellen < nothing
    """)
    again = desk.slack.press_labelled(desk.staff("KARIM"), sent, "Retirer")
    await desk.happens(desk.slack.press_labelled(desk.staff("KARIM"), sent, "Retirer"))
    await desk.play("""
        ellen < 🗑 … For somebody else
        ellen < nothing
        thread has For somebody else (🗑 Retiré par Karim Benali.)
    """)
    assert not sent.actions
    assert sent.marks[-1] is Mark.INTERNAL
    await desk.happens(again)
    await desk.play("""
        KARIM < _(That message has been taken back already.)
        ellen < nothing
    """)


async def test_what_a_form_sent_can_be_changed_by_its_author(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM asks: Did you pay on Monday?
        ellen < Did you pay on Monday?
    """)
    await desk.happens(desk.slack.press_labelled(desk.staff("KARIM"), post(desk), "Modifier"))
    await desk.play("""
        KARIM's window < Modifier … : Did you pay on Monday?
        KARIM fills: Votre message. Celui du résident sera modifié de même. = Did you pay on Tuesday?
        ellen < ✎ … Did you pay on Tuesday?
        thread has Did you pay on Tuesday? (Modifié. Avant : « Did you pay on Monday? »)
        ellen < nothing
    """)
    assert len(post(desk).actions) == 2
    await desk.happens(desk.slack.press_labelled(desk.staff("CLAIRE"), post(desk), "Modifier"))
    await desk.play("""
        CLAIRE's window < _(Only its author can change it. A manager can take it back.)
        ellen < nothing
    """)
    await desk.happens(desk.slack.press_labelled(desk.staff("THOMAS"), post(desk), "Retirer"))
    await desk.play("ellen < 🗑 … Did you pay on Tuesday?")
