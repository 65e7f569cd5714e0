"""A joint complaint by the whole product: proposed, forgotten, accepted, told, joined, left, solved (row E3)."""

from __future__ import annotations

from pathlib import Path

from sandbox.stage import Resident
from tests.e2e.desk_posts import fill, find, press, window
from tests.e2e.house import House, house

MANAGEMENT = "C0MGMT001"
STEPS = {
    "fr": ("Réclamation", "Passer", "Passer", "Sans photo", "Envoyer"),
    "en": ("Complaint", "Skip", "Skip", "No photos", "Send"),
}


async def complaint(home: House, first: str, flat: str, words: str, language: str = "fr") -> Resident:
    """Somebody complains; it is with the office."""
    resident = await home.stage.resident(first, "Moreau", language)
    await home.stage.writes(resident, words)
    for label in (f"{first} Moreau", "Les Cèdres"):
        await home.stage.taps(resident, label)
    await home.stage.hears(resident, "appartement" if language == "fr" else "flat")
    await home.stage.writes(resident, flat)
    for label in STEPS[language]:
        await home.stage.taps(resident, label)
    await home.stage.hears(resident, "/status")
    return resident


async def test_from_three_complaints_to_one_solution(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille = await home.soon(complaint(home, "Camille", "B12", "De la musique dans la cave chaque nuit"))
        paul = await home.soon(
            complaint(home, "Paul", "A11", "La cave est une discothèque, nous ne dormons plus")
        )
        zoe = await home.soon(complaint(home, "Zoé", "A11", "Musique très forte toute la nuit dans la cave"))
        await find(home, MANAGEMENT, "3 personnes, 2 foyers", "Réclamation collective")
        await home.settled()
        ((due,),) = home.rows("SELECT due_at FROM timer WHERE kind = 'incident'")
        home.advance(due / 1000 - home.app.worker.house.now().timestamp() + 1)
        await find(home, "@U0HELENE", "Pas encore décidé")

        await press(home, "U0CLAIRE", MANAGEMENT, "3 personnes, 2 foyers", "Réclamation collective")
        report = await find(home, MANAGEMENT, "Rapport à l’agence")
        assert "Camille Moreau · B12" in str(report["blocks"]), "who, where, since when, of what"
        await find(home, "@U0HELENE", "Réclamation collective, gravité A")

        ellen = await home.soon(
            complaint(home, "Ellen", "A42", "Loud music from the cellar every night", language="en")
        )
        await home.soon(home.stage.hears(ellen, "This is known to us already"))
        await home.soon(home.stage.taps(ellen, "It’s the same"))
        await home.soon(home.stage.hears(ellen, "you will hear from us together with the others"))
        await find(home, MANAGEMENT, "4 personnes, 3 foyers")

        await press(home, "U0CLAIRE", MANAGEMENT, "4 personnes, 3 foyers", "Informer tout le monde…")
        news = {"text": "La cave sera fermée ce soir.", "text.en": "The cellar closes tonight."}
        await fill(home, "U0CLAIRE", news)
        for resident in (camille, paul, zoe):
            await home.soon(home.stage.hears(resident, "La cave sera fermée ce soir."))
        await home.soon(home.stage.hears(ellen, "The cellar closes tonight."))
        await press(home, "U0CLAIRE", MANAGEMENT, "4 personnes, 3 foyers", "Retirer…")
        shown = await home.soon(window(home, "U0CLAIRE", ["ticket"]))
        options = next(one["options"] for one in shown["inputs"])
        await home.sandbox.slack.actions()["submit_view"](
            user="U0CLAIRE", values={"ticket": next(one for one in options if "Ellen" in one)}
        )
        await home.soon(home.stage.hears(ellen, "has turned out to be about something else"))
        await find(home, MANAGEMENT, "3 personnes, 2 foyers", "Résolu : répondre à tous…")

        await press(home, "U0CLAIRE", MANAGEMENT, "3 personnes, 2 foyers", "Résolu : répondre à tous…")
        await fill(home, "U0CLAIRE", {"cause": "Un voisin", "solution": "La cave est fermée la nuit"})
        for resident in (camille, paul, zoe):
            await home.soon(home.stage.hears(resident, "La cave est fermée la nuit"))
        await home.soon(home.stage.taps(zoe, "Non, pas encore"))
        await home.soon(home.stage.hears(zoe, "de nouveau ouverte"))
        await find(home, MANAGEMENT, "Réclamation collective résolue")
        states = [row[0] for row in home.rows("SELECT state FROM ticket ORDER BY opened_at")]
        assert states[:3] == ["confirming", "confirming", "open"]
        for resident in (camille, paul, zoe, ellen):
            assert await home.shown(resident, "ce soir") + await home.shown(resident, "tonight") == 1
