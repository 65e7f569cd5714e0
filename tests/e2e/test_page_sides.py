"""A quote, a usual answer and a technician's chat on the page, by the hands of those who use them."""

from __future__ import annotations

import re
from pathlib import Path

from browser import IN_BROWSER
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.page_ticket import chooses, sits, with_a_ticket
from tests.e2e.test_page_product import hears, replies, taps, writes

pytestmark = IN_BROWSER


async def test_a_quote_is_declined_then_a_technician_sent_who_asks(tmp_path: Path, browser: Browser) -> None:
    async with with_a_ticket(tmp_path, browser) as (page, thread):
        await a_quote_is_declined_and_a_usual_answer_read_before_it_goes(page, thread)
        await a_technician_has_his_job_on_his_phone_and_asks(page, thread)


async def a_quote_is_declined_and_a_usual_answer_read_before_it_goes(page: Page, thread: Locator) -> None:
    dialog = await chooses(page, thread, "Devis…")
    await dialog.get_by_label("Prix en EUR").fill("90")
    await dialog.get_by_label("Pour quoi").fill("Recherche de fuite")
    await dialog.get_by_role("button", name="Envoyer", exact=True).click()
    await hears(page, "Recherche de fuite")
    await expect(thread.get_by_text("Le prix n’est pas encore accepté").first).to_be_visible()
    await expect(thread.get_by_role("button", name="Envoyer un technicien…")).to_have_count(0)
    await taps(page, "Non, merci")
    await hears(page, "vous avez refusé l’offre")
    await writes(page, "C’est trop cher pour moi")
    await expect(thread.locator(".message", has_text="Camille Moreau refuse")).to_be_visible()
    await expect(thread.locator(".message", has_text="trop cher").last).to_be_visible()
    await expect(thread.get_by_role("button", name="Envoyer un technicien…")).to_be_visible()

    dialog = await chooses(page, thread, "Réponse type…")
    await dialog.get_by_role("combobox").select_option(label="Demande prise en compte")
    await expect(dialog).to_contain_text("nous avons bien pris en compte votre demande")
    await dialog.get_by_role("button", name="Envoyer", exact=True).click()
    await hears(page, "nous avons bien pris en compte votre demande")


async def a_technician_has_his_job_on_his_phone_and_asks(page: Page, thread: Locator) -> None:
    await sits(page, "Thomas Leroy")
    composer = page.get_by_role("textbox", name=re.compile("Write in paris-technical"))
    await composer.fill("/palier link julien")
    await composer.press("Enter")
    code = page.locator(".channel .message.whisper", has_text="/link")
    await expect(code).to_be_visible()
    found = re.search(r"https://t\.me/\w+\?start=tech-[A-Z0-9-]+", await code.inner_text())
    assert found
    await page.locator(".people .add").click()
    await page.locator(".new-resident input").fill("Julien")
    await page.locator(".new-resident").get_by_role("button", name="Add resident").click()
    await expect(page.get_by_text("chat with Julien", exact=True)).to_be_visible()
    field = page.get_by_role("textbox", name="Message", exact=True)
    await field.fill(found[0])
    await field.press("Enter")
    await expect(page.locator(".bubble.own").last).to_contain_text("/start tech-")
    await hears(page, "celle de votre travail")
    await page.locator(".phone").get_by_role("button", name="Commands").click()
    await expect(page.locator(".phone .menu")).to_contain_text("/jobs")
    await page.keyboard.press("Escape")

    await page.locator(".channel .message", has_text="de l’eau coule").locator(".replies").click()
    await thread.get_by_role("button", name="Envoyer un technicien…").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Qui intervient").select_option(label="Julien Moreau")
    await dialog.get_by_role("button", name="Envoyer", exact=True).click()
    await hears(page, "Trouver l’origine de la fuite")
    await replies(thread, "@Julien Moreau la clé est chez le gardien")
    await hears(page, "la clé est chez le gardien")
    await expect(thread.locator(".message", has_text="chez le gardien").locator(".reacted")).to_contain_text(
        "🧰"
    )
    await taps(page, "Répondre")
    await hears(page, "Écrivez ici un mot")
    await writes(page, "Il n’est pas là, qui l’a ?")
    await expect(thread.locator(".message", has_text="Il n’est pas là, qui l’a ?")).to_be_visible()
