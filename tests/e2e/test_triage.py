"""Triage through the whole product (rows A2, A3, B3): two press at once, re-route, ask, split, join, decline."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.control import ActionError
from tests.e2e.at_desk import alone, card, direct, does, press, reports, says
from tests.e2e.house import House, house

CHARGES = "Les charges de ce trimestre sont le double de celles du précédent"
BADGE = "Mon badge n’ouvre plus la porte du garage depuis hier soir"


async def test_two_press_at_once_and_the_request_goes_elsewhere(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        camille = await stage.resident("Camille", "Moreau", "fr")
        old = await reports(home, camille, "fr", "paris-charges", CHARGES)

        pressed = {"channel": old.channel, "ts": old.ts, "action_id": "ticket.take"}
        await asyncio.gather(*(slack["press"](user=who, **pressed) for who in ("U0KARIM", "U0SOPHIE")))
        await home.settled()
        told = [text for text in home.heard(camille) if "est maintenant suivie par" in text]
        assert len(told) == 1
        first, late = ("Karim Benali", "U0SOPHIE") if "Karim" in told[0] else ("Sophie Lambert", "U0KARIM")
        assert f"{first} a été plus rapide" in await alone(home, late)
        assert first in str((await card(home, old))["blocks"])

        await stage.posts("U0KARIM", old, "Je cherche le bon interlocuteur.")
        await home.soon(stage.hears(camille, "Je cherche le bon interlocuteur."))
        await slack["press"](
            user="U0KARIM", **pressed | {"action_id": "ticket.reroute"}, selected="paris-leak"
        )
        await home.soon(stage.hears(camille, "a été transmise"))
        new = await home.soon(stage.finds("C0TECH001", CHARGES))
        await home.settled()
        carried = "\n".join(await home.thread(new))
        assert "Je cherche le bon interlocuteur." in carried
        left = await card(home, old)
        assert f"archives/{new.channel}/p{new.ts.replace('.', '')}" in str(left["blocks"])
        assert "Réorientée par Karim Benali" in str(left["blocks"])
        assert left["buttons"] == []
        with pytest.raises(ActionError):  # nothing that can't be is offered
            await press(home, "U0MARC", new, "ticket.reopen")

        question = {"text": "Depuis quelle facture ?"}
        await does(home, "U0MARC", new, "ticket.ask", "Votre question", **question)
        await home.soon(stage.hears(camille, "Marc Petit, Service technique"))
        assert "réponse du résident" in str((await card(home, new))["blocks"])
        await stage.writes(camille, "Celle de mars. Et la cave est inondée.")
        answer = await home.soon(stage.reads(new, "Et la cave est inondée."))
        await home.settled()
        assert "en cours" in str((await card(home, new))["blocks"])

        before = home.sandbox.journal.last
        await slack["shortcut"](
            user="U0MARC", callback_id="ticket.split", channel=new.channel, ts=answer["ts"]
        )
        shown = await home.soon(home.window("U0MARC", "Celle de mars", after=before))
        assert "Sur quoi porte la seconde demande" in str(shown)
        await slack["submit_view"](user="U0MARC", values={"text": "La cave est inondée"})
        await home.soon(stage.hears(camille, "devient une demande à part"))
        cellar = await home.soon(stage.finds("C0TECH001", "La cave est inondée"))
        await home.settled()
        assert "archives/" in str(await home.thread(new)) + str(await home.thread(cellar))


async def test_joined_declined_and_opened_again(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        emma = await stage.resident("Emma", "Brown", "en")
        charges = "Why are the charges of this quarter twice those of the last"
        first = await reports(home, emma, "en", "paris-charges", charges)
        second = await reports(
            home,
            emma,
            "en",
            "paris-access",
            "My badge does not open the garage any more",
            known=True,
            doubted="paris-leak",
        )
        assert "🧭" not in str(await card(home, second))
        title = str((await card(home, first))["blocks"][0])
        before = home.sandbox.journal.last
        await press(home, "U0CLAIRE", second, "ticket.merge")
        await home.soon(home.window("U0CLAIRE", "À quelle demande", after=before))
        shown = await slack["view"](user="U0CLAIRE")
        (into,) = [option for one in shown["inputs"] for option in one["options"]]
        assert into in title
        await slack["submit_view"](user="U0CLAIRE", values={"into": into})
        await home.soon(stage.hears(emma, "is about the same thing as"))
        await home.settled()
        assert "My badge does not open the garage" in "\n".join(await home.thread(first))
        gone = await card(home, second)
        assert "Fusionnée avec" in str(gone["blocks"])
        assert gone["buttons"] == []
        await stage.writes(emma, "And the charges too")
        await home.soon(stage.reads(first, "And the charges too"))
        await home.settled()

        await press(home, "U0KARIM", first, "ticket.decline")
        assert (await slack["submit_view"](user="U0KARIM", values={}))["errors"]
        values = {"reason": "Partie privative", "text": "Kind regards"}
        assert await slack["submit_view"](user="U0KARIM", values=values) == {"view": None}
        await home.soon(stage.hears(emma, "is closed with this explanation"))
        (explained,) = [text for text in home.heard(emma) if "Kind regards" in text]
        assert "This is a private part" in explained
        assert "Karim Benali, Accounts" in explained
        await home.settled()
        shown = await card(home, first)
        assert "refusée" in str(shown["blocks"])
        assert not any("Refuser" in str(one) for one in shown["buttons"])
        await does(home, "U0SOPHIE", first, "ticket.reopen")
        await home.soon(stage.hears(emma, "We are looking into your request"))

        # and once more, in words of one's own only
        own = "As I told you on the telephone: the meeting decides on that in May."
        await does(home, "U0SOPHIE", first, "ticket.decline", "Ou avec vos propres mots", text=own)
        await home.soon(stage.hears(emma, own))

        await _stays_with_his_topic(home)


async def _stays_with_his_topic(home: House) -> None:
    """Though his words speak of another: staff see that, and see to it."""
    stage, words = home.stage, "The lift of block B has been standing still since Monday"
    paul = await stage.resident("Paul", "Weber", "en")
    charges = await reports(home, paul, "en", "paris-charges", words, doubted="paris-charges")
    assert "🧭 Le message parle peut-être plutôt de : Ascenseur" in str(await card(home, charges))
    about = {"channel": charges.channel, "ts": charges.ts, "action_id": "ticket.reroute"}
    await home.sandbox.slack.actions()["press"](user="U0KARIM", **about, selected="paris-lift")
    await home.soon(stage.hears(paul, "(Lift) is now with Technical department."))
    lift = await home.soon(stage.finds("C0TECH001", words))
    await home.settled()
    assert "🧭" not in str(await card(home, lift))
    assert not [text for text in home.heard(paul) if "🧭" in text]


async def test_it_grows_old_is_listed_as_late_and_must_not_wait(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        camille = await stage.resident("Camille", "Moreau", "fr")
        thread = await reports(home, camille, "fr", "paris-charges", CHARGES)
        await does(home, "U0KARIM", thread, "ticket.take")
        shown = str((await card(home, thread))["blocks"])
        assert "🟢" in shown
        assert "Karim Benali, depuis" in shown
        passed_on = {"member": "Sophie Lambert", "word": "C’est ton immeuble"}
        await does(home, "U0KARIM", thread, "ticket.hand_over", "À qui", **passed_on)
        await home.soon(stage.hears(camille, "Sophie Lambert"))
        assert "C’est ton immeuble" in str(
            (await direct(home, "U0SOPHIE", "vous a confié la demande"))["blocks"]
        )

        home.advance(timedelta(days=6).total_seconds())
        await home.fired()
        assert "🔴" in str((await card(home, thread))["blocks"])
        listed = await home.soon(stage.asks("U0HELENE", "C0MGMT001", "late"))
        assert "🔴" in str(listed["blocks"])
        assert f"archives/C0ACCT001/p{thread.ts.replace('.', '')}" in str(listed["blocks"])

        await does(home, "U0SOPHIE", thread, "complaint.severity", "Critères", urgency=["Agir tout de suite"])
        await direct(home, "U0HELENE", "À traiter tout de suite")
        assert "⚡" in str((await card(home, thread))["blocks"])


async def test_what_is_missing_is_shown_and_just_that_is_asked(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        fang = await stage.resident("Fang", "Wang", "zh")
        said = "从昨天晚上开始外墙的瓷砖一直在往下掉"
        await stage.writes(fang, said)
        answers = (
            ("What is your name?", "", "Fang Wang"),
            (
                "Which residence is it about? Choose it, or type a part of its name or address.",
                "Mine isn't here",
                "",
            ),
            ("Which building is it then? Please write its name and address.", "", "未知路3号"),
            ("Which flat or shop? For a common area, write where it is.", "", "外墙"),
            ("What is it about?", "Something else", ""),
            ("Any photos? Send them now, or go on without.", "No photos", ""),
            ("Please check your request before I send it:", "Send", ""),
        )
        topic = {one.names["en"]: one.names["zh"] for one in home.app.directory.topics}
        for question, taps, writes in answers:
            await home.soon(stage.hears(fang, says(home, question, "zh")))
            if taps:
                await stage.taps(fang, topic.get(taps) or says(home, taps, "zh"))
            else:
                await stage.writes(fang, writes)
        thread = await home.soon(stage.finds("C0CARE001", said))
        await home.settled()
        shown = str((await card(home, thread))["blocks"])
        assert "À qualifier : la résidence est inconnue" in shown
        assert "未知路3号" in shown

        before = len(home.heard(fang))
        await does(home, "U0CLAIRE", thread, "ticket.qualify")
        choose = "Which residence is it about? Choose it, or type a part of its name or address."
        await home.soon(stage.hears(fang, says(home, choose, "zh")))
        assert "réponse du résident" in str((await card(home, thread))["blocks"])
        await stage.taps(fang, "Les Cèdres")
        await home.soon(stage.reads(thread, "Fang Wang a répondu"))
        await home.settled()
        asked = home.heard(fang)[before:]
        assert len(asked) == 3, asked  # who asks, what is missing, thanks
        shown = str((await card(home, thread))["blocks"])
        assert "À qualifier" not in shown
        assert "Les Cèdres" in shown
