"""What staff are asked in their own conversation with the app: its buttons work, from another office too, and give way
to what came of them."""

from __future__ import annotations

from pathlib import Path

from sandbox.stage import Thread
from tests.e2e.at_desk import at, card, direct, does, reports
from tests.e2e.house import House, house


async def _asked_later(home: House, who: str, words: str) -> Thread:
    """The product's time goes on, from one deadline to the next, until somebody is asked; where that stands."""
    for _ in range(12):
        ((due,),) = home.rows("SELECT min(due_at) FROM timer WHERE kind = 'clock'")
        home.advance(max(due / 1000 - home.app.worker.house.now().timestamp(), 0) + 1)
        await home.fired()
        shown = await home.sandbox.slack.actions()["channel"](f"@{who}")
        if any(words in str(one["blocks"]) and one["buttons"] for one in shown):
            break
    return at(await direct(home, who, words))


async def test_a_superior_of_another_office_is_asked_and_acts(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        today = home.app.worker.house.now().date()
        await stage.asks("U0HUONG", "C0MGMT002", f"away {today} {today.replace(year=today.year + 1)}")
        mai = await stage.resident("Mai", "Nguyen", "vi")
        charges = "Phí quản lý tháng này cao gấp đôi tháng trước"
        thread = await reports(home, mai, "vi", "saigon-charges", charges)
        asked = await _asked_later(home, "U0HELENE", "Personne n’a pris")
        labels = [one["label"] for one in (await card(home, asked))["buttons"]]
        assert labels == ["Répondre au résident", "Affecter…"]

        # the staff of that office are offered, and what came of it stands in place of the buttons
        await does(home, "U0HELENE", asked, "ticket.assign", "Phạm Bảo Trân", member="Phạm Bảo Trân")
        await home.soon(stage.hears(mai, "Phạm Bảo Trân"))
        shown = await card(home, asked)
        assert shown["buttons"] == []
        assert "Personne n’a pris" in str(shown["blocks"])
        assert "Affecter · Hélène Marchand" in str(shown["blocks"])
        assert f"archives/C0ACCT002/p{thread.ts.replace('.', '')}" in str(shown["blocks"])

        # nobody reads what is written to the app alone: it says so, once
        slack = home.sandbox.slack.actions()
        await slack["post"](user="U0HELENE", channel="@U0HELENE", text="Où sont mes demandes ?")
        await home.soon(stage.told("U0HELENE", "Personne ne lit ce qui est écrit ici."))
        await home.settled()
        shown_there = await slack["channel"](channel="@U0HELENE")
        assert sum("Personne ne lit" in str(one) for one in shown_there) == 1

        # what management has not looked at yet is dispatched from there
        loud = "Bảo vệ đã lớn tiếng với con trai tôi ở sảnh chiều thứ sáu"
        await reports(home, mai, "vi", "saigon-complaint", loud, known=True)
        await home.settled()
        several = "Anh/chị đang có nhiều yêu cầu: khi anh/chị nhắn tại đây, tôi sẽ hỏi"
        assert several in home.heard(mai)[-1]
        asked = await _asked_later(home, "U0HELENE", "pas encore été transmise à un service")
        labels = [one["label"] for one in (await card(home, asked))["buttons"]]
        assert labels == ["Transmettre"]
        await does(home, "U0HELENE", asked, "ticket.dispatch")
        await home.soon(stage.hears(mai, "Bộ phận chăm sóc khách hàng"))
        shown = await card(home, asked)
        assert shown["buttons"] == []
        assert "Transmettre · Hélène Marchand" in str(shown["blocks"])

        # danger, while she has several open: nobody asks which, it is a request of its own and somebody hears of it
        await stage.writes(mai, "chay o tang 3 roi cuu voi")
        await home.soon(stage.hears(mai, "114"))
        await home.soon(stage.hears(mai, "khẩn cấp"))
        burns = await home.soon(stage.finds("C0CARE002", "chay o tang 3 roi cuu voi"))
        told = await card(home, at(await direct(home, "U0QUAN", "Có nguy hiểm?")))
        assert "Các yêu cầu khác đang mở" in str(told)
        await does(home, "U0QUAN", at(told), "ticket.take")
        await home.soon(stage.reads(burns, "Trần Minh Quân"))


async def test_what_is_settled_elsewhere_shows_in_place_of_the_buttons(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        emma = await stage.resident("Emma", "Brown", "en")
        thread = await reports(home, emma, "en", "paris-access", "My badge does not open the garage any more")
        asked = await _asked_later(home, "U0THOMAS", "Personne n’a encore pris")
        await does(home, "U0CLAIRE", thread, "ticket.take")
        await home.soon(stage.hears(emma, "Claire Dubois"))
        await home.soon(stage.reads(asked, "Prendre en charge · Claire Dubois"))
        assert (await card(home, asked))["buttons"] == []

        # a reminder is answered from where it is read: the resident has his answer, the reminder shows it
        asked = await _asked_later(home, "U0CLAIRE", "la réponse était attendue")
        await does(home, "U0CLAIRE", asked, "ticket.reply", "Votre réponse", text="A new badge is ready.")
        await home.soon(stage.hears(emma, "A new badge is ready."))
        shown = await card(home, asked)
        assert shown["buttons"] == []
        assert "Répondre au résident · Claire Dubois" in str(shown["blocks"])

        # or in the thread, by anybody of the office: the reminder shows that at once
        asked = await _asked_later(home, "U0CLAIRE", "reste-t-il quelque chose")
        await stage.posts("U0THOMAS", thread, "It waits for you at the desk.")
        await home.soon(stage.hears(emma, "It waits for you at the desk."))
        await home.soon(stage.reads(asked, "Répondre au résident · Thomas Leroy"))
        assert (await card(home, asked))["buttons"] == []

        # danger on the same request: she is called, whatever the hour, with his words, and answers from there
        await stage.writes(emma, "There is smoke in the garage now")
        await home.soon(stage.hears(emma, "call the emergency services at once"))
        asked = at(await direct(home, "U0CLAIRE", "Danger ?"))
        assert "Emma Brown écrit : « There is smoke in the garage now »" in str(await card(home, asked))
        await home.soon(stage.reads(thread, "Alerte envoyée directement à : Claire Dubois"))
        await does(home, "U0CLAIRE", asked, "ticket.reply", "Votre réponse", text="The guard is on his way.")
        await home.soon(stage.hears(emma, "The guard is on his way."))
        await home.soon(stage.reads(asked, "Répondre au résident · Claire Dubois"))
        await stage.never_hears(emma, "Danger ?")
