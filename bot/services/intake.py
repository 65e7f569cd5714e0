"""What a resident writes or presses: commands, dialogs, and where everything else belongs (rows A1, A2, A6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.domain.addresses import Place, resident_chat
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import LANGUAGES
from bot.domain.people import Resident
from bot.domain.ticket import Move
from bot.forms.model import Said, Sent
from bot.i18n import NAMES, language_of
from bot.ports.inbound import ChatEdit, ChatMessage, ChatTap, ChatUser
from bot.ports.store import UnitOfWork
from bot.services import cards, dialogue
from bot.services.conversation import from_resident, reword_in_thread, survivor
from bot.services.house import Answer, House

WELCOME = N_(
    "Hello! This is the office that looks after your building. Write to us at any hour: describe your problem or "
    "question in a message, with photos if you like, and I will take it to the right people."
)
HELP = N_(
    "/report – report a problem or ask something\n/status – see where your requests stand\n"
    "/language – change the language\n/cancel – drop what you are filling in\n/help – this list"
)
UNKNOWN = N_("I don't know that command. Here is what I can do:")
ADDED = N_("Added to your request {reference}.")
UNCLEAR = N_("I can't tell what you changed in that message. Please write it again.")
UNSUPPORTED = N_("I can't pass that kind of message on yet. Please send it as text, a photo or a file.")

MENU = (
    ("report", N_("Report a problem or ask something")),
    ("status", N_("Where my requests stand")),
    ("language", N_("Change the language")),
    ("help", N_("What I can do")),
)
"""The chat's menu of commands, in the order shown."""


async def resident_of(u: UnitOfWork, house: House, user: ChatUser, *, leaving: bool = False) -> Resident:
    """Who writes, made known at his first word. His language is the platform's until he chooses. ``leaving``: he has
    just blocked the bot; that staff are told so is due when something can't be delivered."""
    known = await u.people.by_chat(user.channel, user.chat)
    if known is not None:
        now = replace(known, reachable=known.reachable or not leaving, profile_name=user.name)
        if now != known:
            await u.people.save(now)
        return now
    language = language_of(user.language, house.directory.offices[0].language)
    resident = Resident(u.ids.resident(), user.channel, user.chat, user.name, language)
    await u.people.add(resident)
    await u.places.put(resident_chat(resident.id), Place(user.channel, user.chat))
    return resident


async def message(u: UnitOfWork, house: House, resident: Resident, message: ChatMessage) -> object | None:
    """Take a message in; the command of a dialog that it finished, if any. One that answers a message on an open ticket
    belongs to that ticket."""
    if message.command is not None and not message.files:
        return await _command(u, house, resident, message.command, message.text)
    files = tuple(asdict(file) for file in message.files)
    if not files and not message.text.strip():
        await house.tell(u, resident, Phrase(UNSUPPORTED))
        return None
    given: Said | Sent = Sent(files, message.text, message.album) if files else Said(message.text)
    while (dialog := await dialogue.open_dialog(u, resident)) is not None:
        taken, command = await dialogue.answer(u, house, resident, dialog, given)
        if taken:
            await dialogue.remember(u, house, resident, message.ref, message.text)
            return command
    tickets = await u.tickets.open_of(resident.id)
    linked = await u.messages.linked(message.reply_to) if message.reply_to else None
    about = (await survivor(u, await u.tickets.get(linked[1]))).id if linked is not None else None
    meant = [ticket for ticket in tickets if ticket.id == about] or tickets
    if len(meant) != 1:
        form = "add_to_ticket" if tickets else "report"
        begun = await dialogue.open_form(u, house, resident, form, first=given)
        await dialogue.remember(u, house, resident, message.ref, message.text)
        return begun
    answers = linked[0] if linked is not None and about == meant[0].id else None
    await from_resident(u, house, resident, meant[0], message.text, files, message.ref, answers=answers)
    return None


async def tap(u: UnitOfWork, house: House, resident: Resident, tap: ChatTap) -> Mapping[str, Any] | None:
    """The action of the button that was pressed. Others' buttons, invented ones and expired ones do nothing."""
    nonce, _, number = tap.token.partition(":")
    keyboard = await u.dialogs.keyboard(nonce)
    if (
        keyboard is None
        or keyboard.resident != resident.id
        or keyboard.expires_at < house.now()
        or not number.isdecimal()
        or int(number) >= len(keyboard.actions)
    ):
        await house.tell(u, resident, Phrase(dialogue.EXPIRED))
        return None
    return keyboard.actions[int(number)]


async def edited(u: UnitOfWork, house: House, resident: Resident, edit: ChatEdit) -> None:
    """A resident changed a message: what is already with the office changes in its thread, what went into the form he
    is filling in changes there."""
    linked = await u.messages.linked(edit.ref)
    said = await u.messages.public(linked[0]) if linked else None
    if said is None:
        if not await dialogue.amend(u, house, resident, edit.ref, edit.text):
            await house.tell(u, resident, Phrase(UNCLEAR))
        return
    after = replace(said, text=Public(edit.text))
    if not await u.messages.reword(said.id, after.text, edit.at):
        return
    ticket = await u.tickets.get(said.ticket)
    await reword_in_thread(u, house, ticket, said, after, source=edit.ref)
    await house.record(u, ticket, "resident", "edited", said.id)
    if ticket.allows(Move.RESIDENT_WROTE):
        await cards.update(u, house, ticket, ticket.move(Move.RESIDENT_WROTE, house.now()))


async def speak(u: UnitOfWork, house: House, resident: Resident, language: str) -> None:
    """Change the language, at any moment; an open dialog goes on in it."""
    resident = replace(resident, language=language, language_chosen=True)
    await u.people.save(resident)
    agreed = Phrase(N_("From now on I write to you in: {language}."), {"language": Public(NAMES[language])})
    await house.tell(u, resident, agreed)
    dialog = await dialogue.open_dialog(u, resident)
    if dialog is not None:
        await dialogue.ask_again(u, house, resident, dialog)


async def _command(
    u: UnitOfWork, house: House, resident: Resident, command: str, words: str
) -> object | None:
    match command:
        case "start":
            await house.tell(u, resident, Phrase(WELCOME), Phrase(HELP))
            await _offer_languages(u, house, resident)
        case "report":
            return await _report(u, house, resident, words)
        case "language":
            await _offer_languages(u, house, resident)
        case "cancel":
            await dialogue.end(u, house, resident)
            await house.tell(u, resident, Phrase(dialogue.CANCELLED))
            await dialogue.resume(u, house, resident)
        case "help":
            await house.tell(u, resident, Phrase(HELP))
        case _:
            await house.tell(u, resident, Phrase(UNKNOWN), Phrase(HELP))
    return None


async def _report(u: UnitOfWork, house: House, resident: Resident, words: str) -> object | None:
    dialog = await dialogue.open_dialog(u, resident)
    if dialog is None or not dialog[0].long:
        return await dialogue.open_form(u, house, resident, "report", first=Said(words) if words else None)
    if words:
        return (await dialogue.answer(u, house, resident, dialog, Said(words)))[1]
    going_on = Phrase(N_("You are already filling in a request. Go on here, or drop it with /cancel."))
    await dialogue.ask_again(u, house, resident, dialog, going_on)
    return None


async def _offer_languages(u: UnitOfWork, house: House, resident: Resident) -> None:
    rows = [
        [Answer(Public(NAMES[code]), {"do": "language", "language": code}) for code in pair]
        for pair in (LANGUAGES[:2], LANGUAGES[2:])
    ]
    await house.tell(u, resident, Phrase(N_("Which language shall we speak?")), answers=rows)
