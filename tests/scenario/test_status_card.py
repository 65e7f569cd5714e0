"""One message per ticket in its resident's chat says where it stands (row A13)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import StatusCard
from bot.services.residents import status_card
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

LEAK = "Water has been dripping from the ceiling since this morning"


def changes(desk: Desk, name: str = "ellen") -> list[str]:
    """What the cards in a chat have said, one after another."""
    sent = [one for one in desk.chat.delivered if one.place.room == name]
    return [str(one.content.content.text) for one in sent if isinstance(one.content, StatusCard)]


async def test_it_follows_the_ticket(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen's card < Thank you, Ellen. Your request {ref} (Charges, payments) is with Accounts. \
            You will have an answer before Wednesday 10:00. … /report
        KARIM presses: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        ellen's card < Your request {ref} · Charges, payments 👀 Status: being worked on \
            Karim Benali, Accounts is looking after it. You will have an answer before Wednesday 10:00.
        KARIM asks: Which month do you mean?
        ellen < Which month
        ellen's card < … 💬 Status: waiting for your answer Karim Benali, Accounts is waiting for your answer.
        ellen: October
        ellen's card < … 👀 Status: being worked on …
        (4 days later)
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen's card < … ❓ Status: done, … Please say whether you are satisfied.
        ellen taps: No, not yet
        ellen < What is still wrong?
        ellen's card < … 👀 Status: being worked on Karim Benali, Accounts is looking after it.
        ellen: The total
        ellen < Thank you, I have passed that on.
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < … is closed.
        ellen < How would you rate …
        ellen's card < Your request {ref} · Charges, payments ✅ Status: closed
    """)
    assert len(set(changes(desk))) >= 5
    assert all(before != after for before, after in zip(changes(desk), changes(desk)[1:], strict=False))


async def test_what_waits_is_one_change(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    before = len(changes(desk))
    await desk.play("""
        MARC presses: Prendre en charge
        ellen < … is now looking after …
    """)
    assert len(changes(desk)) == before + 1
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (job, *_) = await u.tickets.items(ticket.id)
        await status_card.refresh(u, ticket)
        await u.tickets.save_item(replace(job, done_at=desk.clock.now()))
        await status_card.refresh(u, ticket)
    await desk.settle()
    assert len(changes(desk)) == before + 2


async def test_one_that_was_deleted_is_posted_once_more(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    chat = desk.chat.chats["ellen"]
    chat.bubbles = [bubble for bubble in chat.bubbles if not bubble.card]
    await desk.play("""
        MARC ticks: 1
        ellen < Marc Petit, Technical department is now looking after …
        ellen < Your request {ref} · Water leak … 1 of 5 steps done.
        MARC ticks: 2
        ellen < nothing
        ellen's card < … 2 of 5 steps done.
    """)


async def test_re_routed(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM chooses: Fuite d’eau
        ellen < … is now with Technical department.
        ellen's card < Thank you, Ellen. Your request {ref} (Water leak) is with Technical department. …
    """)


async def test_another_language_reaches_it_at_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        ellen: /language
        ellen < Which language shall we speak?
        ellen taps: 中文
        ellen < …
        ellen's card < … {ref} … /report …
        MARC presses: Prendre en charge
        ellen < …
        ellen's card < 您的诉求 {ref} · 漏水 👀 状态：… Marc Petit
        ellen: /status
        ellen < … {ref} …
    """)


async def test_who_blocked_the_bot_is_known_by_it(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    desk.chat.block("ellen", True, told=False)
    await desk.play("""
        MARC ticks: 1
        thread has Non remis : le résident a bloqué …
    """)


async def test_an_answer_to_the_card_finds_its_ticket(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first = desk.card
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        ellen answers "(Water leak)": It drips faster
        ellen < nothing
    """)
    assert "It drips faster" in desk.slack.thread(first)[-1].text


async def test_it_says_where_his_next_words_go(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first = desk.card
    await desk.play("ellen's card < … Anything you write here from now on is added to it. …")
    await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    second = desk.card
    for card in (first, second):
        desk.look_at(card)
        await desk.play("ellen's card < Thank you, Ellen. … You have several open requests: when you write …")
    await desk.play("""
        ellen: It is worse today
        ellen < Which of your requests is this about?
        ellen taps: … Badge
        ellen < Added to your request …
    """)
    desk.look_at(second)
    await desk.play("""
        CLAIRE presses: Refuser…
        CLAIRE fills: Explication = Partie privative
        ellen reads on
    """)
    desk.look_at(first)
    await desk.play("""
        ellen's card < … Anything you write here from now on is added to it. …
        ellen: It drips faster
        thread has Ellen: It drips faster
    """)
