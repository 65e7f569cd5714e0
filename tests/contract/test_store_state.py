"""What the desk remembers: tickets, messages, people, dialogs, places."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from store_bench import MAI, OFFICE, add_ticket, public, resident, ticket

from bot.domain.addresses import (
    MessageRef,
    Place,
    alarms,
    direct_message,
    notes_thread,
    resident_chat,
    ticket_thread,
    whispers,
)
from bot.domain.audience import Public, StaffNote
from bot.domain.errors import Conflict
from bot.domain.ids import (
    AttachmentId,
    MessageId,
    OfficeKey,
    Reference,
    ResidenceKey,
    ResidentId,
    StaffKey,
    TicketId,
)
from bot.domain.message import Attachment, Author, InternalMessage
from bot.domain.rich import Span, TextStyle
from bot.domain.ticket import ChecklistItem, Kind, Severity, Stage, State, Ticket, Way
from bot.ports.dialogs import Keyboard
from bot.ports.inbound import DeskMember
from bot.ports.messages import NewWords
from bot.ports.store import Happening, Store
from tests.fakes.clock import START

HOUR = timedelta(hours=1)


async def test_a_ticket_comes_back_as_it_was(store: Store) -> None:
    async with store.begin() as u:
        plain = await add_ticket(u)
        full = await add_ticket(
            u,
            residence=ResidenceKey("lilas"),
            residence_words=None,
            state=State.CONFIRMING,
            handler=StaffKey("anne"),
            in_review=True,
            to_qualify=True,
            reopened=2,
            rating=5,
            rating_words="Merci 🙏",
            generation=3,
        )
    async with store.begin() as u:
        assert await u.tickets.get(plain.id) == plain
        assert await u.tickets.by_reference(full.reference) == full
        assert await u.tickets.by_reference(Reference("K7QM-XXXX")) is None
        with pytest.raises(KeyError):
            await u.tickets.get(TicketId("none"))


async def test_saving_writes_every_field(store: Store) -> None:
    async with store.begin() as u:
        first, before = await add_ticket(u), await add_ticket(u)
        await u.people.add(resident(ResidentId("r2")))
        other = ticket(
            u, resident=ResidentId("r2"), office=OfficeKey("lyon"), language="fr", author_name="Li"
        )
        changed = replace(
            other,
            id=before.id,
            residence=ResidenceKey("lilas"),
            residence_words=None,
            unit="5C",
            description="fixed",
            state=State.OPEN,
            handler=StaffKey("anne"),
            in_review=True,
            to_qualify=True,
            reopened=1,
            rating=4,
            rating_words="ok",
            generation=1,
            opened_at=START + HOUR,
            due_at=START + 2 * HOUR,
            subject="Stain",
            severity=Severity.A,
            handled_at=START + HOUR,
            waiting_since=START + HOUR,
            escalated=1,
            act_now=True,
            merged_into=first.id,
            split_from=first.id,
            vague=True,
            kind=Kind.COMPLAINT,
            severity_proposed=True,
            serial="20260001",
            code="LYON-A-LEAK-20260001",
            wish="An apology",
            wish_by="5 March",
            wish_until=START + 3 * HOUR,
            valid=False,
            cause="A pipe",
            solution="Mended",
            adopted_at=START + HOUR,
            stage=Stage.ON_SITE,
            cautions="a dog",
            came_by=Way.PHONE,
            contact="06 12 34 56 78",
            open_parts=2,
            needs_price=True,
            important=True,
            rating_asked=True,
            caution_words="Ring twice",
            owed_since=START,
        )
        saved = await u.tickets.save(changed)
        assert saved == replace(changed, version=2)
    async with store.begin() as u:
        assert await u.tickets.get(before.id) == saved
    same = {f.name for f in fields(Ticket) if getattr(saved, f.name) == getattr(before, f.name)}
    assert same <= {"id", "topic", "department", "shape"}


async def test_what_a_unit_of_work_has_changed(store: Store) -> None:
    async with store.begin() as u:
        old, new = await add_ticket(u), await add_ticket(u)
        assert u.tickets.changes() == [(None, old), (None, new)]
    async with store.begin() as u:
        await u.tickets.open_of(MAI)
        saved = await u.tickets.save(replace(old, unit="5C"))
        await u.tickets.date(old.id, START + HOUR)
        await u.tickets.date(new.id, START + HOUR)
        dated = replace(saved, due_at=START + HOUR)
        assert await u.tickets.get(old.id) == dated
        assert await u.tickets.get(new.id) == replace(new, due_at=START + HOUR)
        assert u.tickets.changes() == [(old, dated)]
    async with store.begin() as u:
        assert await u.tickets.get(old.id) == dated
        assert await u.tickets.get(new.id) == replace(new, due_at=START + HOUR)


async def test_two_changes_at_once_conflict(store: Store) -> None:
    async with store.begin() as u:
        mine = yours = await add_ticket(u)
    async with store.begin() as u:
        mine = await u.tickets.save(replace(mine, unit="mine"))
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.tickets.save(replace(yours, unit="yours"))
    async with store.begin() as u:
        assert (await u.tickets.get(mine.id)).unit == "mine"
        assert (await u.tickets.save(mine)).version == 3


async def test_a_reference_is_given_once(store: Store) -> None:
    async with store.begin() as u:
        first = await add_ticket(u)
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.tickets.add(ticket(u, reference=first.reference))


async def test_open_tickets_and_their_order(store: Store) -> None:
    async with store.begin() as u:
        old = await add_ticket(u, due_at=START + 3 * HOUR)
        new = await add_ticket(u, opened_at=START + HOUR, due_at=START + 2 * HOUR)
        other = await add_ticket(u, resident=ResidentId("r2"), due_at=START + HOUR)
        await add_ticket(u, state=State.CLOSED)
        await add_ticket(u, resident=ResidentId("r2"), office=OfficeKey("lyon"))
    async with store.begin() as u:
        assert await u.tickets.open_of(MAI) == [new, old]
        assert await u.tickets.open_in(OFFICE) == [other, new, old]
        assert await u.tickets.open_in(OfficeKey("nowhere")) == []


async def test_checklists(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        items = [ChecklistItem(of, number, f"item {number}") for number in (2, 1, 10)]
        await u.tickets.set_items(items[0].ticket, items)
        done = replace(items[0], done_at=START, done_by=StaffKey("anne"))
        await u.tickets.save_item(done)
        assert await u.tickets.items(of) == [items[1], done, items[2]]


async def test_public_and_internal_messages_never_meet(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        first = replace(public(u, of), at=START + HOUR)
        second = replace(
            public(u, of, "Voilà"), at=START + HOUR, attachments=(AttachmentId("a"), AttachmentId("b"))
        )
        earlier = public(u, of, "Avant")
        note = InternalMessage(u.ids.message(), of, "Anne", "between us", START)
        for message in (first, second, earlier):
            await u.messages.add_public(message)
        await u.messages.add_note(StaffNote(of, StaffKey("anne"), note.text), note)
        found = await u.messages.public_of(of)
        assert found == [earlier, first, second]
        assert all(isinstance(message.text, Public) for message in found)
        assert await u.messages.notes_of(of) == [note]
        with pytest.raises(ValueError, match="is not a message on"):
            await u.messages.add_note(StaffNote(TicketId("other"), StaffKey("anne"), ""), note)


async def test_a_message_keeps_how_it_is_formatted(store: Store) -> None:
    spans = (Span(0, 3, TextStyle.BOLD), Span(1, 2, TextStyle.LINK, "https://a.example/é"))
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        message = replace(public(u, of, "one"), spans=spans)
        await u.messages.add_public(message)
        assert await u.messages.public(message.id) == message
        assert await u.messages.public_of(of) == [message]
        assert not await u.messages.reword(message.id, message.text, START + HOUR, spans)
        assert await u.messages.reword(message.id, message.text, START + HOUR, spans[:1])
        assert await u.messages.public(message.id) == replace(message, spans=spans[:1])
        assert await u.messages.reword(message.id, Public("two"), START + HOUR)
        assert await u.messages.public(message.id) == replace(message, text=Public("two"), spans=())
        assert await u.messages.versions(message.id) == [("one", spans), ("one", spans[:1])]


async def test_the_words_for_staff_go_with_what_they_said(store: Store) -> None:
    async with store.begin() as u:
        message = replace(public(u, (await add_ticket(u)).id, "one"), for_staff="un")
        await u.messages.add_public(message)
        assert await u.messages.public(message.id) == message
        assert await u.messages.reword(message.id, Public("two"), START + HOUR)
        assert await u.messages.public(message.id) == replace(message, text=Public("two"), for_staff="")


async def test_a_message_keeps_what_it_said_before(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        message = replace(public(u, of, "one"), answers=public(u, of).id)
        await u.messages.add_public(message)
        assert await u.messages.public(message.id) == message
        assert await u.messages.reword(message.id, Public("two"), START + HOUR)
        assert not await u.messages.reword(message.id, Public("two"), START + HOUR)
        assert not await u.messages.reword(message.id, Public("late"), START)
        assert await u.messages.reword(message.id, Public("three"), START + HOUR)
        assert not await u.messages.reword(MessageId("unknown"), Public("x"), START)
        assert await u.messages.versions(message.id) == [("one", ()), ("two", ())]
        assert await u.messages.public(message.id) == replace(message, text=Public("three"))
        with pytest.raises(TypeError, match="public words only"):
            await u.messages.reword(message.id, "secret", START + HOUR)  # type: ignore[arg-type]
        note = InternalMessage(u.ids.message(), of, "Anne", "between us", START)
        await u.messages.add_note(StaffNote(of, StaffKey("anne"), note.text), note)
        changed = StaffNote(of, StaffKey("anne"), "between you and me")
        assert not await u.messages.reword(note.id, Public("x"), START)
        assert not await u.messages.reword_note(message.id, changed, START + 2 * HOUR)
        assert await u.messages.reword_note(note.id, changed, START)
        assert [one.text for one in await u.messages.notes_of(of)] == [changed.text]
        assert await u.messages.versions(note.id) == [("between us", ())]


async def test_what_residents_say_in_a_unit_of_work_is_known_to_it(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        said = replace(public(u, of, "Rain"), author=Author.RESIDENT)
        await u.messages.add_public(said)
        await u.messages.add_public(public(u, of, "We are coming"))
        await u.messages.complete(replace(said, text=Public("Rain in the cellar")))
        assert u.messages.new_words() == [
            NewWords(of, "", "Rain"),
            NewWords(of, "Rain", "Rain in the cellar"),
        ]
    async with store.begin() as u:
        assert u.messages.new_words() == []
        await u.messages.reword(said.id, Public("Snow"), START)
        assert u.messages.new_words() == [NewWords(of, "Rain in the cellar", "Snow")]


async def test_what_is_recalled_is_public_no_more(store: Store) -> None:
    ref = MessageRef("slack", "C1", "9")
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        message, note = public(u, of), u.ids.message()
        await u.messages.add_public(message)
        await u.messages.link(ref, message.id, of)
        await u.messages.recall(message.id, START + HOUR)
        await u.messages.recall(message.id, START + 2 * HOUR)
        assert await u.messages.public(message.id) == replace(message, recalled_at=START + HOUR)
        assert await u.messages.public_of(of) == []
        await u.messages.link(ref, note, of)
        await u.messages.link(ref, message.id, of)
        assert await u.messages.linked(ref) == (note, of)


async def test_a_copy_leads_to_its_message_and_a_message_to_its_copies(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        message, other = public(u, of), public(u, of)
        refs = [
            MessageRef("slack", "C1", "9"),
            MessageRef("slack", "C1", "10"),
            MessageRef("telegram", "42", "9"),
        ]
        for ref in refs:
            await u.messages.link(ref, message.id, of)
        await u.messages.link(refs[0], other.id, of)
        assert await u.messages.linked(refs[0]) == (message.id, of)
        assert await u.messages.linked(MessageRef("slack", "C2", "9")) is None
        assert await u.messages.copies(message.id, "slack") == refs[:2]


async def test_attachments(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        early = Attachment(u.ids.attachment(), None, "telegram", "file-1", "photo", "a.jpg", "image/jpeg")
        await u.messages.add_attachment(early)
        assert await u.messages.attachment(early.id) == early
        await u.messages.add_attachment(replace(early, ticket=of))
        await u.messages.fetched(early.id, "ab" * 32, 3 << 30, "image/png")
        kept = replace(early, ticket=of, sha256="ab" * 32, size=3 << 30, media_type="image/png")
        assert await u.messages.attachment(early.id) == kept
        with pytest.raises(KeyError):
            await u.messages.attachment(AttachmentId("none"))


async def test_residents(store: Store) -> None:
    async with store.begin() as u:
        mai = resident()
        assert await u.people.by_chat(mai.channel, mai.chat) is None
        await u.people.add(mai)
        changed = replace(
            mai,
            profile_name="Mai T",
            language="fr",
            language_chosen=True,
            name="Mai Trần",
            residence=ResidenceKey("lilas"),
            unit="4B",
            reachable=False,
        )
        await u.people.save(changed)
        assert await u.people.by_chat(mai.channel, mai.chat) == await u.people.get(mai.id) == changed
        assert await u.people.by_chat("slack", mai.chat) is None
        with pytest.raises(KeyError):
            await u.people.get(ResidentId("none"))
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.people.add(replace(mai, id=ResidentId("again")))


async def test_members_of_the_desk(store: Store) -> None:
    async with store.begin() as u:
        member = DeskMember("U1", "Anne", home=True, human=True, guest=False, active=True)
        assert await u.people.member("U1") is None
        await u.people.put_member(member)
        assert await u.people.member("U1") == member
        assert await u.people.gone() == frozenset()
        left = DeskMember("U1", "Anne B.", home=False, human=False, guest=True, active=False)
        await u.people.put_member(left)
        assert await u.people.member("U1") == left
        assert await u.people.gone() == {"U1"}


async def test_a_resident_has_one_dialog_the_last_one_put(store: Store) -> None:
    async with store.begin() as u:
        await u.people.add(resident())
        assert await u.dialogs.get(MAI) is None
        state = {"form": "report", "answers": {"unit": "4B", "photos": [], "name": None}, "token": 3}
        await u.dialogs.put(MAI, state, START)
        assert await u.dialogs.get(MAI) == state
        await u.dialogs.put(MAI, {"form": "rate"}, START + HOUR)
        assert await u.dialogs.get(MAI) == {"form": "rate"}
        await u.dialogs.drop(MAI)
        await u.dialogs.drop(MAI)
        assert await u.dialogs.get(MAI) is None


async def test_keyboards(store: Store) -> None:
    async with store.begin() as u:
        await u.people.add(resident())
        keyboard = Keyboard(u.ids.nonce(), MAI, ({"answer": "yes"}, {"open": ["t1", 2]}), START + HOUR)
        await u.dialogs.put_keyboard(keyboard)
        assert await u.dialogs.keyboard(keyboard.nonce) == keyboard
        assert await u.dialogs.keyboard("unknown") is None
        await u.dialogs.put_keyboard(replace(keyboard, actions=()))
        assert await u.dialogs.keyboard(keyboard.nonce) == replace(keyboard, actions=())


async def test_history_keeps_the_order_of_what_happened_at_once(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        lines = [
            Happening(of, START, "resident", "opened"),
            Happening(of, START, "anne", "took", "in her thread"),
        ]
        for line in lines:
            await u.record(line)
        assert await u.history(of) == lines
        assert await u.history(TicketId("other")) == []
        assert await u.recorded(of, "took", "in her thread")
        assert not await u.recorded(of, "took", "")
        assert not await u.recorded(TicketId("other"), "took", "in her thread")


async def test_a_destination_has_its_last_place(store: Store) -> None:
    chat, of = resident_chat(MAI), TicketId("t1")
    async with store.begin() as u:
        assert await u.places.get(chat) is None
        await u.places.put(chat, Place("telegram", "1"))
        await u.places.put(chat, Place("telegram", "2"))
        assert await u.places.get(chat) == Place("telegram", "2")
        assert await u.places.at(Place("telegram", "2")) == chat
        assert await u.places.at(Place("telegram", "1")) is None

        await u.places.put(ticket_thread(of, 0), Place("slack", "C1", "171.1"))
        await u.places.put(notes_thread(of), Place("slack", "C1"))
        await u.places.put(alarms(OFFICE), Place("slack", "C1"))
        await u.places.put(whispers("C1", "U1"), Place("slack", "C1"))
        await u.places.put(direct_message(StaffKey("anne")), Place("slack", "D1"))
        assert await u.places.at(Place("slack", "C1", "171.1")) == ticket_thread(of, 0)
        assert await u.places.at(Place("slack", "C1")) == alarms(OFFICE)
        assert await u.places.at(Place("slack", "D1")) == direct_message(StaffKey("anne"))
        assert await u.places.at(Place("slack", "C1", "171.2")) is None
