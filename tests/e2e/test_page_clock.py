"""The page's clock buttons with the product behind them: a request is forgotten and goes up, each step on the page."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from datetime import datetime

from browser import IN_BROWSER
from playwright.async_api import Page, expect
from test_page_product import opens_the_panel, page, sandbox

from sandbox.journal import PATIENCE
from sandbox.server import Sandbox
from sandbox.stage import Stage, Thread
from tests.e2e.house import BREATH

pytestmark = IN_BROWSER
__all__ = ["page", "sandbox"]

REMINDED = re.compile("Karim Benali : (le résident attend une réponse|la réponse était attendue)")
"""Which of the two depends on the hour at which this is run."""
GONE_UP = re.compile("De Karim Benali à Sophie Lambert")
TOLD = "Sophie Lambert, Comptabilité copropriété s’en occupe désormais"


async def test_forgotten_by_an_hour_a_working_day_and_a_week(page: Page, sandbox: Sandbox) -> None:
    stage = Stage(sandbox, lambda _: None)
    luc = await stage.resident("Luc", "Bernard", "fr")
    await stage.writes(luc, "Bonjour, mes charges ont augmenté de moitié ce trimestre, pourquoi donc ?")
    for label in ("Luc Bernard", "Les Cèdres"):
        await stage.taps(luc, label)
    await stage.hears(luc, "appartement")
    await stage.writes(luc, "B12")
    for label in ("Charges, paiements", "Sans photo", "Envoyer"):
        await stage.taps(luc, label)
    thread = await stage.finds("C0ACCT001", "mes charges ont augmenté")
    await stage.presses("Karim Benali", thread, "Prendre en charge")
    await stage.posts("Karim Benali", thread, "note: à voir avec le comptable")
    await page.locator(".room", has_text="paris-accounts").click()
    await page.locator(".channel .message", has_text="mes charges ont augmenté").locator(".replies").click()
    shown = page.get_by_role("complementary", name="Thread")
    journal = await opens_the_panel(page)
    before = sandbox.clock.now()
    await page.get_by_role("button", name="+1 h", exact=True).click()
    await expect(journal).to_contain_text("The clock moves forward")
    assert 3600 <= sandbox.clock.now() - before < 3700
    await expect(shown.get_by_text(REMINDED)).to_have_count(0)
    await page.get_by_role("button", name="+1 working day", exact=True).click()
    await _looked_at_until(stage, sandbox, thread, REMINDED)
    await expect(shown.get_by_text(REMINDED)).to_be_visible()
    await page.get_by_role("button", name="+1 week", exact=True).click()
    await _looked_at_until(stage, sandbox, thread, GONE_UP)
    await expect(shown.get_by_text(GONE_UP)).to_be_visible()
    await stage.hears(luc, TOLD)


async def _looked_at_until(stage: Stage, sandbox: Sandbox, thread: Thread, words: re.Pattern[str]) -> None:
    """To the next hours at which an office that may be closed now looks at it, until it says so."""
    for _ in range(6):
        posts = await sandbox.slack.actions()["thread"](thread.channel, thread.ts)
        if any(words.search(str(post)) for post in posts):
            return
        await stage.until_looked_at(thread)
        await _at_rest(sandbox)


async def _at_rest(sandbox: Sandbox) -> None:
    """Until the product has looked at all that is due, and what came of it is sent."""
    journal = sandbox.journal
    async with asyncio.timeout(PATIENCE):
        while True:
            inside = await sandbox.page.inspector.state()
            now = datetime.fromisoformat(inside["now"])
            due = any(datetime.fromisoformat(one["due_at"]) <= now for one in inside["timers"])
            if not due and all(row["state"] in ("sent", "dead") for row in inside["outbox"]):
                return
            with suppress(TimeoutError):
                await journal.wait_for(lambda _: True, after=journal.last, timeout=BREATH)
