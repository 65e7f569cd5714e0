"""The dialog engine: declared forms, a pure step function, a registry.

A dialog imports everything it needs from here.
"""

from bot.domain.audience import N_, NN_, Phrase, Public
from bot.domain.text import fold
from bot.forms.doubt import Doubt
from bot.forms.engine import Form
from bot.forms.fields import Answers, Choice, Files, Option, Search, Text
from bot.forms.model import Context

__all__ = [
    "NN_",
    "N_",
    "Answers",
    "Choice",
    "Context",
    "Doubt",
    "Files",
    "Form",
    "Option",
    "Phrase",
    "Public",
    "Search",
    "Text",
    "fold",
]
