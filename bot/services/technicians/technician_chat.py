"""What a technician writes or presses in his chat: the desk's own actions, asked for piece by piece (rows B2, F1).

No policy is here: what he presses is an action of the desk's table, allowed or refused as on the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.domain.addresses import MessageRef, technician_chat
from bot.domain.audience import N_, Style
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import TicketId, opening_of
from bot.domain.rich import flat
from bot.domain.technician import ForTechnician, LoosePhoto
from bot.domain.ticket import ChecklistItem, Ticket
from bot.domain.work import Side
from bot.ports.inbound import (
    ChatEdit,
    ChatMessage,
    ChatReachable,
    ChatTap,
    DeskForm,
    DeskPress,
    DeskUser,
    is_picture,
)
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, slips
from bot.services.desk.acting import Act, DeskAction, action_named
from bot.services.desk.staff import may_act, ticket_of_his_office
from bot.services.house import House
from bot.services.invitations import linking
from bot.services.relay.conversation import keep_file
from bot.services.technicians import job_card, technician_words, technicians
from bot.services.technicians.technicians import Answers, WorkAnswer
from bot.services.works import loose_photos
from bot.services.works.item_words import REASONS, SIDES

FORMS: Mapping[str, tuple[str, ...]] = {
    "cannot": ("ticket", "item", "reason"),
    "word": ("ticket", "item", "words"),
    "photo": ("bundle", "ticket", "item", "side"),
    "note": ("words", "ticket"),
}
"""What each of his wishes needs; what is missing is asked, in this order."""
TYPED = {"reason": "words", "words": "words"}
"""What may be written instead of pressed, and as what it counts."""

HELP = N_(
    "This is your work chat. Jobs come here, with buttons for each step, and what colleagues write to you about them. "
    "Send a photo and I ask which step it shows. What you write goes to your colleagues as an internal comment, never "
    "to a resident; to ask the office something, simply write it.\n/jobs – your jobs\n"
    "/leave – no longer have your jobs here"
)
NOT_HERE = N_(
    "This chat is for your work. For a request of your own as a resident use another Telegram account, "
    "or tell the office."
)
NO_JOB = N_("You have no job at present, so nothing was passed on. Please call the office.")
PASSED_ON = N_("🔒 Passed on to your colleagues, {reference}. The resident does not read it.")
KEPT = N_("📷 {number} · {step} · {side}. The resident does not see it.")
DONE = N_("Noted: {step}. Why it can't be done only colleagues read.")
NOTED = N_("Noted on “{step}”. Only colleagues read it.")
WHICH_JOB, WHICH_STEP = N_("Which job is it about?"), N_("Which step?")
WHEN = N_("When were they taken?")
YOUR_ANSWER = N_(
    "Write it here: a word, a question. Your colleagues read it with request {reference}, the resident does not."
)
NOT_PASSED_ON = N_(
    "That job is no longer yours, so nothing was passed on. If it matters, please call the office."
)
WHY = N_("Why can it not be done? Press a reason, or write it.")
YOUR_WORDS = N_("Write your word on “{step}”. Only colleagues read it.")
NO_STEP = N_("None of these steps")
DROPPED = N_("All right, nothing was noted.")
NOT_YOURS = N_("That job is no longer yours.")
OLD = N_("That button is no longer in use. /jobs shows your jobs.")
NOT_EDITED = N_(
    "Your colleagues have read the earlier words. Please write what is new as a message of its own."
)
LEAVE = N_("No longer have your jobs in this chat?")
YES, CANCEL = N_("Yes, end it"), N_("Cancel")

Wish = Mapping[str, Any]


async def heard(
    u: UnitOfWork, house: House, member: Staff, inbound: ChatMessage | ChatTap | ChatEdit | ChatReachable
) -> None:
    """Take in what a technician wrote, sent or pressed. Raises Refused with what to tell him."""
    match inbound:
        case ChatTap():
            await _tapped(u, house, member, inbound)
        case ChatMessage(command=str() as command) if not inbound.files:
            await _command(u, house, member, command)
        case ChatMessage(files=()):
            await _said(u, house, member, inbound)
        case ChatMessage():
            await _sent(u, house, member, inbound)
        case ChatEdit():
            await _tell(u, house, member, NOT_EDITED)
        case ChatReachable():
            pass


async def greet(u: UnitOfWork, house: House, member: Staff) -> None:
    """He starts the bot, or opens his link once more."""
    await _tell(u, house, member, HELP)


async def _command(u: UnitOfWork, house: House, member: Staff, command: str) -> None:
    match command:
        case "jobs":
            jobs = await job_card.in_hand(u, member)
            if not jobs:
                await _tell(u, house, member, N_("You have no job at present."))
            for job, _ in reversed(jobs):
                await job_card.again(u, job)
        case "leave":
            yes = WorkAnswer(technicians.say(house, member, YES), {"do": "leave"}, Style.DANGER)
            await technicians.tell(
                u, house, member, technicians.say(house, member, LEAVE), [[yes, _cancel(house, member)]]
            )
        case "start" | "help" | "link":
            await greet(u, house, member)
        case _:
            await _tell(u, house, member, NOT_HERE)


async def _said(u: UnitOfWork, house: House, member: Staff, message: ChatMessage) -> None:
    """Words: what he was asked for, else a comment for his colleagues."""
    words = flat(message.text, message.spans).strip()
    if not words:
        raise Refused(
            N_("I can't pass that kind of message on yet. Please send it as text, a photo or a file.")
        )
    asked = await u.technicians.asked(member.key)
    if asked is not None:
        missing = _missing(asked)
        await u.technicians.ask(member.key, None)
        if missing in TYPED:
            typed = {missing: ""} if missing != TYPED[missing] else {}
            await _go_on(u, house, member, {**asked, **typed, TYPED[missing]: words})
            return
    about = await _replied_to(u, member, message.reply_to)
    await _go_on(u, house, member, {"do": "note", "words": words, **about})


async def _sent(u: UnitOfWork, house: House, member: Staff, message: ChatMessage) -> None:
    """Files: pictures belong to a step, which he is asked for once an album; the rest is a comment."""
    about = await _replied_to(u, member, message.reply_to)
    jobs = await job_card.in_hand(u, member)
    if not jobs:
        raise Refused(NO_JOB)
    if not about and len(jobs) == 1:
        about = {"ticket": jobs[0][1].id}
    bundle = f"{member.key}:{message.album or message.ref.id}"
    before = await u.technicians.loose(bundle)
    ticket = TicketId(about["ticket"]) if about else None
    for file in message.files:
        id = await keep_file(u, message.user.channel, ticket, asdict(file))
        words = flat(message.text, message.spans).strip()
        await u.technicians.add_loose(LoosePhoto(id, bundle, member.key, house.now(), words, ticket))
    if before:
        return
    pictures = all(map(is_picture, message.files))
    plain: Wish = {} if pictures else {"item": ""}
    await loose_photos.watch(u, house, bundle)
    await _go_on(u, house, member, {"do": "photo", "bundle": bundle, **about, **plain})


async def _replied_to(u: UnitOfWork, member: Staff, answered: MessageRef | None) -> Wish:
    """The job on whose message he answered, or on what a colleague wrote to him about it. Raises Refused where that is
    no longer his: his words are for nobody else's job."""
    if answered is None:
        return {}
    told = f"{answered.room}/{answered.id}"
    jobs = await job_card.in_hand(u, member)
    found = [job.ticket for job, _ in jobs if job.message == told]
    if not found and (linked := await u.messages.linked(answered)):
        found = [linked[1]]
        if all(job.ticket != linked[1] for job, _ in jobs):
            raise Refused(NOT_PASSED_ON)
    return {"ticket": found[0]} if found else {}


async def _tapped(u: UnitOfWork, house: House, member: Staff, tap: ChatTap) -> None:
    action = await technicians.pressed(u, house, member, tap.token)
    if action is None:
        raise Refused(OLD)
    await u.technicians.ask(member.key, None)
    question = None if action.get("card") else tap.message
    wish = {name: value for name, value in action.items() if name != "card"}
    match wish["do"]:
        case "act":
            await _press(u, house, member, wish)
        case "tick":
            await _tick(u, house, member, wish)
        case "see":
            await _show_photos(u, member, await _job(u, house, member, wish["ticket"]))
        case "cancel":
            await u.technicians.drop_loose(str(wish.get("bundle", "")))
            await _answer(u, house, member, question, DROPPED)
        case "leave":
            link = await u.technicians.link_of(member.key)
            if link is not None:
                await linking.leave(u, house, member, link, question)
        case _:
            await _go_on(u, house, member, wish, question)


async def _go_on(
    u: UnitOfWork, house: House, member: Staff, wish: Wish, question: MessageRef | None = None
) -> None:
    """Ask for what is missing, in place of the question before; do it once nothing is."""
    missing = _missing(wish)
    if missing is None:
        await _fulfil(u, house, member, wish, question)
        return
    if wish["do"] == "photo" and "ticket" in wish:
        await u.technicians.loose_on(wish["bundle"], TicketId(wish["ticket"]))
    text, answers = await _question(u, house, member, wish, missing)
    if text is None:
        await _go_on(u, house, member, {**wish, missing: answers[0][0].action[missing]}, question)
        return
    if missing in TYPED:
        await u.technicians.ask(member.key, wish)
    rows = [*answers, [_cancel(house, member, wish)]]
    if question is None:
        await technicians.tell(u, house, member, text, rows)
    else:
        await technicians.change(u, house, member, question, text, rows)


def _missing(wish: Wish) -> str | None:
    if wish.get("item") == "" and "ticket" in wish:  # files that belong to no step
        return None
    return next((name for name in FORMS.get(wish["do"], ()) if name not in wish), None)


async def _question(
    u: UnitOfWork, house: House, member: Staff, wish: Wish, missing: str
) -> tuple[str | None, Answers]:
    """The question for a missing piece; None where there is but one answer."""

    def key(label: str, value: str) -> list[WorkAnswer]:
        return [WorkAnswer(label, {**wish, missing: value})]

    match missing:
        case "ticket":
            jobs = await job_card.in_hand(u, member)
            if not jobs:
                raise Refused(NO_JOB)
            found = [key(job_card.title(house, member, ticket), ticket.id) for _, ticket in jobs]
            return (technicians.say(house, member, WHICH_JOB) if len(jobs) > 1 else None), found
        case "item":
            items = await u.tickets.items(TicketId(wish["ticket"]))
            open_ = [item for item in items if wish["do"] != "cannot" or item.done_at is None]
            found = [key(item.label, str(item.number)) for item in open_]
            if wish["do"] == "photo":
                found.append(key(technicians.say(house, member, NO_STEP), ""))
            return technicians.say(house, member, WHICH_STEP), found
        case "side":
            found = [key(technicians.say(house, member, words), str(side)) for side, words in SIDES.items()]
            return technicians.say(house, member, WHEN), found
        case "reason":
            found = [key(technicians.say(house, member, words), name) for name, words in REASONS.items()]
            return technicians.say(house, member, WHY), found
        case _ if wish["do"] == "note":
            ticket = await _job(u, house, member, wish["ticket"], NOT_PASSED_ON)
            return technicians.say(house, member, YOUR_ANSWER, reference=ticket.reference), []
        case _:
            item = await _item(u, wish)
            return technicians.say(house, member, YOUR_WORDS, step=item.label if item else ""), []


async def _fulfil(
    u: UnitOfWork, house: House, member: Staff, wish: Wish, question: MessageRef | None
) -> None:
    refusal = NOT_PASSED_ON if wish["do"] == "note" else NOT_YOURS
    ticket = await _job(u, house, member, wish["ticket"], refusal)
    item = await _item(u, wish)
    step, words = item.label if item else "", str(wish.get("words", ""))
    values = {"item": str(wish.get("item", "")), "words": words}
    match wish["do"]:
        case "cannot":
            await _send_in(u, house, member, ticket, "work.cannot", {**values, "reason": wish["reason"]})
            await _answer(u, house, member, question, DONE, step=step)
        case "word":
            await _send_in(u, house, member, ticket, "work.word", values)
            await _answer(u, house, member, question, NOTED, step=step)
        case "photo":
            photos = await u.technicians.loose(wish["bundle"])
            if not photos:
                await _answer(u, house, member, question, loose_photos.ALREADY)
            elif wish["item"]:
                words = " ".join(dict.fromkeys(one.words for one in photos if one.words))
                given = {**values, "words": words, "side": wish["side"], "bundle": wish["bundle"]}
                await _send_in(u, house, member, ticket, "work.photos", given)
                side = technicians.say(house, member, SIDES[Side(wish["side"])])
                await _answer(u, house, member, question, KEPT, number=len(photos), step=step, side=side)
            else:
                await loose_photos.show(u, house, ticket, wish["bundle"])
                await _answer(u, house, member, question, loose_photos.COMMENTED, reference=ticket.reference)
        case "note":
            await _send_in(u, house, member, ticket, "ticket.note", {"text": words})
            await technician_words.from_him(u, house, member, ticket, words)
            await _answer(u, house, member, question, PASSED_ON, reference=ticket.reference)


async def _job(u: UnitOfWork, house: House, member: Staff, id: str, refusal: str = NOT_YOURS) -> Ticket:
    """The ticket of a job in his hands. Raises Refused for one that is not, or no longer."""
    ticket = await ticket_of_his_office(u, house, member, id)
    if all(ticket.id != own.id for _, own in await job_card.in_hand(u, member)):
        raise Refused(refusal)
    return ticket


async def _item(u: UnitOfWork, wish: Wish) -> ChecklistItem | None:
    items = await u.tickets.items(TicketId(wish["ticket"])) if wish.get("item") else []
    return next((item for item in items if str(item.number) == wish["item"]), None)


async def _press(u: UnitOfWork, house: House, member: Staff, wish: Wish) -> None:
    ticket = await _job(u, house, member, wish["ticket"])
    pressed = DeskPress(_user(member), "", None, wish["name"], ticket.id, seen=wish["seen"])
    await _do(u, house, wish["name"], Act(ticket, member, pressed=pressed), wish["seen"])


async def _tick(u: UnitOfWork, house: House, member: Staff, wish: Wish) -> None:
    """As he would on the card: what colleagues have ticked stays ticked."""
    ticket = await _job(u, house, member, wish["ticket"])
    done = {str(item.number) for item in await u.tickets.items(ticket.id) if item.done_at is not None}
    checked = done | {wish["item"]} if wish["done"] else done - {wish["item"]}
    pressed = DeskPress(
        _user(member),
        "",
        None,
        cards.TICK,
        ticket.id,
        checked=tuple(sorted(checked)),
        shown=tuple(sorted(done)),
    )
    await _do(u, house, cards.TICK, Act(ticket, member, pressed=pressed), "")


async def _send_in(
    u: UnitOfWork, house: House, member: Staff, ticket: Ticket, name: str, values: Mapping[str, str]
) -> None:
    form = DeskForm(_user(member), name, ticket.id, values)
    await _do(u, house, name, Act(ticket, member, form=form), "")


async def _do(u: UnitOfWork, house: House, name: str, act: Act, seen: str) -> None:
    """One of the desk's actions, allowed or refused as there."""
    action: DeskAction | None = action_named(house, name)
    assert action is not None, f"no action {name}"
    await may_act(u, house, action, act, seen)
    await slips.do(u, house, action, act)


async def _show_photos(u: UnitOfWork, member: Staff, ticket: Ticket) -> None:
    """What the resident sent with his request."""
    opening = await u.messages.public(opening_of(ticket.id))
    for id in opening.attachments if opening else ():
        content = ForTechnician(ticket.reference, attachment=id)
        await u.outbox.to_technician(technician_chat(member.key), content)


def _user(member: Staff) -> DeskUser:
    return DeskUser(member.slack, name=member.name)


def _cancel(house: House, member: Staff, wish: Wish | None = None) -> WorkAnswer:
    bundle = {"bundle": wish["bundle"]} if wish and "bundle" in wish else {}
    return WorkAnswer(technicians.say(house, member, CANCEL), {"do": "cancel", **bundle})


async def _tell(u: UnitOfWork, house: House, member: Staff, msgid: str, **params: object) -> None:
    await technicians.tell(u, house, member, technicians.say(house, member, msgid, **params))


async def _answer(
    u: UnitOfWork, house: House, member: Staff, question: MessageRef | None, msgid: str, **params: object
) -> None:
    """What came of it, in place of the question where it was pressed."""
    if question is None:
        await _tell(u, house, member, msgid, **params)
    else:
        await technicians.change(u, house, member, question, technicians.say(house, member, msgid, **params))
