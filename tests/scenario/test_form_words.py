"""What went through a form stays linked to what became of it: it can be changed and answered; nothing of it is lost."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling of the corridor since this morning"


async def opened(desk: Desk) -> None:
    """Ellen's first message and a photo with words: all in one description."""
    await desk.play(f"""
        ellen (en): {LEAK}
        ellen < What is your name?
        ellen: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen sends: ceiling.jpg "It is getting worse"
        ellen reads on
        ellen taps: Water leak
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: That's all
        ellen < Please check …
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < {LEAK} It is getting worse
        thread < 📎 ceiling.jpg
        thread < nothing
    """)


async def test_an_edit_after_opening_changes_the_description(desk: Desk) -> None:
    await opened(desk)
    await desk.play("""
        ellen edits first: Water has been dripping from the ceiling since this noon
        card < Water has been dripping from the ceiling since this noon It is getting worse
        thread < Ellen: … since this noon It is getting worse (Modifié. Avant : « Water has been dripping
        ellen < nothing
        ellen edits first: Water has been pouring since two
        card < Water has been pouring since two It is getting worse
        thread has Ellen: Water has been pouring since two It is getting worse (Modifié
        thread < nothing
        MARC presses: Prendre en charge
        ellen reads on
    """)
    bubble = next(one for one in desk.chat.chats["ellen"].bubbles if "getting worse" in one.text)
    await desk.happens(desk.chat.change("ellen", bubble, "It has stopped"))
    await desk.play("""
        card < Water has been pouring since two It has stopped
        thread has Ellen: Water has been pouring since two It has stopped
        thread < nothing
    """)


async def test_the_name_he_gave_is_no_part_of_it(desk: Desk) -> None:
    await opened(desk)
    bubble = next(one for one in desk.chat.chats["ellen"].bubbles if one.own and one.text == "Ellen")
    await desk.happens(desk.chat.change("ellen", bubble, "Helen"))
    await desk.play("""
        ellen < _(I can't tell what you changed in that message. Please write it again.)
        thread < nothing
    """)


async def test_the_edited_description_moves_with_the_thread(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges twice those of the last quarter")
    description = next(one for one in desk.chat.chats["ellen"].bubbles if "twice" in one.text and one.own)
    await desk.happens(desk.chat.change("ellen", description, "Why are the charges thrice those of the last"))
    await desk.play("""
        thread < Ellen: Why are the charges thrice
        KARIM chooses: Fuite d’eau
        ellen < Water leak
        card < Why are the charges thrice
        thread < Ellen: Why are the charges thrice … (Modifié. Avant : « Why are the charges twice
        thread < nothing
    """)


async def test_an_answer_to_the_description_finds_its_ticket(desk: Desk) -> None:
    await opened(desk)
    first = desk.card
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday")
    description = next(one for one in desk.chat.chats["ellen"].bubbles if one.own and "dripping" in one.text)
    await desk.happens(desk.chat.write("ellen", "It has stopped now", reply_to=description))
    await desk.play("ellen < nothing")
    assert "It has stopped now" in desk.slack.thread(first)[-1].text
    assert "dripping from the ceiling" in desk.slack.thread(first)[-1].text


async def test_what_was_put_on_one_of_several_can_be_changed(desk: Desk) -> None:
    await opened(desk)
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday")
    await desk.play("""
        ellen: It is worse now
        ellen < Which of your requests is this about?
        ellen taps: · Lift
        ellen < Added to your request
        thread < Ellen: It is worse now
        ellen edits: It is much worse now
        thread has Ellen: It is much worse now (Modifié
        ellen < nothing
    """)


async def test_giving_up_the_reason_loses_nothing_that_was_acknowledged(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges twice those of the last quarter")
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: No, not yet
        ellen < What is still wrong?
        thread < _(The resident is not satisfied: the request is open again.)
        ellen sends: bill.jpg
        ellen < _(Received, thank you: {files} so far.)
        ellen: /cancel
        ellen < _(Thank you, I have passed that on. We will come back to you.)
        ellen < nothing
        thread < Ellen: 📎 bill.jpg
        ellen: Here is what I mean
        thread < Ellen: Here is what I mean
    """)


async def test_giving_up_the_reason_without_any(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges twice those of the last quarter")
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: No, not yet
        ellen < What is still wrong?
        ellen: /cancel
        ellen < _(All right. Your request is open again; we will come back to you.)
        ellen < nothing
    """)


async def test_a_command_in_the_middle_does_not_lose_the_question(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The lamp in the corridor of the 2nd floor is broken
        ellen reads on
        ellen taps: Ellen
        ellen < Which residence …
        ellen: /help
        ellen < /report …
        ellen < Now back to the request you were filling in. Which residence …
        ellen: /jobs
        ellen < I don't know that command. …
        ellen < Now back to the request …
        ellen: /start
        ellen < Hello! …
        ellen < Which language …
        ellen < Now back to the request …
        ellen: cedres
        ellen < Which flat …
    """)
