"""docs/channels.toml says of every channel what it can do; what code can tell is compared with the code."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from pathlib import Path
from typing import Any, Protocol

import pytest

from bot import channels
from bot.ports import channel, web

CARD: dict[str, Any] = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "channels.toml").read_text(encoding="utf-8")
)
OPTIONAL = {
    name: [method for method in vars(value) if not method.startswith("_")]
    for port in (channel, web)
    for name, value in vars(port).items()
    if isinstance(value, type) and Protocol in value.__bases__ and name != "Channel"
}
"""The optional Protocols of a channel, with their methods."""


def class_of(name: str) -> type:
    module, _, attribute = CARD[name]["class"].rpartition(".")
    return getattr(importlib.import_module(module), attribute)  # type: ignore[no-any-return]


def test_every_channel_has_a_scorecard() -> None:
    assert {module.name for module in pkgutil.iter_modules(channels.__path__)} == set(CARD)


@pytest.mark.parametrize("name", CARD)
def test_every_line_has_a_state_and_a_reason(name: str) -> None:
    for capability, line in CARD[name]["capabilities"].items():
        assert line["state"] in ("done", "todo", "exempt"), capability
        assert line["state"] == "done" or line.get("why"), f"{capability}: say why it is not done"
        assert line.get("protocol", "CanFetch") in OPTIONAL, f"{capability}: no such Protocol"


@pytest.mark.parametrize("protocol", OPTIONAL)
@pytest.mark.parametrize("name", CARD)
def test_done_is_what_the_class_implements(name: str, protocol: str) -> None:
    lines = [line for line in CARD[name]["capabilities"].values() if line.get("protocol") == protocol]
    assert len(lines) == 1, f"{name}: one line for {protocol}"
    implemented = all(callable(getattr(class_of(name), method, None)) for method in OPTIONAL[protocol])
    assert implemented is (lines[0]["state"] == "done")
