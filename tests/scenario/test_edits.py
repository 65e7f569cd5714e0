"""What is changed or taken back after it was said: by staff, by residents; and what answers what."""

from __future__ import annotations

from bot.domain.audience import Received, Remove, Retouch
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

LONG = "The charges of the third quarter, explained line by line. " * 60


async def test_case_23_a_staff_edit_is_one_edit(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: We come on Monday at nine.
        ellen < Karim Benali, Accounts: … We come on Monday at nine.
        mark < ✅
        KARIM edits: We come on Tuesday at nine.
        ellen < ✎ … Karim Benali, Accounts: … We come on Tuesday at nine.
        ellen < nothing
        mark < ✅
        KARIM edits: We come on Tuesday at nine.
        ellen < nothing
        thread < nothing
    """)
    assert len([one for one in desk.chat.delivered if isinstance(one.content, Retouch)]) == 1


async def test_an_edit_that_makes_a_message_longer_and_shorter_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(f"""
        KARIM: Short.
        ellen < Short.
        KARIM edits: {LONG}The end.
        ellen < ✎ … Karim Benali, Accounts: … third quarter
        ellen < … The end.
        ellen < nothing
        KARIM edits: Shorter.
        ellen < ✎ … Shorter.
        ellen < 🗑 … The end.
        ellen < nothing
        mark < ✅
    """)
    texts = [bubble.text for bubble in desk.chat.chats["ellen"].bubbles if not bubble.own]
    assert texts[-1].endswith("Karim Benali, Accounts:\nShorter.")


async def test_an_edit_before_the_message_has_arrived(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    written = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, "On Monday.")
    changed = desk.slack.edit(desk.slack.own(), "On Tuesday.")
    await desk.happens(written, changed)
    await desk.play("""
        ellen < Karim Benali, Accounts: On Monday.
        ellen < ✎ … Karim Benali, Accounts: On Tuesday.
        ellen < nothing
        mark < ✅
    """)


async def test_edits_in_the_wrong_order_leave_the_latest_words(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: On Monday.
        ellen < On Monday.
    """)
    early = desk.slack.edit(desk.slack.own(), "On Tuesday.")
    late = desk.slack.edit(desk.slack.own(), "On Wednesday.")
    await desk.happens(late)
    await desk.happens(early)
    await desk.play("""
        ellen < ✎ … On Wednesday.
        ellen < nothing
    """)


async def test_an_edit_of_what_the_resident_has_deleted_comes_anew(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: On Monday.
        ellen < On Monday.
    """)
    del desk.chat.chats["ellen"].bubbles[-1]
    await desk.play("""
        KARIM edits: On Tuesday.
        ellen < Karim Benali, Accounts: On Tuesday.
        KARIM edits: On Friday.
        ellen < ✎ … Karim Benali, Accounts: On Friday.
        mark < ✅
    """)


async def test_an_edit_that_cannot_be_delivered_is_marked(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: On Monday.
        ellen < On Monday.
        (telegram fails 1 times: refused)
        KARIM edits: On Tuesday.
        mark < ✅ ⚠️
        thread < _(Not delivered: the platform refused it. It is kept; please tell your administrator.)
        ellen < nothing
        KARIM edits: On Wednesday.
        ellen < ✎ … On Wednesday.
        mark < ✅ ⚠️ ✅
    """)


async def test_a_public_message_edited_into_a_note_is_recalled(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM sends: releve.pdf "She never pays in time"
        ellen < She never pays in time
        ellen < 📎 releve.pdf
        KARIM edits: ;; She never pays in time, be careful
        ellen < 🗑 … She never pays in time
        ellen < 🗑
        ellen < nothing
        mark < ✅ 🔒
        notes < Karim Benali: She never pays in time, be careful
        notes < 📎 releve.pdf
        KARIM edits: She never pays in time, be very careful
        ellen < nothing
        notes has Karim Benali: She never pays in time, be very careful (Modifié … be careful
        notes < nothing
        mark < ✅ 🔒
        KARIM deletes
        ellen < nothing
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        thread < nothing
    """)


async def test_an_edit_that_addresses_a_colleague_or_a_channel_is_a_note(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: What do you think of it?
        ellen < What do you think of it?
        KARIM edits (addressed): @Sophie what do you think of it?
        ellen < 🗑 … What do you think of it?
        mark < ✅ 🔒
        KARIM < Gardé en interne : le message s’adresse d’abord à un collègue.
        KARIM: Good morning
        ellen < Good morning
        KARIM edits (broadcast): @channel Good morning
        ellen < 🗑 … Good morning
        KARIM < _(Kept internal: it mentions a whole channel.)
    """)


async def test_an_internal_message_edited_stays_internal(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: ;; she never pays
        notes < Karim Benali: she never pays
        KARIM edits: she always pays
        ellen < nothing
        notes has Karim Benali: she always pays (Modifié … « she never pays »)
        notes < nothing
        KARIM (notes): let us see
        KARIM edits: let us look
        notes < nothing
        ellen < nothing
    """)


async def test_case_24_deleting_in_slack_removes_the_copies(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM sends: releve.pdf "For somebody else"
        ellen < For somebody else
        ellen < 📎 releve.pdf
        KARIM deletes
        ellen < 🗑 … For somebody else
        ellen < 🗑
        ellen < nothing
        thread < nothing
    """)
    assert not any("somebody else" in bubble.text for bubble in desk.chat.chats["ellen"].bubbles)


async def test_case_24_after_two_days_he_is_asked_to_disregard_it(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: For somebody else
        ellen < For somebody else
        (49 hours later)
        (telegram fails 1 times: refused)
        KARIM deletes
        ellen < ✎ _(The office has taken this message back.)
        ellen < Please disregard an earlier message from Karim Benali, Accounts
        ellen < nothing
        thread < Un message a été retiré, mais Telegram ne permet plus de le supprimer. … ne pas en tenir compte.
    """)
    assert not any("somebody else" in bubble.text for bubble in desk.chat.chats["ellen"].bubbles)
    quoted = [one.content.quotes for one in desk.chat.delivered if getattr(one.content, "quotes", None)]
    assert len(quoted) == 1


async def test_a_recall_while_the_resident_has_blocked_the_bot(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: For somebody else
        ellen < For somebody else
        ellen blocks
        KARIM deletes
        thread < … sa copie n’a pas pu être supprimée …
        ellen < nothing
    """)


async def test_what_is_recalled_before_it_left_never_leaves(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    written = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, "For somebody else")
    deleted = desk.slack.delete(desk.slack.own())
    await desk.store.receive([written], desk.clock.now())
    await desk.handle()
    await desk.happens(deleted)
    await desk.play("ellen < nothing")
    assert not any(isinstance(one.content, Remove) and one.content.targets for one in desk.chat.delivered)


async def test_what_may_have_left_before_its_recall_is_told(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.chat.faults.order(Fault("unknown", arrives=True))
    written = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, "For somebody else")
    deleted = desk.slack.delete(desk.slack.own())
    await desk.store.receive([written], desk.clock.now())
    await desk.handle()
    await desk.deliver("telegram")
    await desk.happens(deleted)
    await desk.play(
        """
        ellen < For somebody else
        ellen < nothing
        thread < the resident may still have it
    """.replace("the resident may still have it", "il se peut que le résident l’ait encore")
    )


async def test_an_edit_after_a_re_route_changes_the_copy_too(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: On Monday.
        ellen < On Monday.
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        thread < Karim Benali, Accounts: On Monday.
        KARIM edits: On Tuesday.
        ellen < ✎ … On Tuesday.
        thread has Karim Benali, Accounts: On Tuesday. (Modifié … « On Monday. »)
        thread < nothing
    """)


async def test_case_25_a_residents_edit_is_shown_with_what_he_wrote_before(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: I pay by transfer
        thread < Ellen: I pay by transfer
        ellen edits: I pay by cheque
        thread has Ellen: I pay by cheque (Modifié. Avant : « I pay by transfer »)
        ellen edits: I pay in cash
        thread has Ellen: I pay in cash (Modifié. Avant : « I pay by cheque » · « I pay by transfer »)
        thread < nothing
        ellen < nothing
        KARIM asks: When did you pay?
        ellen < When did you pay?
        thread < When did you pay?
        ellen edits: I paid in cash on Friday
        thread has Ellen: I paid in cash on Friday
        card < en cours
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        thread < Ellen: I paid in cash on Friday (Modifié
    """)


async def test_a_residents_edit_that_needs_fewer_or_more_posts(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(f"""
        ellen: {LONG}The end.
        thread < third quarter
        thread < The end.
        ellen edits: Never mind.
        thread has Ellen: Never mind.
        thread has ✂️
        thread < nothing
        ellen sends: one.jpg
        thread < 📎 one.jpg
        ellen edits: The ceiling
        thread < Ellen: The ceiling
    """)


async def test_an_edit_changes_the_description_in_an_open_dialog(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The lift has been standing still since yesterday evening
        ellen < What is your name?
        ellen edits: The lift has been standing still since this morning
        ellen < _(I have changed that in your description.) … What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen edits: Lift
        ellen < _(I can't tell what you changed in that message. Please write it again.)
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen edits: A32
        ellen < _(I can't tell what you changed in that message. Please write it again.)
        ellen edits first: The lift has been standing still since this noon
        ellen < _(I have changed that in your description.) … What is it about?
        ellen taps: Lift
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … since this noon
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < standing still since this noon
    """)


async def test_an_answer_to_a_message_says_to_which(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: Shall we call you on Monday?
        ellen < Shall we call you on Monday?
        KARIM: Or rather send a letter?
        ellen < Or rather send a letter?
        ellen answers "on Monday": Yes please
        thread < (↩️ En réponse à Karim Benali, Accounts : « Shall we call you on Monday? ») Ellen: Yes please
        ellen edits: Yes please, at noon
        thread has (↩️ En réponse à … « Shall we call you on Monday? ») Ellen: Yes please, at noon (Modifié
        ellen answers "at noon": Or at one
        thread < (↩️ En réponse à Ellen : « Yes please, at noon ») Ellen: Or at one
        ellen answers "Your request {ref}": And a letter too
        thread < Ellen: And a letter too
    """)


async def test_an_answer_finds_its_ticket(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    first = desk.card
    await desk.play("""
        KARIM: About your charges: which month?
        ellen < which month?
    """)
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday")
    await desk.play("""
        ellen answers "which month": October
        ellen < nothing
    """)
    assert "October" in desk.slack.thread(first)[-1].text
    assert any(isinstance(one.content, Received) for one in desk.chat.delivered)
