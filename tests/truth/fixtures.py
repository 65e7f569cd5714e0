"""The fixtures that make any test fail in which the sandbox emitted something untrue."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from truth import watch
from truth.schemas import Checker


@pytest.fixture(scope="session")
def schema_checker() -> Iterator[Checker]:
    """The checker against the npm packages' types; where it is unavailable it finds nothing."""
    checker = Checker()
    yield checker
    checker.close()


@pytest.fixture
def schemas(schema_checker: Checker) -> Checker:
    """The checker; where it is unavailable the test is skipped, but fails where CI is set."""
    reason = schema_checker.unavailable()
    if reason is not None and os.environ.get("CI"):
        pytest.fail(reason)
    if reason is not None:
        pytest.skip(reason)
    return schema_checker


@pytest.fixture(autouse=True)
def nothing_but_the_truth(schema_checker: Checker) -> Iterator[None]:
    """Judge all that any sandbox of this test emitted, once the test is over."""
    with watch.watch() as caught:
        yield
    found = watch.problems(caught, schema_checker) if caught else []
    if found:
        pytest.fail("the sandbox emitted what the platform never would:\n" + "\n".join(found[:20]))
