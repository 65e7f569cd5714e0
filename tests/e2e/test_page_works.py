"""Works on the page: a technician is sent by a certain time, photos are put into a window."""

from __future__ import annotations

import base64
from pathlib import Path

from browser import IN_BROWSER
from playwright.async_api import Browser, expect

from tests.e2e.page_ticket import chooses, with_a_ticket
from tests.e2e.test_page_product import hears

pytestmark = IN_BROWSER

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


async def test_a_technician_is_sent_and_a_photo_comes(tmp_path: Path, browser: Browser) -> None:
    async with with_a_ticket(tmp_path, browser) as (page, thread):
        await thread.get_by_role("button", name="Envoyer un technicien…").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Qui intervient").select_option(label="Julien Moreau")
        await dialog.get_by_label("À faire avant").fill("2099-03-04T14:30")
        await dialog.get_by_role("button", name="Envoyer", exact=True).click()
        await expect(dialog).to_have_count(0)
        await hears(page, "Julien Moreau, Service technique a été chargé d’intervenir")
        await expect(thread.get_by_text("À faire avant").first).to_be_visible()

        dialog = await chooses(page, thread, "Photos…")
        await dialog.get_by_label("Quelle étape").select_option(index=1)
        await dialog.get_by_label("Quand ont-elles").select_option(label="Avant les travaux")
        photo = {"name": "avant.png", "mimeType": "image/png", "buffer": PNG}
        await dialog.get_by_label("Photos").set_input_files(files=[photo])  # type: ignore[list-item]
        await dialog.get_by_role("button", name="Ajouter").click()
        await expect(dialog).to_have_count(0)
        await expect(thread.get_by_text("Avant les travaux ·").first).to_be_visible()
