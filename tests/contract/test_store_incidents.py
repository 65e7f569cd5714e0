"""Joint complaints come back as they were written; what counts as alike; of two at once the second sees the first."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import OFFICE, add_ticket, resident, ticket

from bot.domain.errors import Conflict
from bot.domain.ids import IncidentId, ResidenceKey, ResidentId, StaffKey, TopicKey
from bot.domain.incident import Belongs, Incident, IncidentState, Involved, Members
from bot.domain.ticket import Kind, State
from bot.ports.store import Store, UnitOfWork
from tests.fakes.clock import START

HOUR = timedelta(hours=1)
RESIDENCE, TOPIC = ResidenceKey("les-cedres"), TopicKey("noise")
ALIKE = {"kind": Kind.COMPLAINT, "residence": RESIDENCE, "topic": TOPIC}


def incident(u: UnitOfWork) -> Incident:
    return Incident(u.ids.incident(), OFFICE, RESIDENCE, TOPIC, "C0CARE001", START)


async def test_as_it_was_written(store: Store) -> None:
    async with store.begin() as u:
        made = incident(u)
        await u.incidents.add(made)
        involved = Involved(made.id, (await add_ticket(u, **ALIKE)).id, Belongs.ASKED, START)
        await u.incidents.put(involved)
    async with store.begin() as u:
        assert await u.incidents.hold(made.id) == made == await u.incidents.standing(OFFICE, RESIDENCE, TOPIC)
        joined = replace(involved, belongs=Belongs.LINKED, since=START + HOUR)
        await u.incidents.put(joined)
        solved = replace(
            made,
            state=IncidentState.SOLVED,
            decided_by=StaffKey("anne"),
            decided_at=START,
            solved_at=START + HOUR,
        )
        await u.incidents.save(solved)
    async with store.begin() as u:
        assert await u.incidents.of(involved.ticket) == [(solved, joined)]
        assert await u.incidents.involved(made.id) == [joined]
        assert await u.incidents.standing(OFFICE, RESIDENCE, TOPIC) is None
        with pytest.raises(KeyError):
            await u.incidents.hold(IncidentId("none"))


async def test_what_is_alike(store: Store) -> None:
    async with store.begin() as u:
        first = await add_ticket(u, **ALIKE, opened_at=START)
        await add_ticket(u, **ALIKE, opened_at=START - HOUR)
        await add_ticket(u, **{**ALIKE, "kind": Kind.REQUEST})
        await add_ticket(u, **{**ALIKE, "topic": TopicKey("smell")})
        await add_ticket(u, **ALIKE, state=State.CLOSED)
        known = await add_ticket(u, **ALIKE)
        made = incident(u)
        await u.incidents.add(replace(made, state=IncidentState.REFUSED))
        await u.incidents.put(Involved(made.id, known.id, Belongs.LINKED, START))
    async with store.begin() as u:
        assert [one.id for one in await u.incidents.alike(OFFICE, RESIDENCE, TOPIC, START)] == [first.id]


async def test_of_two_at_once_the_second_sees_the_first(store: Store) -> None:
    async with store.begin() as u:
        for key in ("r-1", "r-2", "r-3"):
            await u.people.add(resident(ResidentId(key)))

    async def complains(key: str) -> int:
        while True:
            try:
                async with store.begin() as u:
                    await u.tickets.add(ticket(u, **ALIKE, resident=ResidentId(key)))
                    await u.incidents.watch(OFFICE, RESIDENCE, TOPIC)
                    return len(await u.incidents.alike(OFFICE, RESIDENCE, TOPIC, START))
            except Conflict:
                continue

    assert sorted(await asyncio.gather(*map(complains, ("r-1", "r-2", "r-3")))) == [1, 2, 3]


async def test_people_and_households(store: Store) -> None:
    async with store.begin() as u:
        one = ticket(u, unit="A11")
        two = ticket(u, unit="a11", resident=ResidentId("r-2"))
        three = ticket(u, unit=None, resident=ResidentId("r-3"))
    together = Members((one, replace(one, opened_at=START - HOUR), two, three))
    assert (together.people, together.households, together.since) == (3, 2, START - HOUR)
