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
                                                    moved away from), also (sent to the channel too), top (in the
                                                    channel), foreign, bot
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
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast

from bot.ports.channel import RawEvent, Reason
from tests.fakes.channels import Chat, Fault, Shown
from tests.fakes.desk import window_text
from tests.scenario.desk import Desk
from tests.scenario.patterns import fits, fits_buttons

RESIDENT, STAFF = r"(?P<who>[a-z]\w*)", r"(?P<who>[A-Z]\w*)"


Line = Callable[[Desk, dict[str, Any]], Awaitable[None]]
LINES: list[tuple[re.Pattern[str], Line]] = []


def line(pattern: str) -> Callable[[Line], Line]:
    """Declare what a line of this form does."""

    def declare(does: Line) -> Line:
        LINES.append((re.compile(pattern), does))
        return does

    return declare


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


# -- residents --


@line(RESIDENT + r"(?: \((?P<language>[\w-]+)\))?: (?P<text>.+)")
async def _writes(desk: Desk, given: dict[str, Any]) -> None:
    if given["who"] == "ticket":
        chosen = [
            card
            for card in desk.slack.cards()
            if card.moved_to is None and fits(desk, given["text"], card.text, "fr")
        ]
        assert chosen, "no such card"
        desk.look_at(chosen[-1])
        return
    desk.chat.join(given["who"], given["language"])
    await desk.happens(desk.chat.write(given["who"], given["text"]))


@line(RESIDENT + r'(?: \((?P<language>[\w-]+)\))? sends: (?P<files>[^"]+?)(?: "(?P<text>.*)")?')
async def _sends(desk: Desk, given: dict[str, Any]) -> None:
    who, names = given["who"], given["files"].split(", ")
    desk.chat.join(who, given["language"])
    if "." not in given["files"]:
        await desk.happens(desk.chat.write(who, "", unsupported=given["files"]))
    else:
        await desk.happens(*desk.chat.send(who, names, given["text"] or ""))


@line(RESIDENT + r" taps(?P<first> first)?: (?P<label>.+)")
async def _taps(desk: Desk, given: dict[str, Any]) -> None:
    who = given["who"]
    seen = [bubble.labels for bubble in desk.chat.chats[who].bubbles]
    language = await spoken(desk, desk.chat.chats[who])
    order = seen if given["first"] else list(reversed(seen))
    fitting = [label for labels in order for label in labels if fits(desk, given["label"], label, language)]
    exact = [label for label in fitting if label == given["label"]]
    assert fitting, f"no such button; the last ones: {[labels for labels in seen if labels][-1:]}"
    await desk.happens(desk.chat.tap(who, (exact or fitting)[0], oldest=bool(given["first"])))


@line(RESIDENT + r" edits(?P<first> first)?: (?P<text>.+)")
async def _edits(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.chat.edit(given["who"], given["text"], first=bool(given["first"])))


@line(RESIDENT + r' answers "(?P<quoted>.+?)": (?P<text>.+)')
async def _answers(desk: Desk, given: dict[str, Any]) -> None:
    bubbles = [one for one in desk.chat.chats[given["who"]].bubbles if given["quoted"] in one.text]
    assert bubbles, "no such message"
    await desk.happens(desk.chat.write(given["who"], given["text"], reply_to=bubbles[-1]))


@line(RESIDENT + r" (?P<what>blocks|unblocks)")
async def _blocks(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(*desk.chat.block(given["who"], given["what"] == "blocks"))


@line(RESIDENT + r" reads on")
async def _reads_on(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    chat.read = len(chat.feed)


@line(RESIDENT + r" sees 👌")
async def _sees_sign(desk: Desk, given: dict[str, Any]) -> None:
    assert desk.chat.chats[given["who"]].own().received, "no sign that it was received"


# -- what is seen --


@line(RESIDENT + r"'s card < (?P<pattern>.+)")
async def _own_card(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    cards = [one.text for one in chat.bubbles if one.card and desk.card.reference in one.text]
    assert len(cards) == 1, f"cards: {cards}"
    assert fits(desk, given["pattern"], cards[0], await spoken(desk, chat)), f"the card: {cards[0]}"


@line(r"mark < ?(?P<signs>.*)")
async def _marked(desk: Desk, given: dict[str, Any]) -> None:
    last = next(shown for shown in reversed(desk.slack.shown) if shown.author is not None)
    assert last.signs == given["signs"], f"marked: {last.signs}"


@line(r"card(?: in #(?P<room>\w+))? < (?P<pattern>.+)")
async def _card(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card
    assert given["room"] is None or card.room == f"C0{given['room']}", f"the card is in {card.room}"
    assert fits(desk, given["pattern"], card.text, "fr"), f"the card: {card.text}"


@line(r"thread < (?P<pattern>.+)")
async def _thread(desk: Desk, given: dict[str, Any]) -> None:
    _next(desk, "thread", desk.slack.thread(desk.card), given["pattern"])


@line(r"(?P<where>thread|notes) has (?P<pattern>.+)")
async def _has(desk: Desk, given: dict[str, Any]) -> None:
    root = desk.card if given["where"] == "thread" else desk.notes()
    texts = [shown.text for shown in desk.slack.thread(root)] if root else []
    assert any(fits(desk, given["pattern"], text, "fr") for text in texts), f"there is: {texts}"


@line(r"notes < (?P<pattern>.+)")
async def _notes(desk: Desk, given: dict[str, Any]) -> None:
    root = desk.notes()
    _next(desk, "notes", desk.slack.thread(root) if root else [], given["pattern"])


@line(r"#(?P<room>\w+) < (?P<pattern>.+)")
async def _channel(desk: Desk, given: dict[str, Any]) -> None:
    _next(desk, given["room"], desk.slack.top(f"C0{given['room']}"), given["pattern"])


def _next(desk: Desk, where: str, shown: list[Shown], pattern: str) -> None:
    key = f"{where}:{shown[0].room}:{shown[0].thread}" if shown else where
    start = desk.looked.get(key, 0)
    ours = [(n, message) for n, message in enumerate(shown) if n >= start and message.author is None]
    if pattern == "nothing":
        assert not ours, f"there is: {ours[0][1].text}"
        return
    for number, message in ours:
        if fits(desk, pattern, message.text, "fr"):
            desk.looked[key] = number + 1
            return
    raise AssertionError(f"instead: {[message.text for _, message in ours]}")


@line(r"mail to (?P<address>\S+) < (?P<pattern>.+)")
async def _letter(desk: Desk, given: dict[str, Any]) -> None:
    key = f"mail:{given['address']}"
    start = desk.looked.get(key, 0)
    texts = [f"{one.subject}\n{one.text}" for to, one, _ in desk.mail.letters if to == given["address"]][
        start:
    ]
    if given["pattern"] == "nothing":
        assert not texts, f"there is: {texts[0]}"
        return
    assert texts, "no letter came"
    assert fits(desk, given["pattern"], texts[0], "fr"), f"instead: {texts[0]}"
    desk.looked[key] = start + 1


@line(STAFF + r" < (?P<pattern>.+)")
async def _alone(desk: Desk, given: dict[str, Any]) -> None:
    member = f"U0{given['who']}"
    said, start = desk.slack.private.get(member, []), desk.looked.get(member, 0)
    if given["pattern"] == "nothing":
        assert len(said) == start, f"there is: {said[start]}"
        return
    assert len(said) > start, "nothing came"
    assert fits(desk, given["pattern"], said[start], "fr"), f"instead: {said[start]}"
    desk.looked[member] = start + 1


@line(RESIDENT + r" < (?P<pattern>.+?)(?: \[(?P<buttons>[^\]]+)\])?")
async def _reads(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    if given["pattern"] == "nothing":
        assert not chat.unread, f"there is: {chat.unread[0]}"
        return
    assert chat.unread, "nothing came"
    language = await spoken(desk, chat)
    text, bubble = chat.feed[chat.read]
    assert fits(desk, given["pattern"], text, language), f"instead: {text}"
    if given["buttons"]:
        wanted = [label.strip() for label in given["buttons"].split(" | ")]
        assert fits_buttons(desk, wanted, bubble.labels, language), f"buttons: {bubble.labels}"
    chat.read += 1


async def spoken(desk: Desk, chat: Chat) -> str:
    async with desk.store.begin() as u:
        resident = await u.people.by_chat(chat.user.channel, chat.user.chat)
        technician = await u.technicians.link_at(chat.user.channel, chat.user.chat)
    if technician is not None:
        return desk.directory.office_of(desk.directory.member(technician.member)).language
    return resident.language if resident else chat.user.language or "fr"


# -- staff --


@line(STAFF + r"(?: \((?P<flags>[\w, ]+)\))?(?P<file> sends)?: (?P<text>.+)")
async def _staff_writes(desk: Desk, given: dict[str, Any]) -> None:
    flags = frozenset((given["flags"] or "").split(", "))
    root = desk.card
    if "old" in flags:
        root = next(card for card in reversed(desk.slack.cards()) if card.moved_to is not None)
    if "notes" in flags:
        notes = desk.notes()
        assert notes, "no thread of comments"
        root = notes
    text, files = given["text"], ()
    if given["file"]:
        found = re.fullmatch(r'([^"]+?)(?: "(.*)")?', text)
        assert found
        text, files = found[2] or "", tuple(found[1].split(", "))
    written = desk.slack.write(
        desk.staff(given["who"], flags),
        root.room,
        None if "top" in flags else root.ts,
        text,
        files=files,
        addressed="addressed" in flags,
        broadcast="broadcast" in flags,
        also_in_channel="also" in flags,
    )
    await desk.happens(written)


@line(STAFF + r" edits(?: \((?P<flags>[\w, ]+)\))?: (?P<text>.+)")
async def _staff_edits(desk: Desk, given: dict[str, Any]) -> None:
    flags = (given["flags"] or "").split(", ")
    edited = desk.slack.edit(
        desk.slack.own(), given["text"], addressed="addressed" in flags, broadcast="broadcast" in flags
    )
    await desk.happens(edited)


@line(STAFF + r" deletes")
async def _staff_deletes(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.delete(desk.slack.own()))


@line(STAFF + r" presses: (?P<label>.+)")
async def _presses(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(_press(desk, given["who"], given["label"]))


@line(STAFF + r" and (?P<other>[A-Z]\w*) press: (?P<label>.+)")
async def _press_both(desk: Desk, given: dict[str, Any]) -> None:
    both = [_press(desk, given[who], given["label"]) for who in ("who", "other")]
    await desk.happens(*both)


def _press(desk: Desk, who: str, label: str) -> RawEvent:
    card, member = desk.card.card, desk.staff(who)
    assert card is not None
    if re.fullmatch(r"[a-z]+\.[a-z_]+", label):
        return desk.slack.press(member, desk.card, label)
    buttons = {action.label: action.name for action in card.actions}
    more = {
        label: (menu.name, value) for menu in card.menus for _, group in menu.groups for value, label in group
    }
    assert label in buttons or label in more, f"buttons: {list(buttons)}, more: {list(more)}"
    if label in buttons:
        return desk.slack.press(member, desk.card, buttons[label])
    name, value = more[label]
    return desk.slack.press(member, desk.card, name, choice=value)


@line(STAFF + r' in "(?P<words>.+?)" presses: (?P<label>.+)')
async def _presses_post(desk: Desk, given: dict[str, Any]) -> None:
    posts = [one for one in desk.slack.shown if given["words"] in one.text and one.card is None]
    assert posts, "no such post"
    private = [one for one in posts if one.room == f"U0{given['who']}"]
    await desk.happens(
        desk.slack.press_labelled(desk.staff(given["who"]), (private or posts)[-1], given["label"])
    )


@line(STAFF + r" fills:(?P<values>.*)")
async def _fills(desk: Desk, given: dict[str, Any]) -> None:
    sent = desk.slack.submit(desk.staff(given["who"]), _filled(given["values"]))
    assert isinstance(sent, RawEvent), f"to be mended: {sent}"
    await desk.happens(sent)


@line(STAFF + r" mends (?P<pattern>.+?):(?P<values>.*)")
async def _mends(desk: Desk, given: dict[str, Any]) -> None:
    told = desk.slack.submit(desk.staff(given["who"]), _filled(given["values"]))
    assert not isinstance(told, RawEvent), "it was taken as it is"
    assert fits(desk, given["pattern"], " ".join(told.values()), "fr"), f"told: {told}"


def _filled(values: str) -> dict[str, str]:
    pairs = [one.partition(" =") for one in values.split(" | ") if one]
    return {label.strip(): value.strip().replace("\\n", "\n") for label, _, value in pairs}


@line(STAFF + r"'s window < (?P<pattern>.+)")
async def _window(desk: Desk, given: dict[str, Any]) -> None:
    shown = desk.slack.open.get(f"U0{given['who']}")
    if given["pattern"] == "nothing":
        assert shown is None, f"there is: {shown}"
        return
    assert shown, "no window is open"
    text = window_text(shown.modal)
    assert fits(desk, given["pattern"], text, "fr"), f"the window: {text}"


@line(STAFF + r" turns: (?P<label>.+)")
async def _turns(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_in_window(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" picks: (?P<label>.+)")
async def _picks(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.pick_in_window(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" writes there: (?P<values>.+)")
async def _writes_there(desk: Desk, given: dict[str, Any]) -> None:
    desk.slack.open[f"U0{given['who']}"].written.update(_filled(given["values"]))


@line(STAFF + r' on "(?P<words>.+?)": (?P<label>.+)')
async def _on_message(desk: Desk, given: dict[str, Any]) -> None:
    messages = [one for one in desk.slack.thread(desk.card) if given["words"] in one.text]
    assert messages, "no such message"
    house = desk.worker.house
    names = [one.name for one in house.actions if desk.say(one.label, "fr") == given["label"]]
    assert names, "no such action"
    await desk.happens(desk.slack.shortcut(desk.staff(given["who"]), messages[-1], names[0]))


@line(STAFF + r" (?P<what>ticks|unticks): (?P<numbers>[\d, ]+)")
async def _ticks(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card.card
    assert card is not None
    assert card.ticks, "no checklist"
    chosen = {card.ticks[int(number) - 1].value for number in given["numbers"].split(",")}
    done = {box.value for box in card.ticks if box.done}
    checked = done | chosen if given["what"] == "ticks" else done - chosen
    await desk.happens(
        desk.slack.press(
            desk.staff(given["who"]), desk.card, card.ticks_action, checked=tuple(sorted(checked))
        )
    )


@line(STAFF + r" chooses: (?P<label>.+)")
async def _chooses(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card.card
    assert card is not None
    options = {label: (menu.name, value) for menu in card.menus for value, label in menu.options}
    assert given["label"] in options, f"options: {list(options)}"
    name, value = options[given["label"]]
    pressed = desk.slack.press(desk.staff(given["who"]), desk.card, name, choice=value)
    await desk.happens(pressed)


@line(STAFF + r" (?P<form>notes|asks|replies): (?P<text>.+)")
async def _submits(desk: Desk, given: dict[str, Any]) -> None:
    member = desk.staff(given["who"])
    action = {"notes": "ticket.note", "asks": "ticket.ask", "replies": "ticket.reply"}[given["form"]]
    await desk.happens(desk.slack.press(member, desk.card, action))
    (label,) = [field.label for field in desk.slack.open[member.id].modal.fields if field.kind == "text"]
    sent = desk.slack.submit(member, {label: given["text"].strip()})
    assert isinstance(sent, RawEvent)
    await desk.happens(sent)


@line(STAFF + r" types: /palier ?(?P<words>.*)")
async def _types(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.command(desk.staff(given["who"]), "C0CARE001", given["words"]))


@line(STAFF + r" pages: (?P<label>.+)")
async def _pages(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_in_answer(desk.staff(given["who"]), given["label"]))


@line(STAFF + r" opens home")
async def _opens_home(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.open_home(desk.staff(given["who"])))


@line(STAFF + r' at home on "(?P<words>.+?)": (?P<label>.+)')
async def _at_home(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.slack.press_at_home(desk.staff(given["who"]), given["words"], given["label"]))


@line(STAFF + r"'s home < (?P<pattern>.+)")
async def _home(desk: Desk, given: dict[str, Any]) -> None:
    shown = desk.slack.homes.get(f"U0{given['who']}")
    if given["pattern"] == "nothing":
        assert shown is None, f"there is: {shown}"
        return
    assert shown is not None, "no page"
    assert fits(desk, given["pattern"], shown, "fr"), f"the page: {shown}"


# -- the world --


@line(r"\((?P<number>\d+) (?P<unit>seconds|minutes|hours|days) later\)")
async def _later(desk: Desk, given: dict[str, Any]) -> None:
    await desk.later(timedelta(**{given["unit"]: int(given["number"])}))


@line(r"(?P<who>[A-Z]\w*) in (?P<room>C0\w+)(?: \((?P<flags>[\w, ]+)\))?(?P<file> sends)?: (?P<text>.+)")
async def _elsewhere(desk: Desk, given: dict[str, Any]) -> None:
    roots = [one for one in desk.slack.top(given["room"]) if one.author is None]
    assert roots, "nobody has written there"
    flags = frozenset((given["flags"] or "").split(", "))
    files = tuple(given["text"].split(", ")) if given["file"] else ()
    text = "" if given["file"] else given["text"]
    who = desk.staff(given["who"], flags)
    await desk.happens(desk.slack.write(who, given["room"], roots[-1].ts, text, files=files))


@line(r"\((?P<channel>telegram|slack|email) fails (?P<times>\d+) times: (?P<reason>\w+)\)")
async def _fails(desk: Desk, given: dict[str, Any]) -> None:
    channel = {"telegram": desk.chat, "slack": desk.slack, "email": desk.mail}[given["channel"]]
    channel.faults.order(Fault(cast("Reason", given["reason"]), int(given["times"])))


@line(r"\(#(?P<room>\w+) (?P<what>closes|opens|is shared|is unshared)(?P<unheard> unheard)?\)")
async def _room_changes(desk: Desk, given: dict[str, Any]) -> None:
    changes: dict[str, dict[str, bool]] = {
        "closes": {"closed": True},
        "opens": {"closed": False},
        "is shared": {"shared": True},
        "is unshared": {"shared": False},
    }
    event = desk.slack.room(f"C0{given['room']}", **changes[given["what"]])
    if not given["unheard"]:
        await desk.happens(event)


@line(r"\(the card is deleted(?P<unheard> unheard)?\)")
async def _card_deleted(desk: Desk, given: dict[str, Any]) -> None:
    event = desk.slack.delete_post(desk.card)
    if not given["unheard"]:
        await desk.happens(event)
