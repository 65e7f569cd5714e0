"""The office file that the demo uses, free to copy: three offices, three residences, four languages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def office_file() -> Path:
    """Where the example office file is, from a checkout or an installed package."""
    return Path(str(files(__name__) / "office.toml"))
