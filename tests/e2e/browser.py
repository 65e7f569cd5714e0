"""A real browser for the page's tests: Debian's Chromium, driven by Playwright.

Without Chromium the tests skip on a developer's machine and fail in continuous integration (``CI`` is set).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, CDPSession, Error, Page, async_playwright, expect

PATIENCE = 60_000
"""Milliseconds that something may take to be seen on a busy machine."""
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
IN_BROWSER = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
"""For tests in the browser, which lives as long as the test process and so does its event loop."""
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--js-flags=--single-threaded",  # threads that compile and collect cost more than they save
)


def chromium() -> str:
    """The browser's path; PALIER_CHROMIUM names another one. Skips or fails the test where there is none."""
    found = os.environ.get("PALIER_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    missing = "no Chromium found: install it (apt-get install chromium) or set PALIER_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A running browser."""
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=list(_ARGUMENTS), headless=False, timeout=PATIENCE
        )
        try:
            yield browser
        finally:
            await browser.close()


async def visit(
    browser: Browser,
    url: str,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    locale: str = "en-GB",
    tour: bool = False,
    panel: bool = False,
) -> Page:
    """The page at ``url`` as a first or (without ``tour``) a returning visitor meets it, loaded and live. It is the
    browser's one tab: a new one takes three times as long to load a page."""
    page = await _tab(browser)
    await page.set_viewport_size({"width": width, "height": height})
    await page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    await _speaks(page, locale)
    await page.mouse.move(0, 0)
    remembered = {"palier.tour": "" if tour else "done", "palier.panel": "open" if panel else ""}
    kept = (f"localStorage.setItem({name!r}, {value!r})" for name, value in remembered.items() if value)
    problems(page).clear()
    await _open(page, url, before="; ".join(("localStorage.clear()", "sessionStorage.clear()", *kept)))
    await page.wait_for_selector("main[aria-busy=false]")
    return page


async def _open(page: Page, url: str, *, before: str) -> None:
    """To ``url``, where a script runs before all others, but not again when the page is loaded again."""
    session = _session(page)
    first = await session.send("Page.addScriptToEvaluateOnNewDocument", {"source": before})
    await page.goto(url)
    await session.send("Page.removeScriptToEvaluateOnNewDocument", first)


async def _tab(browser: Browser) -> Page:
    """The open tab, or a new one where there is none."""
    open_already = next((page for context in browser.contexts for page in context.pages), None)
    if open_already is not None:
        return open_already
    context = await browser.new_context(timezone_id="Europe/Paris")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    setattr(page, "problems", found)  # noqa: B010
    setattr(page, "session", await context.new_cdp_session(page))  # noqa: B010
    await _session(page).send("Page.enable")
    return page


def _session(page: Page) -> CDPSession:
    session: CDPSession = getattr(page, "session")  # noqa: B009
    return session


async def _speaks(page: Page, locale: str) -> None:
    """The visitor's browser is in this language: what it asks for, how it writes dates."""
    agent = await page.evaluate("navigator.userAgent")
    own = {"userAgent": agent, "acceptLanguage": locale}
    await _session(page).send("Emulation.setUserAgentOverride", own)
    await _session(page).send("Emulation.setLocaleOverride", {"locale": locale})


async def notices_stay(page: Page) -> None:
    """What the page says in passing goes away after some seconds: on a slow machine before it is looked at. Now it
    stays."""
    await page.evaluate(
        """() => {
            const plain = window.setTimeout;
            window.setTimeout = (done, wait, ...more) => plain(done, wait < 5000 ? wait : 1e9, ...more);
        }"""
    )


async def leave(browser: Browser) -> None:
    """Nothing is shown any more, and nothing asked for; a tab that can not do that is closed."""
    for context in browser.contexts:
        for page in context.pages[1:]:
            await page.close()
        try:
            await context.pages[0].goto("about:blank")
        except Error:
            await context.close()


def problems(page: Page) -> list[str]:
    """What went wrong inside the page: exceptions and errors in its console."""
    found: list[str] = getattr(page, "problems")  # noqa: B009
    return found


async def axe_complaints(page: Page) -> list[str]:
    """What axe-core finds serious or critical, one line each."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = await page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false})"
    )
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]
