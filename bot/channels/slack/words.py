"""Our own few words on the desk, and the language they are said in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from bot.domain.directory import Directory, Office

Json = dict[str, Any]
"""A JSON object as it travels on the wire."""


class Say(Protocol):
    """Translates an English source text and fills its placeholders."""

    def __call__(self, msgid: str, language: str, /, **params: str | int) -> str:
        """``msgid`` in ``language``."""
        ...


def language_of_user(directory: Directory, user: str) -> str:
    """The language of the office this Slack member works for, else of the first office."""
    member = directory.member_by_slack(user)
    return (directory.office_of(member) if member else directory.offices[0]).language


def language_of_room(directory: Directory, room: str) -> str:
    """The language of the office or contractor whose channel this is; a member's id stands for the talk with him."""
    office = directory.office_of_room(room)
    if office is not None:
        return office.language
    for firm in directory.contractors:
        if room and firm.channel == room:
            return firm.language
    return language_of_user(directory, room)


def rooms(directory: Directory) -> Iterator[tuple[Office, str]]:
    """Every channel the office file names, once, with its office."""
    seen: set[str] = set()
    for office in directory.offices:
        departments = [one.channel for one in directory.departments if one.office == office.key]
        own = (office.staff_channel, office.management_channel, office.review_channel, office.report_channel)
        for channel in (*departments, *own):
            if channel and channel not in seen:
                seen.add(channel)
                yield office, channel
