"""A complaint whose work is done step by step: no step is refused, its findings come before its end (rows B2, E4)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_the_last_step_of_a_complaint_is_not_its_end(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "The gate of the car park squeaks")
    await desk.play("""
        CLAIRE presses: En faire une liste d’étapes…
        CLAIRE fills: Les étapes = Graisser la charnière
        ellen < Your request {ref} is now in the hands of our technicians: 1 step.
        MARC presses: Nature…
        MARC fills: Nature = réclamation
        ellen < We treat what you wrote ({ref}) as a complaint.
        MARC ticks: 1
        MARC < nothing
        ellen < … is now looking after your request {ref}.
        ellen's card < … 1 of 1 …
        card < ☑ Graisser la charnière
        thread has _(That was the last step, yet the request is not “work done”:) … sa cause et sa solution …
        MARC presses: Travaux faits…
        MARC's window < Cause … Solution
        MARC fills: Cause = No grease for years | Solution = Greased every spring
        ellen < The cause: No grease for years
        ellen < The work on your request {ref} (Badges, keys, parking) is done. Are you satisfied?
    """)
    assert (await desk.ticket()).state == "work_done"
