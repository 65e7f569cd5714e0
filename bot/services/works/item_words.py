"""What technicians bring back about a job: a word, a reason why it can't be done, photos before and after (row F1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.ids import AttachmentId
from bot.domain.ticket import ChecklistItem
from bot.domain.work import ItemPhoto, Side
from bot.ports.desk import Upload
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, PhotosField, SeveralField, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.house import House
from bot.services.relay.conversation import keep_file
from bot.services.relay.writing import say
from bot.services.works.working import item_chosen, item_field, post, step_made

REASONS = {
    "nobody": N_("Nobody was there to open."),
    "access": N_("The place could not be reached."),
    "part": N_("A part is missing and must be ordered."),
    "firm": N_("It takes a specialist firm."),
    "danger": N_("It was not safe."),
    "private": N_("It is not part of what we look after."),
    "none": N_("It was not needed after all."),
}
"""Why a job can't be done, to choose from; a resident reads it in his language where he may read it at all."""

TELL, TELL_HIM = "tell", N_("The resident may read this")
SIDES = {Side.BEFORE: N_("Before the work"), Side.AFTER: N_("After the work")}
NOT_DONE = N_(
    "One step of the work for your request {reference} could not be done this time. "
    "We will come back to you about it."
)


def _tell(house: House, office: Office) -> Field:
    label = house.staff_says(office, N_("For whom?"))
    options = ((TELL, house.staff_says(office, TELL_HIM)),)
    hint = house.staff_says(office, N_("Otherwise only colleagues do."))
    return SeveralField("tell", label, options, boxes=True, optional=True, hint=hint)


async def word_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """A job, and a word on it."""
    office = house.directory.office(act.ticket.office)
    items = await u.tickets.items(act.ticket.id)
    words = TextField("words", house.staff_says(office, N_("Your words")), longest=500)
    return (item_field(house, office, items), words, _tell(house, office))


async def word(u: UnitOfWork, house: House, act: Act) -> None:
    """A word on a job: for colleagues, and for the resident where so marked."""
    item = await item_chosen(u, act)
    text = act.text("words")
    if not text:
        raise Refused(NOTHING_WRITTEN)
    told = TELL in act.several("tell")
    await u.tickets.save_item(replace(item, remark=text, told=told))
    await house.record(u, act.ticket, act.member.key, "remarked", f"{item.label}: {text}")
    if told:
        await say(u, house, act, text, "replied")
    else:
        office = house.directory.office(act.ticket.office)
        await post(u, house, act, "💬", house.labelled(office, item.label, text))
    await step_made(u, house, act, act.ticket)


async def cannot_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """A job that is not done, and why."""
    office = house.directory.office(act.ticket.office)
    items = [item for item in await u.tickets.items(act.ticket.id) if item.done_at is None]
    reasons = tuple((key, house.staff_says(office, words)) for key, words in REASONS.items())
    return (
        item_field(house, office, items),
        ChoiceField("reason", house.staff_says(office, N_("Why?")), reasons, optional=True),
        TextField("words", house.staff_says(office, N_("In your own words")), optional=True, longest=500),
        _tell(house, office),
    )


def cannot_checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """One of both is needed."""
    if form.values.get("reason") or form.values.get("words"):
        return {}
    return {"reason": house.staff_says(office, N_("Please choose a reason, or write one."))}


async def cannot(u: UnitOfWork, house: House, act: Act) -> None:
    """A job can't be done: the resident is told so kindly, and why only where so marked."""
    item = await item_chosen(u, act)
    if item.done_at is not None:
        raise Refused(N_("That step is done already."))
    office = house.directory.office(act.ticket.office)
    reason, words = REASONS.get(act.text("reason")), act.text("words")
    why = " ".join(part for part in (house.staff_says(office, reason) if reason else "", words) if part)
    if not why:
        raise Refused(N_("Please choose a reason, or write one."))
    told = TELL in act.several("tell")
    failed = replace(item, cannot_at=house.now(), cannot_by=act.member.key, remark=why, told=told)
    await u.tickets.save_item(failed)
    await house.record(u, act.ticket, act.member.key, "cannot", f"{item.label}: {why}")
    await post(u, house, act, "⛔", house.labelled(office, item.label, why))
    resident = await u.people.get(act.ticket.resident)
    if act.ticket.is_open:
        not_done = Phrase(NOT_DONE, {"reference": Public(act.ticket.reference)})
        await house.tell(u, resident, not_done, ticket=act.ticket.id)
    if told:
        spoken = house.words.say(Phrase(reason), resident.language) if reason else ""
        in_his = " ".join(part for part in (spoken, words) if part)
        await say(u, house, act, in_his, "replied", for_staff=_if_other(why, in_his))
    await step_made(u, house, act, act.ticket, settled=True)


async def photo_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """A job, before or after, the photos, a word."""
    office = house.directory.office(act.ticket.office)
    sides = tuple((str(side), house.staff_says(office, words)) for side, words in SIDES.items())
    return (
        item_field(house, office, await u.tickets.items(act.ticket.id)),
        ChoiceField("side", house.staff_says(office, N_("When were they taken?")), sides),
        PhotosField("photos", house.staff_says(office, N_("Photos"))),
        TextField("words", house.staff_says(office, N_("Your words")), optional=True, longest=500),
        _tell(house, office),
    )


async def photos(u: UnitOfWork, house: House, act: Act) -> None:
    """Photos of a job: kept with it and shown in the thread; to the resident where so marked."""
    item, side = await item_chosen(u, act), Side(act.text("side"))
    kept = await _put_in(u, house, act)
    if not kept:
        raise Refused(N_("No photo was put in."))
    for id in kept:
        await u.works.add_photo(ItemPhoto(act.ticket.id, item.number, side, id, house.now(), act.member.key))
    office = house.directory.office(act.ticket.office)
    when = house.staff_says(office, SIDES[side])
    words = act.text("words")
    caption = " · ".join(part for part in (when, item.label, words) if part)
    await house.record(u, act.ticket, act.member.key, "photographed", f"{item.label}: {when}, {len(kept)}")
    if TELL in act.several("tell"):
        resident = await u.people.get(act.ticket.resident)
        text = words or house.words.say(Phrase(SIDES[side]), resident.language)
        for_staff = _if_other(words or when, text)
        await say(u, house, act, text, "replied", files=tuple(kept), for_staff=for_staff)
    else:
        await _show(u, act, kept, caption)
    if words:
        await _remember(u, item, words, told=TELL in act.several("tell"))
    await step_made(u, house, act, act.ticket)


async def _put_in(u: UnitOfWork, house: House, act: Act) -> list[AttachmentId]:
    """The photos of the window, or those that came before and were tied to no step yet (``bundle``)."""
    assert act.form is not None
    if not (bundle := act.text("bundle")):
        files = act.form.files.get("photos", ())
        return [await keep_file(u, house.desk, act.ticket.id, asdict(file)) for file in files]
    loose = await u.technicians.loose(bundle)
    for photo in loose:
        known = await u.messages.attachment(photo.attachment)
        await u.messages.add_attachment(replace(known, ticket=act.ticket.id))
    await u.technicians.drop_loose(bundle)
    return [photo.attachment for photo in loose]


async def _remember(u: UnitOfWork, item: ChecklistItem, words: str, *, told: bool) -> None:
    if item.cannot_at is None:
        await u.tickets.save_item(replace(item, remark=words, told=told))


async def _show(u: UnitOfWork, act: Act, kept: list[AttachmentId], caption: str) -> None:
    for number, id in enumerate(kept):
        upload = Upload(id, author=act.member.name, caption=caption if number == 0 else "")
        await u.outbox.to_desk(act.ticket.thread, upload)


def _if_other(for_staff: str, text: str) -> str:
    """The words for staff, where the resident reads others."""
    return "" if for_staff == text else for_staff
