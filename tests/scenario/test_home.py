"""The page of their own that staff find in the app: what it shows, when it is drawn again, who sees nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.app import build_worker
from bot.domain.addresses import Place
from tests.scenario.desk import Desk


async def test_my_work_late_and_on_whom_it_waits(three: Desk) -> None:
    await three.play("""
        KARIM's home < nothing
        KARIM opens home
        KARIM's home < Palier · Cabinet Horizon Mon travail du jour : 0 Vous n’avez rien en charge
        KARIM's home < Rien n’est en retard. … Personne ne les a prises : 1 … Charges, paiements … → C0ACCT001/
        KARIM's home < Actualisé : lundi
        KARIM at home on "Charges": Prendre en charge
        ellen < Karim Benali, Accounts is now looking after …
        (10 seconds later)
        KARIM's home < Mon travail du jour : 1 🟢 {ref} · Charges, paiements
        KARIM asks: Which invoice number is it?
        ellen < …
        (10 seconds later)
        KARIM's home < Mon travail du jour : 0 … En attente de : le résident – 1 🟢 {ref}
        ellen: Number 4711
        (10 seconds later)
        KARIM's home < Mon travail du jour : 1 🟢 {ref}
        (3 days later)
        KARIM < …
        KARIM's home < Mon travail du jour : 1 🔴 {ref}
    """)
    assert "Ascenseur" not in three.slack.homes["U0KARIM"]


async def test_windows_open_from_it(three: Desk) -> None:
    await three.play("""
        KARIM opens home
        KARIM at home on "Charges": Répondre au résident
        KARIM's window < Répondre au résident
        KARIM fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = Voilà
        ellen < Karim Benali, Accounts: Voilà
        KARIM at home on "Charges": Historique…
        KARIM's window < a répondu au résident
    """)


async def test_a_manager_sees_his_departments_a_director_all_offices(three: Desk) -> None:
    await three.play("""
        THOMAS opens home
        THOMAS's home < Service technique : 1 en cours, 0 en retard, 1 sans responsable … Ascenseur
        THOMAS's home < Comptabilité copropriété : 1 en cours
        HELENE opens home
        HELENE's home < Sông Xanh Riverside … Les Cèdres
        HUONG opens home
        HUONG's home < Palier · Horizon Sài Gòn … Thang máy
    """)
    assert "Sông Xanh" not in three.slack.homes["U0THOMAS"]
    lines = [line for part in three.slack.tabs["U0HELENE"].parts for line in part.lines]
    assert {bool(line.options) for line in lines if "Sông Xanh" in line.text} == {False}


async def test_drawn_at_most_every_few_seconds_and_only_for_whom_it_changes(three: Desk) -> None:
    await three.play("""
        KARIM opens home
        MARC opens home
    """)
    before = three.slack.published
    await three.play("""
        ellen: One more thing
        KARIM presses: Prendre en charge
        ellen < …
    """)
    assert three.slack.published == before
    await three.play("(10 seconds later)")
    assert three.slack.published == before + 1
    await three.play("(10 seconds later)")
    assert three.slack.published == before + 1


async def test_who_has_not_looked_for_long_is_not_drawn_for(three: Desk) -> None:
    await three.play("""
        KARIM opens home
        (15 days later)
    """)
    before = three.slack.published
    await three.play("""
        KARIM presses: Prendre en charge
        ellen < …
        (10 seconds later)
        KARIM opens home
    """)
    assert three.slack.published == before + 1


async def test_who_is_not_staff_is_told_so_kindly(desk: Desk) -> None:
    await desk.play("""
        STRANGER opens home
        STRANGER's home < Palier … Vous ne figurez pas (ou plus) dans le fichier de l’agence
        GUEST opens home
        GUEST's home < Vous ne figurez pas
    """)


async def test_refused_from_the_page_is_told_directly(three: Desk) -> None:
    await three.play("""
        THOMAS opens home
        KARIM presses: Prendre en charge
        ellen < …
        THOMAS at home on "Charges": Prendre en charge
        THOMAS < Karim Benali a été plus rapide
        ellen < nothing
    """)


async def test_who_left_the_office_file_finds_it_empty(three: Desk) -> None:
    await three.play("""
        KARIM opens home
        KARIM's home < Charges
    """)
    staff = tuple(one for one in three.directory.staff if one.slack != "U0KARIM")
    three.directory = replace(three.directory, staff=staff)
    three.worker = build_worker(
        three.store, three.directory, three.channels, three._files, three.clock, strict=True
    )
    await three.happens(three.slack.roster())
    assert "Vous ne figurez pas" in three.slack.homes["U0KARIM"]
    assert "Charges" not in three.slack.homes["U0KARIM"]
    before = three.slack.published
    await three.happens(three.slack.write(three.staff("SOPHIE"), three.card.room, three.card.ts, "Hello"))
    await three.play("(10 seconds later)")
    assert three.slack.published == before


async def test_what_is_too_much_is_counted(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        for at in range(30):
            copy = replace(ticket, id=u.ids.ticket(), reference=u.ids.reference(), version=1)
            await u.tickets.add(copy)
            await u.places.put(copy.thread, Place("slack", desk.card.room, f"1772442001.{at:06}"))
    await desk.play("""
        KARIM opens home
        KARIM's home < Personne ne les a prises : 31 … … et 25 de plus
    """)


async def test_what_colleagues_ask_and_where_one_is_sent_is_ones_own_work(three: Desk) -> None:
    await three.play("""
        MARC opens home
        MARC's home < Mon travail du jour : 0
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Relever le compteur | Par qui ? = Marc Petit
        ellen < … is now looking after …
        MARC < … Relever le compteur …
        (10 seconds later)
        MARC's home < Mes collègues me demandent : 1 🧩 Relever le compteur, échéance mardi 10:00 · {ref} · Charges, …
        MARC types: /palier mine
        MARC < Entre vos mains : 1 🧩 Relever le compteur, échéance mardi 10:00 · {ref} · Charges, paiements …
        (25 hours later)
        MARC < ⏰ …
        MARC's home < Mes collègues me demandent : 1 ⏰ Relever le compteur
        MARC in "vous confie" presses: Réaffecter…
        MARC fills: Par qui ? = Claire Dubois
        CLAIRE < …
        (10 seconds later)
        MARC types: /palier mine
        MARC < Vous n’avez rien en charge pour le moment.
        ticket: Ascenseur
        THOMAS presses: Prendre en charge
        camille reads on
        JULIEN opens home
        JULIEN's home < Mon travail du jour : 0
        THOMAS presses: Envoyer un technicien…
        THOMAS fills: Qui intervient ? = Julien Moreau
        camille reads on
        JULIEN < …
        (10 seconds later)
        JULIEN's home < Mon travail du jour : 1 … Ascenseur
        JULIEN types: /palier mine
        JULIEN < Entre vos mains : 1 … Ascenseur
    """)
    assert "Relever" not in three.slack.homes["U0MARC"]
