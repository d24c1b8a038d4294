"""What may be wrong within one field of the profile of a draft."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.models.questionnaire import FieldKind
from app.services.instruments.validation import HIGHEST_NUMBER, MOST, MOST_DIGITS
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Found = tuple[str, str]
"""The part of the field, and the reason without a full stop."""


def field_problems(field: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what is wrong with a field, besides its key and its name."""
    if field["kind"] == FieldKind.CHOICE:
        yield from _choices(field["choices"])
    elif field["kind"] == FieldKind.NUMBER:
        yield from _number(field)
    else:
        yield "kind", tr("jenisnya harus pilihan atau angka")


def _choices(choices: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
    if not choices:
        yield "choices", tr("belum ada pilihan")
    if len(choices) > MOST:
        yield "choices", tr("paling banyak {n} pilihan", n=MOST)
    values: set[str] = set()
    keys: dict[str, int] = {}
    for number, choice in enumerate(choices, 1):
        if not choice["label"] or not choice["value"]:
            yield "choices", tr("pilihan {n} belum lengkap", n=number)
        elif choice["value"] in values:
            yield "choices", tr("nilai {nilai} dipakai dua pilihan", nilai=choice["value"])
        values.add(choice["value"])
        yield from _choice_keys(number, choice["keys"], keys)
    yield from _ranges("choices", [c for c in choices if c["upper"] or c["lower"]])


def _choice_keys(number: int, own: Sequence[str], known: dict[str, int]) -> Iterator[Found]:
    if not own:
        yield "choices", tr("pilihan {n} tidak punya tombol", n=number)
    for key in own:
        if len(key) != 1 or key in "0 ":
            yield "choices", tr("tombol pilihan {n} harus satu tanda selain 0", n=number)
        elif key.upper() in known:
            other = known[key.upper()]
            yield (
                "choices",
                tr("tombol {tombol} dipakai pilihan {a} dan {b}", tombol=key, a=other, b=number),
            )
        else:
            known[key.upper()] = number


def _number(field: Mapping[str, Any]) -> Iterator[Found]:
    if not 1 <= field["digits"] <= MOST_DIGITS:
        yield "digits", tr("jumlah angka harus antara 1 dan {n}", n=MOST_DIGITS)
    if not 0 <= field["lowest"] <= field["highest"] <= HIGHEST_NUMBER:
        yield "highest", tr("batas bawah dan atasnya terbalik atau terlalu besar")
    if field["usual_highest"] and field["usual_lowest"] > field["usual_highest"]:
        yield "usual_highest", tr("batas lazimnya terbalik")
    for number, band in enumerate(field["bands"], 1):
        if not band["label"]:
            yield "bands", tr("kelompok {n} belum bernama", n=number)
    yield from _ranges("bands", field["bands"])


def _ranges(part: str, items: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
    for item in items:
        if not 0 <= item["lower"] <= item["upper"] <= HIGHEST_NUMBER:
            yield part, tr("batas kelompok {nama} terbalik", nama=item["label"])
    ordered = sorted(items, key=lambda item: (item["lower"], item["upper"]))
    for one, other in pairwise(ordered):
        if one["upper"] >= other["lower"]:
            yield (
                part,
                tr("kelompok {a} dan {b} bertumpang tindih", a=one["label"], b=other["label"]),
            )
