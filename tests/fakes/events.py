"""Neutral events as JSON and back, so that the fakes' events pass through the inbox as a platform's would.

``{"is": "ChatTap", "event": {…}}``; whatever else is in a payload is Unreadable, as for a real adapter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from bot.domain.errors import Unreadable
from bot.ports.inbound import Inbound

KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Inbound)}


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(event: Inbound) -> str:
    """An event as the text of a payload."""
    kind = type(event)
    return json.dumps({"is": kind.__name__, "event": _adapter(kind).dump_python(event, mode="json")})


def decode(payload: Mapping[str, Any]) -> Inbound:
    """The event in a payload. Raises Unreadable."""
    try:
        return _adapter(KINDS[payload["is"]]).validate_python(payload["event"])  # type: ignore[no-any-return]
    except (KeyError, TypeError, ValidationError) as error:
        raise Unreadable(f"no event of ours: {type(error).__name__}") from error
