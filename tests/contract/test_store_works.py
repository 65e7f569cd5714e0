"""What the desk remembers of works: checklists whose jobs keep their numbers, visits, photos."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_bench import add_ticket

from bot.domain.ids import AttachmentId, StaffKey
from bot.domain.message import Attachment
from bot.domain.ticket import ChecklistItem, Stage, State
from bot.domain.work import ItemPhoto, Side, Visit
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE = StaffKey("anne")


async def test_a_number_is_given_once(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        assert await u.tickets.free_number(of) == 0
        first, second = ChecklistItem(of, 0, "first"), ChecklistItem(of, 1, "second")
        await u.tickets.set_items(of, [first, second])
        await u.tickets.set_items(of, [first])
        assert await u.tickets.items(of) == [first]
        assert await u.tickets.free_number(of) == 2


async def test_all_that_is_known_of_a_job_comes_back_in_its_order(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        full = ChecklistItem(
            of, 4, "seal", position=1, cannot_at=START, cannot_by=ANNE, remark="no part", told=True
        )
        done = ChecklistItem(of, 7, "shut off", START, ANNE, position=0)
        await u.tickets.set_items(of, [full, done])
        assert await u.tickets.items(of) == [done, full]
        again = replace(full, position=-1, cannot_at=None, cannot_by=None, remark=None, told=False)
        await u.tickets.save_item(again)
        assert await u.tickets.items(of) == [again, done]


async def test_visits_with_every_stamp(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        planned = Visit(of, 1, ANNE, due_at=START + timedelta(hours=3))
        await u.works.put_visit(planned)
        stamped = planned
        for number, stage in enumerate(Stage):
            stamped = stamped.stamped(stage, START + timedelta(minutes=number), StaffKey(f"m{number}"))
        await u.works.put_visit(stamped)
        second = Visit(of, 2, StaffKey("karim"))
        await u.works.put_visit(second)
    async with store.begin() as u:
        assert await u.works.visits(of) == [stamped, second]
        assert [stage for stage, *_ in stamped.stamps] == list(Stage)[1:]


async def test_photos_of_jobs(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        photos = []
        for number, side in ((3, Side.AFTER), (1, Side.BEFORE), (1, Side.AFTER)):
            id = AttachmentId(f"a{len(photos)}")
            await u.messages.add_attachment(Attachment(id, of, "slack", "F1", "photo", "a.jpg", "image/jpeg"))
            photos.append(ItemPhoto(of, number, side, id, START + timedelta(minutes=len(photos)), ANNE))
            await u.works.add_photo(photos[-1])
        assert await u.works.photos(of) == [photos[1], photos[2], photos[0]]


async def test_where_a_technician_is_sent_to_until_he_is_back(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        visit = Visit(ticket.id, 1, ANNE)
        await u.works.put_visit(visit)
        assert await u.works.out(ANNE) == set()
        sent = await u.tickets.save(replace(ticket, stage=Stage.DISPATCHED))
        await u.works.put_visit(visit.stamped(Stage.DISPATCHED, START, ANNE))
        assert await u.works.out(ANNE) == {ticket.id}
        assert await u.works.out(StaffKey("li")) == set()
        ended = await u.tickets.save(replace(sent, state=State.DECLINED))
        assert await u.works.out(ANNE) == set()
        await u.tickets.save(replace(ended, state=State.OPEN))
        await u.works.put_visit(visit.stamped(Stage.RETURNED, START, ANNE))
        assert await u.works.out(ANNE) == set()
