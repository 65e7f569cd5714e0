"""In which language a chat goes on that is linked: a language somebody chose is final, a guess gives way to what staff
have noted of him (rows A6, A10)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.fakes.shown import window_text
from tests.scenario.desk import Desk


async def invited_lan(desk: Desk) -> str:
    """Staff have noted that she speaks Vietnamese; the code for her chat."""
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Trần Lan | Téléphone = 06 12 | Résidence = Les Cèdres
        CLAIRE writes there: Nouvelle personne : langue = vietnamien | Objet = Charges, paiements
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges ont doublé
        CLAIRE < …
        KARIM presses: Inviter sur Telegram…
    """)
    found = re.search(r"/link (\S+)", window_text(desk.slack.open["U0KARIM"].modal))
    assert found
    return found[1]


async def test_a_guess_gives_way(desk: Desk) -> None:
    """Her telephone speaks German: the desk had answered in the office's language."""
    code = await invited_lan(desk)
    await desk.play(f"""
        lan (de): /help
        lan < /report – signaler …
        lan: {code}
        lan < Kính chào Trần Lan. …
        lan < …
        card < Langue: vietnamien
    """)


@pytest.mark.parametrize(("app", "first"), [("de", "/report – signaler …"), ("vi", "/report – báo …")])
async def test_what_she_chose_is_final(desk: Desk, app: str, first: str) -> None:
    code = await invited_lan(desk)
    await desk.play(f"""
        lan ({app}): /help
        lan < {first}
        lan: /language
        lan < …
        lan taps: English
        lan < From now on I write to you in: English.
        lan: {code}
        lan < Welcome, Trần Lan. …
        lan < …
        card < Langue: anglais
    """)


async def test_what_the_telephone_speaks_stays(desk: Desk) -> None:
    code = await invited_lan(desk)
    await desk.play(f"""
        lan (zh): /help
        lan reads on
        lan: {code}
        lan < Trần Lan，欢迎您。…
        lan < …
    """)


async def test_her_own_requests_are_shown_in_it_too(desk: Desk) -> None:
    own = "Le relevé d'eau est faux depuis le mois dernier"
    await desk.report("lan", "paris-charges", own, language="fr")
    lan = desk.chat.chats["lan"]
    lan.user = replace(lan.user, language="de")
    mine = desk.card
    code = await invited_lan(desk)
    await desk.play(f"lan: {code}\nlan < Kính chào Trần Lan. …\nlan < …")
    desk.look_at(mine)
    await desk.play("lan's card < … Yêu cầu …")
