"""The one catalogue of what a person reads.

Indonesian is the language of the source; a file ``resources/translations/<language>.toml`` with a
table ``[texts]`` may give other words for a sentence. Values are inserted after the look-up and are
never taken for a template themselves.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE_LANGUAGE = "id"

_catalogue: Mapping[str, str] = {}


def use_language(language: str) -> None:
    """Read the catalogue of ``language``; the source language needs none."""
    global _catalogue  # noqa: PLW0603 - the language is one setting of the whole process
    if language == SOURCE_LANGUAGE:
        _catalogue = {}
        return
    with resource("translations", f"{language}.toml").open("rb") as file:
        _catalogue = tomllib.load(file)["texts"]


def tr(text: str, **values: object) -> str:
    """Return the sentence ``text`` in the chosen language with its named values filled in."""
    template = _catalogue.get(text, text)
    return template.format(**values) if values else template
