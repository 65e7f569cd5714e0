"""A ticket as a chat topic, by both drivers: opened, written in, deleted, come back, closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from house import ANSWER, House, a_ticket, house

from sandbox.stage import Resident


async def topics(at: House, resident: Resident) -> list[Any]:
    return list(await at.sandbox.telegram.actions()["topics"](resident.id))


async def texts(at: House, resident: Resident, topic: int | None) -> list[str]:
    chat = await at.sandbox.telegram.actions()["chat"](resident.id)
    return [str(one["text"]) for one in chat if one["topic"] == topic and one["text"]]


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_a_ticket_is_a_chat_topic(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as at:
        act = at.sandbox.telegram.actions()
        await act["set_topics_enabled"](True)
        camille, thread = await a_ticket(at.stage)
        await at.soon(at.stage.hears(camille, "Service technique"))
        (topic,) = await topics(at, camille)
        assert topic["icon"] == "📝"
        assert topic["name"].startswith("Fuite d’eau · ")
        (card,) = await texts(at, camille, topic["topic"])
        assert "Service technique" in card

        await act["send_text"](camille.id, "C’est devant l’ascenseur", topic=topic["topic"])
        await at.soon(at.stage.reads(thread, "devant l’ascenseur"))
        await at.soon(at.stage.posts("Marc Petit", thread, ANSWER))
        await at.soon(at.stage.hears(camille, ANSWER))
        await at.settled()
        (topic,) = await topics(at, camille)
        assert topic["icon"] == "👀"
        card, _, answer = await texts(at, camille, topic["topic"])
        assert "Marc Petit" in card
        assert ANSWER in answer

        await act["delete_topic"](camille.id, topic["topic"])
        await at.soon(at.stage.posts("Marc Petit", thread, "Je suis en route."))
        await at.soon(at.stage.hears(camille, "en route"))
        await at.soon(at.stage.presses("Marc Petit", thread, "Passer en résolu"))
        await at.soon(at.stage.taps(camille, "Oui, merci"))
        await at.soon(at.stage.taps(camille, "★★★★★"))
        await at.settled()
        (again,) = await topics(at, camille)
        assert again["topic"] != topic["topic"]
        assert again["icon"] == "✅"
        said = await texts(at, camille, again["topic"])
        assert "en route" in said[0]
        assert not any("en route" in text or ANSWER in text for text in await texts(at, camille, None))
