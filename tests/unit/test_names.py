"""Names in the order of their own languages."""

from __future__ import annotations

import pytest

from bot.domain.names import first_name, full_name


@pytest.mark.parametrize(
    ("first", "last", "language", "shown"),
    [
        ("伟", "王", "zh-hans", "王伟"),
        ("王伟", "", "zh", "王伟"),
        ("Wei", "Wang", "zh", "Wei Wang"),
        ("An", "Nguyễn Văn", "vi", "Nguyễn Văn An"),
        ("An", "Nguyễn Văn", "fr", "Nguyễn Văn An"),
        ("Nguyễn Văn An", "", "vi", "Nguyễn Văn An"),
        ("Nguyễn", "Văn An", "vi", "Nguyễn Văn An"),
        ("Lan", "Tran", "vi", "Tran Lan"),
        ("Tuan", "Nguyen", "fr", "Tuan Nguyen"),
        ("Camille", " Moreau ", "fr", "Camille Moreau"),
        ("Ana", "", None, "Ana"),
        ("", "", None, ""),
    ],
)
def test_full_names(first: str, last: str, language: str | None, shown: str) -> None:
    assert full_name(first, last, language) == shown


@pytest.mark.parametrize(
    ("name", "language", "called"),
    [
        ("Karim Benali", "fr", "Karim"),
        ("Lê Thu Hà", "vi", "Hà"),
        ("Nguyễn Văn An", "fr", "An"),
        ("王伟", "zh", "王伟"),
        ("", "fr", ""),
    ],
)
def test_first_names(name: str, language: str, called: str) -> None:
    assert first_name(name, language) == called
