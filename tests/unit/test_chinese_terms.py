"""A request is called the same in every Chinese text: 诉求, as the field says (物业)."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = (ROOT / "locales/zh/LC_MESSAGES/palier.po", ROOT / "examples/office.toml")


def test_a_request_has_one_name() -> None:
    for path in TEXTS:
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if "请求" in line] == []
        assert any("诉求" in line for line in lines)
