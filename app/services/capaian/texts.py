"""Values and figures of capaian as they are shown and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.entered import Entered, Kind
from app.services.capaian.formulas import Change
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from app.services.capaian.figures import IndikatorFigures

PLACES = KONVERSI_PLACES
"""Decimals of a percentage."""
PROVISIONAL = "*"


def entered_text(value: Entered, decimals: int | None = None) -> str:
    """Return a value with all its digits, or with ``decimals``: ``69,50``, ``12,75%``, ``Level 3``.

    A blank one is a dash; a state is its own text. A linked figure has two decimals.
    """
    if value.kind is Kind.BLANK:
        return EMPTY
    if value.kind is not Kind.NUMBER:
        return value.text
    return with_unit(indonesian(value.number, decimals_of(value, decimals)), value.unit)


def decimals_of(value: Entered, decimals: int | None = None) -> int:
    """Return with how many decimals a number is printed: its own where none are stated."""
    if decimals is not None:
        return decimals
    return PLACES if "/" in value.text else value.decimals


def typed_text(value: Entered, *, is_money: bool = False) -> str:
    """Return the text that typing a value anew begins with: decimal comma, all digits."""
    if value.kind not in {Kind.NUMBER, Kind.LEVEL}:
        return value.text
    if is_money:
        return entered_text(value)
    number, _, unit = value.text.partition(" ")
    if value.kind is Kind.LEVEL:
        return f"{number} {unit.replace('.', ',')}"
    return f"{number.replace('.', ',')} {unit}".rstrip()


def with_unit(number: str, unit: str) -> str:
    """Return a number with its unit: ``12,75%``, ``12 menit``."""
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".rstrip()


def realisasi_text(one: IndikatorFigures) -> str:
    """Return the realisasi in force, with ``*`` where it is provisional."""
    text = entered_text(one.realisasi, one.indikator.decimals)
    return f"{text}{PROVISIONAL}" if one.values.provisional else text


def provisional_notes(figures: Iterable[IndikatorFigures]) -> list[str]:
    """Return the footnotes of ``*``: a line for each provisional indikator."""
    notes = []
    for one in figures:
        if not one.values.provisional:
            continue
        if one.values.reused_year is None:
            note = tr("{indikator}: nilai sementara.", indikator=one.indikator.name)
        else:
            note = tr(
                "{indikator}: nilai sementara, memakai nilai tahun {tahun}.",
                indikator=one.indikator.name,
                tahun=one.values.reused_year,
            )
        notes.append(f"{PROVISIONAL} {note}")
    return notes


def percent_text(value: Fraction | None, *, signed: bool = False) -> str:
    """Return ``1.293,64%``, or a dash."""
    return EMPTY if value is None else f"{indonesian(value, PLACES, signed=signed)}%"


def rupiah_text(value: Fraction | None) -> str:
    """Return ``Rp 3.273.129.855.262``, with two decimals where it is not whole; or a dash."""
    if value is None:
        return EMPTY
    number = indonesian(value, 0 if value.denominator == 1 else PLACES)
    return f"−Rp {number[1:]}" if number.startswith("−") else f"Rp {number}"


def unparted(text: str) -> str:
    """Return text in which no line ends between ``Rp`` and its amount."""
    return text.replace("Rp ", "Rp\N{NO-BREAK SPACE}")


def difference_text(value: Fraction | None, *decimals: int) -> str:
    """Return a signed difference with as many decimals as the finest of its two values."""
    return indonesian(value, max(decimals, default=PLACES), signed=True)


def difference_decimals(one: IndikatorFigures, *values: Entered) -> int:
    """Return the decimals of a difference between values of an indikator."""
    if one.indikator.decimals is not None:
        return one.indikator.decimals
    return max((decimals_of(value) for value in values), default=PLACES)


def reached_text(reached: bool | None) -> str:  # noqa: FBT001 - the value itself
    """Return ``tercapai``, ``belum tercapai``, or a dash."""
    if reached is None:
        return EMPTY
    return tr("tercapai") if reached else tr("belum tercapai")


def change_text(change: Change) -> str:
    """Return ``lebih baik`` and the like; a dash where there is nothing to compare with."""
    return EMPTY if change in {Change.NEW, Change.UNKNOWN} else tr(change.value)
