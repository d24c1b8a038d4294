"""An instrument made of a draft as far as it goes, for previews only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.models.questionnaire import (
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
from app.services.instruments.draft import scores
from app.services.instruments.numbers import exact, limit
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NUMBERS = ("lowest", "highest", "usual_lowest", "usual_highest")


def preview_of(content: Mapping[str, Any]) -> Instrument:
    """Return what can be shown of a draft; what cannot be used is left out."""
    of_scale = scores(content)
    known = {unsur["key"] for unsur in content["unsur"]}
    seen: set[str] = set()
    profile = [f for f in content["profile"] if _usable(f) and _first(f["key"], seen)]
    asked = [q for q in content["question"] if of_scale and _first(q["key"], seen)]
    return Instrument(
        key=content["key"] or "-",
        version=content["version"],
        name=content["name"] or tr("(belum bernama)"),
        index_name=content["index_name"],
        index_short=content["index_short"],
        source=content["source"],
        lowest=content["scale"]["lowest"],
        highest=content["scale"]["highest"],
        unsur=tuple(_unsur(item) for item in content["unsur"]),
        questions=tuple(
            _question(number, item, of_scale, known) for number, item in enumerate(asked, 1)
        ),
        profile=tuple(_field(item) for item in profile),
        mutu=tuple(
            Mutu(m["letter"], m["word"], limit(m["lower"]) or Decimal(0)) for m in content["mutu"]
        ),
        definition="",
        about=content["about"],
        notes=tuple(content["notes"]),
    )


def _unsur(item: Mapping[str, Any]) -> Unsur:
    weight = exact(item["weight"]) or Fraction(0)
    name = item["name"] or tr("(belum bernama)")
    return Unsur(item["key"], item["code"], name, item["short_name"] or name, weight)


def _question(
    number: int, item: Mapping[str, Any], of_scale: Iterable[int], known: set[str]
) -> Question:
    labels = zip(of_scale, item["options"], item["short_options"], strict=False)
    options = tuple(
        Option(score, label or "…", short or label or "…") for score, label, short in labels
    )
    return Question(
        key=item["key"],
        number=number,
        text=item["text"] or tr("(belum diisi)"),
        unsur=item["unsur"] if item["unsur"] in known else "",
        options=options,
        short_name=item["short_name"],
    )


def _usable(field: Mapping[str, Any]) -> bool:
    if field["kind"] == FieldKind.CHOICE:
        return any(True for _ in _choices(field))
    return bool(field["kind"] == FieldKind.NUMBER and 1 <= field["digits"] <= len(str(10**8)))


def _choices(field: Mapping[str, Any]) -> Iterator[Choice]:
    for item in field["choices"]:
        keys = tuple(key for key in item["keys"] if key)
        if keys:
            lower, upper = item["lower"], item["upper"]
            yield Choice(item["value"], item["label"] or "…", keys, lower, upper)


def _field(item: Mapping[str, Any]) -> ProfileField:
    numbers = {name: item[name] for name in _NUMBERS}
    return ProfileField(
        key=item["key"],
        name=item["name"] or tr("(belum bernama)"),
        kind=FieldKind(item["kind"]),
        choices=tuple(_choices(item)),
        bands=tuple(Band(b["label"], b["lower"], b["upper"]) for b in item["bands"]),
        unit=item["unit"],
        digits=item["digits"],
        **numbers,
    )


def _first(key: str, seen: set[str]) -> bool:
    """Say whether a key comes for the first time; keys name the fields of a form."""
    new = bool(key) and key not in seen
    seen.add(key)
    return new
