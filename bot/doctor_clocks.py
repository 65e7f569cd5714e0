"""What ``palier doctor`` says of the clocks: each office's limits, computed for now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.directory import Directory, Office
from bot.domain.ids import TopicKey
from bot.domain.policy import Hours, Policy, Span, policy
from bot.domain.ticket import Kind, Severity
from bot.working_time import calendars

ANY = TopicKey("")
"""No topic in particular."""


def clocks(directory: Directory, now: datetime) -> Iterator[str]:
    """A line for requests and for each severity of complaints, then one for every topic of which something else
    holds."""
    found = calendars(directory)
    for office in directory.offices:
        hours = Hours(found[office.key, None], office.working_time.counting)
        for kind, severity in ((Kind.REQUEST, None), *((Kind.COMPLAINT, one) for one in Severity)):
            holds = policy(directory, office, ANY, kind, severity)
            what = f"a complaint {severity}" if severity else "a request"
            yield _line(office, what, holds, hours, now)
        for topic in directory.topics:
            severity = topic.severity if topic.kind is Kind.COMPLAINT else None
            own = policy(directory, office, topic.key, topic.kind, severity)
            if topic.office == office.key and own != policy(directory, office, ANY, topic.kind, severity):
                yield _line(office, f"a {topic.kind} about {topic.key}", own, hours, now)


def _line(office: Office, what: str, holds: Policy, hours: Hours, now: datetime) -> str:
    zone = ZoneInfo(office.time_zone)

    def at(span: Span) -> str:
        return f"{hours.add(now, span).astimezone(zone):%a %Y-%m-%d %H:%M} ({span.text})"

    parts = [
        f"somebody in charge by {at(holds.handler)}",
        f"a reminder at {at(holds.reminder)}",
        f"an answer by {at(holds.answer)}",
    ]
    if holds.solve is not None:
        parts.append(f"solved by {at(holds.solve)}")
    parts.append(f"then a step up every {holds.step.text}")
    return f"clocks: {office.name}: {what} made now has {'; '.join(parts)}"
