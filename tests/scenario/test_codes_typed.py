"""A code is typed as people type: with spaces, small letters, words around it (rows A10, B2; ADR 0040)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, logged
from tests.scenario.technician_desk import code_for

WELCOME = "Bienvenue, Jeanne Roy."


@pytest.mark.parametrize(
    "typed",
    [
        "{spaced}",
        "{spaced}.",
        "{row}",
        "mon code : {spaced}",
        "Bonjour, mon code est le {dashed}. Merci",
        "« {dashed} »",
        "Code {dashed}",
        "{wide}",
        "我的代码：{dashed}，谢谢",
        "我的邀请码是{row}",
        "{letters}",
        "/link mon code : {row}.",
        "/start home-{spaced}",
        "{threes}",
    ],
)
async def test_a_code_as_people_type_it(desk: Desk, typed: str) -> None:
    await logged(desk)
    code = (await invited(desk)).lower()
    row = code.replace("-", "")
    typed = typed.format(
        spaced=code.replace("-", " "),
        row=row,
        dashed=code.replace("-", " – "),
        wide="".join(chr(ord(letter) + 0xFEE0) for letter in code),
        letters=" ".join(row),
        threes=" ".join(row[at : at + 3] for at in range(0, 16, 3)),
    )
    await desk.play(f"""
        jeanne (fr): {typed}
        jeanne < {WELCOME}
        jeanne < {{ref}} …
        jeanne < nothing
        thread < 🔗 …
        #MGMT001 < nothing
    """)


async def test_what_else_he_says_with_it_is_not_lost(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): Voici mon code {code}, et je voulais vous dire que le relevé joint à la facture est celui du voisin
        jeanne < {WELCOME}
        jeanne < {{ref}} …
        jeanne sees 👌
        thread < 🔗 …
        thread < Jeanne Roy: … le relevé joint à la facture est celui du voisin
    """)
    assert not any(code in one.text for one in desk.slack.shown)


async def test_a_few_words_with_it_are_not_lost_either(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): Mon code {code}. Plus de chauffage
        jeanne < {WELCOME}
        jeanne < {{ref}} …
        jeanne sees 👌
        thread < 🔗 …
        thread < Jeanne Roy: … Plus de chauffage
    """)


async def test_a_photo_that_comes_with_it_is_not_lost(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr) sends: releve.jpg "{code}"
        jeanne < {WELCOME}
        jeanne < {{ref}} …
        thread < 🔗 …
        thread < Jeanne Roy: 📎 …
    """)


async def test_a_wrong_one_with_a_report_loses_only_the_code(desk: Desk) -> None:
    report = "l'ascenseur de mon immeuble est encore en panne depuis ce matin au rez-de-chaussée"
    await desk.play(f"""
        jeanne (fr): Mon code ABCD-EFGH-JKMN-PQ23 et {report}
        jeanne < Ce code ne fonctionne pas, ou plus …
        jeanne < … Quel est votre nom ? …
    """)


@pytest.mark.parametrize(
    "typed",
    ["abcd efg2 jk3n pqrs", "mon code : abcd efg2 jk3n pqrs", "ABCD-EFGH-JKMN-PQRS.", "ABCDEFG2JK3NPQRS"],
)
async def test_a_wrong_one_gets_a_useful_answer(desk: Desk, typed: str) -> None:
    await desk.play(f"""
        eve (fr): {typed}
        eve < Ce code ne fonctionne pas, ou plus … demander un autre … Vous pouvez nous écrire ici malgré tout …
        eve < nothing
    """)


@pytest.mark.parametrize("typed", ["ABCD-EFG2-JKMN", "mon code : ABCD-EFGH-JK2N-PQR"])
async def test_a_part_of_one_is_asked_for_whole(desk: Desk, typed: str) -> None:
    await desk.play(f"""
        eve (fr): {typed}
        eve < Veuillez écrire le code lui-même … ABCD-EFGH-JKMN-PQRS …
        eve < nothing
    """)


@pytest.mark.parametrize(
    "said",
    [
        "L'eau fuit dans A204 hier",
        "tout cela dans cave",
        "Le digicode 2024 de la cave ne marche plus",
        "Chaudière numéro de série 22A45678B9C23456 en panne totale depuis hier",
        "Virement FR76 3000 6000 2345 6789 fait deux fois pour les charges",
    ],
)
async def test_what_only_looks_like_one_is_a_report(desk: Desk, said: str) -> None:
    await desk.play(f"""
        eve (fr): {said}
        eve < … Quel est votre nom ? …
    """)


@pytest.mark.parametrize(
    "said", ["Code : 12B45", "Le code de la box est ABCD-2345-EFGH-6789 merci", "22A45678B9C23456"]
)
async def test_to_an_open_request_another_code_is_an_answer(desk: Desk, said: str) -> None:
    """Staff have asked for the door's."""
    await desk.report("jo", "paris-leak", "De l'eau coule du plafond de la cuisine depuis ce matin")
    await desk.play(f"""
        KARIM: Quel est le code de la porte ?
        jo < …
        jo: {said}
        jo sees 👌
        thread < Jo: {said}
    """)


async def test_whoever_guesses_in_any_way_has_five_tries_an_hour(desk: Desk) -> None:
    await logged(desk)
    home = await invited(desk)
    work = await code_for(desk, "Julien")
    guess = "wx2y z3ab cde4 fgh5"
    await desk.play(f"eve (fr): {guess}\neve < Ce code ne fonctionne pas")
    for way in ("mon code : {}", "/link {}", "Bonjour, le code est {} merci", "/start home-{}"):
        await desk.play(f"eve: {way.format(guess)}\neve < Ce code ne fonctionne pas")
    await desk.play(f"""
        eve: {home.replace("-", " ").lower()} mon code
        eve < Plusieurs codes de suite n’ont pas fonctionné …
        eve: {work}
        eve < Plusieurs codes de suite …
        eve: mon code {home} et sinon l'ascenseur de mon immeuble est encore en panne depuis ce matin
        eve < Plusieurs codes de suite …
        eve < … Quel est votre nom ? …
        jeanne (fr): {home}
        jeanne < {WELCOME}
        jeanne reads on
    """)


async def test_what_may_be_one_is_looked_at_five_times_an_hour_too(desk: Desk) -> None:
    await logged(desk)
    code = (await invited(desk)).lower().replace("-", " ")
    for _ in range(5):
        await desk.play("eve (fr): dans cave avec tuba\neve reads on\neve: /cancel\neve reads on")
    await desk.play(f"""
        eve: {code}
        eve < Plusieurs codes de suite …
        eve < nothing
    """)
