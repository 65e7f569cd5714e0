"""Letters that come in by e-mail: a contractor's answer goes where he was asked from (row B5). Nothing of it reaches a
resident, and no letter is answered by itself."""

from __future__ import annotations

from dataclasses import asdict

import structlog

from bot.domain.audience import N_, StaffNote
from bot.domain.complaint import REFERENCE
from bot.domain.contractor import Talk
from bot.domain.directory import Contractor
from bot.domain.ids import OutsideId, Reference, StaffKey, TalkId
from bot.domain.outside import Outside
from bot.domain.ticket import Ticket
from bot.ports.desk import Upload
from bot.ports.inbound import MailMessage
from bot.ports.store import UnitOfWork
from bot.services.complaints import outside_letters
from bot.services.contractors import talks
from bot.services.house import House
from bot.services.relay.conversation import keep_file, keep_note, survivor

log = structlog.get_logger()

STRAY = N_(
    "{name} ({address}) has written a letter that belongs to no request: “{subject}”. It is in the mailbox."
)
BOUNCED = N_("it came back")
AUTOMATIC = N_("Automatic answer of {name}; a person’s is still awaited.")
OTHER_ADDRESS = N_("⚠️ Sent from {address}, which is not the address in the office file.")
NOT_ASKED_THERE = N_("⚠️ Sent from {address}, which is not where the question went.")
LEFT = N_("Not taken along: {names}. See the mailbox.")


async def came(u: UnitOfWork, house: House, mail: MailMessage) -> None:
    """Take a letter to the thread of the request it is about."""
    asked = await _question(u, mail)
    if asked is not None:
        await _answered_outside(u, house, asked, mail)
        return
    talk = await _talk(u, house, mail)
    if talk is None:
        await _stray(u, house, mail)
    elif mail.bounced:
        await talks.undelivered(u, house, talk.id, BOUNCED)
    else:
        ticket = await survivor(u, await u.tickets.get(talk.ticket))
        await _said(u, house, ticket, talk, mail)


async def _question(u: UnitOfWork, mail: MailMessage) -> Outside | None:
    """The question to an outside party that it answers, by what our letter bore."""
    try:
        return await u.outsiders.get(OutsideId(mail.token)) if mail.token else None
    except KeyError:
        return None


async def _answered_outside(u: UnitOfWork, house: House, asked: Outside, mail: MailMessage) -> None:
    if mail.bounced:
        await outside_letters.undelivered(u, house, asked.id, BOUNCED)
        return
    ticket = await survivor(u, await u.tickets.get(asked.ticket))
    office = house.directory.office(ticket.office)
    notices = []
    if mail.sender.lower() != asked.email.lower():
        notices.append(house.staff_says(office, NOT_ASKED_THERE, address=mail.sender))
    if mail.left:
        notices.append(house.staff_says(office, LEFT, names=", ".join(mail.left)))
    if mail.automatic:
        notices.insert(0, house.staff_says(office, AUTOMATIC, name=asked.name))
        note = StaffNote(ticket.id, StaffKey(outside_letters.PARTY), mail.text)
        await keep_note(u, house, note, asked.name)
        await talks.show(u, house, ticket, mail.text, asked.name, above="\n".join(notices))
    else:
        await outside_letters.answered(u, house, ticket, asked, mail.text, notice="\n".join(notices))
    await _show_files(u, ticket, mail, asked.name)


async def _talk(u: UnitOfWork, house: House, mail: MailMessage) -> Talk | None:
    """By what our letter bore; else by the request that the subject names, where its author was asked about it."""
    if mail.token:
        try:
            return await u.sides.talk(TalkId(mail.token))
        except KeyError:
            log.info("letter_of_unknown_token")
    named = REFERENCE.search(mail.subject)
    ticket = await u.tickets.by_reference(Reference(named[0])) if named else None
    keys = {firm.key for firm in _firms(house, mail) if ticket and firm.office == ticket.office}
    asked = await u.sides.talks_of(ticket.id) if ticket else []
    return next((talk for talk in reversed(asked) if talk.contractor in keys), None)


def _firms(house: House, mail: MailMessage) -> list[Contractor]:
    return [
        firm
        for firm in house.directory.contractors
        if firm.email and firm.email.lower() == mail.sender.lower()
    ]


async def _stray(u: UnitOfWork, house: House, mail: MailMessage) -> None:
    """A firm's letter that is about nothing we know is told to the managers; anybody else's stays in the mailbox."""
    log.info("letter_is_about_nothing", automatic=mail.automatic or mail.bounced)
    if mail.automatic or mail.bounced:
        return
    for firm in _firms(house, mail):
        await house.alarm(
            u,
            firm.office,
            STRAY,
            name=firm.name,
            address=mail.sender,
            subject=" ".join(mail.subject.split())[:200],
        )


async def _said(u: UnitOfWork, house: House, ticket: Ticket, talk: Talk, mail: MailMessage) -> None:
    office = house.directory.office(ticket.office)
    firm = house.directory.contractor_name(talk.contractor)
    author = firm if mail.sender_name in ("", firm) else f"{mail.sender_name} ({firm})"
    notices = []
    if talk.contractor not in {one.key for one in _firms(house, mail)}:
        notices.append(house.staff_says(office, OTHER_ADDRESS, address=mail.sender))
    if mail.left:
        notices.append(house.staff_says(office, LEFT, names=", ".join(mail.left)))
    if mail.automatic:
        notices.insert(0, house.staff_says(office, AUTOMATIC, name=firm))
        await keep_note(u, house, StaffNote(ticket.id, StaffKey(talks.CONTRACTOR), mail.text), author)
        await talks.show(u, house, ticket, mail.text, author, above="\n".join(notices))
    else:
        await talks.answered(u, house, ticket, talk, mail.text, author, notice="\n".join(notices))
    await _show_files(u, ticket, mail, author)


async def _show_files(u: UnitOfWork, ticket: Ticket, mail: MailMessage, author: str) -> None:
    for file in mail.files:
        attachment = await keep_file(u, mail.ref.channel, ticket.id, asdict(file))
        await u.outbox.to_desk(ticket.thread, Upload(attachment, author=author))
