"""Reporting a problem or asking a question: who, where, what about, what exactly (rows A2, A3, A4)."""

from __future__ import annotations

import re

from bot.domain.commands import OpenTicket
from bot.domain.directory import name_in
from bot.domain.gravity import dangers
from bot.domain.ids import ResidenceKey, TopicKey
from bot.domain.name_said import name_said
from bot.domain.thanks import is_thanks
from bot.domain.ticket import Kind
from bot.domain.topic_words import other_topic
from bot.forms import N_, Answers, Choice, Context, Doubt, Files, Form, Option, Search, Text, fold
from bot.forms.model import Input, Said
from bot.forms.places import residences, unit_as_listed

GREETINGS = frozenset(
    fold(word)
    for word in [
        "bonjour",
        "bonsoir",
        "salut",
        "hello",
        "hi",
        "hey",
        "coucou",
        "madame",
        "monsieur",
        "mesdames",
        "messieurs",
        "messieur",
        "dame",
        "dames",
        "shop",
        "ad",
        "admin",
        "merci",
        "svp",
        "good",
        "morning",
        "afternoon",
        "evening",
        "dear",
        "sir",
        "madam",
        "please",
        "thanks",
        "xin",
        "chào",
        "chao",
        "ạ",
        "a",
        "em",
        "anh",
        "chị",
        "ơi",
        "oi",
        "nhé",
        "alo",
        "allo",
        "voila",
        "您好",
        "你好",
        "喂",
        "物业您好",
        "物业你好",
        "管家您好",
        "管家你好",
        "在吗",
        "请问",
        "早上好",
        "谢谢",
    ]
)


HELLO = N_("Hello! I take what you write to the office. First a few short questions.")
NO_WORDS = re.compile(r"^[📍👤↪].*$|https?://\S+", re.MULTILINE)
"""A place on the map and a contact, as chats hand them over, and links: they describe nothing."""

TOLD_IN = ("description", "author", "unit", "residence_words", "wish", "wish_by", "cautions")
"""Where somebody writes in his own words."""


def is_vague(text: str) -> bool:
    """Whether a description says too little to act on: greetings, thanks, places and contacts aside, fewer than six Han
    characters, or fewer than three words or twelve letters. Who is in danger is not asked for more."""
    if is_thanks(text):
        return True
    if dangers(text):
        return False
    words = [word.strip(".,!?;:…。，！？、；：~") for word in fold(NO_WORDS.sub(" ", text)).split()]
    left = [word for word in words if word and word not in GREETINGS]
    han = sum(1 for word in left for c in word if "\u4e00" <= c <= "\u9fff")
    letters = sum(c.isalnum() for word in left for c in word)
    return han < 6 and (len(left) < 3 or letters < 12)


def only_greets(text: str) -> bool:
    """Whether a message holds nothing but a greeting."""
    words = [word.strip(".,!?;:…。，！？、；：~") for word in fold(text).split()]
    return bool(words) and all(not word or word in GREETINGS for word in words) and not is_thanks(text)


def topics(context: Context, answers: Answers) -> tuple[Option, ...]:
    """The topics offered where the resident lives."""
    key = ResidenceKey(answers["residence"]) if answers.get("residence") else None
    office = context.directory.residence(key).office if key else context.office
    found = context.directory.topics_for(office, key)
    return tuple(Option(topic.key, name_in(topic.names, context.language)) for topic in found)


def complains(context: Context, answers: Answers) -> bool:
    """Whether to ask what he wishes: the topic chosen is one of complaints (row E4)."""
    topic = answers.get("topic")
    complaint = topic is not None and context.directory.topic(TopicKey(topic)).kind is Kind.COMPLAINT
    return complaint and unhurried(context, answers)


def urgent(context: Context, answers: Answers) -> bool:
    """Whether somebody is in danger: only what nobody can be helped without is asked of him (row A5)."""
    return bool(dangers(answers.get("description") or ""))


def unhurried(context: Context, answers: Answers) -> bool:
    """Whether there is time for more questions."""
    return not urgent(context, answers)


def spoken_of(context: Context, answers: Answers) -> str | None:
    """The other topic that his description clearly speaks of (row A3). Whoever is in danger is not asked."""
    topic, words, key = answers.get("topic"), answers.get("description"), answers.get("residence")
    if not topic or not words or urgent(context, answers):
        return None
    chosen, residence = context.directory.topic(TopicKey(topic)), ResidenceKey(key) if key else None
    found = other_topic(context.directory, chosen, residence, words)
    return found.key if found else None


def nameless(context: Context, answers: Answers) -> bool:
    """Whether his name must be asked; in danger, that of his profile will do."""
    return unhurried(context, answers) or name_said(context.profile_name) is None


def sees_technician(context: Context, answers: Answers) -> bool:
    """Whether a technician will come to somebody's door: the topic is one of operations, the residence ours, and the
    place not known to be a common area (row F1). Whoever is in danger is not asked."""
    topic, key = answers.get("topic"), answers.get("residence")
    if urgent(context, answers) or not topic or not key:
        return False
    if context.directory.topic(TopicKey(topic)).subsystem != "operations":
        return False
    units = context.directory.residence(ResidenceKey(key)).units
    return not units or unit_as_listed(context, ResidenceKey(key), answers.get("unit") or "") in units


class ReportProblem(Form, name="report"):
    """The main dialog."""

    opening = N_("I will take this to the office. First a few short questions.")
    text_to = "description"
    long = True
    keeps_files = True

    @classmethod
    def opens(cls, first: Input | None) -> str | None:
        """Who greets is greeted."""
        return HELLO if isinstance(first, Said) and only_greets(first.text) else cls.opening

    author = Text(
        ask=N_("What is your name?"),
        label=N_("Your name"),
        min_len=2,
        max_len=80,
        reads=name_said,
        example=N_("What is your name? For example: “Emma Brown”."),
        known=lambda context: context.name,
        suggest=lambda context: context.profile_name,
        where=nameless,
    )
    residence = Search(
        residences,
        ask=N_("Which residence is it about? Choose it, or type a part of its name or address."),
        label=N_("Residence"),
        none=N_("Mine isn't here"),
        known=lambda context: context.residence,
    )
    residence_words = Text(
        ask=N_("Which building is it then? Please write its name and address."),
        label=N_("Building"),
        min_len=3,
        max_len=300,
        when=lambda answers: answers.get("residence") == "",
        depends=("residence",),
    )
    unit = Text(
        ask=N_("Which flat or shop? For a common area, write where it is."),
        label=N_("Flat or place"),
        max_len=80,
        known=lambda context: context.unit if context.residence else None,
        spoken="",
        depends=("residence",),
    )
    topic = Choice(topics, ask=N_("What is it about?"), label=N_("Topic"), columns=2, depends=("residence",))
    description = Text(
        ask=N_("Please describe it: what, where exactly, since when?"),
        label=N_("Description"),
        spoken="🎤",
        vague=is_vague,
        example=N_(
            "Could you say a little more, so that we can help at once? "
            "For example: “Since this morning water has been dripping from the ceiling of the 2nd-floor corridor, "
            "in front of the lift.”"
        ),
    )
    meant = Doubt(
        "topic",
        topics,
        other=spoken_of,
        ask=N_("What you write sounds more like “{other}” than “{chosen}”. Which of the two is it?"),
    )
    wish = Text(
        ask=N_("What would you like us to do about it?"),
        label=N_("What you ask for"),
        max_len=1000,
        optional=True,
        where=complains,
        depends=("topic",),
    )
    wish_by = Text(
        ask=N_("By when would you need it? A date, or in your own words."),
        label=N_("By when"),
        max_len=200,
        optional=True,
        where=lambda context, answers: complains(context, answers) and bool(answers.get("wish")),
        depends=("topic", "wish"),
    )
    cautions = Text(
        ask=N_(
            "Is there anything the technician must know before coming? "
            "For example: a dog, a door code, a baby asleep, when somebody is at home."
        ),
        label=N_("For the technician"),
        max_len=300,
        optional=True,
        where=sees_technician,
        depends=("topic",),
    )
    photos = Files(
        at_most=10,
        ask=N_("Any photos? Send them now, or go on without."),
        label=N_("Photos"),
        where=unhurried,
    )

    def as_it_stands(self) -> OpenTicket | None:
        """Who is in danger may never get to the last question, and may say so at any."""
        said = [self.state.answers.get(name) for name in TOLD_IN]
        alarming = [words for words in (*said, *self.state.partial.values()) if words and dangers(words)]
        if not alarming:
            return None
        words = "\n".join(dict.fromkeys(filter(None, (self.description, *alarming))))
        return self._made(TopicKey(self.topic or self._any_topic(words)), words)

    def finish(self) -> OpenTicket:
        return self._made(TopicKey(self.topic), self.description)

    def _any_topic(self, words: str) -> TopicKey:
        """The one that his words clearly speak of, unless it must be priced first, else that of questions; where his
        residence is not known either, of an office that speaks his language."""
        directory, key = self.context.directory, ResidenceKey(self.residence) if self.residence else None
        if key:
            office = directory.residence(key).office
        else:
            speak = (one.key for one in directory.offices if one.language == self.context.language)
            office = next(speak, self.context.office)
        offered = directory.topics_for(office, key)
        usual = next((one for one in offered if one.kind is Kind.QUESTION), offered[-1])
        meant = other_topic(directory, usual, key, words)
        return meant.key if meant and not meant.paid else usual.key

    def _made(self, topic: TopicKey, description: str) -> OpenTicket:
        residence = ResidenceKey(self.residence) if self.residence else None
        return OpenTicket(
            author=self.author or self.context.profile_name,
            residence=residence,
            residence_words=self.residence_words,
            unit=unit_as_listed(self.context, residence, self.unit or ""),
            topic=topic,
            description=description,
            files=self.photos,
            unclear="description" in self.state.unclear,
            wish=self.wish or None,
            wish_by=self.wish_by or None,
            cautions=self.cautions or None,
        )
