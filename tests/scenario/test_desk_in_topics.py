"""What staff do from a card, where residents' chats have topics and their cards keep themselves current."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, NOT_HERE

BADGE = "My badge does not open the garage door any more"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose residents' chats have topics."""
    desk.chat.topics = True
    return desk


async def test_what_is_written_in_the_topic_of_a_joined_request_goes_on_in_the_other(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-access", BADGE)
    joined, into = desk.card, desk.slack.cards()[0]
    await desk.play(f"""
        CLAIRE presses: Fusionner…
        CLAIRE fills: À quelle demande se rattache-t-elle ? = {into.reference} · Charges, paiements
        ellen < 📁 Badges … ▸ Your request {joined.reference} is about the same thing as {into.reference}
        ellen has topics: 📝 Charges … | 📁 Badges … · joined to another request · {joined.reference}
        ticket: Charges, paiements
        thread < 🔗 Claire Dubois a rattaché la demande {joined.reference}
        thread < Ellen: {BADGE}
        ellen in "Badges": Still the badge
        thread < Ellen: Still the badge
        ellen sees 👌
        ellen < 📁 … ▸ Added to your request {into.reference}.
        ellen edits: Still the badge, and the key
        thread has Ellen: Still the badge, and the key (Modifié. …
        KARIM presses: Prendre en charge
        ellen < 👀 Charges … ▸ Karim Benali, Accounts is now looking after your request {into.reference}.
    """)


async def test_what_is_missing_is_asked_for_in_the_topic(desk: Desk) -> None:
    await desk.play(NOT_HERE)
    await desk.play("""
        ellen < 📝 Water leak … ▸ Thank you, Ellen.
        MARC presses: Demander ce qui manque
        ellen < 💬 Water leak … ▸ Marc Petit, Technical department needs to know a little more
        ellen < 💬 Water leak … ▸ Which residence …
        ellen in "Water leak": Les Cèdres
        ellen < 👀 Water leak … ▸ Thank you. Your request {ref} is complete now.
        card < Résidence: Les Cèdres, Facade … en cours
        ellen's card < 👀 Status: being worked on
    """)


async def test_an_assigned_handler_is_introduced_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Affecter…
        KARIM fills: À qui ? = Sophie Lambert
        SOPHIE < …
        ellen < 👀 Charges … ▸ Sophie Lambert, Accounts is now looking after your request {ref}.
        SOPHIE: We come on Monday.
        ellen < 👀 … ▸ Sophie Lambert, Accounts: We come on Monday.
        SOPHIE presses: Passer la main…
        SOPHIE fills: À qui ? = Karim Benali | Un mot pour votre collègue = Voilà
        KARIM < …
        ellen < 👀 … ▸ Karim Benali, Accounts is now looking after your request {ref}.
        KARIM presses: Passer la main…
        KARIM fills: À qui ? = Sophie Lambert | Un mot pour votre collègue = Non
        ellen < nothing
        ellen's card < Sophie Lambert, Accounts is looking after it.
        SOPHIE presses: Refuser…
        SOPHIE fills: Ou avec vos propres mots = It is a matter between neighbours.
        ellen < … ▸ Sophie Lambert, Accounts: It is a matter between neighbours.
        ellen < ❗ … ▸ Your request {ref} is closed with this explanation. …
        thread < Sophie Lambert au résident: It is a matter between neighbours.
    """)
    [edit, take_back] = next(
        one for one in reversed(desk.slack.shown) if one.actions and not one.card
    ).actions
    assert (edit.label, take_back.label) == ("Modifier", "Retirer")
    await desk.play("""
        ellen's card < ❗ Status: declined
        CLAIRE presses: Rouvrir
        ellen < 👀 … ▸ We are looking into your request {ref} again.
    """)
