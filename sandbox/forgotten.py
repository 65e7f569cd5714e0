"""The second story of ``palier demo --play``: a request that is forgotten goes up to the director, and its resident is
told at each step who has it now."""

from __future__ import annotations

from sandbox.stage import Resident, Stage, Thread

ACCOUNTS = "C0ACCT001"
QUESTION = "Bonjour, mes charges ont augmenté de moitié ce trimestre et personne ne m’a dit pourquoi."
ANSWER = "Bonjour Madame Moreau, le compteur d’eau avait été relevé deux fois : 212 € vous sont recrédités."


async def forgotten(stage: Stage, camille: Resident) -> None:
    """Tell it. ``camille`` has reported something before: she is asked less."""
    thread = await _reported(stage, camille)
    await _climbs(stage, camille, thread)
    await _answered(stage, camille, thread)


async def _reported(stage: Stage, camille: Resident) -> Thread:
    stage.scene("Paris again: a question about charges is taken, then forgotten")
    await stage.writes(camille, QUESTION)
    await stage.hears(camille, "l’objet de votre demande")
    await stage.taps(camille, "Charges, paiements")
    await stage.hears(camille, "photo")
    await stage.taps(camille, "Sans photo")
    await stage.hears(camille, "Charges, paiements")
    await stage.taps(camille, "Envoyer")
    await stage.hears(camille, "Comptabilité")
    thread = await stage.finds(ACCOUNTS, "mes charges ont augmenté")
    await stage.presses("Karim Benali", thread, "Prendre en charge")
    await stage.hears(camille, "maintenant suivie par Karim Benali")
    return thread


async def _climbs(stage: Stage, camille: Resident, thread: Thread) -> None:
    stage.scene("Nobody answers: a reminder, then one step up after the other")
    await stage.until_looked_at(thread)
    await stage.reads(thread, "⏰ Karim Benali : le résident attend une réponse")
    await stage.told("Karim Benali", "⏰ Karim Benali : le résident attend une réponse")
    await stage.until_looked_at(thread)
    await stage.reads(thread, "🔺 De Karim Benali à Sophie Lambert")
    await stage.told("Sophie Lambert", "cette demande vous revient")
    await stage.hears(camille, "Sophie Lambert, Comptabilité copropriété s’en occupe désormais")
    await stage.until_looked_at(thread)
    await stage.reads(thread, "🔺 De Sophie Lambert à Hélène Marchand")
    await stage.told("Hélène Marchand", "cette demande vous revient")
    await stage.hears(camille, "Hélène Marchand, Direction s’en occupe désormais")


async def _answered(stage: Stage, camille: Resident, thread: Thread) -> None:
    stage.scene("The director answers")
    posted = await stage.posts("Hélène Marchand", thread, ANSWER)
    await stage.hears(camille, "212 €")
    await stage.marked(thread, posted, "white_check_mark")
    await stage.presses("Hélène Marchand", thread, "Répondue")
    await stage.hears(camille, "Tout est-il réglé pour vous ?")
    await stage.taps(camille, "Oui, merci")
    await stage.hears(camille, "Merci. Votre demande")
    await stage.reads(thread, "clôturée")
