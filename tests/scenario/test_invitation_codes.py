"""Codes for chats work once, for a while, for one, and are not to be guessed (rows A10, B2; ADR 0040)."""

from __future__ import annotations

from datetime import timedelta

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import code_shown, invited, logged
from tests.scenario.technician_desk import code_for
from tests.scenario.technician_desk import linked as technician_linked


async def test_pressed_twice_and_by_two(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    desk.chat.join("jeanne", "fr")
    desk.chat.join("eve", "fr")
    presses = [desk.chat.write(who, f"/start home-{code}") for who in ("jeanne", "jeanne", "eve")]
    await desk.happens(*presses[:2])
    await desk.happens(presses[2])
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < Cette conversation est déjà reliée …
        jeanne < nothing
        eve < Ce code ne fonctionne pas, ou plus … Vous pouvez nous écrire ici malgré tout …
        eve < nothing
        thread < 🔗 …
        thread < nothing
    """)


async def test_a_newer_one_takes_its_place_when_staff_want_it_so(desk: Desk) -> None:
    await logged(desk)
    first = await invited(desk)
    await desk.play("""
        CLAIRE presses: Inviter sur Telegram…
        CLAIRE's window < … Karim Benali a déjà invité Jeanne Roy … [En créer un nouveau]
    """)
    assert "/link" not in str(desk.slack.open["U0CLAIRE"].modal)
    await desk.play("CLAIRE turns: En créer un nouveau")
    second = code_shown(desk, "CLAIRE")
    await desk.play(f"""
        jeanne (fr): /start home-{first}
        jeanne < Ce code ne fonctionne pas, ou plus …
        jeanne: /start home-{second}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
        #MGMT001 < nothing
    """)


async def test_whoever_has_logged_it_can_invite_at_once(desk: Desk) -> None:
    await logged(desk)
    await desk.play("""
        CLAIRE in "Enregistrée" presses: Inviter sur Telegram…
        CLAIRE's window < … Pour Jeanne Roy, une seule fois …
    """)
    await desk.play(
        f"jeanne (fr): {code_shown(desk, 'CLAIRE')}\njeanne < Bienvenue, Jeanne Roy.\njeanne reads on"
    )
    await logged(desk, "Une seconde lettre", name="jeanne")
    await desk.play("jeanne < …")
    (last,) = [one for one in desk.slack.shown if "Enregistrée" in one.text][-1:]
    assert "Inviter" not in repr(last)


async def test_typed_as_it_stands_in_the_letter(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        eve (fr): ABCD-EFGH-JKMN-PQRS
        eve < Ce code ne fonctionne pas, ou plus …
        jeanne (fr): {code.lower()}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
    """)


async def test_it_holds_for_two_weeks(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    desk.clock.advance(timedelta(days=14, minutes=1))
    await desk.play(f"""
        jeanne (fr): /link {code}
        jeanne < Ce code ne fonctionne pas, ou plus …
        jeanne < nothing
    """)


async def test_whoever_guesses_has_five_tries_an_hour(desk: Desk) -> None:
    await logged(desk)
    home = await invited(desk)
    work = await code_for(desk, "Julien")
    await desk.play("eve (fr): /link wrong\neve < Ce code ne fonctionne pas")
    for prefix in ("/start home-", "/start tech-", "/link ", "/link "):
        await desk.play(f"eve: {prefix}wrong\neve < Ce code ne fonctionne pas")
    await desk.play(f"""
        eve: /link {home}
        eve < Plusieurs codes de suite n’ont pas fonctionné …
        eve: /start tech-{work}
        eve < Plusieurs codes de suite …
        jeanne (fr): /link {home}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
        (61 minutes later)
        eve: /link {work}
        eve < Cette conversation est désormais celle de votre travail
        THOMAS < 🔗 …
    """)


async def test_a_work_chat_is_no_residents(desk: Desk) -> None:
    await technician_linked(desk)
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        julien: /start home-{code}
        julien < Cette conversation est celle de votre travail … avec un autre compte Telegram …
        jeanne (fr): /start home-{code}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
    """)


async def test_who_has_a_chat_is_not_invited_and_others_may_not(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges twice those of the last quarter")
    assert "Inviter" not in str(desk.card.card)
    await logged(desk)
    await desk.play("""
        HA presses: Inviter sur Telegram…
        HA < Yêu cầu này thuộc văn phòng khác.
        HA's window < nothing
        STRANGER presses: Inviter sur Telegram…
        STRANGER < …
        STRANGER's window < nothing
    """)


async def test_only_a_digest_is_kept(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"jeanne (fr): /start home-{code}\njeanne reads on")
    kept = str(desk.memory.content())
    assert code not in kept
    assert code.replace("-", "") not in kept
