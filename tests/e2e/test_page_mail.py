"""A contractor's mailbox on the page: he reads what the office writes, answers, and his answer stands in the thread."""

from __future__ import annotations

from pathlib import Path

from browser import IN_BROWSER, axe_complaints, problems, visit
from playwright.async_api import Browser, Page, expect

from sandbox.server import Sandbox
from tests.e2e.page_ticket import chooses, with_a_ticket

pytestmark = IN_BROWSER


async def test_a_letter_is_read_and_answered(tmp_path: Path, browser: Browser) -> None:
    async with with_a_ticket(tmp_path, browser) as (page, thread):
        dialog = await chooses(page, thread, "À un prestataire…")
        await dialog.get_by_label("Quel prestataire").select_option(label="Plomberie Roussel")
        await dialog.get_by_label("Que lui écrivez-vous").fill("Pouvez-vous passer demain ?")
        await dialog.get_by_role("button", name="Envoyer", exact=True).click()
        await expect(dialog).to_have_count(0)
        firm = page.locator(".people .person", has_text="Plomberie Roussel")
        await expect(firm.locator(".badge")).to_contain_text("1")

        await firm.click()
        letter = page.locator(".mailbox .letter").first
        await expect(letter).to_contain_text("Pouvez-vous passer demain ?")
        await expect(letter).to_contain_text("From Cabinet")
        await expect(firm.locator(".badge")).to_have_count(0)
        field = page.get_by_role("textbox", name="Answer by e-mail")
        await field.fill("Oui, à 8 h. Voici une photo de la pièce.")
        await page.locator(".mailbox").get_by_role("button", name="Attach").click()
        await page.get_by_role("button", name="An example photo", exact=True).click()
        await expect(page.locator(".mailbox .to-send")).to_contain_text("photo-1.png")
        await field.press("Control+Enter")
        await expect(page.locator(".mailbox .letter.own")).to_contain_text("photo-1.png")
        await expect(field).to_have_value("")
        answer = thread.locator(".message", has_text="Oui, à 8 h.")
        await expect(answer).to_contain_text("Plomberie Roussel")
        await expect(thread.locator(".said .files img").last).to_be_visible()
        await page.locator(".mailbox").get_by_role("button", name="Attach").click()
        await page.get_by_role("button", name="An automatic reply: away").click()
        await expect(
            thread.locator(".message", has_text="Réponse automatique de Plomberie Roussel")
        ).to_be_visible()
        await page.locator(".people .person", has_text="Camille").click()
        await expect(page.locator(".chat")).to_contain_text("entreprise spécialisée")
        await expect(page.locator(".chat")).not_to_contain_text("à 8 h.")


LETTER = b"""From: Cabinet Horizon <desk@palier.example>\r
To: a@firm.example\r
Subject: K7QM-4T2P\r
Message-ID: <1@palier.example>\r
Content-Language: fr\r
\r
Bonjour, pouvez-vous passer ?\r
"""


LOOKS = (("fr", True, 1280), ("en", False, 390), ("vi", True, 390), ("zh", False, 1280))
"""A language, dark or light, how wide."""


async def test_axe_is_content_with_a_mailbox_open(browser: Browser) -> None:
    async with Sandbox() as sandbox:
        await sandbox.telegram.actions()["add_resident"](name="Camille")
        mail = sandbox.mail.actions()
        await mail["add_mailbox"](address="a@firm.example", name="Firm")
        page = await visit(browser, sandbox.url, locale="fr", dark=True, width=1280)
        await page.locator(".people .person", has_text="Firm").click()
        await expect(page.locator(".mailbox .hello")).to_be_visible()
        sandbox.mail.take("desk@palier.example", "a@firm.example", LETTER)
        sandbox.mail.take("desk@palier.example", "a@firm.example", LETTER)
        await mail["answer"](sender="a@firm.example", text="Oui", files={"a.txt": "a"})
        await expect(page.locator(".mailbox .letter.own")).to_contain_text("a.txt")
        for language, dark, width in LOOKS:
            await looks(page, language, dark, width)
            await page.locator(".mailbox .letter button").first.click()
            await expect(page.locator(".mailbox textarea")).to_be_focused()
            assert (language, dark, width, await axe_complaints(page)) == (language, dark, width, [])
            await page.locator(".mailbox textarea").blur()
        assert problems(page) == []


async def looks(page: Page, language: str, dark: bool, width: int) -> None:
    """The open page turns to another language, theme and width."""
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await page.locator("#language").select_option(language)
    await expect(page.locator("html")).to_have_attribute("lang", language)
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark" if dark else "light")
