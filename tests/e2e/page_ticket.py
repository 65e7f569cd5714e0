"""The product's page with a request at hand: Camille's chat on the left, its thread open on the right, as Marc."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page

from sandbox.stage import Stage
from tests.e2e.browser import problems, visit
from tests.e2e.house import a_ticket, at_work


@asynccontextmanager
async def with_a_ticket(data: Path, browser: Browser) -> AsyncIterator[tuple[Page, Locator]]:
    """The page and the thread, in which nothing may go wrong."""
    async with at_work(data) as (sandbox, _):
        stage = Stage(sandbox, lambda _: None)
        camille, thread = await a_ticket(stage)
        await stage.posts("U0MARC", thread, "note: vu")
        page = await visit(browser, sandbox.url, width=1600, height=1000)
        await page.locator(".people .person", has_text=camille.name).click()
        await sits(page, "Marc Petit")
        await page.locator(".room", has_text="paris-technical").click()
        await page.locator(f".channel [data-ts='{thread.ts}'] .replies").click()
        yield page, page.get_by_role("complementary", name="Thread")
        assert problems(page) == []


async def sits(page: Page, name: str) -> None:
    """Somebody else sits at the desk."""
    option = page.locator("#person option", has_text=name)
    await page.get_by_label("You sit here as").select_option(value=await option.get_attribute("value"))


async def chooses(page: Page, thread: Locator, label: str) -> Locator:
    """An action among the card's further ones; its window."""
    more = thread.locator("select", has=page.locator("option", has_text=label))
    await more.select_option(label=label)
    return page.get_by_role("dialog")
