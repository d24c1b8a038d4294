"""Figures that were typed or printed, against those that follow from the data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.entered import Entered, Kind
from app.models.target import Arah
from app.services.capaian.checks.finding import (
    CapaianFinding,
    CapaianRule,
    Place,
    indikator_place,
    program_place,
    rounded_percent,
)
from app.services.capaian.figures import yardstick_of
from app.services.capaian.formulas import HUNDRED, Computed, Yardstick
from app.services.capaian.texts import entered_text, with_unit
from app.services.ikm.rounding import half_up
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.capaian.figures import IndikatorFigures, ProgramFigures
    from app.services.capaian.year import YearFigures


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A percentage of two values, so that it can be asked how it came about."""

    measured: Yardstick
    realisasi: Entered
    target: Entered
    what: str
    """What the second value is called."""


def typed_rules(figures: YearFigures) -> Iterator[CapaianFinding]:
    """Compare every typed figure of a year with the computed one."""
    above: Mapping[str, Computed] = {}
    for one in figures.indikator:
        computed = {
            "capaian": one.capaian,
            "kemajuan": one.kemajuan,
            "capaian_nasional": one.capaian_nasional,
            "serapan": one.serapan,
            "efisiensi": one.efisiensi,
        }
        ratios = _ratios_of(one)
        yield from _compare(indikator_place(one), one.values.typed, computed, ratios, above)
        above = computed
    above = {}
    for row in figures.programs:
        computed = {"capaian": row.capaian, "serapan": row.serapan, "efisiensi": row.efisiensi}
        yield from _compare(
            program_place(row), row.row.typed, computed, {"capaian": _ratio_of(row)}, above
        )
        above = computed


def _ratios_of(one: IndikatorFigures) -> dict[str, _Ratio]:
    measured, realisasi = yardstick_of(one.indikator), one.realisasi
    return {
        "capaian": _Ratio(measured, realisasi, one.target, tr("target")),
        "kemajuan": _Ratio(measured, realisasi, one.indikator.end_target, tr("target akhir")),
        "capaian_nasional": _Ratio(measured, realisasi, one.values.national, tr("nilai nasional")),
    }


def _ratio_of(one: ProgramFigures) -> _Ratio:
    measured = Yardstick(one.row.arah, one.row.rumus)
    return _Ratio(measured, one.row.realisasi, one.row.target, tr("target"))


def _compare(
    place: Place,
    typed: Mapping[str, object],
    computed: Mapping[str, Computed],
    ratios: Mapping[str, _Ratio],
    above: Mapping[str, Computed],
) -> Iterator[CapaianFinding]:
    for key, figure in computed.items():
        written = Entered(str(typed.get(key, "")))
        number = written.number
        if number is None:
            continue
        if figure.value is not None and half_up(figure.value, written.decimals) == number:
            continue
        shown = entered_text(Entered(written.text.removesuffix("%"))) + "%"
        name = _NAMES[key]
        if figure.value is None:
            yield CapaianFinding(
                CapaianRule.ANGKA_TAK_SESUAI,
                place,
                key,
                shown,
                "",
                tr(
                    "{tempat}: {kolom} tertulis {nilai}, padahal {sebab}.",
                    tempat=place.text,
                    kolom=tr(name),
                    nilai=shown,
                    sebab=figure.reason,
                ),
            )
            continue
        expected = rounded_percent(figure.value, written.decimals)
        why = _explained(number, written.decimals, figure.value, ratios.get(key), above.get(key))
        yield CapaianFinding(
            CapaianRule.ANGKA_TAK_SESUAI,
            place,
            key,
            shown,
            expected,
            tr(
                "{tempat}: {kolom} tertulis {nilai}, padahal {harapan} mengikuti dari"
                " datanya.{sebab}",
                tempat=place.text,
                kolom=tr(name),
                nilai=shown,
                harapan=expected,
                sebab=f" {why}" if why else "",
            ),
        )


_NAMES = {
    "capaian": "capaian",
    "kemajuan": "tingkat kemajuan",
    "capaian_nasional": "capaian terhadap nasional",
    "serapan": "serapan anggaran",
    "efisiensi": "efisiensi",
}


def _explained(
    number: Fraction,
    decimals: int,
    value: Fraction,
    ratio: _Ratio | None,
    above: Computed | None,
) -> str:
    """Say how a typed figure may have come about, as far as that is plain."""
    if value < 0 and half_up(-value, decimals) == number:
        return tr("Tanda minusnya hilang.")
    if ratio is not None and (said := _of_ratio(number, decimals, ratio)):
        return said
    cut = Fraction(math.floor(abs(value) * 10**decimals), 10**decimals)
    if (cut if value >= 0 else -cut) == number:
        return tr("Angkanya dipotong, bukan dibulatkan.")
    if number == HUNDRED < value:
        return tr("Mungkin dibatasi 100%.")
    if above is not None and above.value is not None and half_up(above.value, decimals) == number:
        return tr("Angka itu sama dengan baris di atasnya.")
    if number == HUNDRED:
        return tr("Mungkin diketik tangan.")
    return ""


def _of_ratio(number: Fraction, decimals: int, ratio: _Ratio) -> str:
    opposite = Yardstick(Arah.DOWN if ratio.measured.arah is Arah.UP else Arah.UP)
    turned = opposite.ratio(ratio.realisasi, ratio.target).value
    if turned is not None and half_up(turned, decimals) == number:
        return tr("Arahnya terbalik.")
    for value, name in ((ratio.realisasi, tr("realisasi")), (ratio.target, ratio.what)):
        if exact := _unrounded(number, decimals, ratio, value):
            return tr(
                "Angka itu mengikuti dari {nama} {lengkap}, yang tercatat {bulat}.",
                nama=name,
                lengkap=exact,
                bulat=entered_text(value),
            )
    return ""


def _unrounded(number: Fraction, decimals: int, ratio: _Ratio, rounded: Entered) -> str:
    """Return with more digits what a value was rounded from, if that explains the figure.

    Of the ratio R / T a figure fixes the one value where the other is known; it must round to what
    is stored.
    """
    other = ratio.target if rounded == ratio.realisasi else ratio.realisasi
    known, stored = ratio.measured.number(other), rounded.number
    if not known or not number or stored is None or rounded.kind is not Kind.NUMBER:
        return ""
    multiplied = (rounded == ratio.realisasi) is (ratio.measured.arah is Arah.UP)
    exact = known * number / HUNDRED if multiplied else known * HUNDRED / number
    if half_up(exact, rounded.decimals) != stored:
        return ""
    for places in range(rounded.decimals + 1, rounded.decimals + 4):
        candidate = Entered(f"{half_up(exact, places):f}")
        values = (
            (candidate, ratio.target)
            if rounded == ratio.realisasi
            else (ratio.realisasi, candidate)
        )
        found = ratio.measured.ratio(*values).value
        if found is not None and half_up(found, decimals) == number:
            return with_unit(entered_text(candidate), rounded.unit)
    return ""
