"""A code is brought to a chat, by its link or typed: the chat is a technician's from now on (rows B2, F1), or what was
recorded for a resident is in it (row A10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.addresses import technician_chat, technician_of
from bot.domain.audience import Phrase, Public
from bot.domain.code_typed import Brought, Reading, Sure, brought, is_more
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.gravity import dangers
from bot.domain.invitation import Invitation
from bot.ports.inbound import ChatEdit, ChatMessage, ChatUser
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.invitations import codes, joining, linking
from bot.services.residents import dialogue, intake


@dataclass(frozen=True, slots=True)
class _Found:
    """What a message brings, and what is known of it; ``late``: too many wrong ones came before, none is looked at."""

    reading: Reading
    invitation: Invitation | None
    late: bool = False


async def heard(u: UnitOfWork, house: House, message: ChatMessage) -> ChatMessage | None:
    """Take in the code that a resident's message brings, if any. What is left to be heard: the message where it brings
    none, without the code what else it says, or None."""
    said = brought(message.text, message.command)
    if said is None or (message.files and not said.readings):
        return message
    found = await _found(u, house, message, said)
    if found is None:
        return message
    rest = found.reading.rest
    more = bool(message.files) or is_more(rest) or bool(dangers(rest))
    if not said.readings:
        await _say(u, house, message.user, codes.WHICH_CODE, codes.ALL_THE_SAME, like=codes.LIKE)
    elif found.late:
        await _say(u, house, message.user, codes.TOO_MANY)
    else:
        await _brings(u, house, message.user, found, resumes=not more)
    return replace(message, text=rest, command=None, spans=()) if more else None


async def changed(u: UnitOfWork, house: House, edit: ChatEdit) -> ChatEdit | None:
    """The same where a message was changed into one that brings a code, which must be one that we have given."""
    said = brought(edit.text)
    if said is None or not said.readings or await codes.exhausted(u, house, edit.user):
        return edit
    known = await codes.known(u, said.readings)
    if known is None:
        await codes.wrong(u, house, edit.user)
        return edit
    found = _Found(*known)
    more = is_more(found.reading.rest)
    await _brings(u, house, edit.user, found, resumes=not more)
    return replace(edit, text=found.reading.rest, spans=()) if more else None


async def heard_at_work(u: UnitOfWork, house: House, technician: Staff, message: ChatMessage) -> ChatMessage:
    """The same in a technician's chat, which can be linked to nothing else: his own code is a greeting. Raises Refused
    for another."""
    said = brought(message.text, message.command)
    if said is None:
        return message
    found = await codes.known(u, said.readings)
    if found is not None and found[1].whose == technician_chat(technician.key):
        return replace(message, text="", command="start", spans=())
    if said.sure is Sure.YES:
        raise Refused(linking.TECHNICIAN_TOO)
    return message


async def _found(u: UnitOfWork, house: House, message: ChatMessage, said: Brought) -> _Found | None:
    """None where it is none of ours and may mean something else. To look at one that is none counts as a try."""
    late = await codes.exhausted(u, house, message.user)
    if not late and (known := await codes.known(u, said.readings)) is not None:
        return _Found(*known)
    if said.sure is Sure.YES or (said.sure is Sure.ALONE and not await _talked(u, message)):
        return _Found(said.readings[0] if said.readings else Reading(""), None, late)
    if said.readings and not late:
        await codes.wrong(u, house, message.user)
    return None


async def _talked(u: UnitOfWork, message: ChatMessage) -> bool:
    """Whether something is being talked about: what looks like a code may be an answer."""
    known = await u.people.by_chat(message.user.channel, message.user.chat)
    if known is None:
        return False
    return message.topic is not None or bool(
        await u.dialogs.all_of(known.id) or await u.tickets.open_of(known.id)
    )


async def _brings(u: UnitOfWork, house: House, user: ChatUser, found: _Found, *, resumes: bool) -> None:
    """A form that was open there goes on, with what is known now."""
    known = await u.people.by_chat(user.channel, user.chat)
    form = await u.dialogs.get(known.id, house.here) if known is not None else None
    try:
        linked = await _linked(u, house, user, found.invitation)
    except Refused as refused:
        await _say(u, house, user, refused.msgid)
    else:
        if not linked:
            await codes.wrong(u, house, user)
            await _say(u, house, user, codes.NO_CODE, codes.ALL_THE_SAME)
    if known is None:
        return
    still_open = form is not None and await u.dialogs.get(known.id, house.here) == form
    resident = await u.people.get(known.id)
    await dialogue.inform(u, house, resident)
    if resumes and still_open:
        await dialogue.resume(u, house, resident)


async def _linked(u: UnitOfWork, house: House, user: ChatUser, invitation: Invitation | None) -> bool:
    if invitation is None:
        return False
    if technician_of(invitation.whose) is None:
        return await joining.claim(u, house, user, invitation)
    return codes.usable(house, invitation) and await linking.claim(u, house, user, invitation)


async def _say(u: UnitOfWork, house: House, user: ChatUser, *msgids: str, **params: str) -> None:
    resident = await intake.resident_of(u, house, user)
    given = {name: Public(value) for name, value in params.items()}
    await house.respond(u, resident, *(Phrase(msgid, given) for msgid in msgids))
