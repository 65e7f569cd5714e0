"""Transcripts: what people do and what they then see, a line each.

A line ``WHO … : …`` is something somebody does; everything that comes of it happens before the next line. A line
``WHO < …`` is what he sees next. ``…`` stands for any words, line breaks count as spaces, ``_(Send)`` is a source
text in the reader's language, ``{ref}`` the reference on the card in focus.

Residents are names in small letters; ``camille (fr)`` says, where he first appears, which language his app has::

    camille (fr): De l'eau coule du plafond         he writes; /report is a command
    camille sends: mur.jpg, sol.jpg "au 2e"         several files are an album; no ending: something we don't know
    camille taps: Les Cèdres                        the latest button with that label ("taps first": the oldest)
    camille edits: au 3e étage                      his last message ("edits first": the oldest)
    camille answers "words of a message": oui       that message, quoted
    camille blocks                                  the bot; "unblocks"
    camille < Quel est … nom ? [Camille | _(Cancel)]   the next message, with all its buttons in order if he gives
                                                    any; ✎ begins an edited one, 🗑 a deleted one, 📎 a file
    camille < nothing
    camille sees 👌                                 under his last message
    camille's card < …                              his status card of the ticket in focus, as it is now

Chats with topics have lines of their own (``topic_lines``).

Nobody acts while a resident has something unread: a message the transcript does not show is a fault.
``camille reads on`` skips.

Staff are names in capital letters (KARIM is Slack's U0KARIM), channels begin with #. Staff act on the ticket in
focus: the newest, or the one chosen by ``ticket: words of its card``::

    KARIM: Bonjour …                                in the ticket's thread
    KARIM (addressed, broadcast): …                 also: notes (in the thread of comments), old (in the thread it
                                                    moved away from), top (in the channel), foreign, bot
    KARIM sends: releve.pdf "Voici"
    OTIS in C0LIFT001: …                            in the latest thread of that channel; "sends: plan.pdf" too
    KARIM edits: …                                  also (addressed, broadcast): the last message of staff
    KARIM deletes                                   the same
    KARIM presses: Prendre en charge                a button of the card, or one of its list of more actions;
                                                    ticket.take presses one that has gone
    KARIM and SOPHIE press: Prendre en charge       both at once, on the same card
    KARIM in "words" presses: Terminé               a button of a post: his own direct message, else the last one
    KARIM fills: Motif = Bruit | Un mot = Voilà     the window that this opened, by its labels, and sends it in
                                                    (\\n is a new line)
    KARIM mends …                                   what he is told instead, when he fills it wrongly
    KARIM's window < …                              what it shows
    KARIM turns: Plus ancien                        a button in it
    KARIM picks: Demande prise en compte            in it, what fills it anew
    KARIM writes there: Nom = Camille               fills it without sending it in yet
    KARIM on "words": Note interne                  an action in the menu of a message in the thread
    KARIM ticks: 1, 2                               items of the checklist from 1; "unticks"
    KARIM chooses: Ascenseur                        from the card's menu
    KARIM notes: …    KARIM asks: …    KARIM replies: …     the card's modals
    KARIM types: /palier status
    KARIM pages: Suivant →                          a button under that answer
    KARIM opens home                                his own page in the app
    KARIM at home on "words": Note interne          an action on the line with these words
    KARIM's home < …                                what that page shows now; or nothing
    KARIM < …                                       the next thing that only he sees; or nothing
    card < …                                        the card as it is now; "card in #TECH001 <" says where
    thread < …                                      the next post in the thread that fits; or nothing
    thread has …                                    some post in the thread, as it is now
    notes < …                                       the same for the comments
    #MGMT001 < …                                    the same in a channel
    mail to NAME@HOST < …                           the next letter to that address: its subject, then its text
    mark < ⏳ ✅                                     every mark the last staff message bore

Formatted text is written and shown as in ``tests.fakes.markup``: ``⟪bold très⟫``, ``⟪link https://a.example ici⟫``.

Else::

    (24 hours later)
    (telegram fails 2 times: network)               the next deliveries; also slack
    (#TECH001 closes)                               archived, or the bot taken out; opens, is shared, is unshared;
                                                    "closes unheard": the bot is not told
    (the card is deleted)                           the top of the ticket's thread; replies stay
"""

from __future__ import annotations

import re

import tests.scenario.resident_lines
import tests.scenario.seen_lines
import tests.scenario.staff_lines
import tests.scenario.world_lines  # noqa: F401 - it declares lines
from tests.scenario.desk import Desk
from tests.scenario.lines import LINES, RESIDENT, STAFF, line, spoken

__all__ = ["LINES", "RESIDENT", "STAFF", "line", "play", "spoken"]


async def play(desk: Desk, script: str) -> None:
    """Play a transcript. Raises AssertionError with the line that was not so, and what was seen instead."""
    __tracebackhide__ = True
    for number, raw in enumerate(script.splitlines(), 1):
        text = raw.strip()
        if not text:
            continue
        try:
            await _play(desk, text)
        except AssertionError as error:
            raise AssertionError(f"line {number}: {text}\n{error}\n{_scene(desk)}") from None


async def _play(desk: Desk, text: str) -> None:
    for pattern, does in LINES:
        found = pattern.fullmatch(text)
        if found:
            if (
                "<" not in pattern.pattern
                and "reads" not in text
                and not re.search("sees|has topics", pattern.pattern)
            ):
                _all_read(desk)
            if "{ref}" in text:
                found = pattern.fullmatch(text.replace("{ref}", desk.card.reference))
                assert found
            await does(desk, found.groupdict())
            return
    raise AssertionError("this line is of no known form")


def _all_read(desk: Desk) -> None:
    for name, chat in desk.chat.chats.items():
        assert not chat.unread, f"{name} has not read: {chat.unread[0]}"


def _scene(desk: Desk) -> str:
    chats = [f"--- {name}: {text}" for name, chat in desk.chat.chats.items() for text, _ in chat.feed[-4:]]
    posts = [f"--- {shown.room}: {shown.text} {shown.signs}" for shown in desk.slack.shown[-6:]]
    return "\n".join(["seen at the end:", *chats, *posts, f"alone: {desk.slack.private}"])
