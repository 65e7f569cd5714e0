"""Usual answers: chosen, read in both languages, sent in the resident's (row C7)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio
import structlog

from bot.domain.ids import OfficeKey
from bot.domain.office_words import Reply
from tests.scenario.desk import Desk, example_office

ONLY_TWO = Reply(
    "lift-key",
    {"fr": "Clé du local", "en": "Key", "vi": "Chìa khóa", "zh": "钥匙"},
    {"fr": "La clé du lot {unit} est à l’accueil.", "en": "The key of {unit} is at the reception."},
    OfficeKey("paris"),
)
DEBT = "Why are the charges of this quarter twice those of the last"


@pytest_asyncio.fixture
async def short_of_languages(tmp_path: Path, restarts: bool) -> AsyncIterator[Desk]:
    """A desk whose office has an answer in two languages only."""
    opened = Desk(tmp_path, restarts=restarts)
    opened.directory = replace(example_office(), replies=(*example_office().replies, ONLY_TWO))
    with structlog.testing.capture_logs():
        await opened.open()
        yield opened
        await opened.close()


async def test_read_in_both_languages_and_sent_in_the_residents(desk: Desk) -> None:
    await desk.report("mai", "paris-charges", DEBT, language="vi")
    await desk.play("""
        KARIM presses: Réponse type…
        KARIM's window < Réponse type … Charges, paiements … Toutes les demandes … Paiement pas encore visible | …
        KARIM picks: Demande prise en compte
        KARIM's window < français Bonjour Mai, … pris en compte … {ref} (Charges, paiements). Karim Benali …
        KARIM's window < … vietnamien Kính gửi anh/chị Mai, … {ref} … Karim Benali … (Envoyer)
        KARIM fills: Vos propres mots, à la suite = 0123 456 789
        mai < Karim Benali, Bộ phận kế toán: Kính gửi anh/chị Mai, … {ref} … 0123 456 789
        thread < Karim Benali au résident: Bonjour Mai, … pris en compte … 0123 456 789
        thread < (Envoyé en ces termes :) Kính gửi anh/chị Mai, …
        card < Statut: en cours … En charge: Karim Benali
        mai < nothing
        KARIM presses: Historique…
        KARIM's window < … a envoyé une réponse type : Demande prise en compte …
    """)
    posts = [shown for shown in desk.slack.thread(desk.card) if "Kính gửi" in shown.text]
    assert [shown.signs for shown in posts] == ["✅"]


async def test_where_both_speak_alike_there_is_one_text(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", DEBT, language="fr")
    await desk.play("""
        KARIM presses: Réponse type…
        KARIM picks: Paiement pas encore visible
        KARIM's window < Réponse type … français Bonjour Camille, … 48 heures … Vos propres mots … (Envoyer)
        KARIM picks: Relance avant clôture
        KARIM's window < … tout est-il en ordre …
        KARIM fills:
        camille < Karim Benali, … tout est-il en ordre …
        thread < Karim Benali au résident: Bonjour Camille, … tout est-il en ordre …
        thread < nothing
    """)


async def test_both_texts_go_along_to_another_thread(desk: Desk) -> None:
    await desk.report("mai", "paris-charges", DEBT, language="vi")
    await desk.play("""
        KARIM presses: Réponse type…
        KARIM picks: Demande prise en compte
        KARIM fills:
        mai < …
        KARIM chooses: Fuite d’eau
        mai < …
        card in #TECH001 < Fuite d’eau
        thread < Karim Benali, … Bonjour Mai, … pris en compte
        thread < … Kính gửi anh/chị Mai, …
    """)


async def test_a_missing_language_is_said_and_must_be_confirmed(short_of_languages: Desk) -> None:
    desk = short_of_languages
    await desk.report("mai", "paris-charges", DEBT, language="vi")
    await desk.play("""
        KARIM presses: Réponse type…
        KARIM picks: Clé du local
        KARIM's window < … anglais The key of A11 … ⚠️ … (vietnamien) … anglais …
        KARIM fills: L’envoyer dans une autre langue ? = | Vos propres mots, à la suite = Bonne journée
        KARIM < Rien n’a été envoyé … vietnamien … anglais. …
        KARIM < Bonne journée
        mai < nothing
        KARIM presses: Réponse type…
        KARIM picks: Clé du local
        KARIM fills: L’envoyer dans une autre langue ? = L’envoyer en : anglais
        mai < Karim Benali, … The key of A11 is at the reception.
        thread < Karim Benali au résident: La clé du lot A11 est à l’accueil.
        thread < … The key of A11 …
    """)


async def test_what_the_request_lacks_is_not_sent(short_of_languages: Desk) -> None:
    desk = short_of_languages
    await desk.report("ellen", "paris-charges", DEBT)
    await desk.play("""
        KARIM presses: Modifier…
        KARIM fills: Logement ou lieu =
        ellen < …
        KARIM presses: Réponse type…
        KARIM picks: Clé du local
        KARIM's window < … The key of [unit] … Il manque à cette demande … (Logement ou lieu). …
    """)
    assert desk.slack.open["U0KARIM"].modal.submit == ""


async def test_who_may_not_is_told_in_the_window(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", DEBT, language="fr")
    await desk.play("""
        HA presses: ticket.canned
        HA < … thuộc văn phòng khác …
        STRANGER presses: ticket.canned
        STRANGER < Seules les personnes inscrites …
        camille < nothing
    """)
