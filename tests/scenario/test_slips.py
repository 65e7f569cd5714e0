"""What staff are asked in posts with buttons shows what came of it at once, wherever it was settled (ADR 0038)."""

from __future__ import annotations

from tests.fakes.channels import Shown
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


def asked(desk: Desk, room: str, words: str) -> Shown:
    """The last post with these words in a room, or in somebody's conversation with the app."""
    return [one for one in desk.slack.shown if one.room == room and words in one.text][-1]


def labels(post: Shown) -> list[str]:
    """Its buttons."""
    return [one.label for one in post.actions]


async def test_one_answers_for_all_who_were_asked(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM presses: Prendre en charge
        camille reads on
        SOPHIE presses: S’engager ou faire une remise…
        SOPHIE fills: De quoi s’agit-il ? = Un engagement | Quoi exactement ? = un décompte détaillé \
            | Pour quand = 2026-03-02
        camille reads on
        (9 hours later)
        SOPHIE < … Est-ce tenu ?
        KARIM < … Est-ce tenu ?
    """)
    stale = desk.slack.press_labelled(
        desk.staff("SOPHIE"), asked(desk, "U0SOPHIE", "Est-ce tenu"), "Non tenue"
    )
    await desk.play("""
        KARIM in "Est-ce tenu" presses: Tenue
        camille < nothing
        SOPHIE < nothing
    """)
    await desk.happens(stale)
    await desk.play("SOPHIE < Ce n’est plus possible …")
    for room in ("U0KARIM", "U0SOPHIE"):
        post = asked(desk, room, "Est-ce tenu")
        assert labels(post) == []
        assert "✅" in post.text
        assert "(Tenue · Karim Benali, lundi 19:00)" in post.text
    thread = [one for one in desk.slack.thread(desk.card) if "un décompte détaillé" in one.text]
    assert [labels(one) for one in thread if "✅ Tenue, dit Karim Benali" in one.text] == [[]] * 2
    assert not any(one.name.startswith("pledge.") for post in thread for one in post.actions)


async def test_an_answer_in_the_thread_settles_the_reminder(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (24 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse
    """)
    assert "Répondre au résident" in labels(asked(desk, "U0KARIM", "attend une réponse"))
    await desk.play("""
        SOPHIE: The meter was read twice.
        ellen reads on
    """)
    post = asked(desk, "U0KARIM", "attend une réponse")
    assert labels(post) == []
    assert "Répondre au résident · Sophie Lambert, mardi 10:00" in post.text


async def test_an_answer_by_any_other_way_settles_the_reminder(desk: Desk) -> None:
    for act in ("Réponse type…", "Passer en résolu"):
        await desk.report("ellen", "paris-charges", CHARGES)
        await desk.play("""
            KARIM presses: Prendre en charge
            ellen reads on
            (24 hours later)
            ellen reads on
        """)
        post = asked(desk, "U0KARIM", "attend une réponse")
        assert "Répondre au résident" in labels(post)
        await desk.play(f"SOPHIE presses: {act}")
        if act == "Réponse type…":
            await desk.play("SOPHIE picks: Demande prise en compte\nSOPHIE fills:\nellen reads on")
        assert labels(post) == []
        assert "Réglé entre-temps : elle est maintenant" in post.text
        desk.read_all()


async def test_what_is_in_other_hands_now_asks_nothing_more(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (24 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse
        SOPHIE presses: Affecter…
        SOPHIE fills: À qui ? = Sophie Lambert
        ellen reads on
    """)
    post = asked(desk, "U0KARIM", "attend une réponse")
    assert labels(post) == []
    assert "☑️" in post.text
    assert "Réglé entre-temps : elle est maintenant « en cours », chez Sophie Lambert." in post.text


async def test_a_part_that_another_has_now(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Chercher la facture | Par qui ? = Sophie Lambert
        SOPHIE < … Chercher la facture
        KARIM in "Chercher la facture" presses: Réaffecter…
        KARIM fills: Par qui ? = Claire Dubois
        CLAIRE < … Chercher la facture
    """)
    assert labels(asked(desk, "U0SOPHIE", "Chercher la facture")) == []
    assert "Terminé" in labels(asked(desk, "U0CLAIRE", "Chercher la facture"))
    await desk.play("""
        KARIM in "Sous-demande pour Claire" presses: Plus nécessaire
    """)
    post = asked(desk, "U0CLAIRE", "Chercher la facture")
    assert labels(post) == []
    assert "Plus nécessaire · Karim Benali" in post.text


async def test_whoever_goes_is_offered_the_next_step_where_he_reads_it(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-leak", "Water has been dripping from my kitchen ceiling since this morning"
    )
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-03 | De – à = 15:00 | Qui intervient ? = Julien Moreau
        ellen reads on
    """)
    told = [one for one in desk.slack.shown if one.room == "U0JULIEN" and one.actions][-1]
    assert labels(told)[:2] == ["En route", "Arrivé sur place"]
    stale = desk.slack.press_labelled(desk.staff("JULIEN"), told, "En route")
    await desk.happens(desk.slack.press_labelled(desk.staff("JULIEN"), told, "En route"))
    assert "Arrivé sur place" in labels(told)
    assert "En route" not in labels(told)
    await desk.play("ellen reads on")
    await desk.happens(
        desk.slack.press_labelled(desk.staff("MARC"), asked(desk, desk.card.room, "📅"), "Arrivé sur place")
    )
    assert labels(told) == ["Visite terminée"]
    await desk.happens(stale)
    assert labels(told) == ["Visite terminée"]
    await desk.play("ellen reads on")
