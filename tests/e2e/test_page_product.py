"""The product on the page: a resident reports, staff answer, he reads it and rates; modal, command, photos, clock."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession
from browser import IN_BROWSER, problems, visit
from playwright.async_api import Browser, Locator, Page, expect

from bot.domain.business_time import Counting
from bot.office.file import load_office
from bot.working_time import calendars
from examples import office_file
from sandbox.server import Sandbox
from tests.e2e.house import at_work

pytestmark = IN_BROWSER


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    async with at_work(tmp_path) as (sandbox, _):
        await sandbox.telegram.actions()["add_resident"](
            name="Camille", last_name="Moreau", language_code="fr"
        )
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def page(sandbox: Sandbox, browser: Browser) -> AsyncIterator[Page]:
    visited = await visit(browser, sandbox.url, width=1600, height=1000)
    yield visited
    assert problems(visited) == []


async def writes(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Message", exact=True).fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble.own").last).to_contain_text(text)


async def taps(page: Page, label: str) -> None:
    await page.locator(".keys").get_by_role("button", name=label, exact=True).last.click()


async def hears(page: Page, words: str) -> None:
    await page.locator(".bubble.theirs", has_text=words).last.wait_for()


async def attaches(part: Locator, item: str) -> None:
    await part.get_by_role("button", name="Attach").click()
    await part.get_by_role("button", name=item, exact=True).click()


async def opens_the_panel(page: Page) -> Locator:
    """Its journal."""
    await page.get_by_role("button", name="What just happened").click()
    return page.get_by_role("log", name="Journal")


async def report(page: Page) -> Locator:
    """Camille reports a leak with a photo; the thread of its card, open at the desk as Marc Petit."""
    await writes(page, "Bonjour, de l’eau coule du plafond du couloir du 2e étage depuis ce matin")
    await taps(page, "Camille Moreau")
    await taps(page, "Les Cèdres")
    await hears(page, "appartement")
    await writes(page, "B12")
    await taps(page, "Fuite d’eau")
    await taps(page, "Passer")
    await hears(page, "photos")
    await attaches(page.locator(".phone"), "An example photo")
    await taps(page, "C’est tout")
    await taps(page, "Envoyer")
    await hears(page, "Service technique")
    chosen = page.locator("#person option", has_text="Marc Petit")
    await page.get_by_label("You sit here as").select_option(value=await chosen.get_attribute("value"))
    await page.locator(".room", has_text="paris-technical").click()
    card = page.locator(".channel .message", has_text="de l’eau coule du plafond")
    await expect(card).to_be_visible()
    await card.locator(".replies").click()
    return page.get_by_role("complementary", name="Thread")


async def replies(thread: Locator, text: str) -> None:
    await thread.get_by_role("textbox").fill(text)
    await thread.get_by_role("textbox").press("Enter")


async def asks_in_a_modal(page: Page, thread: Locator) -> None:
    await thread.get_by_role(
        "button", name=re.compile("Question au résident|Répondre au résident")
    ).first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Voyez-vous de l’eau aussi dans l’ascenseur ?")
    await dialog.get_by_role("button").last.click()
    await expect(dialog).to_have_count(0)
    await hears(page, "aussi dans l’ascenseur")


async def types_a_command(page: Page) -> None:
    composer = page.get_by_role("textbox", name=re.compile("Write in paris-technical"))
    await composer.fill("/palier status")
    await composer.press("Enter")
    whisper = page.locator(".channel .message.whisper")
    await expect(whisper).to_contain_text("Only visible to you")


async def test_from_report_to_rating_with_a_question_a_command_and_photos(page: Page) -> None:
    thread = await report(page)
    await expect(thread.locator(".said .files img")).to_be_visible()
    await asks_in_a_modal(page, thread)
    await types_a_command(page)
    await replies(thread, "Je passe demain à 9 h avec un déshumidificateur.")
    await hears(page, "déshumidificateur")
    await expect(
        thread.locator(".message", has_text="déshumidificateur").locator(".reacted")
    ).to_contain_text("✅")
    await replies(thread, "note: prévenir aussi le voisin du dessus")
    await expect(
        thread.locator(".message", has_text="le voisin du dessus").locator(".reacted")
    ).to_contain_text("🔒")
    await attaches(thread, "An example photo")
    await replies(thread, "Voici la pièce remplacée.")
    page.once("dialog", lambda dialog: dialog.accept())
    await thread.get_by_role("button", name="Envoyer au résident").click()
    await hears(page, "pièce remplacée")
    await expect(page.locator(".bubble.theirs .files img")).to_be_visible()
    await thread.get_by_role("button", name="Passer en résolu").click()
    await taps(page, "Oui, merci")
    await hears(page, "clôturée")
    await taps(page, "★★★★★")
    await writes(page, "Rapide et aimable, merci !")
    await expect(thread.locator(".message", has_text="Rapide et aimable").last).to_be_visible()
    await expect(page.locator(".chat")).not_to_contain_text("le voisin du dessus")
    journal = await opens_the_panel(page)
    await expect(journal).to_contain_text("Rapide et aimable, merci !")
    await expect(page.get_by_role("region", name="Outbox").get_by_role("listitem").first).to_be_visible()


async def test_the_clock_moves_the_product_too(page: Page) -> None:
    await writes(page, "Bonjour, la lumière du hall ne marche plus")
    await hears(page, "nom")
    journal = await opens_the_panel(page)
    timers = page.get_by_role("region", name="Timers")
    await expect(timers).to_contain_text("due")
    await page.get_by_role("button", name="+1 week").click()
    await expect(journal).to_contain_text("The clock moves forward")
    await expect(page.locator(".bubble.theirs")).not_to_have_count(1)


async def test_a_working_day_goes_by_in_every_office(sandbox: Sandbox) -> None:
    known = calendars(load_office(office_file()))
    before = datetime.fromtimestamp(sandbox.clock.now(), UTC)
    async with (
        ClientSession() as http,
        http.post(f"{sandbox.url}/page/clock", json={"working_days": 1}) as answer,
    ):
        assert (await answer.json())["ok"]
    after = datetime.fromtimestamp(sandbox.clock.now(), UTC) + timedelta(minutes=1)
    day = timedelta(days=1)
    assert all(one.between(before, after, Counting.WORKING_DAYS) >= day for one in known.values())
    assert any(one.between(before, after, Counting.WORKING_DAYS) < 2 * day for one in known.values())
