"""Lists and the home tab on the page: a list of more than twenty goes on, the home tab follows what happens."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio
from browser import IN_BROWSER, problems, visit
from playwright.async_api import Browser, Page, expect

from bot.domain.addresses import Place
from sandbox.stage import Stage
from tests.e2e.house import a_ticket, at_work

pytestmark = IN_BROWSER


@pytest_asyncio.fixture(loop_scope="session")
async def page(tmp_path: Path, browser: Browser) -> AsyncIterator[Page]:
    """The page of an office with 21 requests about a ceiling."""
    async with at_work(tmp_path) as (sandbox, app):
        await a_ticket(Stage(sandbox, lambda _: None))
        async with app.store.begin() as u:
            (ticket,) = [
                one for office in app.directory.offices for one in await u.tickets.open_in(office.key)
            ]
            for at in range(20):
                copy = replace(ticket, id=u.ids.ticket(), reference=u.ids.reference(), version=1)
                await u.tickets.add(copy)
                await u.places.put(copy.thread, Place("slack", "C0TECH001", f"1772442001.{at:06}"))
        visited = await visit(browser, sandbox.url, width=1600, height=1000)
        marc = visited.locator("#person option", has_text="Marc Petit")
        await visited.get_by_label("You sit here as").select_option(value=await marc.get_attribute("value"))
        await visited.locator(".room", has_text="paris-technical").click()
        yield visited
        assert problems(visited) == []


async def test_a_list_goes_on_and_the_home_tab_follows(page: Page) -> None:
    composer = page.get_by_role("textbox", name=re.compile("Write in paris-technical"))
    await composer.fill("/palier find plafond")
    await composer.press("Enter")
    whisper = page.locator(".channel .message.whisper")
    await expect(whisper).to_contain_text("Trouvé pour")
    await expect(whisper.get_by_role("link")).to_have_count(20)
    await whisper.get_by_role("button", name="Suivant →").click()
    await expect(whisper.get_by_role("link")).to_have_count(1)
    await whisper.get_by_role("button", name="← Précédent").click()
    await expect(whisper.get_by_role("link")).to_have_count(20)

    await page.locator(".sidebar").get_by_role("button", name="Palier").click()
    home = page.locator(".home")
    await expect(home).to_contain_text("Personne ne les a prises : 21")
    await home.get_by_role("button", name="More actions").first.click()
    await home.get_by_role("button", name="Prendre en charge").click()
    await expect(page.locator(".bubble.theirs", has_text="Marc Petit").last).to_be_visible()
    await page.get_by_role("button", name="+1 h").click()
    await expect(home).to_contain_text("Mon travail du jour : 1")
