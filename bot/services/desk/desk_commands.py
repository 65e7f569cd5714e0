"""The one table of what can be asked with ``/palier``, and asking it (row G1)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.audience import N_
from bot.domain.directory import Role, Staff
from bot.domain.errors import Refused
from bot.domain.naming import named_first, nearest
from bot.domain.scope import scope_of
from bot.ports.desk import Action, Line, Whisper
from bot.ports.inbound import DeskCommand, DeskPress
from bot.ports.store import UnitOfWork
from bot.services.desk import absences, finding, open_lists
from bot.services.desk.commands import Answer, Asked, Subcommand
from bot.services.house import House
from bot.services.invitations import linking, parting
from bot.services.promises import promise_list
from bot.services.sheets import handover_command, reviewing
from bot.services.tickets import for_others

TURN = "palier.page"
"""The buttons under a list that goes on. Their value says what was asked, and which page."""
LONGEST = 300
"""Characters that are read of what was asked: they must fit into a button."""


async def _help(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    return _table(house, asked, house.staff_says(asked.office, N_("What /palier can do:")))


COMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        "status",
        N_("/palier status [REFERENCE] – all open requests of your department, or one of them"),
        open_lists.status,
        ("statut", "etat", "trang thai", "状态"),
        help_managers=N_("/palier status [REFERENCE] – all open requests of the office, or one of them"),
    ),
    Subcommand(
        "late",
        N_("/palier late – what has been waiting for us for too long"),
        open_lists.late,
        ("retard", "en retard", "tre", "tre han", "逾期"),
    ),
    Subcommand(
        "mine",
        N_("/palier mine – what is in your hands"),
        open_lists.mine,
        ("moi", "les miennes", "cua toi", "我的"),
    ),
    Subcommand(
        "open",
        N_("/palier open [RESIDENCE] – what is open there"),
        open_lists.open_in,
        ("ouvert", "ouvertes", "dang mo", "未结"),
        help_managers=N_("/palier open [DEPARTMENT or RESIDENCE] – what is open there"),
    ),
    Subcommand(
        "find",
        N_("/palier find WORDS – requests with these words, closed ones too"),
        finding.find,
        ("chercher", "trouver", "tim", "tim kiem", "查找", "搜索"),
    ),
    Subcommand(
        "handover",
        N_(
            "/palier handover – hand over to the next shift, in your department’s channel: every open repair and "
            "complaint"
        ),
        handover_command.handover,
        ("releve", "passation", "ban giao", "交接"),
        help_managers=N_(
            "/palier handover [DEPARTMENT or RESIDENCE] – hand a department over in its channel; of a residence, or of "
            "the office, the list with the last words"
        ),
    ),
    Subcommand(
        "promises",
        N_("/palier promises – what residents were promised: open, kept, broken this month"),
        promise_list.promises,
        ("promesses", "loi hua", "cam ket", "承诺"),
    ),
    Subcommand(
        "review",
        N_("/palier review daily|weekly – what management goes through: posted now, or brought up to date"),
        reviewing.command,
        ("revue", "ra soat", "复核"),
        roles=(Role.MANAGER,),
    ),
    Subcommand(
        "away",
        N_(
            "/palier away [DAY [DAY]] – who is away; with one day or two, you are: 24/12 28/12, tomorrow, Friday"
        ),
        absences.away,
        ("absent", "absence", "conges", "vang", "vang mat", "nghi", "请假", "外出"),
        help_managers=N_(
            "/palier away [DAY [DAY] [NAME]] – who is away; with one day or two, you or a colleague: 24/12 28/12, "
            "tomorrow, Friday"
        ),
    ),
    Subcommand(
        "back",
        N_("/palier back – you are here again, or do not go"),
        absences.back,
        ("retour", "tro lai", "回来", "销假"),
        help_managers=N_("/palier back [NAME] – you or a colleague are here again, or do not go"),
    ),
    Subcommand(
        "link",
        N_("/palier link NAME – a code that links a technician's Telegram chat"),
        linking.invite,
        ("lier", "lien ket", "绑定"),
        roles=(Role.MANAGER,),
    ),
    Subcommand(
        "unlink",
        N_(
            "/palier unlink NAME or REFERENCE – no more jobs go to that technician’s chat; nothing of that request’s "
            "resident goes to the chat that was linked"
        ),
        parting.command,
        ("delier", "huy lien ket", "解绑"),
        roles=(Role.MANAGER,),
    ),
    Subcommand(
        "new",
        N_("/palier new [NAME] – log a call, a visit, a letter or an e-mail"),
        _help,
        for_others.ALIASES,
    ),
    Subcommand("help", N_("/palier help – this list"), _help, ("aide", "tro giup", "帮助", "?")),
)
"""In the order in which help shows them."""


async def answer(u: UnitOfWork, house: House, member: Staff, asked: DeskCommand) -> None:
    """Answer ``/palier WORDS`` to its author only. Raises Refused with what to tell."""
    words = tuple(" ".join(asked.words)[:LONGEST].split())
    found = await _answered(u, house, member, words, 0)
    await house.whisper(
        u, asked.room, asked.user.id, _whisper(house, member, words, 0, found, asked.reply_to)
    )


async def turn(u: UnitOfWork, house: House, member: Staff, pressed: DeskPress) -> None:
    """Another page, in place of the one whose button was pressed. Raises Refused with what to tell."""
    asked = json.loads(pressed.value)
    words, page = tuple(asked["words"]), int(asked["page"])
    found = await _answered(u, house, member, words, page)
    whisper = _whisper(house, member, words, page, found, pressed.reply_to, replaces=True)
    await house.whisper(u, pressed.room, pressed.user.id, whisper)


async def _answered(u: UnitOfWork, house: House, member: Staff, words: Sequence[str], page: int) -> Answer:
    office = house.directory.office_of(member)
    command, rest = meant(words or ("help",))
    asked = Asked(member, office, scope_of(house.directory, member), rest, page)
    if command is None:
        return _unknown(house, asked, words[0])
    if member.role not in command.roles:
        raise Refused(N_("Only a manager can ask that."))
    return await command.answers(u, house, asked)


def meant(words: Sequence[str]) -> tuple[Subcommand | None, tuple[str, ...]]:
    """The subcommand that the first words name in any language, and the words after it."""
    return named_first(words, ((one, (one.name, *one.aliases)) for one in COMMANDS))


def _unknown(house: House, asked: Asked, word: str) -> Answer:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    near = nearest(word, names)
    if near is None:
        return _table(
            house, asked, house.staff_says(asked.office, N_("There is no such command. What /palier can do:"))
        )
    command, _ = meant((near,))
    name = command.name if command else near
    title = N_("There is no “{word}”. Do you mean /palier {name}? What /palier can do:")
    return _table(house, asked, house.staff_says(asked.office, title, word=word, name=name))


def _table(house: House, asked: Asked, title: str) -> Answer:
    role: Role = asked.member.role
    offered = [command for command in COMMANDS if role in command.roles]
    return Answer(title, tuple(Line(house.staff_says(asked.office, one.help_for(role))) for one in offered))


def _whisper(
    house: House,
    member: Staff,
    words: Sequence[str],
    page: int,
    found: Answer,
    reply_to: str | None,
    *,
    replaces: bool = False,
) -> Whisper:
    office = house.directory.office_of(member)
    turns = (
        (found.earlier, N_("← Previous"), page - 1),
        (found.later, N_("Next →"), page + 1),
    )
    actions = tuple(
        Action(TURN, house.staff_says(office, label), _value(words, number))
        for there, label, number in turns
        if there
    )
    return Whisper(found.title, found.lines, reply_to, actions, replaces)


def _value(words: Sequence[str], page: int) -> str:
    return json.dumps({"words": list(words), "page": page}, ensure_ascii=False, separators=(",", ":"))
