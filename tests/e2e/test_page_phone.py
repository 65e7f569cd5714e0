"""The phone on the page: what may be sent, quotes both ways, reactions, chat topics; and the page on any screen."""

from __future__ import annotations

import re

from aiogram.types import ReplyParameters
from browser import IN_BROWSER, axe_complaints, problems, visit
from playwright.async_api import Browser, Locator, Page, expect
from small_office import SmallOffice

pytestmark = IN_BROWSER


async def writes(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Message", exact=True)
    await field.fill(text)
    await field.press("Enter")


async def does(bubble: Locator, deed: str) -> None:
    await bubble.hover()
    await bubble.get_by_role("button", name="What to do").click()
    await bubble.get_by_role("button", name=deed, exact=True).click()


async def test_every_kind_of_message_is_sent_and_shown(office: SmallOffice, page: Page) -> None:
    sent = (
        ("Voice message", "0:07"),
        ("Video", "0:05"),
        ("Round video", "Round video"),
        ("Sticker", "👍"),
        ("A contact", "+33 6 12 34 56 78"),
    )
    for item, shown in sent:
        await page.locator(".phone").get_by_role("button", name="Attach").click()
        await page.locator(".phone").get_by_role("button", name=item, exact=True).click()
        await expect(page.locator(".bubble.own").last).to_contain_text(shown)
    await expect(page.locator(".bubble.own")).to_have_count(5)
    assert await axe_complaints(page) == []


async def test_messages_are_quoted_both_ways(office: SmallOffice, page: Page) -> None:
    await writes(page, "The lift is stuck")
    theirs = page.locator(".bubble.theirs").last
    await expect(theirs).to_contain_text("Which residence")
    await does(theirs, "Reply")
    await expect(page.locator(".draft")).to_contain_text("Which residence")
    await writes(page, "Les Cèdres")
    own = page.locator(".bubble.own").last
    await expect(own.locator("blockquote")).to_contain_text("Palier")
    await expect(own.locator("blockquote")).to_contain_text("Which residence")
    first = office.said[0]
    await office.bot.send_message(
        first.chat.id, "We are on our way", reply_parameters=ReplyParameters(message_id=first.message_id)
    )
    await expect(page.locator(".bubble.theirs").last.locator("blockquote")).to_contain_text(
        "The lift is stuck"
    )
    await office.hears(lambda: len(office.said) == 2)
    assert office.said[1].reply_to_message is not None


async def test_a_reaction_is_given_and_taken_back(office: SmallOffice, page: Page) -> None:
    await writes(page, "The lift is stuck")
    theirs = page.locator(".bubble.theirs").last
    await does(theirs, "React 👍")
    await expect(theirs.locator(".reacted")).to_contain_text("👍")
    seen = office.sandbox.telegram.actions()["chat"]
    assert [one["own_reaction"] for one in await seen(office.residents[0])] == [None, "👍"]
    await theirs.get_by_role("button", name="Take the reaction back 👍").click()
    await expect(theirs.locator(".reacted")).to_have_count(0)
    assert [one["own_reaction"] for one in await seen(office.residents[0])] == [None, None]


async def test_topics_are_tabs_that_filter_write_and_go_away(office: SmallOffice, page: Page) -> None:
    await office.sandbox.telegram.actions()["set_topics_enabled"](True)
    chat = office.residents[0]
    lift = await office.bot.create_forum_topic(chat, "Lift", icon_color=16766590)
    await office.bot.send_message(chat, "About the lift", message_thread_id=lift.message_thread_id)
    await office.bot.send_message(chat, "About nothing")
    topics = page.get_by_role("group", name="Topics")
    tab = topics.get_by_role("button", name="Lift")
    await expect(tab.locator(".topic-mark")).to_have_css("background-color", "rgb(255, 214, 126)")
    await expect(page.locator(".bubble.theirs")).to_have_count(2)
    await expect(page.locator(".bubble .in-topic")).to_have_text(["LLift"])
    await topics.get_by_role("button", name="General").click()
    await expect(page.locator(".bubble.theirs")).to_have_text([re.compile("About nothing")])
    await tab.click()
    await expect(page.locator(".bubble.theirs")).to_have_text([re.compile("About the lift")])
    await writes(page, "Still stuck")
    await expect(page.locator(".bubble.own")).to_have_count(1)
    assert await axe_complaints(page) == []
    await page.get_by_role("button", name="More about this chat").click()
    await page.get_by_role("button", name="Delete the topic “Lift”").click()
    await expect(tab).to_have_count(0)
    await expect(topics.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".bubble", has_text=re.compile("About the lift|Still stuck"))).to_have_count(0)
    await writes(page, "In general")
    await expect(page.locator(".bubble.own")).to_have_count(1)
    await office.hears(lambda: len(office.said) == 2)
    assert [one.message_thread_id for one in office.said] == [lift.message_thread_id, None]


async def test_nothing_overflows(office: SmallOffice, browser: Browser) -> None:
    """On a phone with the panel closed, on larger screens with it open."""
    names = ("Hélène", "Marchandise-Dubois de la Tour")
    await office.sandbox.telegram.actions()["add_resident"](
        name=names[0], last_name=names[1], language_code="fr"
    )
    await office.sandbox.slack.actions()["add_user"](name=" ".join(names), id="U9", title="Director")
    page = await visit(browser, office.sandbox.url, width=390, height=800, locale="fr")
    for width in (390, 1280, 1920):
        await page.set_viewport_size({"width": width, "height": 800})
        if width == 1280:
            await page.get_by_role("button", name="Ce qui vient de se passer").click()
            await expect(page.get_by_role("log", name="Journal")).to_be_visible()
        await all_is_within(page, width)
        await page.locator("#person").select_option("U9")
        name = page.locator(".me strong")
        await expect(name).to_have_text(" ".join(names))
        assert await name.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), width
        await page.locator("#person").select_option("U1")
        await expect(name).to_have_text("Marie Dupont")
    assert problems(page) == []


async def all_is_within(page: Page, width: int) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= width, width
    for part in (".clock", ".settings", ".side-title p >> nth=0", ".side-title p >> nth=1", ".phone", ".me"):
        box = await page.locator(part).bounding_box()
        assert box is not None, (width, part)
        assert box["x"] >= 0, (width, part)
        assert box["x"] + box["width"] <= width, (width, part)


async def test_adding_a_resident_leaves_the_chat_its_place(office: SmallOffice, browser: Browser) -> None:
    page = await visit(browser, office.sandbox.url, width=1280, height=800, panel=True)
    chat = page.locator(".phone .chat")
    before = await chat.bounding_box()
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(page.get_by_label("Name")).to_be_focused()
    after = await chat.bounding_box()
    assert before is not None
    assert before == after
    assert before["height"] > 150
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Name")).to_have_count(0)
    await page.locator(".phone").get_by_role("button", name="Attach").click()
    menu, phone = page.locator(".phone .write .menu"), page.locator(".phone")
    above, within = await menu.bounding_box(), await phone.bounding_box()
    assert above is not None
    assert within is not None
    assert above["y"] >= within["y"]
