"""Several requests at once, drafts set aside, buttons pressed late, twice or by the wrong person."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, LIFT


async def test_which_request_is_it_about(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen: The technician has just left
        ellen < Which of your requests is this about? [… Lift | … Charges, payments | A new request]
        ellen sends: display.jpg
        ellen < Received, thank you … Which of your requests …
        ellen: The display says E4
        ellen < … Which of your requests …
        thread < nothing
        ellen taps: … Lift
        ellen < Added to your request {ref}.
        ticket: Ascenseur
        thread < Ellen: The technician has just left The display says E4
        thread < 📎 display.jpg
        ticket: Charges
        thread < nothing
        ellen: Is there a leak, or is it only me? Water under the sink
        ellen < Which of your requests …
        ellen taps: A new request
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Water under the sink
        ellen taps: Send
        ellen < Thank you, Ellen.
        card in #TECH001 < Fuite d’eau … Is there a leak
        ellen: /status
        ellen < Your open requests: … Water leak … Lift … Charges, payments
    """)


async def test_a_single_open_request_takes_every_message(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: I forgot to say that I pay by transfer
        ellen sees 👌
        ellen < nothing
        thread < Ellen: I forgot to say that I pay by transfer
        ellen sends: letter.pdf, page.jpg "Both sides"
        thread < Ellen: Both sides
        thread < 📎 letter.pdf
        thread < 📎 page.jpg
        ellen edits: and the envelope
        thread has Ellen: Both sides and the envelope (Modifié. Avant : « Both sides »)
        ellen sends: sticker
        ellen < I can't pass that kind of message on yet.
        thread < nothing
    """)


async def test_an_edit_of_something_that_the_office_has_not_got(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The lift has been standing still since yesterday evening
        ellen < What is your name?
        ellen: Ellen Ripley
        ellen < Which residence …
        ellen edits: Ellen Louise Ripley
        ellen < Please write it again.
    """)


async def test_a_photo_first_and_an_album(desk: Desk) -> None:
    await desk.play("""
        ellen (en) sends: stain.jpg
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen sends: wall.jpg, floor.jpg "Water comes through the wall of my bedroom"
        ellen < … Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos? … [That's all | Back | Cancel]
        ellen taps: That's all
        ellen < Please check … Water comes through the wall … 3 files
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < Water comes through the wall
        thread < 📎 stain.jpg
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < nothing
    """)


async def test_stale_repeated_foreign_and_invented_buttons(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Ellen
        ellen < nothing
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen taps: Mine isn't here
        ellen < … Which flat …
        camille (fr): /start
        camille reads on
    """)
    token = desk.latest("ellen").buttons[0][0].token
    for strange in (token, "nothing:0", f"{token}9", "", "x" * 64, f"{token.split(':')[0]}:²"):
        await desk.happens(desk.chat.press("camille", strange))
    await desk.play("""
        camille < /report
        camille < /report
        camille < /report
        camille < /report
        camille < /report
        camille < /report
        ellen: A31
        ellen < What is it about?
        ellen taps: Cancel
        ellen < nothing was sent
        ellen taps: Water leak
        ellen < no longer
    """)


async def test_a_report_asked_for_while_one_is_open_and_cancel(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen: /report
        ellen < already … /cancel … Which residence …
        ellen: /status
        ellen < You have no open request.
        ellen: /help
        ellen < /report
        ellen < _(Now back to the request you were filling in.) … Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: /cancel
        ellen < nothing was sent
        ellen: /report
        ellen < What is your name?
    """)


async def test_satisfied_in_the_middle_of_another_report(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: /report
        ellen < What is it about?
        ellen taps: Lift
        ellen < Please describe it: …
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen taps: ★★★★
        ellen < add a word? [Skip]
        ellen taps: Skip
        ellen < Thank you for your rating.
        ellen < … Please describe it: … [Back | Cancel]
        ellen: The lift has been standing still since yesterday evening
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … Topic: Lift … standing still
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < Ascenseur
        ticket: Charges
        card < ★★★★☆
    """)


async def test_a_message_instead_of_a_rating_goes_on_with_the_draft(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: /report
        ellen < What is it about?
        ellen taps: Lift
        ellen < Please describe it: …
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen: The lift has been standing still since yesterday evening
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … Topic: Lift … standing still
    """)


async def test_a_message_instead_of_a_rating_is_a_new_request(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen: Now the lift has been standing still since yesterday evening
        ellen < What is it about?
        ellen taps: ★★★★★
        ellen < no longer
        ellen taps: Lift
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … Now the lift
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < Now the lift
    """)


async def test_not_satisfied_in_the_middle_of_another_report(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: /report
        ellen < What is it about?
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: No, not yet
        ellen < What is still wrong?
        ellen: It is still twice as much
        ellen < passed that on
        ellen < … What is it about?
        thread < It is still twice as much
        card < ↩️
    """)


async def test_what_was_written_is_kept_when_another_question_comes_between(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        ellen: The bill came a second time
        ellen < Which of your requests …
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen taps: ★★★★★
        ellen < add a word?
        ellen taps: Skip
        ellen < Thank you for your rating.
        ellen < Which of your requests … [… Charges, payments | A new request]
        ellen taps: … Charges, payments
        ellen < Added to your request
        ticket: Charges
        thread < The bill came a second time
    """)


async def test_what_was_written_is_kept_when_a_report_is_begun(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen: The bill came a second time
        ellen < Which of your requests …
        ellen: /report
        ellen reads on
        ellen: /cancel
        ellen reads on
        ellen taps: … Charges, payments
        ellen < Added to your request
        ticket: Charges
        thread < The bill came a second time
    """)


async def test_stars_count_although_no_word_follows(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen taps: ★★★★★
        ellen < add a word?
        (3 days later)
        card < ★★★★★
    """)


async def test_stars_count_although_a_photo_follows(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen taps: ★★★★★
        ellen < add a word?
        ellen sends: stain.jpg
        ellen < What is it about?
        ticket: Charges
        card < ★★★★★
    """)


async def test_a_reason_that_comes_after_all_is_settled(desk: Desk) -> None:
    """Not satisfied, a photo for a reason, resolved again, satisfied: the late reason must not lock him in."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: No, not yet
        ellen < What is still wrong?
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        ellen taps: ★★
        ellen < add a word?
        ellen taps: Skip
        ellen < Thank you for your rating.
        ellen < nothing
        ellen: /status
        ellen < You have no open request.
    """)


async def test_a_half_filled_form_is_reminded_of_once(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name?
        (23 hours later)
        ellen < nothing
        (2 hours later)
        ellen < isn't sent yet … What is your name?
        (3 days later)
        ellen < nothing
        ellen taps: Ellen
        ellen < Which residence …
        ellen: /cancel
        ellen < nothing was sent
        (3 days later)
        ellen < nothing
    """)


async def test_which_of_a_few_can_be_typed_as_a_number(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen: The technician has just left
        ellen < Which of your requests is this about? [… Lift | … Charges, payments | A new request]
        ellen: 4
        ellen < … Which of your requests …
        ellen: 1
        ellen < Added to your request {ref}.
        thread < Ellen: The technician has just left 4
    """)
