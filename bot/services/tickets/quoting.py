"""Paid service: the price is told and accepted before anybody is sent (row F2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.commands import ExplainDecline
from bot.domain.deeds import Deed
from bot.domain.directory import Office, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.ids import QuoteId
from bot.domain.people import Resident
from bot.domain.quote import Money, Quote, QuoteState, amount_in, needs_price
from bot.domain.ticket import Move, Stage, State, Ticket
from bot.i18n import currency_of, digits_of, last_day, price_of
from bot.ports.desk import Post
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, DateField, Field, NumberField, TextField
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import beside, cards
from bot.services.desk.acting import NO_AMOUNT, Act, amounts
from bot.services.house import Answer, House
from bot.services.relay.conversation import from_resident

TIMER = "quote"
"""The timer at which an offer lapses."""
USUAL = timedelta(days=14)
"""How long an offer stands, as the window proposes."""

OVER = N_("Please choose a day that is not over yet.")

OFFER = N_("{who} offers you for your request {reference}:\n{purpose}\n\nPrice: {price}\nValid until: {day}")
ONLY_THEN = N_("Nobody is sent before you accept. If you have a question about it, simply write it here.")
NEWER = N_("This offer takes the place of the earlier one.")
ACCEPTED = N_("Thank you. You have accepted {price} for your request {reference}. We will now arrange it.")
DECLINED = N_("All right: you have declined the offer for your request {reference}. Nothing will be charged.")
ALREADY = N_("You have accepted this offer already, thank you.")
ALREADY_NOT = N_("You have declined this offer. If you have changed your mind, write to us for a new one.")
REPLACED = N_("A newer offer has taken the place of this one. Please answer that one.")
LATE = N_(
    "This offer for your request {reference} was valid until {day}. We have told the office that you answered: "
    "they will come back to you with a new one, or tell you why not."
)
ENDED = N_("Your request {reference} has ended, and this offer with it. Write to us if you still need it.")

YES, NO = "yes", "no"
NO_OFFER = N_("No price is offered at present: send a quote first.")
HOLD_ON = N_("Please wait: the resident has been told a price, and nobody may be sent before it is accepted.")
GO_ON = N_("The resident has accepted the price: you can go.")

SAYS = {
    "quote_accepted": N_("{name} accepts: {price} for {purpose}"),
    "quote_declined": N_("{name} declines: {price} for {purpose}"),
    "quote_late": N_("{name} has answered an offer that had lapsed: {price} for {purpose}. Send a new one?"),
    "quote_lapsed": N_("The offer has lapsed without an answer: {price} for {purpose}"),
}
"""What staff read of a quote's fate, by its name in the history."""
ICONS = {"quote_accepted": "✅", "quote_declined": "🚫", "quote_late": "⌛", "quote_lapsed": "⌛"}


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """How much, for what, until when."""
    currency = currency_of(office.country)
    last = house.now().astimezone(ZoneInfo(office.time_zone)).date() + USUAL
    price = house.staff_says(office, N_("Price in {currency}"), currency=currency)
    return (
        NumberField("amount", price, decimal=digits_of(currency) > 0),
        TextField(
            "purpose",
            house.staff_says(office, N_("For what?")),
            hint=house.staff_says(office, N_("The resident will read it as you write it.")),
            longest=1000,
        ),
        DateField("valid", house.staff_says(office, N_("Valid until")), initial=last.isoformat()),
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """An amount that the currency has, a day that is not over."""
    wrong = {}
    if _price(office, form) is None:
        wrong["amount"] = house.staff_says(
            office, NO_AMOUNT, **amounts(currency_of(office.country), office.language)
        )
    if _end_of(office.time_zone, form) <= house.now():
        wrong["valid"] = house.staff_says(office, OVER)
    return wrong


def _price(office: Office, form: DeskForm) -> Money | None:
    currency = currency_of(office.country)
    return amount_in(str(form.values.get("amount", "")), currency, digits_of(currency))


def _end_of(zone: str, form: DeskForm) -> datetime:
    """The last second of the day chosen, in this time zone; the beginning of time for none."""
    try:
        chosen = date.fromisoformat(str(form.values.get("valid", "")))
    except ValueError:
        chosen = date(1970, 1, 1)
    return datetime.combine(chosen, time(23, 59, 59), ZoneInfo(zone))


async def offer(u: UnitOfWork, house: House, act: Act) -> None:
    """Tell the resident the price; he answers by button. It takes the place of an earlier offer."""
    ticket, form = act.ticket, act.form
    office = house.directory.office(ticket.office)
    price = _price(office, form) if form else None
    if price is None or form is None or not act.text("purpose"):
        raise Refused(NO_AMOUNT, **amounts(currency_of(office.country), office.language))
    earlier = await u.sides.quote_of(ticket.id)
    if earlier is not None:
        await u.sides.put_quote(replace(earlier, state=QuoteState.REPLACED))
        await u.timers.clear(TIMER, earlier.id)
    until = _end_of(house.directory.time_zone(ticket.office, ticket.residence), form)
    quote = Quote(
        u.ids.quote(),
        ticket.id,
        price.minor,
        price.currency,
        act.text("purpose"),
        act.member.key,
        house.now(),
        until,
    )
    await u.sides.put_quote(quote)
    await u.timers.set(Timer(TIMER, quote.id, until))
    await _record(u, house, ticket, quote, act.member.key, "quoted")
    after = replace(ticket.move(Move.ASK, house.now()), needs_price=True)
    after = await u.tickets.save(replace(after, handler=after.handler or act.member.key))
    await cards.refresh(u, house, after)
    author = house.staff_says(office, N_("{name} to the resident"), name=act.member.name)
    line = beside.quote_line(house, ticket, quote)
    await u.outbox.to_desk(ticket.thread, Post(line, author=author))
    await _tell_technician(u, house, after, quote, HOLD_ON)
    newer = earlier is not None and earlier.state is QuoteState.OFFERED
    await _offer_to(u, house, ticket, quote, newer=newer)


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Offer again in his chat what stands and waits for him."""
    quote = await u.sides.quote_of(ticket.id)
    if quote is not None and quote.state is QuoteState.OFFERED and quote.valid_until > house.now():
        await _offer_to(u, house, ticket, quote, newer=False)


async def _offer_to(u: UnitOfWork, house: House, ticket: Ticket, quote: Quote, *, newer: bool) -> None:
    resident = await u.people.get(ticket.resident)
    said = Phrase(
        OFFER,
        {
            "who": _offerer(house, ticket, quote, resident.language),
            "reference": Public(ticket.reference),
            "purpose": Public(quote.purpose),
            "price": price_of(quote.price, resident.language),
            "day": _last_day(house, ticket, quote, resident.language),
        },
    )
    answers = (
        Answer(Phrase(N_("Accept")), {"do": "accept_quote", "quote": quote.id}, Style.SUCCESS),
        Answer(Phrase(N_("No, thank you")), {"do": "decline_quote", "quote": quote.id}, Style.DANGER),
    )
    more = (Phrase(NEWER),) if newer else ()
    await house.tell(u, resident, said, *more, Phrase(ONLY_THEN), answers=(answers,), ticket=ticket.id)


def _offerer(house: House, ticket: Ticket, quote: Quote, language: str) -> Public:
    """Who offered it; once he has left the office file, his department."""
    member = house.directory.member_if_known(quote.offered_by)
    if member is not None:
        return house.signature(member, language)
    return name_in(house.directory.department(ticket.department).names, language)


async def accept(u: UnitOfWork, house: House, resident: Resident, id: QuoteId) -> None:
    """He accepts: somebody may be sent. Raises Refused where there is nothing left to answer."""
    quote, ticket = await _standing(u, id)
    if quote.valid_until < house.now():
        await _late(u, house, resident, ticket, quote)
        return
    ticket = await _answered(u, house, ticket, quote, QuoteState.ACCEPTED)
    price = price_of(quote.price, resident.language)
    params: Mapping[str, Public] = {"price": price, "reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(ACCEPTED, dict(params)), ticket=ticket.id)


async def decline(u: UnitOfWork, house: House, resident: Resident, id: QuoteId) -> Ticket | None:
    """He declines; the ticket, for him to say why. None where it was too late. Raises Refused like ``accept``."""
    quote, ticket = await _standing(u, id)
    if quote.valid_until < house.now():
        await _late(u, house, resident, ticket, quote)
        return None
    ticket = await _answered(u, house, ticket, quote, QuoteState.DECLINED)
    noted = Phrase(DECLINED, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, noted, ticket=ticket.id)
    return ticket


def told_fields(house: House, office: Office) -> tuple[Field, ...]:
    """What he said, on the telephone or at the desk, and how one knows."""
    says = ((YES, N_("The price is accepted")), (NO, N_("It is declined")))
    options = tuple((key, house.staff_says(office, words)) for key, words in says)
    how = house.staff_says(office, N_("How you know (for the history)"))
    return (
        ChoiceField("answer", house.staff_says(office, N_("What does the resident say?")), options),
        TextField("how", how, several_lines=False, optional=True, longest=200),
    )


async def told(u: UnitOfWork, house: House, act: Act) -> None:
    """He has told staff whether he accepts: whoever has no chat can't press a button (row A10). Raises Refused where no
    price is offered."""
    quote = await u.sides.quote_of(act.ticket.id)
    if quote is None or quote.state is not QuoteState.OFFERED:
        raise Refused(NO_OFFER)
    accepts = act.text("answer") == YES
    state = QuoteState.ACCEPTED if accepts else QuoteState.DECLINED
    ticket = await _answered(u, house, act.ticket, quote, state, act)
    resident = await u.people.get(ticket.resident)
    params = {"price": price_of(quote.price, resident.language), "reference": Public(ticket.reference)}
    if resident.has_chat:
        await house.tell(
            u, resident, Phrase(ACCEPTED if accepts else DECLINED, dict(params)), ticket=ticket.id
        )


async def explain(u: UnitOfWork, house: House, resident: Resident, command: ExplainDecline) -> None:
    """Why he declines, where he says so: in the thread, like anything he writes."""
    if command.reason or command.files:
        ticket = await u.tickets.get(command.ticket)
        await from_resident(u, house, resident, ticket, command.reason, command.files, None)
    passed_on = N_("Thank you, I have passed that on. We will come back to you.")
    thanks = Phrase(passed_on if command.reason or command.files else THANKS)
    await house.tell(u, resident, thanks, ticket=command.ticket)


THANKS = N_("Thank you.")


async def lapse(u: UnitOfWork, house: House, id: QuoteId) -> None:
    """Its day is over without an answer: staff hear of it."""
    quote = await u.sides.quote(id)
    ticket = await u.tickets.get(quote.ticket)
    if quote.state is QuoteState.OFFERED and ticket.is_open:
        await _record(u, house, ticket, quote, "palier", "quote_lapsed")
        if ticket.state is State.WAITING_RESIDENT:
            # Nothing is asked of him any more; nobody has handled it for that.
            ticket = replace(ticket.move(Move.RESUME, house.now()), handled_at=ticket.handled_at)
        await _settle(u, house, ticket, quote, QuoteState.LAPSED)
        await _say(u, house, ticket, quote, "quote_lapsed")


async def _standing(u: UnitOfWork, id: QuoteId) -> tuple[Quote, Ticket]:
    quote = await u.sides.quote(id)
    ticket = await u.tickets.get(quote.ticket)
    refusals = {
        QuoteState.ACCEPTED: ALREADY,
        QuoteState.DECLINED: ALREADY_NOT,
        QuoteState.REPLACED: REPLACED,
    }
    if quote.state in refusals:
        raise Refused(refusals[quote.state])
    if not ticket.is_open:
        raise Refused(ENDED, reference=ticket.reference)
    return quote, ticket


async def _tell_technician(u: UnitOfWork, house: House, ticket: Ticket, quote: Quote, msgid: str) -> None:
    """Whoever was sent before there was a price, and is not on site yet, goes on once it is accepted."""
    visits = await u.works.visits(ticket.id)
    if ticket.stage in (Stage.DISPATCHED, Stage.PICKED_UP) and visits:
        office = house.directory.office(ticket.office)
        title = cards.title_of(house, office, ticket)
        post = Post(house.staff_says(office, msgid), icon="💶", above=title, thread=ticket.thread)
        await house.to_keys(u, {visits[-1].technician} - {quote.offered_by}, post)


async def _late(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, quote: Quote) -> None:
    """It is for us to come back to him, as he is told."""
    await _record(u, house, ticket, quote, "resident", "quote_late")
    if ticket.allows(Move.RESIDENT_WROTE):
        ticket = ticket.move(Move.RESIDENT_WROTE, house.now())
    ticket = await _settle(u, house, ticket, quote, QuoteState.LAPSED)
    await _say(u, house, ticket, quote, "quote_late")
    last = _last_day(house, ticket, quote, resident.language)
    late = Phrase(LATE, {"reference": Public(ticket.reference), "day": last})
    await house.tell(u, resident, late, ticket=ticket.id)


async def _answered(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    quote: Quote,
    state: QuoteState,
    act: Act | None = None,
) -> Ticket:
    """By himself, or as he has told whoever acts."""
    accepts = state is QuoteState.ACCEPTED
    what: Literal["quote_accepted", "quote_declined"] = "quote_accepted" if accepts else "quote_declined"
    after = ticket
    if ticket.allows(Move.RESIDENT_WROTE):
        after = ticket.move(Move.RESIDENT_WROTE, house.now())
    if act is None:
        await _record(u, house, ticket, quote, "resident", what)
    else:
        after = replace(after, handled_at=house.now())
        noted: Deed = "quote_accepted_told" if accepts else "quote_declined_told"
        await _record(u, house, ticket, quote, act.member.key, noted, act.text("how"))
    settled = replace(quote, answered_at=house.now())
    after = await _settle(u, house, after, settled, state)
    await _say(u, house, after, settled, what, by=act.member if act else None)
    if accepts:
        await _tell_technician(u, house, after, quote, GO_ON)
    return after


async def _record(
    u: UnitOfWork, house: House, ticket: Ticket, quote: Quote, actor: str, what: Deed, how: str = ""
) -> None:
    office = house.directory.office(ticket.office)
    told = house.labelled(office, price_of(quote.price, office.language), quote.purpose)
    detail = " · ".join(part for part in (told, how) if part)
    await house.record(u, ticket, actor, what, detail)


async def _settle(u: UnitOfWork, house: House, ticket: Ticket, quote: Quote, state: QuoteState) -> Ticket:
    """Write down what became of it, on the ticket too; its timer has done its work."""
    settled = replace(quote, state=state)
    await u.sides.put_quote(settled)
    await u.timers.clear(TIMER, quote.id)
    paid = house.directory.topic(ticket.topic).paid
    after = await u.tickets.save(replace(ticket, needs_price=needs_price(paid, settled)))
    await cards.refresh(u, house, after)
    return after


async def _say(
    u: UnitOfWork, house: House, ticket: Ticket, quote: Quote, what: str, *, by: Staff | None = None
) -> None:
    office = house.directory.office(ticket.office)
    price = price_of(quote.price, office.language)
    text = house.staff_says(office, SAYS[what], name=ticket.author_name, price=price, purpose=quote.purpose)
    author = house.staff_says(office, N_("Noted by {name}"), name=by.name) if by else ""
    post = Post(text, author=author, icon=ICONS[what])
    await u.outbox.to_desk(ticket.thread, post)
    title = cards.title_of(house, office, ticket)
    told = {ticket.handler or quote.offered_by} - {by.key if by else None}
    await house.to_keys(u, told, replace(post, above=title, thread=ticket.thread))


def _last_day(house: House, ticket: Ticket, quote: Quote, language: str) -> Public:
    return last_day(quote.valid_until, house.directory.time_zone(ticket.office, ticket.residence), language)
