"""Comments without words, names of strangers, words of somebody who may not send them: nothing blank, nothing lost."""

from __future__ import annotations

from datetime import timedelta

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


async def test_a_comment_of_a_file_alone_makes_no_blank_post(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM sends: releve.pdf "note:"
        mark < 🔒
        notes < Karim Benali: 📎 releve.pdf
        notes < nothing
        ellen < nothing
    """)


async def test_a_sign_alone_is_kept_back_and_may_get_its_words_later(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: note:
        mark < 🔒
        ellen < nothing
    """)
    assert desk.notes() is None
    await desk.play("""
        KARIM edits: note: she pays in cash
        notes < Karim Benali: she pays in cash
        notes < nothing
        ellen < nothing
    """)


async def test_a_stranger_is_shown_by_his_profile_name(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    unknown = desk.staff("PASSERBY")
    named = type(unknown)(unknown.id, name="Paul Passerby")
    await desk.happens(desk.slack.write(named, desk.card.room, desk.card.ts, "What is this about?"))
    await desk.play("notes has Paul Passerby: What is this about?")


async def test_what_somebody_may_not_send_is_given_back_to_him(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        HA presses: Répondre au résident
        HA's window < nothing
        HA < Yêu cầu này thuộc văn phòng khác.
    """)
    words = "Chúng tôi sẽ đến vào thứ Hai"
    await desk.happens(desk.slack.hand_in(desk.staff("HA"), desk.card, "ticket.reply", words))
    await desk.play("""
        HA < Yêu cầu này thuộc văn phòng khác. (Nội dung anh/chị đã viết, để không bị mất:)
        HA < Chúng tôi sẽ đến vào thứ Hai
        ellen < nothing
    """)


async def test_what_the_workspace_clears_away_is_no_recall(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: We come on Monday.
        ellen < We come on Monday.
        KARIM presses: Répondue
    """)
    await desk.later(timedelta(days=8))
    desk.read_all()
    await desk.play("""
        KARIM deletes
        ellen < nothing
        thread < nothing
    """)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        history = await u.history(ticket.id)
    assert history[-1].what == "cleared away"
    assert any("We come on Monday" in one.text for one in desk.chat.chats["ellen"].bubbles)
