"""Whoever tells of danger is advised at once, asked less, and staff see it (row A5)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk


@pytest.mark.parametrize(
    ("language", "words", "advice", "residence", "numbers", "topic"),
    [
        ("fr", "Ça sent le gaz dans la cage d’escalier !", "secours", "Les Cèdres", "112", "Autre question"),
        ("en", "Help, I am stuck in the lift", "emergency services", "Les Cèdres", "112", "Lift"),
        ("vi", "Cháy ở tầng 5!", "cấp cứu", "Sông Xanh Riverside", "114", "Vấn đề khác"),
        ("zh", "着火了", "求助", "梧桐苑", "119", "其他"),
    ],
)
async def test_the_very_first_message(
    desk: Desk, language: str, words: str, advice: str, residence: str, numbers: str, topic: str
) -> None:
    await desk.play(f"""
        lan ({language}): {words}
        lan < ⚠️ … {advice} … 112 … 114 … 119
        lan < _(Which residence is it about? Choose it, or type a part of its name or address.)
        lan taps: {residence}
        lan < _(Which flat or shop? For a common area, write where it is.)
        lan: 12
        lan < _(What is it about?)
        lan taps: {topic}
        lan < _(Please check your request before I send it:) … {words}
        lan taps: _(Send)
        lan reads on
        card < ⚡
    """)
    ticket = await desk.ticket()
    assert (ticket.author_name, ticket.vague, ticket.to_qualify) == ("Lan", False, False)
    await desk.play(f"""
        lan: {words}
        lan < nothing
        (2 hours later)
        lan: {words}
        lan < ⚠️ … {numbers}
        lan < nothing
    """)


async def test_danger_is_not_answered_by_a_day_of_next_week(desk: Desk) -> None:
    """The resident reads that it is urgent, and somebody in charge hears of it himself."""
    await desk.report("ellen", "paris-lift", "My wife is stuck inside the lift")
    await desk.play("""
        ellen's card < … marked as urgent … If anybody is in danger, do not wait for us: call the emergency services. …
        THOMAS < ⚡ Danger ? À voir tout de suite : {ref} · Ascenseur …
        MARC presses: Prendre en charge
        ellen reads on
        THOMAS < nothing
    """)


async def test_told_in_the_middle_of_the_dialog(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name?
        ellen: There is smoke in the cellar!
        ellen < ⚠️ If anybody is in danger
        ellen < I have added that to your description. Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
    """)


@pytest.mark.parametrize(
    ("language", "words", "residence", "room", "unit", "sent"),
    [
        (
            "fr",
            "Il y a de la fumée à la cave",
            "Les Cèdres",
            "CARE001",
            "cave B",
            "Pour ne pas perdre de temps",
        ),
        (
            "vi",
            "Có khói ở tầng hầm",
            "Sông Xanh Riverside",
            "CARE002",
            "tầng hầm B2",
            "Để không mất thời gian",
        ),
    ],
)
async def test_who_does_not_get_to_the_last_question(
    desk: Desk, language: str, words: str, residence: str, room: str, unit: str, sent: str
) -> None:
    await desk.play(f"""
        lan ({language}): {words}
        lan < ⚠️ …
        lan < _(Which residence is it about? Choose it, or type a part of its name or address.)
        (4 minutes later)
        lan < nothing
        (2 minutes later)
        lan < … {{ref}} …
        lan < {sent}, … {{ref}}…
        lan < _(Which residence is it about? Choose it, or type a part of its name or address.)
        card in #{room} < … {words} … ⚡
        lan taps: {residence}
        lan < _(Which flat or shop? For a common area, write where it is.)
        lan: {unit}
        thread < … {residence}, {unit}
        (2 hours later)
        lan reads on
    """)
    ticket = await desk.ticket()
    assert (ticket.description, ticket.unit, ticket.to_qualify) == (words, unit, False)


async def test_who_has_sent_it_himself_is_not_sent_again(desk: Desk) -> None:
    await desk.play("""
        ellen (en): There is smoke in the cellar
        ellen reads on
        ellen: /cancel
        ellen < All right, I have dropped it …
        (10 minutes later)
        ellen < nothing
    """)


async def test_which_of_two_is_not_asked(desk: Desk) -> None:
    """It becomes a request of its own at once: somebody in charge hears of it, and can join it to another. More of it,
    and what is written in the next minutes, goes there; later he is asked as ever."""
    await desk.report("ellen", "paris-lift", "The door of the lift is loud since yesterday evening")
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling")
    await desk.play("""
        ellen: There is smoke in the cellar
        ellen < ⚠️ …
        ellen < … marked as urgent …
        ellen < nothing
        card in #CARE001 < … There is smoke in the cellar … ⚡ …
        THOMAS < ⚡ Danger ? … « There is smoke in the cellar » Autres demandes ouvertes : … Fuite d’eau · … Ascenseur …
        ellen: It comes from the electric box
        ellen < Added to your request {ref}.
        thread < Ellen: It comes from the electric box
        ellen: Now there are flames
        ellen < Added to your request {ref}.
        thread < Ellen: Now there are flames
        (12 minutes later)
        ellen reads on
        ellen: And when does the plumber come?
        ellen < Which of your requests …
        (50 minutes later)
        ellen reads on
        ellen: Quick, there is smoke again
        ellen < …
    """)
    assert len(desk.slack.cards()) == 4


async def test_danger_while_he_is_asked_which(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "The badge reader is slow since yesterday evening")
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling")
    await desk.play("""
        ellen: It is worse today
        ellen < Which of your requests …
        ellen: Help, I am stuck in the lift
        ellen < ⚠️ …
        ellen < … marked as urgent …
        ellen < nothing
        card in #TECH001 < … Ascenseur … It is worse today Help, I am stuck in the lift … ⚡ …
        THOMAS < ⚡ Danger ? … Ascenseur …
    """)


async def nothing_open(desk: Desk) -> None:
    """Ellen is known, and has nothing open."""
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling")
    await desk.play("""
        MARC presses: Passer en résolu
        ellen reads on
        ellen taps: Yes, thank you
        ellen reads on
        ellen taps: ★★★★★
        ellen reads on
        ellen taps: Skip
        ellen reads on
    """)


async def test_who_is_known_is_asked_nothing(desk: Desk) -> None:
    await nothing_open(desk)
    await desk.play("""
        ellen sends: smoke.jpg "The cellar is flooded and the socket is smoking"
        ellen < ⚠️ …
        ellen < … (Water leak) … marked as urgent …
        ellen < nothing
        card in #TECH001 < … Les Cèdres, A11 … ⚡ …
        thread < Ellen: 📎 smoke.jpg
        THOMAS < ⚡ Danger ? …
        ellen: It comes up the stairs
        thread < Ellen: It comes up the stairs
        (10 minutes later)
        ellen < nothing
    """)


async def test_who_is_known_is_waited_for_two_minutes(desk: Desk) -> None:
    await nothing_open(desk)
    await desk.play("""
        ellen: /report
        ellen < … What is it about? …
        ellen: There is smoke in the cellar
        ellen < ⚠️ …
        ellen < … What is it about? …
        (3 minutes later)
        ellen < … marked as urgent …
        ellen < So that nobody loses time, …
        THOMAS < ⚡ Danger ? …
    """)


async def test_the_office_has_words_of_its_own(desk: Desk) -> None:
    from dataclasses import replace  # noqa: PLC0415

    paris, *others = desk.directory.offices
    own = replace(paris, emergency={"en": "Call our guard first: 01 23 45 67 89."})
    desk.directory = replace(desk.directory, offices=(own, *others))
    await desk.restart()
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling")
    await desk.play("""
        ellen: Now the corridor is flooded
        ellen < Call our guard first: 01 23 45 67 89. I am taking …
        ellen < nothing
        thread < Ellen: Now the corridor is flooded
        card < …
    """)


async def test_a_false_alarm_does_no_harm(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The door of the lift is loud since yesterday evening")
    await desk.play("""
        ellen: It even hurt my ears
        ellen < ⚠️
        ellen < nothing
        thread < Ellen: It even hurt my ears
        #MGMT001 < nothing
    """)
    assert not (await desk.ticket()).act_now


async def test_what_only_sounds_like_danger_costs_nothing(desk: Desk) -> None:
    """No advice, no alarm; but a detector that rings is danger."""
    await desk.report("ellen", "paris-lift", "The door of the lift is loud since yesterday evening")
    await desk.play("""
        MARC presses: Prendre en charge
        ellen reads on
        ellen: The fire door, too, and the smoke detector wants a battery
        ellen < nothing
        thread < Ellen: The fire door, too …
        THOMAS < nothing
        MARC < nothing
        ellen: The smoke detector is ringing
        ellen < ⚠️
        MARC < ⚡ Danger ? …
    """)
