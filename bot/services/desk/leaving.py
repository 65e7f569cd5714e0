"""Somebody of the office file has lost his account on the desk: nothing reaches him, so his managers are told what is
still in his hands (row D3)."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.ports.inbound import DeskMember
from bot.ports.store import UnitOfWork
from bot.services.house import House

LEFT = N_(
    "{name} has no Slack account any more. Open requests still in these hands: {number}. Please assign them to "
    "colleagues; what falls due meanwhile goes to the next superior. Then take {name} out of the office file."
)


async def noticed(u: UnitOfWork, house: House, told: DeskMember) -> None:
    """What the platform says of a member, before it is kept: tell once that he has left."""
    member = house.directory.member_by_slack(told.id)
    known = await u.people.member(told.id)
    if member is None or told.active or (known is not None and not known.active):
        return
    offices = house.directory.offices
    still_open = [one for office in offices for one in await u.tickets.glances(office.key)]
    held = [one for one in still_open if one.handler == member.key]
    office = house.directory.office_of(member)
    await house.alarm(u, office.key, LEFT, name=member.name, number=len(held))
