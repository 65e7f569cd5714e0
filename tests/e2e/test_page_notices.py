"""Notices and unread marks of the page: in the present language, and in nobody's way."""

from __future__ import annotations

import re

from browser import IN_BROWSER, notices_stay
from playwright.async_api import Locator, Page, expect
from small_office import CHANNEL, SmallOffice

pytestmark = IN_BROWSER
LONG = "technical-and-everything-else-there-is"


async def covers(one: Locator, other: Locator) -> bool:
    """Whether two things that are shown lie over each other."""
    a, b = await one.bounding_box(), await other.bounding_box()
    assert a is not None
    assert b is not None
    beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    apart = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
    return not (beside or apart)


async def test_notices_follow_the_language_and_with_unread_marks_are_in_nobodys_way(
    office: SmallOffice, page: Page
) -> None:
    """Even where the channel's name is long."""
    await notices_stay(page)
    channel = office.sandbox.slack.slack.workspace.channels[CHANNEL]
    channel.name = LONG
    await page.locator(".sidebar").get_by_role("button", name="Palier").click()
    await office.app.client.chat_postMessage(channel=CHANNEL, text="Good morning")
    notice, clock = page.locator(".workspace .notice"), page.locator(".clock time")
    await expect(notice).to_contain_text("A new card in")
    await expect(clock).to_have_text(re.compile(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "))
    await page.locator(".settings select").select_option("fr")
    await expect(clock).to_have_text(re.compile(r"^(lun|mar|mer|jeu|ven|sam|dim)\. "))
    await expect(notice).to_contain_text("Une nouvelle fiche dans")
    await expect(notice.get_by_role("button")).to_have_text("Ouvrir")
    for composer in (page.locator(".workspace textarea"), page.locator(".sidebar")):
        if await composer.count():
            assert not await covers(notice, composer.first)
    room = page.locator(".room.unread")
    await expect(room).to_contain_text(LONG)
    name = room.locator("span").first
    assert await name.evaluate("node => node.scrollWidth <= node.clientWidth"), "cut off"
    assert not await covers(name, room.locator(".badge"))
