"""Joint complaints: three people about the same thing in one residence become one incident (row E3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
import structlog

from bot.domain.incident import IncidentState
from bot.domain.ticket import Severity, State, Ticket
from tests.fakes.channels import Shown
from tests.scenario.rounds import Rounds


@pytest_asyncio.fixture
async def desk(tmp_path: Path, restarts: bool) -> AsyncIterator[Rounds]:
    """An open desk; the branch of Paris has a channel of its own."""
    opened = Rounds(tmp_path, restarts=restarts)
    paris, *others = opened.directory.offices
    branch = replace(paris, branch_channel="C0BRANCH001")
    opened.directory = replace(opened.directory, offices=(branch, *others))
    with structlog.testing.capture_logs():
        await opened.open()
        yield opened
        await opened.close()


async def complain(desk: Rounds, who: str, words: str, unit: str = "A11", language: str = "en") -> Shown:
    return await desk.report(who, "paris-complaint", words, unit=unit, language=language)


async def three(desk: Rounds) -> None:
    """Three people of two households; the third is French."""
    await complain(desk, "ellen", "Loud music from the cellar every night")
    await complain(desk, "paul", "The cellar is a disco, nobody sleeps")
    await complain(desk, "zoe", "Musique toute la nuit dans la cave", unit="B12", language="fr")


async def tickets(desk: Rounds) -> list[Ticket]:
    async with desk.store.begin() as u:
        return sorted(await u.tickets.open_in(desk.directory.offices[0].key), key=lambda one: one.opened_at)


async def test_accepted_it_is_one_incident_of_severity_a(desk: Rounds) -> None:
    await three(desk)
    await desk.play(
        """
        sheet in #MGMT001 < 👥 Une réclamation collective ? Réclamation, Les Cèdres … 3 personnes, 2 foyers, depuis
        sheet in #MGMT001 < Ellen · Loud music … Zoe · Musique … → C0MGMT001/ … [Réclamation collective] [Pas la même
        KARIM on "collective" presses: Réclamation collective
        KARIM < Seuls les collègues de ce service
        LINA on "collective" presses: Réclamation collective
        LINA < 该诉求属于其他服务中心
        CLAIRE on "collective" presses: Réclamation collective
        sheet in #MGMT001 < 👥 Réclamation collective : Réclamation, Les Cèdres … Décidé par Claire Dubois … [Informer
        card < Gravité: A … 👥 Rattachée à une réclamation collective
        HELENE < 🔴 Réclamation collective, gravité A : Réclamation, Les Cèdres (3 personnes, 2 foyers
        #MGMT001 < 🚨 Réclamation collective, gravité A
        #BRANCH001 < 📄 Rapport à l’agence, Cabinet Horizon … 3 personnes, 2 foyers … • Ellen · A11 · PAR-A-GENERAL-2026
        HELENE < nothing
    """
    )
    report = desk.slack.top("C0BRANCH001")[-1].text
    assert all(words in report for words in ("Loud music", "Ce qui a été fait", "par Claire Dubois"))
    assert {one.severity for one in await tickets(desk)} == {Severity.A}


async def test_a_person_counts_once_and_old_complaints_do_not(desk: Rounds) -> None:
    await complain(desk, "ellen", "Loud music from the cellar every night")
    await complain(desk, "ellen", "Again loud music from the cellar, all night long")
    await complain(desk, "paul", "The cellar is a disco, nobody sleeps")
    await desk.play("sheet in #MGMT001 < nothing")
    await desk.later(timedelta(hours=73))
    before = len([one for one in desk.sheets("C0MGMT001") if "👥" in one.text])
    await complain(desk, "zoe", "The music in the cellar does not stop at night")
    assert before == len([one for one in desk.sheets("C0MGMT001") if "👥" in one.text]) == 0


async def test_not_the_same_is_not_proposed_again(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Pas la même chose
        sheet in #MGMT001 < 👥 Pas la même chose : Réclamation, Les Cèdres
    """)
    await complain(desk, "anna", "The caretaker shouted at my son in the hall")
    assert len(desk.sheets("C0MGMT001")) == 1
    assert {one.severity for one in await tickets(desk)} == {Severity.B}


async def test_a_fourth_joins_the_proposal_and_two_decide_at_once(desk: Rounds) -> None:
    await three(desk)
    await complain(desk, "anna", "Cannot sleep, there is music in the cellar", unit="A42")
    await desk.play("""
        sheet in #MGMT001 < 4 personnes, 3 foyers
    """)
    (board,) = desk.sheets("C0MGMT001")
    presses = (("CLAIRE", "Réclamation collective"), ("THOMAS", "Pas la même chose"))
    both = [desk.slack.press_in_row(desk.staff(who), board, "", label) for who, label in presses]
    await desk.happens(*both)
    assert any("Claire Dubois" in said for said in desk.slack.private["U0THOMAS"])
    assert "Réclamation collective :" in board.text


async def test_whoever_comes_later_is_told_and_joins_with_one_tap(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
    """)
    await desk.report("minh", "paris-complaint", "Nhạc ồn suốt đêm từ tầng hầm", unit="A42", language="vi")
    await desk.play(
        """
        thread has 👥 Une réclamation collective à ce sujet est en cours : il a été demandé au résident
        minh taps: _(It’s the same)
        minh < Cảm ơn anh/chị. Khiếu nại {ref} đã được gộp vào việc này
        thread has 👥 Le résident répond : c’est la même chose
        sheet in #MGMT001 < 4 personnes, 3 foyers … Minh
        card < Gravité: A … 👥 Rattachée
        minh taps: _(It’s the same)
        minh < _(You have already answered that, thank you. To see where things stand: /status.)
    """
    )
    await desk.report("anna", "paris-complaint", "The caretaker shouted at my son in the hall", unit="A31")
    await desk.play("""
        anna taps: Mine is something else
        anna < Understood. We will look into your complaint {ref} on its own.
        thread has 👤 Le résident répond : c’est autre chose.
        sheet in #MGMT001 < 4 personnes
    """)
    assert [one.severity for one in await tickets(desk)][-1] is Severity.B


async def test_one_update_reaches_all_in_their_languages(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        CLAIRE on "collective" presses: Informer tout le monde…
        CLAIRE's window < À tous … anglais, lu par 2
        CLAIRE fills: À tous = La cave sera fermée ce soir. | anglais, lu par 2 = The cellar closes tonight.
        ellen < Claire Dubois, Customer care: … The cellar closes tonight.
        paul < … The cellar closes tonight.
        zoe < … La cave sera fermée ce soir.
        ticket: Ellen
        thread has La cave sera fermée ce soir.
        ticket: Zoe
        thread has La cave sera fermée ce soir.
    """)


async def test_solved_all_are_answered_and_who_is_not_satisfied_reopens_his_own(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        CLAIRE on "collective" presses: Résolu : répondre à tous…
        CLAIRE's window < 3 personnes, 2 foyers … La cause et la solution
        CLAIRE fills: Cause = un voisin | Solution = la cave est fermée la nuit
        ellen reads on
        paul reads on
        zoe < … La cause : un voisin … La solution : la cave est fermée la nuit
        zoe < … satisfaction ? [_(Yes, thank you) | _(No, not yet)]
        sheet in #MGMT001 < 👥 Réclamation collective résolue
        #BRANCH001 < 📄 Rapport
        #BRANCH001 < 📄 Rapport … 👥 Réclamation collective résolue … Cause : un voisin · Solution : la cave
        zoe taps: _(No, not yet)
        zoe reads on
        ellen < nothing
    """)
    assert [one.state for one in await tickets(desk)] == [State.CONFIRMING, State.CONFIRMING, State.OPEN]
    async with desk.store.begin() as u:
        ((incident, _),) = await u.incidents.of(
            (await u.tickets.open_in(desk.directory.offices[0].key))[0].id
        )
    assert incident.state is IncidentState.SOLVED


async def test_saigon_and_shanghai(desk: Rounds) -> None:
    for who, words in (
        ("lan", "Thang máy kêu to suốt đêm"),
        ("mai", "Không ngủ được vì thang máy"),
        ("tuan", "Tiếng ồn thang máy"),
    ):
        await desk.report(who, "saigon-complaint", words, language="vi", unit="S1-1203")
    for who, words in (
        ("wei", "广场舞每晚吵到十二点"),
        ("fang", "广场舞太吵，睡不着"),
        ("jun", "楼下广场舞噪音很大"),
    ):
        await desk.report(who, "shanghai-complaint", words, language="zh", unit="3-1201")
    await desk.play(
        """
        sheet in #MGMT002 < 👥 Có phải khiếu nại tập thể? … 3 người, 1 hộ
        sheet in #MGMT003 < 👥 是否为集体投诉？ … 3 人，1 户
        HUONG on "tập thể" presses: Là khiếu nại tập thể
        LINA on "集体投诉" presses: 确认为集体投诉
        sheet in #MGMT002 < 👥 Khiếu nại tập thể: … Nguyễn Thị Lan Hương quyết định
        #MGMT003 < 📄 致分公司的报告
    """
    )
