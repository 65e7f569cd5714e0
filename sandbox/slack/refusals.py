"""What the Web API answers instead of a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):
    """``{"ok": false, "error": error, **extra}`` with HTTP 200."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        """The JSON body."""
        return {"ok": False, "error": self.error, **self.extra}


class TooFast(Refusal):
    """HTTP 429 with ``Retry-After`` in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def schema_refusal(error: str, problems: Sequence[str]) -> Refusal:
    """invalid_blocks or invalid_arguments with Slack's list of what is wrong and where.

    Shape as quoted in grafana/oncall pull request 5121: ``errors`` bare, ``messages`` with ``[ERROR]``.
    """
    return Refusal(
        error,
        errors=list(problems),
        response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]},
    )
