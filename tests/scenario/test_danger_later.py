"""Danger that a resident tells of later, on a request that is open already, reaches somebody who is there (row A5)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.technician_desk import linked, without_slack

LOUD = "The door of the lift is loud since yesterday evening"


async def handled(desk: Desk, more: str = "") -> None:
    """Ellen's request, which Marc looks after."""
    await desk.report("ellen", "paris-lift", LOUD)
    await desk.play(f"""
        MARC presses: Prendre en charge
        ellen reads on
        {more}
    """)


async def test_whoever_looks_after_it_is_called_once_an_hour(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen: Now there is smoke coming out of it
        ellen < ⚠️ If anybody is in danger…
        ellen < nothing
        thread < Ellen: Now there is smoke coming out of it
        thread < ⚡ Danger ? Alerte envoyée directement à : Marc Petit.
        MARC < ⚡ Danger ? À voir tout de suite : {ref} … Ellen écrit : « Now there is smoke coming out of it »
        ellen: The smoke is getting thick
        THOMAS < nothing
        MARC < nothing
        MARC: I am on my way
        ellen < …
        (61 minutes later)
        ellen: There is smoke again
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
        THOMAS < nothing
        #MGMT001 < nothing
    """)


async def test_while_he_is_away_the_next_above_him_is_called(desk: Desk) -> None:
    await handled(desk, "MARC types: /palier away 2026-03-01 2026-03-10\nMARC < …")
    await desk.play("""
        ellen: My mother is trapped in the lift
        ellen < ⚠️ …
        MARC < nothing
        THOMAS < ⚡ Danger ? … « My mother is trapped in the lift » … Marc Petit est en congé …
        HELENE < nothing
    """)


async def test_outside_opening_hours_his_superior_is_called_too(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        (11 hours later)
        ellen: There is a fire on the landing
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
        THOMAS < ⚡ Danger ? …
        thread < ⚡ Danger ? Alerte envoyée directement à : Marc Petit, Thomas Leroy.
    """)


async def test_outside_his_shift_his_superior_is_called_too(desk: Desk) -> None:
    """Marc works in the morning; the office is open until five."""
    await handled(desk)
    await desk.play("""
        (5 hours later)
        ellen: There is a fire on the landing
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
        THOMAS < ⚡ Danger ? …
    """)


async def test_a_technician_who_is_in_telegram_only(desk: Desk) -> None:
    """He reads what was written and whose request it is, and nothing of what else the resident has open."""
    desk.directory = without_slack("julien-moreau")
    await desk.restart()
    await linked(desk)
    await desk.report("ellen", "paris-charges", "The charges of March are twice those of February")
    await desk.report("ellen", "paris-lift", LOUD)
    await desk.play("""
        MARC presses: Affecter…
        MARC fills: À qui ? = Julien Moreau
        ellen < … Julien Moreau … looking after your request {ref}.
        julien reads on
        MARC: Julien comes at two
        ellen < …
        (4 hours later)
        ellen answers "comes at two": There is smoke in the lift
        ellen < ⚠️ …
        julien < ⚡ Danger ? À voir tout de suite : {ref} · Ascenseur Ellen écrit : « There is smoke in the lift »
        MARC < nothing
        THOMAS < nothing
    """)


async def test_who_is_asked_nothing_is_not_told_that_he_will_be_asked(desk: Desk) -> None:
    """He reads whom to call, and no more than he must."""
    await desk.report("ellen", "paris-charges", "The charges of March are twice those of February")
    await desk.report("ellen", "paris-noise", "The neighbour upstairs drills every night until three")
    await desk.play("""
        ellen: My son is stuck in the lift
        ellen < ⚠️ …
        ellen < Thank you, Ellen. … If anybody is in danger, …
        THOMAS < ⚡ Danger ? …
        ellen: On the third floor
        ellen < Added to your request {ref}.
    """)
    (card,) = [
        one.text for one in desk.chat.chats["ellen"].bubbles if one.card and desk.card.reference in one.text
    ]
    assert card.endswith("call the emergency services."), card


async def test_nobody_has_taken_it_up(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LOUD)
    await desk.play("""
        ellen: There is smoke now
        ellen < ⚠️ …
        THOMAS < ⚡ Danger ? …
        THOMAS in "Danger" presses: Prendre en charge
        ellen reads on
        (15 minutes later)
        #MGMT001 < nothing
        HELENE < nothing
    """)
    assert (await desk.ticket()).handler == "thomas-leroy"


async def test_who_does_nothing_for_ten_minutes_is_not_waited_for(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen: There is smoke now
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
        (9 minutes later)
        #MGMT001 < nothing
        (2 minutes later)
        #MGMT001 < 🚨 Danger ? Personne n’a réagi depuis dix minutes : {ref} · Ascenseur …
        THOMAS < ⚡ Danger ? …
        (30 minutes later)
        #MGMT001 < nothing
        ellen < nothing
    """)


async def test_a_word_among_colleagues_is_something_done(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen: There is smoke now
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
        MARC notes: J’y vais
        (15 minutes later)
        #MGMT001 < nothing
        ellen < nothing
    """)


async def test_where_nobody_at_all_is_there_the_managers_channel_hears(desk: Desk) -> None:
    await handled(
        desk,
        "\n".join(
            f"{name} types: /palier away 2026-03-01 2026-03-10\n{name} < …"
            for name in ("MARC", "THOMAS", "HELENE")
        ),
    )
    await desk.play("""
        ellen: There is smoke now
        ellen < ⚠️ …
        #MGMT001 < 🚨 Danger, et aucun responsable n’est là : {ref} · Ascenseur …
        MARC < nothing
        ellen: The smoke is getting thick
        #MGMT001 < nothing
    """)


async def test_an_edit_that_tells_of_danger(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen: It is loud again
        ellen edits: It is loud again and there is smoke
        ellen < ⚠️ …
        thread has … and there is smoke …
        MARC < ⚡ Danger ? … « It is loud again and there is smoke »
        (2 hours later)
        ellen edits: It is loud again and there is smoke!
        ellen < nothing
        MARC < nothing
    """)


async def test_a_caption(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen sends: door.jpg, hall.jpg "Smoke in the hall"
        ellen < ⚠️ …
        MARC < ⚡ Danger ? … « Smoke in the hall »
    """)


async def test_on_another_request_it_is_another_matter(desk: Desk) -> None:
    await handled(desk)
    await desk.play("""
        ellen: There is smoke now
        ellen < ⚠️ …
        MARC < ⚡ Danger ? …
    """)
    await desk.report("ellen", "paris-leak", "The corridor is flooded since this morning")
    await desk.play("THOMAS < ⚡ Danger ? …")


async def test_what_must_not_wait_already_is_alarmed_once_a_day(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-complaint", "The caretaker shouted at us, and there was smoke in his room"
    )
    await desk.play("""
        HELENE < ⚡ À traiter tout de suite : …
        HELENE < 🔴 …
        #MGMT001 < 🚨 …
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
        (2 hours later)
        ellen: There is smoke again
        ellen < ⚠️ …
        CLAIRE < nothing
        HELENE < nothing
        #MGMT001 < nothing
        (21 hours later)
        ellen reads on
        ellen: There is smoke again
        ellen < ⚠️ …
        CLAIRE < ⚡ Danger ? …
    """)


async def test_what_opens_it_again(desk: Desk) -> None:
    """Whoever had it is called, and the manager above him hears as of every *no*."""
    await handled(desk)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen reads on
        ellen taps: No, not yet
        ellen < …
        THOMAS < …
        MARC < …
        ellen: The door is as loud as ever and somebody is stuck in the lift
        ellen < ⚠️ …
        ellen < Thank you, I have passed that on. …
        MARC < ⚡ Danger ? …
    """)


async def test_a_word_with_the_stars(desk: Desk) -> None:
    """It opens the request again, and whoever had it is called."""
    await handled(desk)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen reads on
        ellen taps: Yes, thank you
        ellen reads on
        ellen taps: ★★★
        ellen reads on
        ellen: Quick work, but now there is smoke
        ellen < ⚠️ …
        ellen < Your request {ref} is open again, …
        thread < Ellen: Quick work, but now there is smoke
        MARC < ⚡ Danger ? … « Quick work, but now there is smoke »
        THOMAS < nothing
        card < … ★★★☆☆ …
    """)


async def test_what_the_technician_is_to_mind(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LOUD, cautions="There is smoke on the stairs")
    await desk.play("""
        ellen's card < … marked as urgent …
        card < … ⚡ …
        THOMAS < ⚡ Danger ? …
    """)


async def test_in_the_topic_of_a_request_that_has_ended(desk: Desk) -> None:
    """It opens it again, without a question; whoever had it is called."""
    desk.chat.topics = True
    await handled(desk)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen reads on
        ellen taps: Yes, thank you
        ellen reads on
        ellen taps: ★★★★★
        ellen reads on
        ellen taps: Skip
        ellen reads on
        ellen in "Lift": My son is stuck in the lift now
        ellen < … ▸ ⚠️ …
        ellen < … ▸ Your request {ref} is open again, …
        thread < Ellen: My son is stuck in the lift now
        MARC < ⚡ Danger ? …
        card < … Statut: en cours …
    """)


async def test_what_clearly_is_another_department_s_is_a_request_of_its_own(desk: Desk) -> None:
    """An accountant need not be called to a lift; what is not clear goes to whoever looks after his only request."""
    await desk.report("ellen", "paris-charges", "The charges of March are twice those of February")
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        ellen: Quick, my son is stuck in the lift
        ellen < ⚠️ …
        ellen < … (Lift) … marked as urgent …
        card in #TECH001 < … Ascenseur … my son is stuck in the lift … ⚡ …
        THOMAS < ⚡ Danger ? … Autres demandes ouvertes : … Charges, paiements …
        KARIM < nothing
    """)


async def test_the_only_request_it_may_belong_to(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "The charges of March are twice those of February")
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        ellen: Help, there is smoke
        ellen < ⚠️ …
        KARIM < ⚡ Danger ? … « Help, there is smoke »
        (11 minutes later)
        #MGMT001 < 🚨 …
        SOPHIE < ⚡ Danger ? … « Help, there is smoke »
    """)


async def test_in_a_flood_of_messages(desk: Desk) -> None:
    """Those that follow each other too fast are shown together later; somebody is called at once."""
    await handled(desk)
    many = [desk.chat.write("ellen", f"drop {number}") for number in range(60)]
    await desk.happens(*many)
    await desk.play("""
        ellen reads on
        ellen: And now there is smoke
        ellen reads on
        thread has … drop 1
        MARC < ⚡ Danger ? … « And now there is smoke »
        (5 minutes later)
        thread has … And now there is smoke
    """)
