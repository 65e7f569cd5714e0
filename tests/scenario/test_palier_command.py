"""What staff ask with /palier."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_status_of_my_department(three: Desk) -> None:
    await three.play("""
        KARIM types: /palier status
        KARIM < : 1 🟢 {ref} · Charges, paiements · Les Cèdres, A11 · nouvelle · – · … → C0ACCT001/
        KARIM < nothing
        CLAIRE types: /palier status
        CLAIRE < : 0
        MARC types: /palier STATUS
        MARC < : 1 … Ascenseur
    """)


async def test_status_of_the_whole_office_for_a_manager(three: Desk) -> None:
    await three.play("""
        THOMAS types: /palier status
        THOMAS < : 2 … Ascenseur · Les Cèdres, A12 … Charges, paiements · Les Cèdres, A11
        HUONG types: /palier status
        HUONG < : 1 … Thang máy · Sông Xanh Riverside, S1-0501
        (3 days later)
        THOMAS < …
        THOMAS types: /palier status
        THOMAS < 🔴 … 🔴
    """)


async def test_status_of_one(three: Desk) -> None:
    await three.play("""
        ticket: Ascenseur
        MARC ticks: 1
        camille < Marc Petit
        CLAIRE types: /palier status {ref}
        CLAIRE < {ref} · Ascenseur … → C0TECH001/ … Les Cèdres, A12 … en cours … Marc Petit … ☑ … Marc Petit … ☐
        HUONG types: /palier status {ref}
        HUONG < {ref}
        CLAIRE types: /palier status XXXX-{0}
        CLAIRE < XXXX-{0}
    """)
    private = three.slack.private
    assert "☐" not in private["U0HUONG"][-1]
    assert three.card.reference in private["U0HUONG"][-1]


async def test_help_unknown_and_strangers(three: Desk) -> None:
    await three.play("""
        CLAIRE types: /palier help
        CLAIRE < /palier status … /palier help
        CLAIRE types: /palier
        CLAIRE < /palier status … /palier help
        CLAIRE types: /palier dance now
        CLAIRE < n’existe pas … /palier status … /palier help
        STRANGER types: /palier status
        STRANGER < fichier de l’agence
        GUEST types: /palier help
        GUEST < fichier de l’agence
    """)
    assert three.chat.delivered == [d for d in three.chat.delivered if d.place.room in three.chat.chats]
