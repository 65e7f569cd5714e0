"""What the policies and absences in an office file must keep (rows D2, D3)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.directory import Absence, PolicyRule
from bot.domain.policy import LIMITS, span
from bot.domain.ticket import Kind
from bot.office.checks import Draft, check_known
from bot.office.finding import Finding
from bot.office.toml_lines import Loc


def policy_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    for position, rule in draft.policies.items():
        yield from _rule(("policies", position), rule, draft)
    for position, absence in draft.absences.items():
        yield from _absence(("absences", position), absence, draft)


def _rule(loc: Loc, rule: PolicyRule, draft: Draft) -> Iterator[Finding]:
    for section, name in (("offices", "office"), ("topics", "topic")):
        key = getattr(rule, name)
        if key is not None:
            yield from check_known((*loc, name), section, key, draft)
    homes = {topic.key: topic.office for topic in draft.topics.values()}
    home = homes.get(rule.topic) if rule.topic else None
    if rule.office is not None and home not in (None, rule.office):
        yield Finding(
            (*loc, "topic"), f"{rule.topic!r} belongs to another office", f"name a topic of {rule.office!r}"
        )
    if rule.severity is not None and rule.kind not in (None, Kind.COMPLAINT):
        yield Finding(
            (*loc, "severity"), f"a {rule.kind} has no severity", 'remove it, or set kind = "complaint"'
        )
    written = [name for name in LIMITS if getattr(rule, name) is not None]
    if not written:
        yield Finding(loc, "says nothing", f"set at least one of {', '.join(LIMITS)}")
    for name in written:
        text = getattr(rule, name)
        try:
            span(text)
        except ValueError:
            yield Finding(
                (*loc, name),
                f"{text!r} is no length of time",
                'write it like "24 hours", "48 working hours", "1 opening hour" or "10 days", a year at most',
            )
    same = [
        other
        for position, other in draft.policies.items()
        if position < loc[1] and _about(other) == _about(rule)  # type: ignore[operator]
    ]
    for name in written:
        if any(getattr(other, name) is not None for other in same):
            yield Finding(
                (*loc, name), "is already set for the same by an earlier entry", "keep one of the two"
            )


def _about(rule: PolicyRule) -> tuple[object, ...]:
    return rule.office, rule.topic, rule.kind, rule.severity


def _absence(loc: Loc, absence: Absence, draft: Draft) -> Iterator[Finding]:
    yield from check_known((*loc, "member"), "staff", absence.member, draft)
    if absence.last < absence.first:
        yield Finding((*loc, "last"), "is before the first day", "write the last day on which he is away")
