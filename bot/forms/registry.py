"""The forms there are, by name. Dialogs register themselves; services know them only through here."""

from __future__ import annotations

import importlib
import pkgutil

from bot.forms.engine import Form

_forms: dict[str, type[Form]] = {}


def load(package: str) -> None:
    """Register every form declared in the modules of ``package``."""
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        for value in vars(importlib.import_module(f"{package}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Form) and value is not Form:
                _forms[value.name] = value


def form(name: str) -> type[Form] | None:
    """The form of that name, None for one that an older version had."""
    return _forms.get(name)
