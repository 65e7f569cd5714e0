"""Visits by the whole product, aiogram and slack-bolt, the clock set forward: what each side reads (rows A12, D6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import icalendar

from sandbox.stage import Resident
from tests.e2e.desk_posts import choose, fill, find, now, press, until
from tests.e2e.house import House, a_ticket, house

TECH = "C0TECH001"


def a_wednesday(home: House) -> datetime:
    """The beginning of the Wednesday of next week: late enough for every reminder."""
    today = now(home).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=9 - today.weekday())


def entries(home: House, resident: Resident) -> list[icalendar.Event]:
    """What a resident's calendar takes from the files in his chat."""
    world = home.sandbox.telegram.world
    files = [world.file_of(stored) for _, stored in sorted(world.people[resident.id].messages.items())]
    found = [
        icalendar.Calendar.from_ical(one.content()) for one in files if one and one.name.endswith(".ics")
    ]
    return [event for calendar in found for event in calendar.walk("VEVENT")]


async def test_a_visit_from_offer_to_farewell(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        await home.soon(home.stage.hears(camille, "Vous aurez une réponse avant"))  # row A12
        day = a_wednesday(home)
        values = {"day1": f"{day:%Y-%m-%d}", "span1": "10h-12h", "day2": f"{day:%Y-%m-%d}", "span2": "14h"}
        values["technician"] = "Julien Moreau"
        await choose(home, "U0MARC", thread, "visit.offer", values)
        await home.soon(home.stage.hears(camille, "Quel horaire vous convient"))
        chat = await home.sandbox.telegram.actions()["chat"](resident=camille.id)
        label = next(one for row in chat[-1]["buttons"] for one in row if "10:00–12:00" in one)
        await home.soon(home.stage.taps(camille, label))
        await home.soon(home.stage.hears(camille, "Pour préparer la visite"))
        await find(home, "@U0JULIEN", "Convenu avec le résident")
        await home.settled()
        (event,) = entries(home, camille)
        assert event["DTSTART"].dt == day.replace(hour=10)
        assert event["DTSTART"].dt.tzinfo is not None
        assert str(event["SUMMARY"]).startswith("Visite : Fuite d’eau")
        assert "27 avenue des Cèdres" in event["LOCATION"]

        await until(home, day - timedelta(hours=6))
        await home.soon(home.stage.hears(camille, "Julien Moreau, Service technique passera le"))
        await until(home, day.replace(hour=9))
        await home.soon(home.stage.hears(camille, "Julien Moreau, Service technique passera le"))
        await press(home, "U0JULIEN", "@U0JULIEN", "Rappel", "En route")
        await home.soon(home.stage.hears(camille, "est en route vers vous"))
        await press(home, "U0JULIEN", "@U0JULIEN", "Rappel", "Arrivé sur place")
        await home.soon(home.stage.hears(camille, "est sur place"))
        await press(home, "U0MARC", TECH, "📅 Visite de Julien Moreau", "Visite terminée")
        await home.soon(home.stage.hears(camille, "La visite pour votre demande"))
        promises = await home.soon(home.stage.asks("U0MARC", TECH, "promesses"))
        assert any("✅" in line and "une visite" in line for line in promises["blocks"])


async def test_times_nobody_chose_his_own_words_a_firm_that_does_not_come(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        day = a_wednesday(home)
        values = {"day1": f"{day:%Y-%m-%d}", "span1": "10h-12h", "technician": "Plomberie Roussel"}
        await choose(home, "U0MARC", thread, "visit.offer", values)
        await home.soon(home.stage.hears(camille, "Plomberie Roussel souhaite passer chez vous"))
        await until(home, day.replace(hour=10))
        await home.soon(home.stage.hears(camille, "quand cela vous conviendrait-il"))
        await find(home, "@U0MARC", "n’a choisi aucun des horaires")
        chat = await home.sandbox.telegram.actions()["chat"](resident=camille.id)
        offer = next(one for one in chat if one["buttons"] and "10:00–12:00" in str(one["buttons"]))
        await home.sandbox.telegram.actions()["press"](camille.id, offer["id"], label=offer["buttons"][0][0])
        await home.soon(home.stage.hears(camille, "Ces horaires sont malheureusement déjà passés"))
        await home.soon(home.stage.hears(camille, "Quand cela vous conviendrait-il"))
        await home.soon(home.stage.writes(camille, "Vendredi entre 9h et 11h, s'il vous plaît"))
        await home.soon(home.stage.hears(camille, "c’est transmis"))
        friday = day + timedelta(days=2)
        posted = await find(home, TECH, "qui souhaite : « Vendredi entre 9h")
        label = next(one["label"] for one in posted["buttons"] if one["label"].startswith("Retenir"))
        await press(home, "U0MARC", TECH, "qui souhaite : « Vendredi", label)
        await home.soon(home.stage.hears(camille, "Plomberie Roussel passera le vendredi"))
        await find(home, "@U0MARC", "C’est Plomberie Roussel qui intervient")
        await home.settled()
        (event,) = entries(home, camille)
        assert event["DTSTART"].dt == friday.replace(hour=9)
        assert "Plomberie Roussel" in event["DESCRIPTION"]
        (letter,) = await home.sandbox.mail.actions()["mails"](to="chantiers@plomberie-roussel.example")
        (told,) = icalendar.Calendar.from_ical(letter["calendar"]).walk("VEVENT")
        assert told["DTSTART"].dt == friday.replace(hour=9)
        assert "27 avenue des Cèdres" in letter["text"]
        assert not any(private in letter["text"] + letter["calendar"] for private in ("Camille", "9h et 11h"))

        await until(home, friday.replace(hour=9, minute=15))
        await home.soon(home.stage.hears(camille, "Nous vous prions de nous excuser : Plomberie Roussel"))
        await press(home, "U0MARC", "@U0MARC", "Personne n’a appuyé", "Motif et nouveaux horaires…")
        monday = friday + timedelta(days=3)
        excuse = {"reason": "La camionnette est en panne.", "day1": f"{monday:%Y-%m-%d}", "span1": "14h"}
        await fill(home, "U0MARC", excuse)
        await home.soon(home.stage.hears(camille, "La camionnette est en panne."))
        promises = await home.soon(home.stage.asks("U0MARC", TECH, "promesses"))
        assert any("❌" in line and "une visite" in line for line in promises["blocks"])
