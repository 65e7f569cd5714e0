"""The page in a browser, against the sandbox and a small office: both sides, cards, modal, accessibility."""

from __future__ import annotations

import re

import pytest
from browser import IN_BROWSER, axe_complaints, notices_stay, problems, visit
from playwright.async_api import Browser, Page, expect
from small_office import CHANNEL, HOSTILE, SmallOffice

pytestmark = IN_BROWSER
OPENED_AT_ONCE = """async (button) => {
    button.click();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement.textContent;
}"""
"""Where the focus is once a button has been pressed and the page drawn, before the browser paints: what moves it later
takes away what somebody has begun to type."""


async def report(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Message", exact=True).fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".message .block.header")).to_be_visible()


async def test_a_report_becomes_a_card_and_the_answer_comes_back(office: SmallOffice, page: Page) -> None:
    await notices_stay(page)
    await report(page, "The lift is stuck")
    await expect(page.locator(".bubble.own")).to_contain_text("The lift is stuck")
    await page.get_by_role("button", name="Les Cèdres").click()
    await expect(page.locator(".phone .notice")).to_have_text("Thank you")
    await page.locator(".channel .message").hover()
    assert await page.get_by_role("button", name="Reply in thread").evaluate(OPENED_AT_ONCE) == "Thread"
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_role("textbox").fill("We are on our way 👍")
    await page.keyboard.press("Enter")
    await expect(thread.locator(".message").nth(1)).to_contain_text("We are on our way 👍")
    await expect(page.locator(".bubble.theirs").last).to_contain_text("We are on our way")
    await expect(page.locator(".channel .replies")).to_contain_text("Replies: 1")
    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)


async def test_what_people_write_stays_text(office: SmallOffice, page: Page) -> None:
    await report(page, HOSTILE)
    await office.sandbox.slack.actions()["post"](user="U2", channel=CHANNEL, text=HOSTILE)
    await expect(page.locator(".bubble.own")).to_contain_text("<img src=x onerror=")
    await expect(page.locator(".messages .message").last).to_contain_text("<img src=x onerror=")
    await expect(page.locator(".chat img[src=x], .messages img[src=x]")).to_have_count(0)
    assert "broken" not in await page.title()


async def test_every_element_of_a_card_reaches_the_app(office: SmallOffice, page: Page) -> None:
    await report(page, "The lift is stuck")
    card = page.locator(".channel .message")
    await card.get_by_role("button", name="Take").click()
    await card.get_by_label("Call the lift company").click()
    await expect(card.get_by_label("Call the lift company")).to_be_checked()
    await card.get_by_role("combobox", name="Move to…").select_option("Accounts")
    await card.get_by_role("combobox", name="Assign to…").select_option("Paul Petit")
    await card.get_by_role("button", name="More actions").click()
    await card.get_by_role("button", name="Urgent").click()
    await expect(card.get_by_role("combobox", name="Move to…")).to_have_value("accounts")
    await expect(page.locator(".panel .latest")).to_contain_text("Marie Dupont uses")
    await office.hears(lambda: len(office.pressed) == 5)
    by_action = {action["action_id"]: action for action in office.pressed}
    assert by_action.keys() == {"take", "tick", "move", "assign", "more"}
    assert by_action["take"]["value"] == "T-1"
    assert [one["value"] for one in by_action["tick"]["selected_options"]] == ["call"]
    assert by_action["assign"]["selected_user"] == "U2"
    assert by_action["more"]["selected_option"]["value"] == "urgent"


async def test_a_modal_holds_the_focus_says_what_is_wrong_and_sends(office: SmallOffice, page: Page) -> None:
    await report(page, "The lift is stuck")
    opener = page.get_by_role("button", name="Ask the resident")
    await opener.click()
    dialog = page.get_by_role("dialog", name="Ask the resident")
    question = dialog.get_by_label("Your question")
    await expect(question).to_be_focused()
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.locator(".error")).to_have_text("Please complete this required field.")
    await question.fill("Hm")
    await dialog.get_by_role("combobox", name="Urgency").select_option("Urgent")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.locator(".error")).to_have_text("Please ask a whole question.")
    await expect(question).to_have_value("Hm")
    await expect(question).to_have_attribute("aria-invalid", "true")
    assert await axe_complaints(page) == []
    await question.fill("On which floor is it?")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()
    await expect(page.locator(".bubble.theirs").last).to_contain_text("On which floor is it?")


async def test_own_messages_are_edited_deleted_and_reacted_to(office: SmallOffice, page: Page) -> None:
    composer = page.get_by_role("textbox", name=re.compile("Write in technical"))
    await composer.fill("Good mornin")
    await page.keyboard.press("Enter")
    message = page.locator(".channel .message").first
    await message.hover()
    await message.get_by_role("button", name="What to do").click()
    await message.get_by_role("button", name="React 👍").click()
    await expect(message.locator(".reacted")).to_contain_text("👍 1")
    await message.hover()
    await message.get_by_role("button", name="What to do").click()
    await message.get_by_role("button", name="Edit").click()
    await message.get_by_role("textbox", name="Edit").fill("Good morning")
    await message.get_by_role("button", name="Save").click()
    await expect(message).to_contain_text("Good morning")
    await expect(message).to_contain_text("edited")
    await message.hover()
    await message.get_by_role("button", name="What to do").click()
    await message.get_by_role("button", name="Delete").click()
    await expect(message).to_have_count(0)


async def test_files_are_dropped_at_the_desk_and_sent_from_the_phone(office: SmallOffice, page: Page) -> None:
    await page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["plan"], "plan.txt", {type: "text/plain"}));
            const dropped = new DragEvent("drop", {dataTransfer: carried, bubbles: true});
            document.querySelector(".channel .write").dispatchEvent(dropped);
        }"""
    )
    await expect(page.locator(".to-send")).to_contain_text("plan.txt")
    await page.locator(".channel .write .send").click()
    await expect(page.locator(".messages a.file")).to_contain_text("plan.txt")
    for item, count in (("An example photo", 1), ("An example album of three", 4)):
        await page.locator(".phone").get_by_role("button", name="Attach").click()
        await page.locator(".phone").get_by_role("button", name=item, exact=True).click()
        await expect(page.locator(".bubble.own .files img")).to_have_count(count)
    await expect(page.locator(".bubble.own")).to_have_count(2)
    await page.locator(".phone").get_by_role("button", name="Attach").click()
    await page.locator(".phone").get_by_role("button", name="A location").click()
    await expect(page.locator(".bubble.own .place")).to_be_visible()


async def test_a_resident_edits_reacts_blocks_and_comes_back(office: SmallOffice, page: Page) -> None:
    await report(page, "The lift is stuk")
    own = page.locator(".bubble.own")
    await own.hover()
    await own.get_by_role("button", name="What to do").click()
    await own.get_by_role("button", name="Edit").click()
    field = page.get_by_role("textbox", name="Message", exact=True)
    await expect(field).to_have_value("The lift is stuk")
    await field.fill("The lift is stuck")
    await page.keyboard.press("Enter")
    await expect(own).to_contain_text("edited")
    theirs = page.locator(".bubble.theirs").first
    await theirs.hover()
    await theirs.get_by_role("button", name="What to do").click()
    await theirs.get_by_role("button", name="React 🙏").click()
    await expect(theirs.locator(".reacted")).to_contain_text("🙏")
    await page.get_by_role("button", name="More about this chat").click()
    await page.get_by_role("button", name="Block", exact=True).click()
    await expect(page.locator(".bar")).to_contain_text("blocked")
    await page.get_by_role("button", name="Unblock").click()
    await expect(field).to_be_visible()


async def test_residents_are_added_and_chat_topics_chosen(office: SmallOffice, page: Page) -> None:
    await page.get_by_role("button", name="Add", exact=True).click()
    await page.get_by_label("Name").fill("Zoé")
    await page.get_by_label("Language of the phone").select_option("fr")
    await page.get_by_role("button", name="Add resident").click()
    await expect(page.locator(".person[aria-current]")).to_contain_text("Zoé")
    await office.sandbox.telegram.actions()["set_topics_enabled"](True)
    await page.get_by_role("textbox", name="Message", exact=True).fill("Hello")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Open a topic").click()
    await page.get_by_role("textbox", name="Name of the topic").press("Enter")
    await expect(page.get_by_role("button", name="Topic 1")).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("textbox", name="Message", exact=True).fill("In the topic")
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble.own")).to_have_text(re.compile("In the topic"))
    await page.get_by_role("button", name="All", exact=True).click()
    await expect(page.locator(".bubble.own")).to_have_count(2)


async def test_the_home_tab_and_unread_marks(office: SmallOffice, page: Page) -> None:
    await notices_stay(page)
    await page.locator(".sidebar").get_by_role("button", name="Palier").click()
    await expect(page.locator(".home")).to_contain_text("Your tickets: none today.")
    await office.app.client.chat_postMessage(channel=CHANNEL, text="Good morning")
    await expect(page.locator(".room.unread")).to_contain_text("technical")
    await page.locator(".notice").get_by_role("button", name="Open").click()
    await expect(page.locator(".channel .message")).to_contain_text("Good morning")
    await expect(page.locator(".room.unread")).to_have_count(0)


async def test_the_clock_and_what_just_happened(office: SmallOffice, page: Page) -> None:
    before = office.sandbox.clock.now()
    await page.get_by_role("button", name="+1 week").click()
    await expect(page.locator(".panel .latest")).to_have_text("The clock moves forward")
    assert office.sandbox.clock.now() - before >= 7 * 86400
    await page.get_by_role("button", name="What just happened").click()
    await report(page, "The lift is stuck")
    journal = page.get_by_role("log", name="Journal")
    await expect(journal).to_contain_text("Camille writes to Palier “The lift is stuck”")
    await expect(journal).not_to_contain_text("chat.postMessage")
    await page.get_by_label("Show the calls too").check()
    await expect(journal).to_contain_text("Palier calls chat.postMessage")


@pytest.mark.parametrize(
    ("language", "job", "forms"),
    [
        ("fr", "Technicien", [(True, 1280)]),
        ("en", "Technician", [(False, 390)]),
        ("vi", "Kỹ thuật viên", [(False, 1280), (True, 390)]),
        ("zh", "维修人员", [(True, 1920)]),
    ],
)
async def test_the_page_speaks_the_visitors_language_and_axe_is_content(
    office: SmallOffice, browser: Browser, language: str, job: str, forms: list[tuple[bool, int]]
) -> None:
    """``forms``: dark or light, and how wide, where axe looks at it with a form open, too."""
    wide = language in ("fr", "zh")
    page = await visit(
        browser,
        office.sandbox.url,
        locale=language,
        dark=wide,
        width=1920 if wide else 1280,
        panel=True,
        tour=language == "vi",
    )
    await expect(page.locator("html")).to_have_attribute("lang", language)
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark" if wide else "light")
    await expect(page.locator("#person option").first).to_have_text(f"Marie Dupont · {job}")
    await expect(page.locator(".me small")).to_have_text(job)
    await office.sandbox.telegram.actions()["send_text"](office.residents[0], "Bonjour")
    await expect(page.locator(".message .block.header")).to_be_visible()
    assert await axe_complaints(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= (1920 if wide else 1280)
    shown = await page.inner_text("body")
    assert not re.search(r"\b(page|phone|desk|panel|tour|log|clock)\.[a-z]", shown), shown
    if language == "vi":
        await page.keyboard.press("Escape")  # the tour
    for dark, width in forms:
        await page.emulate_media(color_scheme="dark" if dark else "light")
        await page.set_viewport_size({"width": width, "height": 800})
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark" if dark else "light")
        await axe_is_content_with_a_form_open(page)
    assert problems(page) == []


async def axe_is_content_with_a_form_open(page: Page) -> None:
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("button", name="Ask the resident").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await axe_complaints(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="Ask the resident")).to_be_focused()
    assert await axe_complaints(page) == []
