"""The page in a browser: one browser a test process, a small office and its page a test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from browser import browsing, leave, problems, visit
from playwright.async_api import Browser, Page
from small_office import SmallOffice, small_office


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running_browser() -> AsyncIterator[Browser]:
    """The browser of this test process: starting one takes longer than most tests in it."""
    async with browsing() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def browser(running_browser: Browser) -> AsyncIterator[Browser]:
    """The browser with nothing in it: every test's page is of an address of its own."""
    yield running_browser
    await leave(running_browser)


@pytest_asyncio.fixture(loop_scope="session")
async def office() -> AsyncIterator[SmallOffice]:
    """A small office at work."""
    async with small_office() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page(office: SmallOffice, browser: Browser) -> AsyncIterator[Page]:
    """The small office's page, in which nothing may go wrong."""
    visited = await visit(browser, office.sandbox.url)
    yield visited
    assert problems(visited) == []
