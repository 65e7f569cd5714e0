"""Clocks through the whole product, its time and the platforms' set forward together (rows D3, D5, D7, E2, E8)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import build
from bot.config import load_config
from bot.demo import environment
from bot.services.closing import askings, follow_up
from sandbox.control import ActionError
from sandbox.journal import PATIENCE
from sandbox.stage import Resident, Thread
from tests.e2e.house import House, free_port, house

QUESTION = "Bonjour, mes charges ont augmenté de moitié ce trimestre et personne ne m’a dit pourquoi"
RATE = "Comment évaluez-vous"
CHASED = "⏰ Bâtir SA devait répondre avant"
NOISE = "Les voisins du dessus font des travaux toutes les nuits depuis deux semaines"


async def move(at: House, seconds: float) -> None:
    """Product and platforms go on together."""
    await at.settled()
    await at.sandbox.page.move({"seconds": seconds})
    async with asyncio.timeout(PATIENCE):
        while at.rows("SELECT 1 FROM timer WHERE due_at <= ?", at.app.worker.house.now().timestamp() * 1000):
            await at._breath()
    await at.settled()


async def until(at: House, *kinds: str) -> None:
    """They go on to the next timer of these kinds."""
    await at.settled()
    marks = ", ".join("?" * len(kinds))
    ((due,),) = at.rows(f"SELECT min(due_at) FROM timer WHERE kind IN ({marks})", *kinds)  # noqa: S608
    now: datetime = at.app.worker.house.now()
    await move(at, max(due / 1000 - now.timestamp(), 0) + 0.01)


async def a_question(at: House) -> tuple[Resident, Thread]:
    """Camille asks about her charges; Karim has it."""
    stage = at.stage
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, QUESTION)
    for label in ("Camille Moreau", "Les Cèdres"):
        await stage.taps(camille, label)
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    for label in ("Charges, paiements", "Sans photo", "Envoyer"):
        await stage.taps(camille, label)
    thread = await stage.finds("C0ACCT001", "mes charges ont augmenté")
    await stage.presses("Karim Benali", thread, "Prendre en charge")
    await stage.hears(camille, "maintenant suivie par Karim Benali")
    return camille, thread


async def fills(at: House, who: str, thread: Thread, action: str, **values: Any) -> None:
    """He presses an action of the card, or chooses it from its list, and sends its window in."""
    slack, before = at.sandbox.slack.actions(), at.sandbox.journal.last
    about = {"user": who, "channel": thread.channel, "ts": thread.ts}
    try:
        await slack["press"](action_id=action, **about)
    except ActionError:
        await slack["press"](action_id="ticket.more", selected=action, **about)
    await at.soon(at.window(who, "", after=before))
    assert await slack["submit_view"](user=who, values=values) == {"view": None}


async def card(at: House, thread: Thread) -> str:
    """The card as it stands once all has been said."""
    await at.settled()
    return (await at.thread(thread))[0]


async def test_forgotten_answered_silent_and_back(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        stage = at.stage
        camille, thread = await at.soon(a_question(at))
        weeks = at.app.worker.house.now() + timedelta(days=20)
        away = await at.soon(stage.asks("Sophie Lambert", "C0ACCT001", "away du 1er au 3 mai"))
        assert "du 1er mai" in str(away)
        await at.soon(stage.asks("Sophie Lambert", "C0ACCT001", "back"))
        await at.soon(stage.asks("Sophie Lambert", "C0ACCT001", f"absent aujourd’hui au {weeks:%d/%m}"))
        await until(at, "clock")
        await at.soon(stage.reads(thread, "⏰ Karim Benali : le résident attend une réponse"))
        await at.soon(stage.told("Karim Benali", "⏰ Karim Benali : le résident attend une réponse"))
        await until(at, "clock")
        await at.soon(stage.reads(thread, "🔺 De Karim Benali à Hélène Marchand"))
        await at.soon(stage.told("Hélène Marchand", "cette demande vous revient"))
        await at.soon(stage.hears(camille, "Hélène Marchand, Direction s’en occupe désormais"))
        assert "🔴" in await card(at, thread)
        assert "Sophie Lambert" not in "\n".join(await at.thread(thread))
        await at.soon(stage.posts("Hélène Marchand", thread, "Le compteur a été relevé deux fois."))
        await at.soon(stage.presses("Hélène Marchand", thread, "Répondue"))
        await at.soon(stage.hears(camille, "Tout est-il réglé pour vous ?"))
        await _silence_is_overtaken(at, camille, thread)


async def _silence_is_overtaken(at: House, camille: Resident, thread: Thread) -> None:
    """Reminded once; what she writes just before the end arrives an hour after it."""
    stage = at.stage
    await until(at, askings.NUDGE)
    await at.soon(stage.hears(camille, "Sans nouvelles de votre part avant"))
    await move(at, 23.9 * 3600)
    at.fault("telegram", "getUpdates", "error", times=None, status=429, retry_after=1)
    other = await stage.resident("Bruno", "Keller", "fr")
    await stage.writes(other, "/help")  # what was being polled comes; then nothing does
    await at.soon(stage.hears(other, "/report"))
    await stage.writes(camille, "Le compte n’y est toujours pas.")
    await at.sandbox.page.move({"seconds": 3600})
    await at.soon(stage.hears(camille, "nous avons clos"))
    at.sandbox.faults.clear()
    await at.soon(stage.hears(camille, "Nos messages se sont croisés"))
    await at.soon(stage.reads(thread, "Le compte n’y est toujours pas."))
    await at.soon(stage.told("Hélène Marchand", "n’est pas satisfait"))
    assert "Rouverte" in await card(at, thread)


async def test_satisfied_asked_again_and_rung_up(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await at.soon(a_question(at))
        await _chooses(at, "U0SOPHIE", thread, "ticket.important")
        await _satisfied_twice_rated_once(at, camille, thread)
        await fills(
            at, "U0KARIM", thread, "ticket.call", outcome="joint : il reste un problème", text="Le solde"
        )
        await at.soon(at.stage.reads(thread, "Appel à Camille Moreau : joint : il reste un problème"))
        await at.soon(at.stage.hears(camille, "Nous reprenons votre demande"))
        assert "en cours" in await card(at, thread)
        assert not any("Le solde" in words for words in at.heard(camille))


async def _chooses(at: House, who: str, thread: Thread, action: str) -> None:
    """He chooses an action from the card's list."""
    about = {"user": who, "channel": thread.channel, "ts": thread.ts}
    await at.sandbox.slack.actions()["press"](action_id="ticket.more", selected=action, **about)
    await at.settled()


async def _satisfied_twice_rated_once(at: House, camille: Resident, thread: Thread) -> None:
    """She is satisfied and gives stars; a month later not all is well, then it is."""
    stage = at.stage
    for first in (True, False):
        await at.settled()
        await at.soon(stage.presses("Karim Benali", thread, "Passer en résolu"))
        await at.soon(stage.hears(camille, "Le résultat vous donne-t-il"))
        await at.soon(stage.taps(camille, "Oui, merci"))
        await at.soon(stage.hears(camille, "est clôturée"))
        if first:
            await at.soon(stage.taps(camille, "★★★★"))
            await at.soon(stage.taps(camille, "Passer"))
            await until(at, follow_up.TIMER)
            await at.soon(stage.taps(camille, "Non, il reste un problème"))
            await at.soon(stage.reads(thread, "tout ne va pas bien"))
    await at.settled()
    assert sum(RATE in words for words in at.heard(camille)) == 1


async def a_complaint(at: House) -> tuple[Resident, Thread]:
    """Camille complains; it is with Claire, of severity B."""
    stage = at.stage
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, NOISE)
    for label in ("Camille Moreau", "Les Cèdres"):
        await stage.taps(camille, label)
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    for label in ("Réclamation", "Passer", "Passer", "Sans photo", "Envoyer"):
        await stage.taps(camille, label)
    reviewed = await stage.finds("C0MGMT001", "Les voisins du dessus")
    await stage.presses("Hélène Marchand", reviewed, "Transmettre")
    thread = await stage.finds("C0CARE001", "Les voisins du dessus")
    await stage.presses("Claire Dubois", thread, "Prendre en charge")
    await stage.hears(camille, "Claire Dubois")
    return camille, thread


async def test_more_time_is_refused_then_given(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        stage = at.stage
        camille, thread = await at.soon(a_complaint(at))
        for reason, decision in (
            ("Le syndic voisin est absent", "time.refuse"),
            ("L’artisan revient", "time.approve"),
        ):
            until_then = int((at.app.worker.house.now() + timedelta(days=6)).timestamp())
            await fills(at, "U0CLAIRE", thread, "time.more", reason=reason, until=until_then)
            await at.soon(stage.reads(thread, reason))
            await at.settled()
            asked = [post for post in at.posted() if reason in str(post) and post["channel"].startswith("D")][
                -1
            ]
            place = Thread(asked["channel"], asked["ts"])
            if decision == "time.refuse":
                await fills(at, "U0THOMAS", place, decision, reason="Un appel suffit")
                await at.soon(stage.told("Claire Dubois", "Un appel suffit"))
            else:
                await at.sandbox.slack.actions()["press"](
                    user="U0THOMAS", channel=place.channel, ts=place.ts, action_id=decision
                )
        await at.soon(stage.hears(camille, "il nous faut plus de temps"))
        told = [words for words in at.heard(camille) if "plus de temps" in words]
        assert len(told) == 1
        assert not any(
            word in str(at.heard(camille)) for word in ("syndic voisin", "artisan", "appel suffit")
        )


async def test_an_outside_party_is_chased_and_a_month_makes_it_grave(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        stage = at.stage
        camille, thread = await at.soon(a_complaint(at))
        await fills(at, "U0CLAIRE", thread, "outside.ask", name="Bâtir SA", question="Quand finissez-vous ?")
        await at.soon(stage.hears(camille, "Bâtir SA"))
        for _ in range(12):
            await until(at, "clock")
            if any(CHASED in text for text in await at.thread(thread)):
                break
        await at.soon(stage.reads(thread, CHASED))
        await at.soon(stage.told("Hélène Marchand", CHASED))
        await move(at, 30 * 24 * 3600)
        await until(at, "clock")
        await at.soon(stage.reads(thread, "elle passe en gravité A"))
        await at.soon(stage.told("Hélène Marchand", "gravité A"))
        assert "PAR-A-" in await card(at, thread)


async def test_two_processes_on_one_database_do_everything_once(tmp_path: Path, postgres_url: str) -> None:
    on = {"PALIER_DATABASE_URL": postgres_url}
    port = free_port()
    door = {"PALIER_HTTP_LISTEN": f"127.0.0.1:{port}"}
    async with house(tmp_path, more=on) as at:
        camille, thread = await a_question(at)
        settings = environment(at.sandbox, at.data) | on | door
        other = build(load_config(settings, env_file=None), at.app.directory, at.app.worker.house.clock)
        work = asyncio.ensure_future(other.run())
        try:
            await other.listening.wait()
            for words in ("⏰ Karim Benali : le résident attend", "🔺 De Karim Benali à Sophie Lambert"):
                await at.stage.until_looked_at(thread)
                other.supervisor.nudge()
                await at.stage.reads(thread, words)
            await at.stage.hears(camille, "s’en occupe désormais")
            shown = "\n".join(await at.thread(thread))
            assert [shown.count(words) for words in ("⏰ Karim Benali", "🔺 De Karim Benali")] == [1, 1]
            assert await at.shown(camille, "s’en occupe désormais") == 1
        finally:
            other.supervisor.stop()
            await work
