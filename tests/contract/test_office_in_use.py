"""What open tickets use of the office file is known while the store is in use, and may not be missing at a start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app import beside_former, build
from bot.config import load_config
from bot.domain.directory import name_in
from bot.domain.ids import DepartmentKey, OfficeKey, ResidenceKey, TopicKey
from bot.domain.lasting import entries_of, lasting
from bot.domain.ticket import State
from bot.office.file import OfficeFileError, load_office
from bot.office.in_use import InUse
from bot.ports.store import Store
from bot.ports.timers import Timer
from examples import office_file
from storage import in_use, remembered, schema
from tests.contract.store_bench import add_ticket
from tests.fakes.clock import START
from tests.scenario.desk import without

LEAK: Any = {
    "office": OfficeKey("paris"),
    "department": DepartmentKey("paris-technical"),
    "topic": TopicKey("paris-leak"),
    "residence": ResidenceKey("les-cedres"),
}
TOKENS = {
    "PALIER_TELEGRAM_TOKEN": "1:x",
    "PALIER_SLACK_BOT_TOKEN": "xoxb-1",
    "PALIER_SLACK_APP_TOKEN": "xapp-1",
    "PALIER_HTTP_LISTEN": "127.0.0.1:0",
}


async def test_the_keys_of_open_tickets_and_of_those_asked_about_again_are_counted_while_the_store_is_in_use(
    store: Store, database_url: str
) -> None:
    async with store.begin() as u:
        await add_ticket(u, **LEAK)
        await add_ticket(u, **LEAK)
        await add_ticket(u, **{**LEAK, "residence": None})
        await add_ticket(u, **{**LEAK, "topic": TopicKey("paris-lift"), "state": State.CLOSED})
        again = await add_ticket(u, **{**LEAK, "topic": TopicKey("paris-noise"), "state": State.CLOSED})
        await u.timers.set(Timer("follow_up", again.id, START))
    found = await in_use(database_url)
    assert sorted(found, key=str) == [
        InUse("paris", "paris-technical", "paris-leak", "les-cedres", 2),
        InUse("paris", "paris-technical", "paris-leak", None, 1),
        InUse("paris", "paris-technical", "paris-noise", "les-cedres", 1),
    ]


async def test_of_a_database_that_is_none_yet_nothing_is_known(tmp_path: Path) -> None:
    assert await in_use(f"sqlite:///{tmp_path / 'palier.db'}") == []
    (tmp_path / "older.db").touch()
    schema.run_sqlite(
        tmp_path / "older.db",
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001');",
    )
    assert await in_use(f"sqlite:///{tmp_path / 'older.db'}") == []


async def test_a_start_names_what_the_office_file_has_no_more(store: Store, database_url: str) -> None:
    async with store.begin() as u:
        await add_ticket(u, **LEAK)
        await add_ticket(u, **LEAK)
    await store.close()
    whole = load_office(office_file())
    left = replace(
        whole,
        topics=tuple(one for one in whole.topics if one.key != "paris-leak"),
        residences=tuple(
            replace(one, office=OfficeKey("saigon")) if one.key == "les-cedres" else one
            for one in whole.residences
        ),
    )
    settings = TOKENS | {"PALIER_DATABASE_URL": database_url, "PALIER_OFFICE": str(office_file())}
    app = build(load_config(settings, None), left)
    with pytest.raises(OfficeFileError) as refused:
        await app.run()
    topics, residences = str(refused.value).splitlines()
    assert topics.endswith(
        "topics: there is no 'paris-leak' any more, and 2 requests still need it — put it back; with retired = true "
        "nobody can choose it any more"
    )
    assert "residences: 'les-cedres' is now of another office than 'paris', and 2 requests" in residences
    await build(load_config(settings, None), whole).check_office()


async def test_what_leaves_the_office_file_is_remembered_as_it_last_stood(
    store: Store, database_url: str
) -> None:
    assert await remembered(database_url) is None
    whole = load_office(office_file())
    renamed = replace(whole.topic(LEAK["topic"]), names={"fr": "Fuite", "en": "Leak"})
    for directory in (whole, replace(without(whole, "paris-leak", "les-cedres"), topics=(renamed,)), whole):
        async with store.begin() as u:
            await u.entries.remember(entries_of(without(directory, "paris-lift")))
    found = await remembered(database_url)
    assert found is not None
    assert {one.key for one in found.residences} == {one.key for one in whole.residences}
    assert {one.key for one in whole.topics} - {one.key for one in found.topics} == {"paris-lift"}
    known = lasting(without(whole, "paris-leak", "les-cedres"), found)
    assert known.topic(LEAK["topic"]) == whole.topic(LEAK["topic"])
    assert known.residence(LEAK["residence"]).name == "Les Cèdres"
    assert "paris-leak" not in [one.key for one in known.topics_for(LEAK["office"], LEAK["residence"])]
    chosen = known.topics_for(LEAK["office"], LEAK["residence"], present=LEAK["topic"])
    assert chosen[-1].key == "paris-leak"
    assert "les-cedres" not in [one.key for one in known.residences_for()]


async def test_what_is_remembered_may_be_taken_out_a_department_not(store: Store, database_url: str) -> None:
    whole = load_office(office_file())
    async with store.begin() as u:
        await add_ticket(u, **LEAK)
        await u.entries.remember(entries_of(whole))
    settings = TOKENS | {"PALIER_DATABASE_URL": database_url, "PALIER_OFFICE": str(office_file())}
    left = build(load_config(settings, None), without(whole, "paris-leak", "les-cedres"))
    assert await left.check_office() == (
        "topics: there is no 'paris-leak' any more; requests go on with it as it last stood",
        "residences: there is no 'les-cedres' any more; requests go on with it as it last stood",
    )
    with pytest.raises(OfficeFileError, match="no 'paris-technical' any more, and 1 requests still need it"):
        await build(load_config(settings, None), without(whole, "paris-technical")).check_office()


async def test_of_what_left_before_anything_was_remembered_the_keys_are_known(
    store: Store, database_url: str
) -> None:
    whole = load_office(office_file())
    async with store.begin() as u:
        await add_ticket(u, **LEAK, state=State.CLOSED)
        await add_ticket(u, **{**LEAK, "office": OfficeKey("lyon")}, state=State.CLOSED)
    left = without(whole, "paris-leak", "les-cedres", "paris-technical")
    known = await beside_former(database_url, left)
    assert name_in(known.topic(LEAK["topic"]).names, "en") == "paris-leak"
    assert known.topic(LEAK["topic"]).retired
    assert known.residence(LEAK["residence"]).name == "les-cedres"
    assert known.department(LEAK["department"]).channel == whole.office(LEAK["office"]).management_channel
    with pytest.raises(KeyError):
        known.office(OfficeKey("lyon"))
    async with store.begin() as u:
        await u.entries.remember(entries_of(known))
        await add_ticket(u, **{**LEAK, "topic": TopicKey("paris-never")}, state=State.CLOSED)
    assert await beside_former(database_url, left) == known
