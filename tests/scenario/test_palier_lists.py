"""The lists of /palier: late, mine, open, handover; who sees what, names typed in haste, pages (row G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Place
from tests.scenario.desk import Desk


async def test_a_director_sees_the_offices_of_the_managers_below(three: Desk) -> None:
    await three.play("""
        HELENE types: /palier status
        HELENE < : 3 … Les Cèdres, A12 … → C0TECH001/
        HUONG types: /palier status
        HUONG < : 1
        ticket: Thang máy
        HELENE types: /palier status {ref}
        HELENE < {ref} … → C0TECH002/
        THOMAS types: /palier status {ref}
        THOMAS < aucune demande {ref}
    """)


async def test_a_reference_typed_in_haste(three: Desk) -> None:
    reference = three.card.reference
    await three.play(f"""
        KARIM types: /palier status {reference.lower().replace("-", "")}
        KARIM < {reference} · Charges, paiements
        KARIM types: /palier status {reference.replace("-", " ").lower()}
        KARIM < {reference} · Charges, paiements
    """)


async def test_late_is_what_waits_for_us_too_long(three: Desk) -> None:
    await three.play("""
        KARIM types: /palier late
        KARIM < Rien n’est en retard. Bravo !
        KARIM asks: Which invoice number is it?
        ellen < …
        ticket: Ascenseur
        (3 days later)
        KARIM types: /palier late
        KARIM < Rien n’est en retard.
        MARC types: /palier retard
        MARC < En retard : 1 🔴 {ref} · Ascenseur … 3 j → C0TECH001/
        HELENE types: /palier late
        HELENE < En retard : 2
        HUONG < …
        HUONG types: /palier trễ hạn
        HUONG < Trễ hạn: 1 🔴
    """)


async def test_mine(three: Desk) -> None:
    await three.play("""
        KARIM types: /palier mine
        KARIM < Vous n’avez rien en charge
        KARIM presses: Prendre en charge
        ellen < …
        KARIM types: /palier MINE
        KARIM < Entre vos mains : 1 🟢 {ref} · Charges, paiements
        SOPHIE types: /palier mine
        SOPHIE < Vous n’avez rien en charge
    """)


async def test_open_by_any_name(three: Desk) -> None:
    await three.play("""
        THOMAS types: /palier open compta
        THOMAS < En cours, Comptabilité copropriété : 1 … Charges, paiements
        THOMAS types: /palier open TECHNICAL department
        THOMAS < En cours, Service technique : 1 … Ascenseur
        THOMAS types: /palier open ky thuat
        THOMAS < En cours, Service technique : 1
        THOMAS types: /palier open 财务部
        THOMAS < En cours, Comptabilité copropriété : 1
        THOMAS types: /palier open cedres
        THOMAS < En cours, Les Cèdres : 2
        THOMAS types: /palier open service
        THOMAS < « service » peut désigner plusieurs choses : Service clients, Service technique.
        THOMAS types: /palier open Les Cedrs
        THOMAS < « Les Cedrs » n’est ni un service ni une résidence … Vouliez-vous dire Les Cèdres ?
        THOMAS types: /palier open xyzzy
        THOMAS < « xyzzy » n’est ni un service ni une résidence de l’agence.
        THOMAS types: /palier open paris-cleaning
        THOMAS < Rien n’est en cours : Entretien et gardiennage.
        HELENE types: /palier open song xanh
        HELENE < En cours, Sông Xanh Riverside : 1
        THOMAS types: /palier open song xanh
        THOMAS < « song xanh » n’est ni
    """)


async def test_an_agent_stays_in_his_department(three: Desk) -> None:
    await three.play("""
        KARIM types: /palier open technique
        KARIM < Seul un responsable peut consulter un autre service.
        KARIM types: /palier open cedres
        KARIM < En cours, Les Cèdres : 1 … Charges, paiements
        KARIM types: /palier open
        KARIM < Demandes ouvertes : 1
        KARIM types: /palier help
        KARIM < /palier open [RÉSIDENCE]
        THOMAS types: /palier aide
        THOMAS < /palier open [SERVICE ou RÉSIDENCE]
        MARC types: /palier handover comptabilité
        MARC < Seul un responsable
    """)


async def test_what_somebody_else_has_in_hand_he_still_sees(three: Desk) -> None:
    await three.play("""
        CLAIRE types: /palier status
        CLAIRE < Demandes ouvertes : 0
        CLAIRE presses: Prendre en charge
        ellen < …
        CLAIRE types: /palier status
        CLAIRE < Demandes ouvertes : 1 … Claire Dubois
    """)


async def test_under_review_only_managers_see_it(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall on Friday")
    await desk.play("""
        CLAIRE types: /palier status
        CLAIRE < : 0
        HELENE types: /palier status
        HELENE < : 1
    """)


async def test_handover_of_an_office_is_a_list_with_the_last_words(three: Desk) -> None:
    await three.play("""
        KARIM: ;; attendre la banque
        CLAIRE types: /palier handover
        CLAIRE < Rien à transmettre, Service clients
        KARIM types: /palier relève
        KARIM < Rien à transmettre, Comptabilité
        THOMAS types: /palier handover
        THOMAS < À transmettre, Cabinet Horizon : 2 … Dernier mot, Karim Benali : 🔒 attendre la banque
        THOMAS types: /palier handover technique
        THOMAS < La relève est dans le canal du service, Service technique : 1
    """)


async def test_the_nearest_command_is_suggested(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier lat
        CLAIRE < La commande « lat » n’existe pas. Vouliez-vous dire /palier late ? … /palier help
        HUONG types: /palier tro giop
        HUONG < Không có lệnh
        LINA types: /palier 帮助
        LINA < /palier handover
    """)


async def test_pages_beyond_twenty(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await copies(desk, 40)
    await desk.play("""
        KARIM types: /palier status
        KARIM < Demandes ouvertes : 41 · Page 1 sur 3 … [Suivant →]
        KARIM pages: Suivant →
        KARIM < : 41 · Page 2 sur 3 … [← Précédent] [Suivant →]
        KARIM pages: Suivant →
        KARIM < : 41 · Page 3 sur 3 … [← Précédent]
        KARIM pages: ← Précédent
        KARIM < : 41 · Page 2 sur 3
    """)
    pages = desk.slack.private["U0KARIM"]
    assert [page.count("→ C0ACCT001/") for page in pages] == [20, 20, 1, 20]
    assert "[Suivant →]" not in pages[2].splitlines()
    assert desk.slack.whispered["U0KARIM"].replaces


async def copies(desk: Desk, number: int) -> None:
    """More requests just like the one in focus, with threads of their own."""
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        for at in range(number):
            copy = replace(ticket, id=u.ids.ticket(), reference=u.ids.reference(), version=1)
            await u.tickets.add(copy)
            await u.places.put(copy.thread, Place("slack", desk.card.room, f"1772442001.{at:06}"))


async def test_find(three: Desk) -> None:
    await three.play("""
        HELENE types: /palier find LIFT standing
        HELENE < Trouvé pour « LIFT standing » … Sông Xanh Riverside, S1-0501 … Les Cèdres, A12
        MARC types: /palier chercher camille
        MARC < Trouvé pour « camille » … Les Cèdres, A12 … → C0TECH001/
        KARIM types: /palier find lift
        KARIM < Rien n’a été trouvé pour « lift ».
        KARIM types: /palier find
        KARIM < Que dois-je chercher ?
        ellen: Mã căn hộ: Đường số 3
        thread < …
        KARIM types: /palier find duong
        KARIM < Trouvé pour « duong » … {ref}
    """)


async def test_find_goes_on_page_by_page(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await copies(desk, 20)
    await desk.play("""
        KARIM types: /palier find charges
        KARIM < Trouvé pour « charges » … [Suivant →]
        KARIM pages: Suivant →
        KARIM < Trouvé pour « charges » … [← Précédent]
    """)
    assert [page.count("→ C0ACCT001/") for page in desk.slack.private["U0KARIM"]] == [20, 1]
