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
from playwright.async_api import Browser, Page, async_playwright, expect

PATIENCE = 15_000
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
            executable_path=path, args=list(_ARGUMENTS), headless=False
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
    """The page at ``url`` as a first or (without ``tour``) a returning visitor meets it, loaded and live."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale=locale,
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    remembered = {"palier.tour": "" if tour else "done", "palier.panel": "open" if panel else ""}
    for name, value in remembered.items():
        if value:
            await context.add_init_script(f"localStorage.setItem({name!r}, {value!r})")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    setattr(page, "problems", problems)  # noqa: B010
    await page.goto(url)
    await page.wait_for_selector("main[aria-busy=false]")
    return page


def problems(page: Page) -> list[str]:
    """What went wrong inside the page: exceptions and errors in its console."""
    found: list[str] = getattr(page, "problems")  # noqa: B009
    return found


async def axe_complaints(page: Page) -> list[str]:
    """What axe-core finds serious or critical, one line each."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]
