"""A technician's job in his chat: one message that keeps itself current (rows B2, F1). What it says is written when it
is sent: several changes that wait are one, and never an old one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.addresses import MessageRef, technician_chat, technician_of
from bot.domain.audience import N_
from bot.domain.directory import Office, Staff
from bot.domain.ids import opening_of
from bot.domain.technician import ForTechnician, Job, JobCard, ShowJob
from bot.domain.text import shortened
from bot.domain.ticket import ChecklistItem, Shape, Stage, Ticket
from bot.domain.work import Visit
from bot.ports.channel import Receipt
from bot.ports.desk import Post
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import action_named
from bot.services.house import House, staff_name
from bot.services.technicians import technicians
from bot.services.technicians.technicians import Answers, WorkAnswer
from bot.services.works.work_card import CANNOT, Work, work_fields, work_of

STEPS = ("work.picked_up", "work.on_site", "work.returned")
FORMS = {"work.cannot": "cannot", "work.word": "word"}
WRITE = N_("Write to the office…")
DONE = "ticket.work_done"
"""The desk's actions that he finds below a job: names of ``desk_actions.ACTIONS``."""

DESCRIBED = 1_000
"""Characters of the request's description that a job shows."""
LABEL = 40
"""Characters of a step that its button shows."""

SEND_PHOTOS = N_(
    "Photos: send them here, I ask which step they show. What you write here only colleagues read."
)
NOT_HIS = N_("{name} has request {reference} now: you need not go.")
NOTHING_LEFT = N_("Request {reference}: there is nothing left to do for you.")
NOT_LINKED = N_(
    "{name} has not linked a Telegram chat, so this job could not be shown there. A manager makes the link: "
    "/palier link {name}"
)
RESIDENTS_PHOTOS = N_("📷 The resident's photos ({number})")


def is_his(ticket: Ticket, visits: Sequence[Visit], job: Job) -> bool:
    """Whether a job is still the one that its technician is to do."""
    listed = ticket.is_open and ticket.shape is Shape.CHECKLIST and ticket.stage not in (None, Stage.PLANNED)
    return listed and bool(visits) and (visits[-1].number, visits[-1].technician) == (job.visit, job.member)


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A ticket has changed: its technician's chat gets the job, or shows it as it is now."""
    if after.stage is None and (before is None or before.stage is None):
        return
    visits = await u.works.visits(after.id)
    if visits:
        await begin(u, house, after, visits, sent=before is not None and before.stage != after.stage)
    for job in await u.technicians.jobs_of(after.id):
        if not is_his(after, visits, job) and not job.over:
            await u.technicians.put_job(replace(job, over=True))
            await _tell_over(u, house, after, visits, job)
        if await technicians.reached(u, house, job.member):
            await u.outbox.to_technician(technician_chat(job.member), ShowJob(after.id, job.visit))


async def begin(
    u: UnitOfWork, house: House, ticket: Ticket, visits: Sequence[Visit], *, sent: bool = False
) -> None:
    """Note the job of the technician who is sent, where he has a chat. ``sent``: at this moment; his colleagues are
    told where he can't know of it."""
    visit = visits[-1]
    there = next((job for job in await u.technicians.jobs_of(ticket.id) if _same(job, visit)), None)
    job = Job(ticket.id, visit.number, visit.technician)
    if visit.returned_at is not None or not is_his(ticket, visits, job):
        return
    if await technicians.reached(u, house, visit.technician):
        if there is None or there.over:
            await u.technicians.put_job(job)
    elif sent and ticket.stage is Stage.DISPATCHED and (member := technicians.may(house, visit.technician)):
        line = house.staff_says(house.directory.office(ticket.office), NOT_LINKED, name=member.name)
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


def _same(job: Job, visit: Visit) -> bool:
    return (job.visit, job.member) == (visit.number, visit.technician)


async def _tell_over(u: UnitOfWork, house: House, ticket: Ticket, visits: Sequence[Visit], job: Job) -> None:
    """What is silently edited makes no sound: he who is on his way must hear that he need not go."""
    member = technicians.may(house, job.member)
    own = next((visit for visit in visits if _same(job, visit)), None)
    again = bool(visits) and visits[-1].technician == job.member and visits[-1].number != job.visit
    if member is None or again or (own is not None and own.returned_at is not None):
        return
    if await technicians.reached(u, house, job.member) is None:
        return
    handed = ticket.is_open and bool(visits) and visits[-1].technician != job.member
    msgid = NOT_HIS if handed else NOTHING_LEFT
    name = staff_name(house, visits[-1].technician) if handed else ""
    text = technicians.say(house, member, msgid, name=name, reference=ticket.reference)
    await technicians.tell(u, house, member, f"🧰 {text}")


async def due_now(u: UnitOfWork, house: House, row: ClaimedDelivery) -> JobCard | None:
    """What a queued job is to show now; None where it does so already."""
    assert isinstance(row.content, ShowJob)
    job = await _job(u, row)
    member = technicians.may(house, job.member) if job else None
    if job is None or member is None or (job.over and not job.message):
        return None
    ticket = await u.tickets.get(job.ticket)
    visits = await u.works.visits(ticket.id)
    if is_his(ticket, visits, job):
        content = await _present(u, house, member, ticket)
    else:
        content = ForTechnician(_over(house, member, ticket, visits))
    if mark_of(content) == job.shown:
        return None
    room, _, id = job.message.partition("/")
    return JobCard(content, MessageRef(row.place.channel, room, id) if id and row.place else None)


async def stands(u: UnitOfWork, row: ClaimedDelivery, card: JobCard, receipt: Receipt) -> None:
    """A job was shown: remember where, and what it says."""
    job = await _job(u, row)
    if job is not None:
        message = f"{receipt.ref.room}/{receipt.ref.id}" if receipt.ref else job.message
        await u.technicians.put_job(replace(job, message=message, shown=mark_of(card.content)))


async def lost(u: UnitOfWork, row: ClaimedDelivery) -> None:
    """He has deleted the message: it is posted anew, once."""
    job = await _job(u, row)
    if job is not None and job.message and not job.over:
        await again(u, job)


async def again(u: UnitOfWork, job: Job) -> None:
    """Post a job anew."""
    await u.technicians.put_job(replace(job, message="", shown=""))
    await u.outbox.to_technician(technician_chat(job.member), ShowJob(job.ticket, job.visit))


async def _job(u: UnitOfWork, row: ClaimedDelivery) -> Job | None:
    assert isinstance(row.content, ShowJob)
    key = (row.content.visit, technician_of(row.destination))
    jobs = await u.technicians.jobs_of(row.content.ticket)
    return next((job for job in jobs if (job.visit, job.member) == key), None)


def mark_of(content: ForTechnician) -> str:
    """What a job says, in short."""
    labels = [button.label for row in content.buttons for button in row]
    return hashlib.sha256("\n".join([content.text, *labels]).encode()).hexdigest()[:16]


async def in_hand(u: UnitOfWork, member: Staff) -> list[tuple[Job, Ticket]]:
    """The jobs that a technician is on, the latest first."""
    found = []
    for job in await u.technicians.jobs_for(member.key):
        ticket = await u.tickets.get(job.ticket)
        if is_his(ticket, await u.works.visits(ticket.id), job):
            found.append((job, ticket))
    return found


def title(house: House, member: Staff, ticket: Ticket) -> str:
    """A job in one line."""
    office = house.directory.office_of(member)
    return f"{cards.title_of(house, office, ticket)} · {cards.place_name(house, ticket)}"


def _over(house: House, member: Staff, ticket: Ticket, visits: Sequence[Visit]) -> str:
    """A job that is no longer his: without what he had to mind."""
    handed = ticket.is_open and bool(visits) and visits[-1].technician != member.key
    name = staff_name(house, visits[-1].technician) if handed else ""
    text = technicians.say(
        house, member, NOT_HIS if handed else NOTHING_LEFT, name=name, reference=ticket.reference
    )
    return f"🧰 {title(house, member, ticket)}\n\n{text}"


async def _present(u: UnitOfWork, house: House, member: Staff, ticket: Ticket) -> ForTechnician:
    work = await work_of(u, ticket)
    text = _words(house, member, ticket, work)
    opening = await u.messages.public(opening_of(ticket.id))
    photos = len(opening.attachments) if opening else 0
    return await technicians.compose(u, house, member, text, _answers(house, member, ticket, work, photos))


def _words(house: House, member: Staff, ticket: Ticket, work: Work) -> str:
    office = house.directory.office_of(member)
    address = house.directory.residence(ticket.residence).address if ticket.residence else ""
    lines = [
        f"🧰 {cards.title_of(house, office, ticket)}",
        f"📍 {' · '.join(part for part in (cards.place_name(house, ticket), address) if part)}",
        f"👤 {ticket.author_name}",
    ]
    lines += [
        f"🕒 {house.labelled(office, label, value)}" for label, value in work_fields(house, ticket, work)
    ]
    if ticket.cautions:
        lines.append(house.staff_says(office, cards.CAUTIONS, cautions=ticket.cautions))
    if ticket.caution_words:
        lines.append(house.staff_says(office, cards.CAUTIONS_SAID, words=ticket.caution_words))
    if ticket.needs_price:
        lines.append(house.staff_says(office, cards.NOT_PRICED))
    described = (
        ticket.description if len(ticket.description) <= DESCRIBED else ticket.description[:DESCRIBED] + "…"
    )
    steps = [_step(house, office, item, work.photos.get(item.number, 0)) for item in work.items]
    return "\n\n".join(
        [
            "\n".join(lines),
            house.quoted(office, described),
            "\n".join(steps),
            house.staff_says(office, SEND_PHOTOS),
        ]
    )


def _step(house: House, office: Office, item: ChecklistItem, photos: int) -> str:
    sign = "☑" if item.done_at else "⛔" if item.cannot_at else "☐"
    parts = [f"{sign} {item.label}"]
    if item.cannot_at is not None:
        parts.append(house.staff_says(office, CANNOT))
    if photos:
        parts.append(f"📷 {photos}")
    if item.remark:
        parts.append(f"💬 {item.remark}")
    return " · ".join(parts)


def _answers(house: House, member: Staff, ticket: Ticket, work: Work, photos: int) -> Answers:
    """What he can do: the desk's own actions, each offered where the desk's table does."""
    rows: list[list[WorkAnswer]] = []
    about = {"card": True, "ticket": ticket.id}
    for name in STEPS:
        action = action_named(house, name)
        if action is not None and action.when(ticket):
            act = {**about, "do": "act", "name": name, "seen": ticket.stand}
            rows.append([WorkAnswer(technicians.say(house, member, action.label), act, action.style)])
    if not ticket.needs_price:
        for item in work.items:
            done = item.done_at is not None
            label = shortened(item.label, LABEL - 1)
            tick = {**about, "do": "tick", "item": str(item.number), "done": not done}
            rows.append([WorkAnswer(f"{'☑' if done else '☐'} {label}", tick)])
    last = []
    for name in (*FORMS, DONE):
        action = action_named(house, name)
        if action is not None and action.when(ticket):
            own = {"do": FORMS[name]} if name in FORMS else {"do": "act", "name": name, "seen": ticket.stand}
            last.append(WorkAnswer(technicians.say(house, member, action.label), {**about, **own}))
    last.append(WorkAnswer(technicians.say(house, member, WRITE), {**about, "do": "note"}))
    if photos:
        label = technicians.say(house, member, RESIDENTS_PHOTOS, number=photos)
        last.append(WorkAnswer(label, {**about, "do": "see"}))
    return [*rows, *([one] for one in last)]
