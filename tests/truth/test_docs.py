"""docs/sandbox.md names every action, switch and fault there is, and no other."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

from sandbox.faults import FaultKind
from sandbox.server import Sandbox
from sandbox.slack.platform import Switches

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    """What the first table after a heading names in its first column."""
    table = PAGE.partition(heading)[2].partition("|---|")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize("side", ["telegram", "slack"])
async def test_every_action_is_described(side: str) -> None:
    actions = getattr(Sandbox(), side).actions()
    assert listed(f"### {side.capitalize()}:") == set(actions)


@pytest.mark.parametrize("side", ["telegram", "slack"])
async def test_every_argument_is_described(side: str) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]*(?:\\\|[^|]*)*) \|",
        PAGE.partition(f"### {side.capitalize()}:")[2],
        re.MULTILINE,
    )
    described = {name: re.findall(r"\w+\??", arguments) for name, arguments in reversed(rows)}
    for name, action in getattr(Sandbox(), side).actions().items():
        if name == "set_switches":
            continue
        parameters = inspect.signature(action).parameters.values()
        wanted = [one.name + ("?" if one.default is not one.empty else "") for one in parameters]
        assert sorted(described[name]) == sorted(wanted), name


def test_every_switch_and_fault_is_described() -> None:
    assert listed("`set_switches` takes these") == {field.name for field in dataclasses.fields(Switches)}
    assert listed("## Faults") == set(get_args(FaultKind))
