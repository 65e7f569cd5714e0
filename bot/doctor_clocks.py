"""What ``palier doctor`` says of the clocks: each office's limits in a table, computed for now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from bot.domain.directory import Directory, Office
from bot.domain.ids import TopicKey
from bot.domain.policy import Hours, Policy, Span, policy
from bot.domain.ticket import Kind, Severity
from bot.working_time import calendars

ANY = TopicKey("")
"""No topic in particular."""
COLUMNS = ("made now", "somebody in charge", "reminder", "answer", "solved", "a step up every", "result told")

Row = tuple[str, ...]


def clocks(directory: Directory, now: datetime) -> Iterator[str]:
    """A text an office, its table: requests and each severity of complaints, then every topic of which something else
    holds."""
    found = calendars(directory)
    for office in directory.offices:
        hours = Hours(found[office.key, None], office.working_time.counting)
        local = now.astimezone(ZoneInfo(office.time_zone))
        state = "open" if hours.calendar.is_open(now) else "closed"
        title = f"clocks: {office.name}, now {local:%a %Y-%m-%d %H:%M} {office.time_zone}, {state}"
        yield "\n".join((title, *_aligned([COLUMNS, *_rows(directory, office, hours, now)])))


def _rows(directory: Directory, office: Office, hours: Hours, now: datetime) -> Iterator[Row]:
    for kind, severity in ((Kind.REQUEST, None), *((Kind.COMPLAINT, one) for one in Severity)):
        holds = policy(directory, office, ANY, kind, severity)
        yield _row(office, f"complaint {severity}" if severity else "request", holds, hours, now)
    for topic in directory.topics:
        severity = topic.severity if topic.kind is Kind.COMPLAINT else None
        own = policy(directory, office, topic.key, topic.kind, severity)
        if topic.office == office.key and own != policy(directory, office, ANY, topic.kind, severity):
            yield _row(office, topic.key, own, hours, now)


def _row(office: Office, what: str, holds: Policy, hours: Hours, now: datetime) -> Row:
    zone = ZoneInfo(office.time_zone)

    def at(span: Span | None) -> str:
        return f"{moment(span)} ({span.text})" if span else "–"

    def moment(span: Span) -> str:
        return f"{hours.add(now, span).astimezone(zone):%a %d/%m %H:%M}"

    return (
        what,
        at(holds.handler),
        moment(holds.reminder),
        at(holds.answer),
        at(holds.solve),
        holds.step.text,
        holds.result.text,
    )


def _aligned(rows: list[Row]) -> Iterator[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "    " + "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
