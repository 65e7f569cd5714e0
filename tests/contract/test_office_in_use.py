"""What open tickets use of the office file is known while the store is in use, and may not be missing at a start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import build
from bot.config import load_config
from bot.domain.ids import DepartmentKey, OfficeKey, ResidenceKey, TopicKey
from bot.domain.ticket import State
from bot.office.file import OfficeFileError, load_office
from bot.office.in_use import InUse
from bot.ports.store import Store
from bot.ports.timers import Timer
from examples import office_file
from storage import in_use, schema
from tests.contract.store_bench import add_ticket
from tests.fakes.clock import START

LEAK = {
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
    lacking = replace(
        whole,
        topics=tuple(one for one in whole.topics if one.key != "paris-leak"),
        residences=tuple(
            replace(one, office=OfficeKey("saigon")) if one.key == "les-cedres" else one
            for one in whole.residences
        ),
    )
    settings = TOKENS | {"PALIER_DATABASE_URL": database_url, "PALIER_OFFICE": str(office_file())}
    app = build(load_config(settings, None), lacking)
    with pytest.raises(OfficeFileError) as refused:
        await app.run()
    topics, residences = str(refused.value).splitlines()
    assert topics.endswith(
        "topics: there is no 'paris-leak' any more, and 2 requests still need it — put it back; with retired = true "
        "nobody can choose it any more"
    )
    assert "residences: 'les-cedres' is now of another office than 'paris', and 2 requests" in residences
    await build(load_config(settings, None), whole).check_office()
