"""How something is written goes to the other side with it: bold stays bold, a link a link, an address an address."""

from __future__ import annotations

from bot.domain.rich import TextStyle
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


async def test_formatting_both_ways(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: It is ⟪bold really ⟪italic very⟫⟫ loud, see ⟪link https://a.example/noise here⟫
        thread < Ellen: It is ⟪bold really ⟪italic very⟫⟫ loud, see ⟪link https://a.example/noise here⟫
        KARIM: ⟪quote It is loud⟫ Then ⟪code reset⟫ it: ⟪strike not⟫ now, ⟪underline tonight⟫
        ellen < Karim Benali, Accounts: ⟪quote It is loud⟫ Then ⟪code reset⟫ it: ⟪strike not⟫ now, ⟪underline tonight⟫
        mark < ✅
        ellen: <!channel> *not bold* _at all_ @channel
        thread < Ellen: <!channel> *not bold* _at all_ @channel
        KARIM: **neither** <b>this</b> [nor](that)
        ellen < Karim Benali, Accounts: **neither** <b>this</b> [nor](that)
    """)


async def test_an_edit_may_change_the_formatting_alone(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: We come on Monday.
        ellen < We come on Monday.
        KARIM edits: We come on ⟪bold Monday⟫.
        ellen < ✎ … Karim Benali, Accounts: We come on ⟪bold Monday⟫.
        KARIM edits: We come on ⟪bold Monday⟫.
        ellen < nothing
        mark < ✅
        ellen: Not before nine
        thread < Not before nine
        ellen edits: ⟪bold Not⟫ before nine
        thread has Ellen: ⟪bold Not⟫ before nine
        ellen edits: ⟪italic Not⟫ before ten
        thread has Ellen: ⟪italic Not⟫ before ten … « Not before nine »
    """)
    posts = [shown.text for shown in desk.slack.thread(desk.card) if "before" in shown.text]
    assert posts[0].count("« ") == 1, "words that did not change are no earlier version"


async def test_where_a_link_led_before_is_told(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: The bill is ⟪link https://a.example/1 here⟫
        thread < Ellen: The bill is ⟪link https://a.example/1 here⟫
        ellen edits: The bill is ⟪link https://a.example/2 here⟫
        thread has ⟪link https://a.example/2 here⟫ (Modifié. Avant : « The bill is here (https://a.example/1) »)
    """)


async def test_a_message_in_parts_keeps_its_formatting(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    written = "Line by line. " * 300
    await desk.play(f"""
        KARIM: ⟪bold {written}⟫
        ellen < Karim Benali, Accounts: ⟪bold Line by line.
        ellen < ⟪bold Line by line. … ⟫
        ellen < nothing
    """)
    sent = [bubble.text for bubble in desk.chat.chats["ellen"].bubbles if "Line by" in bubble.text]
    assert all(text.count("⟪bold ") == 1 for text in sent)
    assert "".join(sent).count("Line by line.") == 300


async def test_formatting_moves_with_the_thread(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: See ⟪link https://a.example here⟫
        thread < See ⟪link https://a.example here⟫
        KARIM chooses: Fuite d’eau
        ellen reads on
        thread < Ellen: See ⟪link https://a.example here⟫
    """)


async def test_where_formatting_can_not_go_its_addresses_do(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My bill is ⟪link https://a.example/bill here⟫, ⟪bold look⟫")
    await desk.play("""
        card < My bill is here (https://a.example/bill), look
        KARIM: ⟪bold note:⟫ see ⟪link https://a.example/file the file⟫
        notes < Karim Benali: see the file (https://a.example/file)
        ellen < nothing
        mark < 🔒
        KARIM edits: note: see ⟪link https://a.example/other the other⟫
        notes has see the other (https://a.example/other)
        ellen < nothing
    """)


async def test_nothing_internal_has_formatting(desk: Desk) -> None:
    """What a sign hides stays hidden however it is dressed, and is kept without spans."""
    await desk.report("ellen", "paris-charges", CHARGES)
    for style in TextStyle:
        if style is not TextStyle.LINK:
            await desk.play(f"""
                KARIM: ⟪{style} note: the {style} keys⟫
                ellen < nothing
                notes < the {style} keys
                mark < 🔒
            """)
    assert not any("keys" in bubble.text for bubble in desk.chat.chats["ellen"].bubbles)
