"""Which language the program speaks: chosen before any text is made."""

import gettext
import os
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import trajecten_cli

Language: TypeAlias = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
CATALOGUES = f"{trajecten_cli.__path__[0]}/locale"
"""A plain text: pathlib would make every --help slower."""
_OPTION = "--lang"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language asked for, else that of the locale, else Dutch.

    >>> chosen(["status", "--lang=en"], {"LANG": "nl_NL.UTF-8"})
    'en'
    >>> chosen([], {"LANG": "C.UTF-8"})
    'nl'
    """
    asked = _option(arguments)
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
    for wish in (asked, locale):
        for language in LANGUAGES:
            if wish.lower() == language or wish.lower().startswith(
                (f"{language}_", f"{language}.")
            ):
                return language
    return "nl"


def speak(language: Language) -> None:
    """Let gettext, and with it click, answer in a language from now on."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", CATALOGUES)
    gettext.textdomain("messages")


# Private


def _option(arguments: Sequence[str]) -> str:
    asked = ""
    before_dashes = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for place, word in enumerate(before_dashes):
        if word == _OPTION:
            asked = "".join(before_dashes[place + 1 : place + 2])
        elif word.startswith(f"{_OPTION}="):
            asked = word.partition("=")[2]
    return asked
