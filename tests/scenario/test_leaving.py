"""A colleague loses his account on the desk: his managers are told what was in his hands, and nothing that falls due is
said to nobody (row D3)."""

from __future__ import annotations

from bot.ports.inbound import DeskMember
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

GONE = DeskMember("U0KARIM", "Karim Benali", home=True, human=True, guest=False, active=False)


async def test_what_falls_due_of_one_who_has_left_goes_to_his_superior(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
    """)
    await desk.happens(desk.slack.roster(GONE))
    await desk.play("""
        #MGMT001 < 🚨 Karim Benali n’a plus de compte Slack. Demandes ouvertes encore entre ses mains : 1. …
    """)
    await desk.happens(desk.slack.roster(GONE))
    await desk.play("""
        #MGMT001 < nothing
        (25 hours later)
        KARIM < nothing
        SOPHIE < … ⏰ Sophie Lambert : le résident attend une réponse avant … Karim Benali n’a plus de compte Slack. …
        (24 hours later)
        SOPHIE < … 🔺 Sophie Lambert, cette demande vous revient …
        KARIM < nothing
        ellen < We are sorry that your request {ref} is taking longer than we said. Sophie Lambert, Accounts is now …
        SOPHIE presses: Affecter…
        SOPHIE fills: À qui ? = Karim Benali
        SOPHIE < Karim Benali n’a plus de compte Slack.
        ellen < nothing
        card < … En charge: Sophie Lambert …
    """)
