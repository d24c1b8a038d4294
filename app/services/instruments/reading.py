"""Read an instrument from its TOML text, or say at which place it cannot be used.

The form is that of ``resources/instruments/skm-9.toml``: ``key``, ``version``, ``name``,
``index_name``, ``index_short``, ``source``, a table ``[scale]``, and lists ``[[mutu]]``,
``[[unsur]]``, ``[[question]]`` and ``[[profile]]``. It may have ``about``, ``notes`` and a table
``[index]`` with the ``highest`` value of the index, where that is not 100, and the ``factor`` that
leads to it, where it is a choice that reports must name.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from app.models.questionnaire import (
    PERCENT,
    Band,
    Choice,
    FieldKind,
    Instrument,
    Mutu,
    Option,
    ProfileField,
    Question,
    Unsur,
)
from app.paths import resource
from app.services.instruments.numbers import exact, limit
from app.services.instruments.validation import refused, validate
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

T = TypeVar("T")

LONGEST_TEXT = 1000
_SHOWN = 60


def shipped_instruments() -> list[Instrument]:
    """Return the instruments that come with the program by key, older versions first."""
    files = resource("instruments").glob("*.toml")
    found = [read_instrument(file.read_text(encoding="utf-8")) for file in files]
    return sorted(found, key=lambda instrument: (by_number(instrument.key), instrument.version))


def by_number(key: str) -> list[tuple[int, str]]:
    """Return what sorts ``skm-9`` before ``skm-16-m1``."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", key)]


@lru_cache(maxsize=64)
def read_instrument(definition: str) -> Instrument:
    """Return the instrument that ``definition`` describes.

    Raises InputError that names the place and the reason when it cannot be used.
    """
    try:
        content = parsed(definition)
    except (ValueError, RecursionError) as error:  # also of numbers and nesting without end
        place = _toml_place(str(error))
        raise refused(tr("susunan berkas TOML tidak benar{tempat}", tempat=place)) from error
    instrument = _located(tr("berkas"), lambda: _instrument(content, definition))
    validate(instrument)
    return instrument


def parsed(definition: str) -> dict[str, Any]:
    """Return what a TOML text says; numbers with a point stay exact."""
    return tomllib.loads(definition, parse_float=Decimal)


def _toml_place(message: str) -> str:
    if found := re.search(r"at line (\d+), column (\d+)", message):
        return tr(" di baris {baris}, kolom {kolom}", baris=found[1], kolom=found[2])
    return tr(" di akhir berkas") if "end of document" in message else ""


def _instrument(content: dict[str, Any], definition: str) -> Instrument:
    lowest, highest = _integer(content["scale"]["lowest"]), _integer(content["scale"]["highest"])
    scores = range(lowest, highest + 1)
    index = content.get("index", {})
    return Instrument(
        key=_text(content["key"]),
        version=_integer(content["version"]),
        name=_text(content["name"]),
        index_name=_text(content["index_name"]),
        index_short=_text(content["index_short"]),
        source=_text(content["source"]),
        lowest=lowest,
        highest=highest,
        unsur=_each(tr("unsur"), content["unsur"], lambda _, item: _unsur(item)),
        questions=_each(
            tr("pertanyaan"), content["question"], lambda i, item: _question(i, item, scores)
        ),
        profile=_each(tr("isian profil"), content["profile"], lambda _, item: _field(item)),
        mutu=_each(tr("mutu"), content["mutu"], lambda _, item: _mutu(item)),
        definition=definition,
        index_highest=_integer(index.get("highest", PERCENT)),
        index_factor=_exact(_text(index["factor"])) if "factor" in index else None,
        about=_text(content["about"]) if "about" in content else "",
        notes=tuple(_text(note) for note in _list(content.get("notes", []))),
    )


def _each(
    place: str, items: list[dict[str, Any]], build: Callable[[int, dict[str, Any]], T]
) -> tuple[T, ...]:
    """Build every item of a list; a refusal names the list and the place in it."""

    def one(number: int, item: dict[str, Any]) -> T:
        return _located(f"{place} {number}", lambda: build(number, item))

    return tuple(one(number, item) for number, item in enumerate(items, 1))


def _located(place: str, build: Callable[[], T]) -> T:
    try:
        return build()
    except KeyError as error:
        raise refused(tr("{tempat}: isian {isian} tidak ada", tempat=place, isian=error)) from error
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise refused(tr("{tempat}: ada isian yang tidak benar", tempat=place)) from error


def _unsur(item: dict[str, Any]) -> Unsur:
    name = _text(item["name"])
    short = _text(item.get("short_name", name))
    if "unsur" in item:
        raise refused(tr("unsur {nama} tidak dapat menjadi bagian unsur lain", nama=name[:_SHOWN]))
    return Unsur(_text(item["key"]), _text(item["code"]), name, short, _exact(item["weight"]))


def _question(number: int, item: dict[str, Any], scores: range) -> Question:
    labels = [_text(label) for label in item["options"]]
    short = [_text(label) for label in item.get("short_options", labels)]
    if not len(labels) == len(short) == len(scores):
        raise refused(
            tr(
                "pertanyaan {nomor} harus punya {n} pilihan, sesuai skala",
                nomor=number,
                n=len(scores),
            )
        )
    options = tuple(Option(*parts) for parts in zip(scores, labels, short, strict=True))
    return Question(
        key=_text(item["key"]),
        number=number,
        text=_text(item["text"]),
        unsur=_optional(item, "unsur"),
        options=options,
        short_name=_text(item["short_name"]) if "short_name" in item else "",
    )


def _field(item: dict[str, Any]) -> ProfileField:
    kind = FieldKind(item["kind"])
    choices = tuple(
        _choice(place, choice) for place, choice in enumerate(item.get("choices", ()), 1)
    )
    bands = tuple(
        Band(_text(b["label"]), _integer(b["lower"]), _integer(b["upper"]))
        for b in item.get("bands", ())
    )
    numbers = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")
    return ProfileField(
        key=_text(item["key"]),
        name=_text(item["name"]),
        kind=kind,
        choices=choices,
        bands=bands,
        unit=_optional(item, "unit"),
        **{name: _integer(item.get(name, 0)) for name in numbers},
    )


def _choice(place: int, item: dict[str, Any]) -> Choice:
    return Choice(
        _text(item["value"]),
        _text(item["label"]),
        tuple(_text(key) for key in _list(item.get("keys", [str(place)]))),
        _integer(item.get("lower", 0)),
        _integer(item.get("upper", 0)),
    )


def _mutu(item: dict[str, Any]) -> Mutu:
    lower = limit(item["lower"])
    if lower is None:
        raise ValueError(item)
    return Mutu(_text(item["letter"]), _text(item["word"]), lower)


def _text(value: object) -> str:
    """Return a text that can be shown and printed on a line, as it stands."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise ValueError(value)
    if any(sign < " " or sign == "\x7f" for sign in value):
        raise ValueError(value)
    return value


def _optional(item: dict[str, Any], key: str) -> str:
    value = item.get(key, "")
    return _text(value) if value != "" else ""


def _exact(value: object) -> Fraction:
    number = exact(value)
    if number is None:
        raise ValueError(value)
    return number


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
