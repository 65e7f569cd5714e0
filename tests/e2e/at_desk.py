"""What people do in the stories of the desk: a resident reports, staff use what stands before them, and wait to see
what comes of it."""

from __future__ import annotations

from typing import Any

from bot.domain.audience import Phrase
from bot.domain.directory import name_in
from bot.domain.ids import TopicKey
from bot.domain.ticket import Kind
from sandbox.control import ActionError
from sandbox.stage import Resident, Thread
from tests.e2e.house import House

RESIDENCES = {"paris": "Les Cèdres", "saigon": "Sông Xanh Riverside", "shanghai": "梧桐苑"}
UNITS = {"paris": "B12", "saigon": "S1-0501", "shanghai": "1-101"}


async def reports(
    home: House,
    who: Resident,
    language: str,
    topic: str,
    text: str,
    *,
    known: bool = False,
    wish: str = "",
    doubted: str = "",
) -> Thread:
    """A resident goes through the whole report; the thread it opens. ``known``: he has reported before. ``doubted``: he
    chooses this topic first, and is asked whether he means it."""
    asked = home.app.directory.topic(TopicKey(topic))
    channel = home.app.directory.department(asked.department).channel
    if asked.review:
        channel = home.app.directory.office(asked.office).management_channel

    async def answers(question: str, *, taps: str = "", writes: str = "") -> None:
        await home.soon(home.stage.hears(who, says(home, question, language)))
        if writes:
            await home.stage.writes(who, writes)
        else:
            await home.stage.taps(who, taps)

    skip = says(home, "Skip", language)
    await home.stage.writes(who, "/report" if known else text)
    if not known:
        person = home.sandbox.telegram.world.people[who.id]
        await answers("What is your name?", taps=f"{person.first_name} {person.last_name}")
        choose = "Which residence is it about? Choose it, or type a part of its name or address."
        await answers(choose, taps=RESIDENCES[asked.office])
        await answers("Which flat or shop? For a common area, write where it is.", writes=UNITS[asked.office])
    chosen = home.app.directory.topic(TopicKey(doubted or topic))
    await answers("What is it about?", taps=name_in(chosen.names, language))
    if known:
        await answers("Please describe it: what, where exactly, since when?", writes=text)
    if doubted:
        assert language == "en", "the question bears two names"
        await home.soon(home.stage.hears(who, "What you write sounds more like"))
        await home.stage.taps(who, name_in(asked.names, language))
    if asked.kind is Kind.COMPLAINT:
        wanted = "What would you like us to do about it?"
        await answers(wanted, taps="" if wish else skip, writes=wish)
        if wish:
            await answers("By when would you need it? A date, or in your own words.", taps=skip)
    if asked.subsystem == "operations":
        mind = (
            "Is there anything the technician must know before coming? "
            "For example: a dog, a door code, a baby asleep, when somebody is at home."
        )
        await answers(mind, taps=skip)
    await answers("Any photos? Send them now, or go on without.", taps=says(home, "No photos", language))
    await answers("Please check your request before I send it:", taps=says(home, "Send", language))
    thread = await home.soon(home.stage.finds(channel, text))
    await home.settled()
    await home.stage.hears(who, "")
    return thread


def says(home: House, msgid: str, language: str) -> str:
    """A text as a resident of this language reads it."""
    return str(home.app.worker.house.words.say(Phrase(msgid), language))


async def does(
    home: House, who: str, where: Thread, action: str, words: str = "", *, on: str = "", **values: Any
) -> None:
    """Somebody presses an action of a card (``on``: of another message of its thread) or chooses it from its list.
    Where it opens a window he sends that in, once it shows these ``words``."""
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    await press(home, who, where, action, on=on)
    if words:
        await home.soon(home.window(who, words, after=before))
        assert await slack["submit_view"](user=who, values=values) == {"view": None}
    await home.settled()


async def press(home: House, who: str, where: Thread, action: str, *, on: str = "") -> None:
    """Somebody presses an action, or chooses it from the list. Raises ActionError where it is not offered."""
    slack = home.sandbox.slack.actions()
    about = {"user": who, "channel": where.channel, "ts": on or where.ts}
    try:
        await slack["press"](action_id=action, **about)
    except ActionError:
        if on:
            raise
        await slack["press"](action_id="ticket.more", selected=action, **about)


async def card(home: House, thread: Thread) -> dict[str, Any]:
    """The first message of a thread as people see it."""
    shown = await home.sandbox.slack.actions()["thread"](thread.channel, thread.ts)
    return dict(shown[0])


async def direct(home: House, who: str, words: str) -> dict[str, Any]:
    """The latest message with these words in somebody's conversation with the bot."""

    async def look() -> dict[str, Any]:
        while True:
            shown = await home.sandbox.slack.actions()["channel"](f"@{who}")
            found = [one for one in shown if words in f"{one['text']}\n{one['blocks']}"]
            if found:
                return dict(found[-1])
            await home.sandbox.journal.wait_for(lambda _: True, after=home.sandbox.journal.last)

    return await home.soon(look())


def at(message: dict[str, Any]) -> Thread:
    """Where a message stands."""
    return Thread(message["channel"], message["ts"])


async def alone(home: House, who: str) -> str:
    """The last thing that only this person was shown."""
    shown = await home.sandbox.slack.actions()["ephemerals"](user=who)
    return "\n".join(shown[-1]["blocks"]) if shown else ""
