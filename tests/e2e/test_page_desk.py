"""The desk on the page: commands, jobs, forms by keyboard, the home tab, the panel's plain words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from browser import IN_BROWSER, axe_complaints, visit
from playwright.async_api import Browser, Page, expect
from small_office import CHANNEL, SmallOffice, option, plain

from tests.e2e.house import at_work

pytestmark = IN_BROWSER
Json = dict[str, Any]


async def types(page: Page, words: str) -> None:
    field = page.get_by_role("textbox", name=re.compile("Write in technical"))
    await field.fill(words)
    await field.press("Enter")


async def test_commands_are_told_and_answered_to_their_typist_only(office: SmallOffice, page: Page) -> None:
    """One that the app lacks is refused and never reaches it; the journal tells of the other."""
    await types(page, "/foo bar")
    refused = page.locator(".message.whisper", has_text="/foo is not a valid command")
    await expect(refused).to_contain_text("Only visible to you")
    await expect(refused.locator(".who strong")).to_have_text("Workspace")
    asked = [one for one in office.sandbox.journal.entries if one.name == "slash_commands"]
    assert asked == []
    await types(page, "/palier status")
    answered = page.locator(".message.whisper", has_text="You asked for")
    await expect(answered).to_contain_text("Only visible to you")
    await expect(answered.locator("strong").last).to_have_text("status")
    await page.get_by_role("button", name="What just happened").click()
    journal = page.get_by_role("log", name="Journal")
    await expect(journal).to_contain_text("Marie Dupont types “/palier status” in technical")
    await page.get_by_label("You sit here as").select_option("U2")
    await expect(page.get_by_role("textbox", name=re.compile("Write in technical"))).to_be_visible()
    await expect(page.locator(".message.whisper")).to_have_count(0)


async def test_a_form_is_sent_by_keyboard(office: SmallOffice, page: Page) -> None:
    await office.sandbox.telegram.actions()["send_text"](office.residents[0], "The lift is stuck")
    for keys, asked in (("Control+Enter", "On which floor is it?"), ("Meta+Enter", "Since when?")):
        await page.get_by_role("button", name="Ask the resident").click()
        question = page.get_by_role("dialog").get_by_label("Your question")
        await question.fill(asked)
        await question.press(keys)
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.locator(".bubble.theirs").last).to_contain_text(asked)


async def publish(office: SmallOffice, words: str) -> None:
    elements: list[Json] = [
        {"type": "button", "action_id": "new", "text": plain("New ticket"), "value": "n"},
        {
            "type": "static_select",
            "action_id": "filter",
            "placeholder": plain("Show…"),
            "options": [option("Mine", "mine"), option("All", "all")],
        },
        {
            "type": "overflow",
            "action_id": "menu",
            "options": [option("Help", "help"), option("Away", "away")],
        },
    ]
    blocks: list[Json] = [
        {"type": "header", "text": plain(words)},
        {"type": "actions", "block_id": "acts", "elements": elements},
    ]
    view = {"type": "home", "blocks": blocks}
    await office.app.client.views_publish(user_id="U1", view=view)


async def test_a_published_home_is_live_and_every_element_works(office: SmallOffice, page: Page) -> None:
    await page.locator(".sidebar").get_by_role("button", name="Palier").click()
    await expect(page.locator(".home")).to_contain_text("Your tickets: none today.")
    await publish(office, "Two open tickets")
    home = page.locator(".home")
    await expect(home.get_by_role("heading", name="Two open tickets")).to_be_visible()
    await home.get_by_role("button", name="New ticket").click()
    await home.get_by_role("combobox", name="Show…").select_option("All")
    await home.get_by_role("button", name="More actions").click()
    await home.get_by_role("button", name="Away").click()
    await expect(home.get_by_role("combobox", name="Show…")).to_have_value("all")
    await office.hears(lambda: len(office.pressed) == 3)
    assert [(one["action_id"]) for one in office.pressed] == ["new", "filter", "menu"]
    assert office.pressed[2]["selected_option"]["value"] == "away"
    assert await axe_complaints(page) == []
    await publish(office, "One open ticket")
    await expect(home.get_by_role("heading", name="One open ticket")).to_be_visible()


async def test_a_home_that_was_never_published_says_what_to_do(browser: Browser) -> None:
    from sandbox.server import Sandbox  # noqa: PLC0415 - a sandbox that nobody works at

    async with Sandbox() as sandbox:
        await sandbox.slack.actions()["add_user"](name="Marie Dupont", id="U1")
        await sandbox.slack.actions()["add_channel"](name="technical", id=CHANNEL)
        page = await visit(browser, sandbox.url)
        await page.locator(".sidebar").get_by_role("button", name="Palier").click()
        await expect(page.locator(".home")).to_contain_text("type /palier in a channel")
        await page.locator(".home").get_by_role("button", name="Messages with Palier").click()
        await expect(page.locator(".channel .write")).to_be_visible()


async def test_the_panel_tells_deliveries_in_plain_words(tmp_path: Path, browser: Browser) -> None:
    async with at_work(tmp_path) as (sandbox, _):
        resident = (await sandbox.telegram.actions()["add_resident"](name="Camille", last_name="Moreau"))[
            "id"
        ]
        await sandbox.telegram.actions()["send_text"](resident, "Hello, there is water in the corridor")
        page = await visit(browser, sandbox.url, panel=True, locale="fr")
        await expect(page.locator(".bubble.theirs").first).to_be_visible()
        reminder = page.locator(".timers li", has_text="Rappel d’un formulaire resté en plan")
        await expect(reminder).to_contain_text("Camille Moreau · prévu")
        row = page.locator(".outbox li", has_text="message").first
        await expect(row).to_contain_text("Téléphone de Camille Moreau")
        await expect(row).to_contain_text("envoyé")
        await expect(row).to_have_attribute("title", re.compile(r"resident:\w+ · \w+ · sent"))
        told = await page.locator("#panel").inner_text()
        assert not re.search(r"resident:|whisper:|\bsay\b|\bsent\b|[0-9a-z]{20}", told), told
