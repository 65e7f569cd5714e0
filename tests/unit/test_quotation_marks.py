"""Somebody's words stand between the quotation marks of the reader's language: they are the catalogues' business."""

from __future__ import annotations

import ast
from pathlib import Path

import bot


def test_no_marks_are_put_around_words_in_the_program() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in sorted(Path(bot.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(
            mark in str(part.value)
            for part in node.values
            if isinstance(part, ast.Constant)
            for mark in "“”«»"
        )
    ]
    assert found == []
