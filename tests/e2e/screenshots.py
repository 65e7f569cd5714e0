"""Makes the pictures of the documentation: ``python -m tests.e2e.screenshots [folder]``, or ``make screenshots``.

The product runs on the sandbox and the page is used as people use it, so that the pictures show what there is.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page

from bot.demo import running
from sandbox.server import Sandbox
from tests.e2e.browser import browsing, visit

FOLDER = Path(__file__).parents[2] / "docs" / "images"


async def main(folder: Path) -> None:
    """Write every picture into ``folder``."""
    with tempfile.TemporaryDirectory(prefix="palier-") as data:
        async with running(Path(data)) as (sandbox, _), browsing() as browser:
            await _tell(sandbox, browser)
            await _picture(browser, sandbox, folder / "page-light.png")
            await _picture(browser, sandbox, folder / "page-dark.png", dark=True, locale="fr-FR", width=1920)
            await _picture(browser, sandbox, folder / "page-inside.png", panel=True, width=1920)
            await _picture(
                browser, sandbox, folder / "page-tour.png", tour=True, locale="zh-CN", thread=False
            )
            await _modal(browser, sandbox, folder / "page-modal.png")


async def _tell(sandbox: Sandbox, browser: Browser) -> None:
    """A leak is reported with a photo, taken up and answered."""
    people = (
        ("Camille", "Moreau", "fr"),
        ("James", "Miller", "en"),
        ("Lan", "Nguyễn", "vi"),
        ("芳", "王", "zh"),
    )
    for name, last_name, language in people:
        await sandbox.telegram.actions()["add_resident"](
            name=name, last_name=last_name, language_code=language
        )
    page = await visit(browser, sandbox.url, width=1600, height=1000)
    await _writes(page, "Bonjour, de l’eau coule du plafond du couloir du 2e étage depuis ce matin 😟")
    for label in ("Camille Moreau", "Les Cèdres"):
        await _taps(page, label)
    await page.locator(".bubble.theirs", has_text="appartement").wait_for()
    await _writes(page, "B12")
    await _taps(page, "Fuite d’eau")
    await _taps(page, "Passer")
    await (
        page.locator(".keys", has_text="C’est tout")
        .or_(page.locator(".bubble.theirs", has_text="photos"))
        .last.wait_for()
    )
    await page.locator(".phone").get_by_role("button", name="Attach").click()
    await page.get_by_role("button", name="An example photo", exact=True).click()
    await _taps(page, "C’est tout")
    await _taps(page, "Envoyer")
    await _thread(page)
    thread = page.locator(".thread")
    await thread.get_by_role("checkbox").first.click()
    await thread.get_by_role("textbox").fill("Je passe demain à 9 h avec un déshumidificateur.")
    await thread.get_by_role("textbox").press("Enter")
    await page.locator(".bubble.theirs", has_text="déshumidificateur").wait_for()
    await thread.get_by_role("textbox").fill("note: prévenir aussi le voisin du dessus")
    await thread.get_by_role("textbox").press("Enter")
    await thread.locator(".message", has_text="🔒").last.wait_for()
    await page.context.close()


async def _writes(page: Page, text: str) -> None:
    await page.locator(".phone .write textarea").fill(text)
    await page.keyboard.press("Enter")


async def _taps(page: Page, label: str) -> None:
    await page.locator(".keys").get_by_role("button", name=label, exact=True).last.click()


async def _thread(page: Page) -> None:
    """The thread of the leak, open as Marc Petit."""
    marc = page.locator("#person option", has_text="Marc Petit")
    await page.locator("#person").select_option(value=await marc.get_attribute("value"))
    await page.locator(".room", has_text="paris-technical").click()
    await page.locator(".channel .message", has_text="de l’eau coule").locator(".replies").click()
    await page.locator(".thread .message").first.wait_for()


async def _ready(
    browser: Browser,
    sandbox: Sandbox,
    *,
    width: int = 1280,
    dark: bool = False,
    locale: str = "en-GB",
    tour: bool = False,
    panel: bool = False,
    thread: bool = True,
) -> Page:
    height = 1080 if width > 1600 else 820
    page = await visit(
        browser, sandbox.url, width=width, height=height, dark=dark, locale=locale, tour=tour, panel=panel
    )
    if thread:
        await _thread(page)
    await page.mouse.move(5, 5)
    await page.evaluate("document.fonts.ready")
    await page.wait_for_timeout(700)
    return page


async def _picture(browser: Browser, sandbox: Sandbox, path: Path, **how: object) -> None:
    page = await _ready(browser, sandbox, **how)  # type: ignore[arg-type]
    await page.screenshot(path=path)
    await page.context.close()


async def _modal(browser: Browser, sandbox: Sandbox, path: Path) -> None:
    page = await _ready(browser, sandbox)
    await page.locator(".thread").get_by_role("button", name="Question au résident").first.click()
    await page.locator("dialog[open]").wait_for()
    await page.wait_for_timeout(400)
    await page.screenshot(path=path)
    await page.context.close()


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    chosen.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen))
