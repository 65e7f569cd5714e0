"""What ``palier doctor`` says of a settings file that others can read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.doctor import open_to_all


@pytest.mark.skipif(os.name != "posix", reason="there are no such rights")
def test_tokens_that_everybody_can_read_are_told(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert open_to_all(file) == []
    file.touch()
    file.chmod(0o640)
    assert open_to_all(file) == []
    file.chmod(0o644)
    ((good, line),) = open_to_all(file)
    assert not good
    assert line.endswith(f"chmod 600 {file}")
