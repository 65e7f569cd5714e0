"""What a resident writes or presses: commands, dialogs, and where everything else belongs (rows A1, A2, A6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from bot.domain.addresses import Place, loose_thread, loose_topic, resident_chat, ticket_of
from bot.domain.again import goes_back
from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import AddToTicket, AnswerFollowUp, ConfirmClosing, FileValues
from bot.domain.entry import LANGUAGES
from bot.domain.errors import NotYet
from bot.domain.gravity import dangers
from bot.domain.ids import MessageId, TicketId, opening_of
from bot.domain.message import PublicMessage
from bot.domain.people import Resident
from bot.domain.rich import flat
from bot.domain.text import replaced
from bot.domain.thanks import is_thanks
from bot.domain.ticket import Move, Ticket
from bot.domain.verdict import all_well
from bot.forms.model import Said, Sent
from bot.i18n import NAMES, language_of
from bot.ports.inbound import ChatEdit, ChatMessage, ChatTap, ChatUser
from bot.ports.store import UnitOfWork
from bot.services.closing import satisfaction, silence
from bot.services.desk import cards
from bot.services.house import Answer, House
from bot.services.invitations import codes
from bot.services.relay import albums
from bot.services.relay.conversation import from_resident, join_thread, keep_file, reword_in_thread, survivor
from bot.services.residents import danger, dialogue, status_card
from bot.services.residents.dialogue import Done
from bot.services.tickets import reopening

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
CLOSED = N_(
    "Your request {reference} is closed. I have passed your message on all the same. For something else: /report."
)
ELSEWHERE = N_("That will be a new request: I ask you about it in the chat itself, outside this topic.")
YOU_ARE_WELCOME = N_("You are welcome. Write to me whenever you need something.")
UNCLEAR = N_("I can't tell what you changed in that message. Please write it again.")
UNSUPPORTED = N_("I can't pass that kind of message on yet. Please send it as text, a photo or a file.")

MENU = (
    ("report", N_("Report a problem or ask something")),
    ("status", N_("Where my requests stand")),
    ("language", N_("Change the language")),
    ("help", N_("What I can do")),
)
"""The chat's menu of commands, in the order shown."""


async def where(u: UnitOfWork, house: House, user: ChatUser, topic: str | None) -> House:
    """The house, speaking in the chat topic that a resident's event came from. Raises NotYet while it may be a ticket's
    that is just being made."""
    if topic is None:
        return house
    at = await u.places.at(Place(user.channel, user.chat, topic))
    if at is None:
        resident = await u.people.by_chat(user.channel, user.chat)
        if resident is not None and await u.outbox.opening_topic(resident_chat(resident.id)):
            raise NotYet
    return house.at(at if at is not None and ticket_of(at) else loose_topic(user.chat, topic))


async def resident_of(u: UnitOfWork, house: House, user: ChatUser, *, leaving: bool = False) -> Resident:
    """Who writes, made known at his first word. His language is then the platform's, until he chooses.
    ``leaving``: he has just blocked the bot; that staff are told so is due when something can't be delivered."""
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


async def message(u: UnitOfWork, house: House, resident: Resident, message: ChatMessage) -> Done | None:
    """Take a message in; the dialog that it finished, if any. A command is obeyed, a late part of an album joined to
    it, an open dialog answered, by a sticker as by its emoji; what is left he has said of his own accord."""
    words = flat(message.text, message.spans)
    heard = {message.ref.id: words}
    if message.command in (None, "report"):
        await danger.advise(u, house, resident, words)
    if message.command is not None and not message.files:
        return await _command(u, house, resident, message.command, words, heard)
    part = {"album": message.album, "part": message.ref.id, "words": words}
    files = tuple({**asdict(file), **part} for file in message.files)
    if not files and not message.text.strip():
        await house.respond(u, resident, Phrase(UNSUPPORTED))
        return None
    if files and await _late_part(u, house, resident, message, files):
        return None
    only_words = bool(words) and all(file.kind == "sticker" for file in message.files)
    given: Said | Sent = Said(words) if only_words else Sent(files, words, message.album)
    while (dialog := await dialogue.open_dialog(u, house, resident)) is not None:
        taken, done = await dialogue.answer(u, house, resident, dialog, given, heard)
        if taken:
            return done
    return await _of_his_own(u, house, resident, message, files, given)


async def _of_follow_up(
    u: UnitOfWork, house: House, resident: Resident, message: ChatMessage, *, about: TicketId | None = None
) -> Done | None:
    """What he says of it, where he was asked not long ago whether all is still well (``about``: with this request), and
    says no more than that."""
    words = flat(message.text, message.spans)
    well = None if message.files else all_well(words)
    if well is None:
        return None
    asked = await u.follow_ups.unanswered(resident.id, house.now() - ANSWERED_WITHIN)
    if asked is None or about not in (None, asked):
        return None
    return Done(AnswerFollowUp(asked, well, words), {message.ref.id: words})


ANSWERED_WITHIN = timedelta(days=14)
"""So long after he was asked whether all is still well a clear yes or no answers that."""


async def _of_his_own(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    message: ChatMessage,
    files: FileValues,
    given: Said | Sent,
) -> Done | None:
    """Nothing was asked. What stands in a ticket's chat topic belongs to that ticket, as does what answers a message on
    an open one. A topic that he opened himself begins a new one. Mere thanks begin nothing; with several open, they are
    for the one that staff handled last."""
    words = flat(message.text, message.spans)
    thanks = not files and only_thanks(house, words)
    here = await _topics_ticket(u, house, resident)
    loose = house.here is not None and here is None
    linked = await u.messages.linked(message.reply_to) if message.reply_to else None
    if message.at is not None and not loose and not thanks:
        about = here or (linked[1] if linked else None)
        await silence.overtaken(u, house, resident, message.at, about=about)
    if here is not None:
        return await _in_its_topic(u, house, resident, here, message)
    tickets = [] if loose else await u.tickets.open_of(resident.id)
    answered = (await survivor(u, await u.tickets.get(linked[1]))).id if linked is not None else None
    meant = [ticket for ticket in tickets if ticket.id == answered]
    meant = meant or satisfaction.meant_by(tickets, words) or tickets
    if len(meant) > 1 and not thanks and (same := await danger.same_matter(u, house, resident, meant, words)):
        return await _on(u, house, resident, same, message, files, None, tell=True)
    if not meant and not loose and (done := await _of_follow_up(u, house, resident, message)):
        return done
    if thanks and not meant:
        await house.respond(u, resident, Phrase(YOU_ARE_WELCOME))
        return None
    if thanks:
        meant = [max(meant, key=lambda ticket: ticket.handled_at or ticket.opened_at)]
    heard = {message.ref.id: words}
    if danger.is_new(house, resident, meant, words, quoting=answered is not None):
        return Done(AddToTicket(None, words, files), heard)
    if len(meant) != 1:
        back = not loose and (answered is not None or goes_back(words)) and not dangers(words)
        again = back and await dialogue.asked_about(u, house, resident)
        form = "add_to_ticket" if tickets or again else "report"
        return await dialogue.open_form(u, house, resident, form, first=given, heard=heard)
    (ticket,) = meant
    answers = linked[0] if linked is not None and answered == ticket.id else None
    return await _on(u, house, resident, ticket, message, files, answers)


async def _on(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    ticket: Ticket,
    message: ChatMessage,
    files: FileValues,
    answers: MessageId | None,
    *,
    tell: bool = False,
) -> Done | None:
    """It is said on this ticket, as he is told where he can't know. A yes to whether it may be closed closes it."""
    words = flat(message.text, message.spans)
    closes = not files and await satisfaction.confirms(u, ticket, words)
    said, ref, spans = message.text, message.ref, message.spans
    await from_resident(u, house, resident, ticket, said, files, ref, answers=answers, spans=spans)
    if tell or await status_card.has_topic(u, ticket):
        await house.respond(u, resident, Phrase(ADDED, {"reference": Public(ticket.reference)}))
    return Done(ConfirmClosing(ticket.id), {}) if closes else None


async def _topics_ticket(u: UnitOfWork, house: House, resident: Resident) -> TicketId | None:
    """The ticket whose chat topic he writes in; none where what it went into is another's (ADR 0040)."""
    here = ticket_of(house.here) if house.here else None
    if here is None or (await survivor(u, await u.tickets.get(here))).resident != resident.id:
        return None
    return here


def only_thanks(house: House, words: str) -> bool:
    """Whether a resident says no more than thank you, to the staff or to nobody in particular."""
    return is_thanks(words, [member.name for member in house.directory.staff])


async def _in_its_topic(
    u: UnitOfWork, house: House, resident: Resident, here: TicketId, message: ChatMessage
) -> Done | None:
    """What is written in the topic of a ticket that was joined to another goes to that one."""
    ticket = await survivor(u, await u.tickets.get(here))
    reopening.check_office(house, ticket)
    if not ticket.is_open and (done := await _of_follow_up(u, house, resident, message, about=ticket.id)):
        return done
    linked = await u.messages.linked(message.reply_to) if message.reply_to else None
    answers = linked[0] if linked is not None and linked[1] in (here, ticket.id) else None
    files = tuple({**asdict(file), "album": message.album} for file in message.files)
    words = flat(message.text, message.spans)
    if ticket.allows(Move.REOPEN) and dangers(words):
        return Done(AddToTicket(ticket.id, words, files), {message.ref.id: words})
    closes = not files and await satisfaction.confirms(u, ticket, message.text)
    said, ref, spans = message.text, message.ref, message.spans
    await from_resident(u, house, resident, ticket, said, files, ref, answers=answers, spans=spans)
    if not ticket.is_open:
        if files or not only_thanks(house, message.text):
            wrong = Answer(Phrase(silence.STILL_WRONG), {"do": "still_wrong", "ticket": ticket.id})
            again = ((wrong,),) if ticket.allows(Move.REOPEN) else ()
            closed = Phrase(CLOSED, {"reference": Public(ticket.reference)})
            await house.respond(u, resident, closed, answers=again)
    elif ticket.id != here:
        await house.respond(u, resident, Phrase(ADDED, {"reference": Public(ticket.reference)}))
    return Done(ConfirmClosing(ticket.id), {}) if closes else None


async def _late_part(
    u: UnitOfWork, house: House, resident: Resident, message: ChatMessage, files: FileValues
) -> bool:
    """Whether a message is one more part of an album that the office has already; it has joined it then."""
    before = await albums.begun(u, resident, message.album)
    ticket = await survivor(u, await u.tickets.get(before.ticket)) if before is not None else None
    if before is None or ticket is None or ticket.resident != resident.id:
        return False
    kept = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in files])
    after = await albums.grown(u, before, kept, message.ref.id, message.text, message.spans)
    await u.messages.link(message.ref, after.id, ticket.id)
    await join_thread(u, house, ticket, before, after, source=message.ref)
    return True


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
        await house.respond(u, resident, Phrase(dialogue.EXPIRED))
        return None
    return keyboard.actions[int(number)]


async def edited(u: UnitOfWork, house: House, resident: Resident, edit: ChatEdit) -> None:
    """A resident changed a message: what is already with the office changes in its thread (of a request's first words
    the card too), what went into the form he is filling in changes there."""
    linked = await u.messages.linked(edit.ref)
    said = await u.messages.public(linked[0]) if linked else None
    if said is not None and (await u.tickets.get(said.ticket)).resident != resident.id:
        await house.respond(u, resident, Phrase(UNCLEAR))
        return
    now = flat(edit.text, edit.spans)
    if said is None:
        await danger.advise(u, house, resident, now)
        if not await dialogue.amend(u, house, resident, edit.ref, now):
            await house.respond(u, resident, Phrase(UNCLEAR))
        return
    words = await u.messages.words(edit.ref)
    await danger.advise(u, house, resident, now, before=words or said.text)
    after = await _amended(u, said, words, edit)
    if after is None:
        await house.respond(u, resident, Phrase(UNCLEAR))
        return
    if not await u.messages.reword(said.id, after.text, edit.at, after.spans):
        return
    if words is not None:
        await u.messages.reword_original(edit.ref, now)
    ticket = await survivor(u, await u.tickets.get(said.ticket))
    await reword_in_thread(u, house, ticket, said, after, source=edit.ref)
    await house.record(u, ticket, "resident", "edited", said.id)
    moved = ticket.move(Move.RESIDENT_WROTE, house.now()) if ticket.allows(Move.RESIDENT_WROTE) else ticket
    if said.id == opening_of(ticket.id):
        words_now = replaced(ticket.description, said.text, after.text)
        moved = replace(moved, description=after.text if words_now is None else words_now)
    await cards.update(u, house, ticket, moved)


async def _amended(
    u: UnitOfWork, said: PublicMessage, words: str | None, edit: ChatEdit
) -> PublicMessage | None:
    """A message after an edit; ``words`` are those of the edited part where it was written into a form. None where they
    are no longer to be found in it."""
    if words is None:
        text, spans = await albums.words_after(u, said.id, edit.ref.id, edit.text, edit.spans)
        return replace(said, text=text, spans=spans)
    changed = replaced(said.text, words, flat(edit.text, edit.spans))
    return None if changed is None else replace(said, text=Public(changed))


async def speak(u: UnitOfWork, house: House, resident: Resident, language: str) -> None:
    """Change the language, at any moment; an open dialog goes on in it."""
    resident = replace(resident, language=language, language_chosen=True)
    await u.people.save(resident)
    agreed = Phrase(N_("From now on I write to you in: {language}."), {"language": Public(NAMES[language])})
    await house.respond(u, resident, agreed)
    for ticket in await u.tickets.open_of(resident.id):
        await status_card.refresh(u, ticket)
    dialog = await dialogue.open_dialog(u, house, resident)
    if dialog is not None:
        await dialogue.ask_again(u, house, resident, dialog)


async def _command(
    u: UnitOfWork, house: House, resident: Resident, command: str, words: str, heard: dialogue.Heard
) -> Done | None:
    match command:
        case "start":
            await house.respond(u, resident, Phrase(WELCOME), Phrase(HELP))
            await _offer_languages(u, house, resident)
            await dialogue.resume(u, house, resident)
        case "link":
            which = Phrase(codes.WHICH_CODE, {"like": Public(codes.LIKE)})
            await house.respond(u, resident, which)
            await dialogue.resume(u, house, resident)
        case "report":
            return await _report(u, house, resident, words, heard if words else {})
        case "language":
            await _offer_languages(u, house, resident)
        case "cancel":
            done = await dialogue.cancel(u, house, resident)
            if done is not None:
                return done
            await dialogue.resume(u, house, resident)
        case "help":
            await house.respond(u, resident, Phrase(HELP))
            await dialogue.resume(u, house, resident)
        case _:
            await house.respond(u, resident, Phrase(UNKNOWN), Phrase(HELP))
            await dialogue.resume(u, house, resident)
    return None


async def _report(
    u: UnitOfWork, house: House, resident: Resident, words: str, heard: dialogue.Heard
) -> Done | None:
    if house.here is not None and loose_thread(house.here) is None:
        await house.respond(u, resident, Phrase(ELSEWHERE))
        house = house.at(None)
    dialog = await dialogue.open_dialog(u, house, resident)
    if dialog is None or not dialog[0].long:
        if danger.is_new(house, resident, (), words, quoting=False):
            return Done(AddToTicket(None, words, ()), heard)
        first = Said(words) if words else None
        return await dialogue.open_form(u, house, resident, "report", first=first, heard=heard)
    if words:
        return (await dialogue.answer(u, house, resident, dialog, Said(words), heard))[1]
    going_on = Phrase(N_("You are already filling in a request. Go on here, or drop it with /cancel."))
    await dialogue.ask_again(u, house, resident, dialog, going_on)
    return None


async def _offer_languages(u: UnitOfWork, house: House, resident: Resident) -> None:
    rows = [
        [Answer(Public(NAMES[code]), {"do": "language", "language": code}) for code in pair]
        for pair in (LANGUAGES[:2], LANGUAGES[2:])
    ]
    await house.respond(u, resident, Phrase(N_("Which language shall we speak?")), answers=rows)
