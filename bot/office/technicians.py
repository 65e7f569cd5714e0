"""Where a member of staff is reached: on the desk, or as a technician in Telegram (rows B2, F1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.directory import Role, Staff
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def reached(loc: Loc, member: Staff) -> Iterator[Finding]:
    """What is wrong with ``slack`` and ``telegram``."""
    if member.telegram and member.role is not Role.TECHNICIAN:
        yield Finding(
            (*loc, "telegram"),
            f"{member.key!r} is no technician",
            'remove it, or set role = "technician": only technicians have their work in Telegram',
        )
    if not member.slack and not member.telegram:
        yield Finding(
            loc,
            f"{member.key!r} can be reached nowhere",
            "add slack = …, or telegram = true for a technician who works without Slack",
        )
    elif member.slack and not _MEMBER.fullmatch(member.slack):
        yield Finding(
            (*loc, "slack"),
            f"{member.slack!r} is not a Slack member id",
            "copy it from the person's Slack profile (⋮, Copy member ID); it looks like U01ABCDEF",
        )
