"""A promise or a waiver: within one's letter of authority given and reported, above it asked for (row E5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.audience import N_, Phrase, Public
from bot.domain.authority import Promise, PromiseState, letter_of, may_promise
from bot.domain.business_time import END_OF_DAY
from bot.domain.chain import above, may_decide_for
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.ids import PromiseId
from bot.domain.pledge import PledgeKind
from bot.domain.quote import amount_in
from bot.domain.ticket import MOVED_ON, Move, Ticket
from bot.i18n import currency_of, day, digits_of, money
from bot.ports.desk import Post
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, DateField, Field, NumberField, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, NO_AMOUNT, NOTHING_WRITTEN, REASON_WANTED, Act, amounts
from bot.services.desk.beside import promise_in_words
from bot.services.desk.present import presence
from bot.services.desk.staff import GONE_UP, QUICKER_ABOUT
from bot.services.house import House, staff_name
from bot.services.promises import ledger, pledge_card
from bot.services.relay.writing import write

PROMISE, WAIVER = "promise", "waiver"
WORDS = {
    False: N_("About your request {reference}, we promise you: {what}."),
    True: N_("About your request {reference}, we waive what you would have owed: {what}."),
}
"""What the resident reads, of a promise and of a waiver."""
AMOUNT = N_("Amount: {amount}.")
BY_DAY = N_("By: {day}.")
NO_DAY = N_("That day is past.")


def today(house: House, office: Office) -> date:
    """The day it is where the office is."""
    return house.now().astimezone(ZoneInfo(office.time_zone)).date()


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What his letter lets him do; what, how much, by when."""
    office = house.directory.office(act.ticket.office)

    def say(msgid: str, **params: object) -> str:
        return house.staff_says(office, msgid, **params)

    kinds = ((PROMISE, say(N_("A promise"))), (WAIVER, say(N_("A waiver of a fee"))))
    currency = currency_for(house, act.member, office)
    return (
        Words(_authority(house, office, act.member), say(N_("Your authority"))),
        ChoiceField("kind", say(N_("What is it?")), kinds, initial=PROMISE),
        TextField(
            "what",
            say(N_("What exactly?")),
            several_lines=False,
            hint=say(N_("The resident will read it as you write it.")),
            longest=500,
        ),
        NumberField(
            "amount",
            say(N_("Amount ({currency})"), currency=currency),
            decimal=digits_of(currency) > 0,
            optional=True,
            hint=say(N_("What it costs the office; nothing where it costs nothing.")),
        ),
        DateField("by_day", say(N_("By when")), optional=True),
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """An amount that is one, a day to come; a waiver is of an amount."""
    amount, by_day = str(form.values.get("amount", "")), str(form.values.get("by_day", ""))
    found = {}
    member = house.directory.member_by_slack(form.user.id)
    currency = currency_for(house, member, office) if member else currency_of(office.country)
    if (amount or form.values.get("kind") == WAIVER) and _amount(amount, currency) is None:
        found["amount"] = house.staff_says(office, NO_AMOUNT, **amounts(currency, office.language))
    if by_day and date.fromisoformat(by_day) < today(house, office):
        found["by_day"] = house.staff_says(office, NO_DAY)
    return found


def _amount(text: str, currency: str) -> Decimal | None:
    """As it was typed, in the currency; None for what is no amount of it."""
    digits = digits_of(currency)
    found = amount_in(text, currency, digits)
    return None if found is None else Decimal(found.minor).scaleb(-digits)


def currency_for(house: House, member: Staff, office: Office) -> str:
    """That of his letter, of one that has run out too, else the country's."""
    own = [letter.currency for letter in house.directory.letters if letter.member == member.key]
    return own[0] if own else currency_of(office.country)


def _authority(house: House, office: Office, member: Staff) -> str:
    letter = letter_of(house.directory, member, today(house, office))
    if letter is not None:
        amount = money(letter.limit, letter.currency, office.language)
        until = day(letter.until, office.language)
        return house.staff_says(office, N_("Up to {amount}, until {day}."), amount=amount, day=until)
    if member.manager is None:
        return house.staff_says(office, N_("Nobody is above you: no limit."))
    spent = [one.until for one in house.directory.letters if one.member == member.key]
    if spent:
        until = day(max(spent), office.language)
        return house.staff_says(
            office, N_("Your letter of authority ran out on {day}: your manager is asked."), day=until
        )
    return house.staff_says(office, N_("You have no letter of authority: your manager is asked."))


async def promise(u: UnitOfWork, house: House, act: Act) -> None:
    """Within his authority: given, reported. Above it: his manager is asked."""
    ticket, member = act.ticket, act.member
    office = house.directory.office(ticket.office)
    wanted = _wanted(u, house, act, office)
    if may_promise(house.directory, member, wanted.worth, wanted.currency, today(house, office)):
        await u.promises.add(wanted)
        await cards.repaint(u, house, await _give(u, house, act, wanted))
        if member.manager is not None:
            await _report(u, house, ticket, wanted, member)
        return
    chief = await _decider(u, house, member)
    asked = replace(wanted, state=PromiseState.ASKED, asked=chief.key)
    await u.promises.add(asked)
    await house.record(u, ticket, member.key, "promise_asked", promise_in_words(house, office, asked))
    await pledge_card.ask(u, house, ticket, asked, chief)
    waits = N_("⏳ {member} may not promise this alone; {chief} has been asked: {promise}")
    await pledge_card.say(u, house, ticket, waits, member=member.name, chief=chief.name, promise=asked)


async def _decider(u: UnitOfWork, house: House, member: Staff) -> Staff:
    """His nearest superior who is here; while all of them are away, the nearest."""
    return (await presence(u, house)).above(member) or above(house.directory, member)[0]


def _wanted(u: UnitOfWork, house: House, act: Act, office: Office) -> Promise:
    currency = currency_for(house, act.member, office)
    amount, what = _amount(act.text("amount"), currency), act.text("what")
    waiver = act.text("kind") == WAIVER
    if not what or (act.text("amount") and amount is None) or (waiver and amount is None):
        raise Refused(NO_AMOUNT, **amounts(currency, office.language)) if what else Refused(NOTHING_WRITTEN)
    return Promise(
        id=u.ids.promise(),
        ticket=act.ticket.id,
        member=act.member.key,
        waiver=waiver,
        what=what,
        amount=f"{amount:f}" if amount is not None else "",
        currency=currency,
        by_day=act.text("by_day"),
        made_at=house.now(),
        state=PromiseState.GIVEN,
    )


async def _give(u: UnitOfWork, house: House, act: Act, given: Promise) -> Ticket:
    """Tell the resident, signed by whoever promised it."""
    office = house.directory.office(act.ticket.office)
    resident = await u.people.get(act.ticket.resident)
    language = resident.language
    params = {"reference": Public(act.ticket.reference), "what": Public(given.what.rstrip("."))}
    phrases = [Phrase(WORDS[given.waiver], params)]
    if given.amount:
        phrases.append(Phrase(AMOUNT, {"amount": money(given.worth, given.currency, language)}))
    if given.by_day:
        phrases.append(Phrase(BY_DAY, {"day": day(date.fromisoformat(given.by_day), language)}))
    text = "\n".join(house.words.say(phrase, language) for phrase in phrases)
    await house.record(u, act.ticket, act.member.key, "promised", promise_in_words(house, office, given))
    after = await write(u, house, act, text, Move.REPLY, "replied")
    if given.by_day:
        await _watch(u, house, after, given)
    return after


async def _watch(u: UnitOfWork, house: House, ticket: Ticket, given: Promise) -> None:
    """What is promised by a day stands in the ledger until that day is over; staff say whether it was kept."""
    zone = ZoneInfo(house.directory.time_zone(ticket.office, ticket.residence))
    on = date.fromisoformat(given.by_day)
    until = datetime.combine(on, END_OF_DAY, zone).astimezone(UTC)
    if until <= house.now():
        until = datetime.combine(on, time(23, 59), zone).astimezone(UTC)
    words = promise_in_words(house, house.directory.office(ticket.office), given)
    kind = PledgeKind.PROMISE
    pledge = await ledger.promise(u, house, ticket, kind, given.id, until, given.member, words)
    await house.ask(u, ticket.thread, Post(words, icon="📌", actions=ledger.buttons(house, ticket, pledge)))


async def _report(u: UnitOfWork, house: House, ticket: Ticket, given: Promise, member: Staff) -> None:
    """The same day his manager knows what was promised (row E5); while he is away, the next above who is here, too."""
    promised = N_("{member} has promised, within the letter of authority: {promise} ({reference})")
    nearest, *_ = above(house.directory, member)
    for chief in dict.fromkeys((nearest, await _decider(u, house, member))):
        office = house.directory.office_of(chief)
        words = promise_in_words(house, office, given)
        text = house.staff_says(
            office, promised, member=member.name, promise=words, reference=ticket.reference
        )
        await house.direct(u, chief, Post(text, icon="📝", thread=ticket.thread))


async def approve(u: UnitOfWork, house: House, act: Act) -> None:
    """A superior agrees: given, the resident is told. What is above his own letter, too, goes on to his manager. It is
    signed by its author, or by the superior where the author has left the office file."""
    asked = await _waiting(u, house, act)
    office = house.directory.office(act.ticket.office)
    now = today(house, office)
    if not may_promise(house.directory, act.member, asked.worth, asked.currency, now):
        await _pass_up(u, house, act, asked)
        return
    if not act.ticket.allows(Move.REPLY):
        raise Refused(MOVED_ON)
    given = replace(asked, state=PromiseState.GIVEN, decided_by=act.member.key, decided_at=house.now())
    await u.promises.settle(given, asked.asked)
    await house.record(u, act.ticket, act.member.key, "approved", promise_in_words(house, office, given))
    author = house.directory.member_if_known(asked.member) or act.member
    after = await _give(u, house, replace(act, member=author), given)
    await pledge_card.settle(u, house, act.ticket, asked, N_("✅ Approved by {name}."), act.member.name)
    approved = N_("✅ {chief} has approved what {member} wants to promise: {promise}")
    await _tell(u, house, after, approved, given, act.member)


def refusal_fields(house: House, office: Office) -> tuple[Field, ...]:
    """Why not."""
    hint = house.staff_says(office, FOR_COLLEAGUES)
    return (TextField("reason", house.staff_says(office, N_("Reason")), hint=hint, longest=500),)


async def refuse(u: UnitOfWork, house: House, act: Act) -> None:
    """A superior does not agree: his colleague reads why, the resident hears nothing."""
    asked, reason = await _waiting(u, house, act), act.text("reason")
    if not reason:
        raise Refused(REASON_WANTED)
    refused = replace(
        asked,
        state=PromiseState.REFUSED,
        decided_by=act.member.key,
        decided_at=house.now(),
        reason=reason,
    )
    await u.promises.settle(refused, asked.asked)
    await house.record(u, act.ticket, act.member.key, "refused", reason)
    await pledge_card.settle(u, house, act.ticket, asked, N_("✖️ Refused by {name}."), act.member.name)
    text = N_("✖️ {chief} has refused what {member} wants to promise: {promise} Reason: {reason}")
    await _tell(u, house, act.ticket, text, refused, act.member, reason=reason)


async def _pass_up(u: UnitOfWork, house: House, act: Act, asked: Promise) -> None:
    higher, by = await _decider(u, house, act.member), act.member
    outcome = N_("⤴️ {name} agrees; it is above that letter of authority too and was passed on.")
    passed = await pledge_card.goes_up(u, house, act.ticket, asked, higher, outcome, by.name, by.key)
    agrees = N_("⤴️ {member} agrees, but may not promise this alone; {chief} has been asked: {promise}")
    also = house.directory.member_if_known(asked.member)
    await pledge_card.say(
        u, house, act.ticket, agrees, member=by.name, chief=higher.name, promise=passed, also=also
    )


async def _waiting(u: UnitOfWork, house: House, act: Act) -> Promise:
    """The promise that waits. Raises Refused for who is not above its author, and when it no longer waits."""
    try:
        asked = await u.promises.get(PromiseId(act.detail))
    except KeyError:
        raise Refused(MOVED_ON) from None
    if asked.ticket != act.ticket.id:
        raise Refused(MOVED_ON)
    author = house.directory.member_if_known(asked.member)
    if not may_decide_for(house.directory, act.member, author):
        raise Refused(N_("Only a superior of whoever wants to promise it can decide that."))
    if asked.state is PromiseState.WITHDRAWN:
        raise Refused(MOVED_ON)
    if asked.state is not PromiseState.ASKED:
        raise Refused(QUICKER_ABOUT, who=staff_name(house, asked.decided_by))
    chain = [one.key for one in above(house.directory, author)] if author is not None else []
    if asked.asked in chain and chain.index(act.member.key) < chain.index(asked.asked):
        raise Refused(GONE_UP, chief=staff_name(house, asked.asked))
    return asked


async def _tell(
    u: UnitOfWork, house: House, ticket: Ticket, msgid: str, decided: Promise, chief: Staff, **params: str
) -> None:
    """What was decided, to the thread and to whoever asked."""
    names = {"member": staff_name(house, decided.member), "chief": chief.name}
    also = house.directory.member_if_known(decided.member)
    await pledge_card.say(u, house, ticket, msgid, promise=decided, also=also, **names, **params)
