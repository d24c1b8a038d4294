"""The texts that come with the program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from app.paths import resource
from app.services.reports.kinds import Subject


@dataclass(frozen=True, slots=True)
class ShippedText:
    """A text of the program; ``title`` says where in a report it stands."""

    key: str
    title: str
    text: str
    about: str = ""
    """For which surveys it is printed, where that is not all of them."""
    subject: Subject = Subject.SURVEY
    """What the report is about that it stands in; it decides which fields the text may hold."""


@cache
def shipped_texts() -> tuple[ShippedText, ...]:
    """Return all texts in the order in which reports print them."""
    with resource("texts", "laporan.toml").open("rb") as file:
        read = tomllib.load(file)
    return tuple(
        ShippedText(
            key,
            one["title"],
            one["text"].strip(),
            one.get("about", ""),
            Subject(one.get("subject", Subject.SURVEY)),
        )
        for key, one in read.items()
    )
