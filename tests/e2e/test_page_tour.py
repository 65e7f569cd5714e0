"""The guided tour: each step knows whether its act is done, offers to do it, and waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from browser import IN_BROWSER, axe_complaints, problems, visit
from playwright.async_api import Browser, Page, expect

from sandbox.server import Sandbox
from tests.e2e.house import at_work

pytestmark = IN_BROWSER
RESIDENTS = {
    "fr": ("Camille", "Moreau"),
    "en": ("Ellen", "Baker"),
    "vi": ("An", "Nguyễn"),
    "zh": ("伟", "王"),
}


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    async with at_work(tmp_path) as (sandbox, _):
        yield sandbox


async def toured(sandbox: Sandbox, browser: Browser, language: str) -> Page:
    name, last_name = RESIDENTS[language]
    await sandbox.telegram.actions()["add_resident"](name=name, last_name=last_name, language_code=language)
    return await visit(browser, sandbox.url, tour=True, locale=language)


async def test_no_step_is_passed_before_its_act_is_done(sandbox: Sandbox, browser: Browser) -> None:
    page = await toured(sandbox, browser, "en")
    card = page.get_by_role("dialog")
    await expect(card).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(card).to_contain_text("Step 1 of 5")
    await expect(card.get_by_role("status")).to_contain_text("Waiting for a first message")
    await expect(card.get_by_role("button", name="Next")).to_be_disabled()
    await page.get_by_role("textbox", name="Message", exact=True).fill("The lift is stuck")
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("status")).to_have_text("Done.")
    await card.get_by_role("button", name="Next").click()
    await expect(card).to_contain_text("Step 2 of 5")
    await expect(card.get_by_role("button", name="Next")).to_be_disabled()
    await page.keyboard.press("ArrowLeft")
    await expect(card).to_contain_text("Step 1 of 5")
    await page.keyboard.press("Escape")
    await expect(card).to_have_count(0)
    await expect(page.get_by_role("button", name="Show the tour")).to_be_focused()
    await page.reload()
    await expect(page.locator(".bubble.own")).to_have_count(1)
    await expect(card).to_have_count(0)
    assert problems(page) == []


@pytest.mark.parametrize("language", ["fr", "en", "vi", "zh"])
async def test_each_step_does_its_act_when_asked(sandbox: Sandbox, browser: Browser, language: str) -> None:
    page = await toured(sandbox, browser, language)
    card = page.get_by_role("dialog")
    for step in range(1, 6):
        await expect(card.locator(".count")).to_contain_text(str(step))
        await card.locator(".try").click()
        await card.locator(".act.done").wait_for()
        if step == 3:
            assert await axe_complaints(page) == []
            await expect(page.locator(".channel .message").get_by_role("heading").first).to_be_visible()
        await card.locator("button.primary").click()
    await expect(card).to_have_count(0)
    await expect(page.locator(".thread .message").last).to_be_visible()
    assert problems(page) == []
