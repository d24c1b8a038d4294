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
from app.services.instruments.validation import refused, require_scale, validate
from app.services.text import clean_line
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
    instrument = _instrument(content, definition)
    validate(instrument)
    return instrument


def parsed(definition: str) -> dict[str, Any]:
    """Return what a TOML text says; numbers with a point stay exact."""
    return tomllib.loads(definition, parse_float=Decimal)


def _toml_place(message: str) -> str:
    if found := re.search(r"at line (\d+), column (\d+)", message):
        return tr(" di baris {baris}, kolom {kolom}", baris=found[1], kolom=found[2])
    return tr(" di akhir berkas") if "end of document" in message else ""


class _Table:
    """One table of the file with its place, which every refusal names."""

    def __init__(self, place: str, content: object) -> None:
        if not isinstance(content, dict):
            raise refused(tr("{tempat}: harus berupa tabel TOML", tempat=place))
        self._place, self._content = place, content
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def __getitem__(self, key: str) -> object:
        self._known.add(key)
        if key not in self._content:
            raise refused(tr("{tempat}: isian '{isian}' tidak ada", tempat=self._place, isian=key))
        return self._content[key]

    def take(self, key: str, read: Callable[[object], T], *default: T) -> T:
        """Return an entry as ``read`` understands it; what may be missing has a default."""
        self._known.add(key)
        if default and key not in self._content:
            return default[0]
        value = self[key]
        try:
            return read(value)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise refused(
                tr(
                    "{tempat}: isian '{isian}' tidak benar ({isi})",
                    tempat=self._place,
                    isian=key,
                    isi=clean_line(str(value), _SHOWN) or tr("kosong"),
                )
            ) from error

    def table(self, key: str, place: str) -> _Table:
        """Return a table within this one; one that is not there is empty."""
        self._known.add(key)
        return _Table(place, self._content.get(key, {}))

    def each(self, key: str, place: str, build: Callable[[int, _Table], T]) -> tuple[T, ...]:
        """Build every table of a list; ``place`` and its number say where it stands."""
        items = self.take(key, _list)
        place = place if self._place == tr("berkas") else f"{self._place}, {place}"
        return tuple(
            self._built(f"{place} {number}", item, lambda table, n=number: build(n, table))  # type: ignore[misc] # mypy does not infer a default of a lambda
            for number, item in enumerate(items, 1)
        )

    @staticmethod
    def _built(place: str, item: object, build: Callable[[_Table], T]) -> T:
        table = _Table(place, item)
        made = build(table)
        table.end()
        return made

    def end(self) -> None:
        """Refuse what nobody read: a misspelt entry would be left out without a word."""
        unknown = [key for key in self._content if key not in self._known]
        if unknown:
            raise refused(
                tr("{tempat}: isian '{isian}' tidak dikenal", tempat=self._place, isian=unknown[0])
            )


def _instrument(content: dict[str, Any], definition: str) -> Instrument:
    file = _Table(tr("berkas"), content)
    scale = _Table(tr("skala"), file["scale"])
    lowest, highest = scale.take("lowest", _integer), scale.take("highest", _integer)
    scale.end()
    require_scale(lowest, highest)
    scores = range(lowest, highest + 1)
    index = file.table("index", tr("indeks"))
    made = Instrument(
        key=file.take("key", _text),
        version=file.take("version", _integer),
        name=file.take("name", _text),
        index_name=file.take("index_name", _text),
        index_short=file.take("index_short", _text),
        source=file.take("source", _text),
        lowest=lowest,
        highest=highest,
        unsur=file.each("unsur", tr("unsur"), lambda _, item: _unsur(item)),
        questions=file.each(
            "question", tr("pertanyaan"), lambda number, item: _question(number, item, scores)
        ),
        profile=file.each("profile", tr("isian profil"), lambda _, item: _field(item)),
        mutu=file.each("mutu", tr("mutu"), lambda _, item: _mutu(item)),
        definition=definition,
        index_highest=index.take("highest", _integer, PERCENT),
        index_factor=index.take("factor", _factor, None),
        about=file.take("about", _text, ""),
        notes=file.take("notes", _texts, ()),
    )
    index.end()
    file.end()
    return made


def _unsur(item: _Table) -> Unsur:
    name = item.take("name", _text)
    short = item.take("short_name", _text, name)
    if "unsur" in item:
        raise refused(tr("unsur {nama} tidak dapat menjadi bagian unsur lain", nama=name[:_SHOWN]))
    return Unsur(
        item.take("key", _text), item.take("code", _text), name, short, item.take("weight", _exact)
    )


def _question(number: int, item: _Table, scores: range) -> Question:
    labels = item.take("options", _texts)
    short = item.take("short_options", _texts, labels)
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
        key=item.take("key", _text),
        number=number,
        text=item.take("text", _text),
        unsur=item.take("unsur", _optional, ""),
        options=options,
        short_name=item.take("short_name", _text, ""),
    )


def _field(item: _Table) -> ProfileField:
    numbers = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")
    is_given = {key: key in item for key in ("choices", "bands")}
    return ProfileField(
        key=item.take("key", _text),
        name=item.take("name", _text),
        kind=item.take("kind", _kind),
        choices=item.each("choices", tr("pilihan"), _choice) if is_given["choices"] else (),
        bands=item.each("bands", tr("kelompok"), _band) if is_given["bands"] else (),
        unit=item.take("unit", _optional, ""),
        **{name: item.take(name, _integer, 0) for name in numbers},
    )


def _band(_: int, item: _Table) -> Band:
    return Band(
        item.take("label", _text), item.take("lower", _integer), item.take("upper", _integer)
    )


def _choice(place: int, item: _Table) -> Choice:
    return Choice(
        item.take("value", _text),
        item.take("label", _text),
        item.take("keys", _texts, (str(place),)),
        item.take("lower", _integer, 0),
        item.take("upper", _integer, 0),
    )


def _mutu(item: _Table) -> Mutu:
    return Mutu(item.take("letter", _text), item.take("word", _text), item.take("lower", _limit))


def _text(value: object) -> str:
    """Return a text that can be shown and printed on a line, as it stands."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise ValueError(value)
    if any(sign < " " or sign == "\x7f" for sign in value):
        raise ValueError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _optional(value: object) -> str:
    return _text(value) if value != "" else ""


def _kind(value: object) -> FieldKind:
    return FieldKind(_text(value))


def _exact(value: object) -> Fraction:
    number = exact(value)
    if number is None:
        raise ValueError(value)
    return number


def _factor(value: object) -> Fraction | None:
    return _exact(_text(value))


def _limit(value: object) -> Decimal:
    lower = limit(value)
    if lower is None:
        raise ValueError(value)
    return lower


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
