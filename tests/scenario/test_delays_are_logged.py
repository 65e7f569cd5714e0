"""What the platform does not take now is tried again, and the operator's log says of each attempt why and when."""

from __future__ import annotations

from typing import Any

import pytest
import structlog

from bot.ports.channel import Reason
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
ANSWER = "The meter was read twice."


@pytest.mark.parametrize(
    ("reason", "order", "seconds"),
    [("flood", {"retry_after": 40}, [40.0]), ("network", {"times": 3}, [1.0, 2.0, 4.0])],
)
async def test_each_attempt_that_did_not_work_is_told(
    desk: Desk, reason: Reason, order: dict[str, Any], seconds: list[float]
) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.chat.faults.order(Fault(reason, **order))
    with structlog.testing.capture_logs() as logs:
        await desk.play(f"""
            KARIM: {ANSWER}
            ellen < Karim Benali, Accounts: {ANSWER}
        """)
    told = [line for line in logs if line["event"] == "delivery_delayed"]
    assert [line["seconds"] for line in told] == seconds
    assert {(line["log_level"], line["reason"]) for line in told} == {("info", reason)}
    assert len({line["key"] for line in told}) == 1
    assert ANSWER not in str(told)
    assert "ellen" not in str(told)
