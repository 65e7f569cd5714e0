"""One Web API call as the methods see it, and what a method declares about itself."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.slack.identity import Json
from sandbox.slack.refusals import Refusal, schema_refusal

if TYPE_CHECKING:
    from sandbox.slack.platform import Slack


@dataclass(slots=True)
class Call:
    """The call's parameters, whether they came as JSON, as a form or in the query."""

    slack: Slack
    method: str
    params: Mapping[str, Any]
    base_url: str = ""

    def text(self, name: str) -> str | None:
        """A string, or None when absent; numbers are taken as their digits."""
        value = self.params.get(name)
        if value is None:
            return None
        return value if isinstance(value, str) else json.dumps(value)

    def need(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if not value:
            raise schema_refusal("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A boolean in any of the spellings Slack takes."""
        return self.params.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.params.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise Refusal("invalid_arguments") from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """A nested value, given as JSON or as a string of JSON; refused with ``error`` when it is neither."""
        value = self.params.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value) if value else None
            except ValueError:
                raise Refusal(error) from None
        return value


Handler = Callable[[Call], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Method:
    """How the dispatch treats a method.

    ``scopes``: any one suffices; ``{kind}`` stands for channels, groups, im or mpim, after the channel given.
    ``tier``: see paces; 0 is unlimited or paced by the method itself. ``wants``: a bot or app token, or none.
    """

    handler: Handler
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = field(default=())
    scopes: tuple[str, ...] = ()
    tier: int = 3
    wants: str = "bot"
