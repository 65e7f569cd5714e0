"""The manifest that the Slack app is made from asks for what ``palier doctor`` names, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from bot.channels.slack.doctor import NEEDED_EVENTS, NEEDED_SCOPES
from bot.services.desk.desk_actions import ACTIONS

MANIFEST = (Path(__file__).parents[2] / "docs/slack-manifest.yaml").read_text("utf-8")


def _listed(under: str) -> list[str]:
    block = re.search(rf"^ +{under}:\n((?: +- .*\n)+)", MANIFEST, re.MULTILINE)
    assert block is not None
    return [line.split("- ")[1].split(" #")[0].strip() for line in block[1].splitlines()]


def test_its_scopes() -> None:
    assert sorted(_listed("bot")) == sorted(NEEDED_SCOPES)


def test_its_events() -> None:
    assert sorted(_listed("bot_events")) == sorted(NEEDED_EVENTS)
    assert "home_tab_enabled: true" in MANIFEST


def test_its_shortcuts_are_actions_on_messages() -> None:
    named = re.findall(r"callback_id: (\S+)", MANIFEST)
    assert sorted(named) == sorted(action.name for action in ACTIONS if action.on_messages)
