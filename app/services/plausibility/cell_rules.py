"""Rules about single cells: no number, out of range, on the wrong scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.plausibility.figures import REALISASI, Scale, State, bounds_of
from app.services.plausibility.finding import (
    Finding,
    Rule,
    comma,
    plain_decimal,
    plain_range,
    shown,
)
from app.services.plausibility.weighting import implied
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from app.services.plausibility.figures import Bounds, Figure
    from app.services.plausibility.recap import Count, Recap, RecapRow


def bukan_angka(recap: Recap) -> Iterator[Finding]:
    """Find text where a number belongs: a formula left as text, an error of a spreadsheet."""
    for row in recap.rows:
        for figure in row.figures:
            if figure.state is State.TEXT:
                yield _not_a_number(recap, row, figure)
        if row.n is not None and row.n.text and not row.n.is_number:
            yield _no_count(row, row.n)


def di_luar_rentang(recap: Recap) -> Iterator[Finding]:
    """Find numbers that no answers can give: 12,64; 141700,00; an IKM above 100."""
    for row in recap.rows:
        for figure in row.figures:
            if figure.state is State.OUTSIDE:
                yield _outside(recap, row, figure)
        if row.n is not None and row.n.text and row.n.is_number and row.n.value is None:
            message = tr(
                "{kolom} {nilai} bukan jumlah orang; seharusnya bilangan bulat mulai dari 1.",
                kolom=row.n.column,
                nilai=row.n.text,
            )
            if row.n.text.strip("-–—−'"):
                yield row.finding(Rule.DI_LUAR_RENTANG, row.n.column, row.n.text, message, "1..")


def skala_salah(recap: Recap) -> Iterator[Finding]:
    """Find a value on 1-4 among values on 0-100, or the other way round: 3,76 among 80s."""
    for row in recap.rows:
        for figure in row.figures:
            if figure.state is State.OTHER_SCALE:
                yield _other_scale(row, figure)


def _not_a_number(recap: Recap, row: RecapRow, figure: Figure) -> Finding:
    message = tr("{kolom} berisi “{nilai}”, bukan angka", kolom=figure.column, nilai=figure.text)
    expected, hint = _meant(recap, row, figure)
    return row.finding(Rule.BUKAN_ANGKA, figure.column, figure.text, f"{message}{hint}.", expected)


def _no_count(row: RecapRow, count: Count) -> Finding:
    message = tr(
        "{kolom} berisi “{nilai}”, bukan jumlah orang.", kolom=count.column, nilai=count.text
    )
    return row.finding(Rule.BUKAN_ANGKA, count.column, count.text, message)


def _outside(recap: Recap, row: RecapRow, figure: Figure) -> Finding:
    bounds = _bounds(row, figure)
    message = tr(
        "{kolom} {nilai} di luar rentang {dari} sampai {sampai}",
        kolom=figure.column,
        nilai=comma(figure.text),
        dari=shown(bounds.lower),
        sampai=shown(bounds.upper),
    )
    expected, hint = _meant(recap, row, figure)
    return row.finding(
        Rule.DI_LUAR_RENTANG,
        figure.column,
        figure.text,
        f"{message}{hint}.",
        expected or plain_range(bounds.lower, bounds.upper),
    )


def _bounds(row: RecapRow, figure: Figure) -> Bounds:
    if figure is row.realisasi:
        return REALISASI
    return bounds_of(row.instrument, figure.scale)


def _meant(recap: Recap, row: RecapRow, figure: Figure) -> tuple[str, str]:
    """Return what was probably meant, for programs and as the end of a sentence."""
    if figure.likely is not None:
        hint = tr("; mungkin maksudnya {nilai}", nilai=shown(figure.likely))
        return plain_decimal(figure.likely), hint
    value = _implied(recap, row, figure)
    if value is None or recap.usual is None:
        return "", ""
    hint = tr(
        "; dengan nilai {nilai}, IKM {ikm} cocok pada bobot {bobot}",
        nilai=shown(value),
        ikm=comma(row.ikm.text if row.ikm else ""),
        bobot=recap.usual.label,
    )
    return plain_decimal(value), hint


def _implied(recap: Recap, row: RecapRow, figure: Figure) -> Fraction | None:
    key = next((key for key, unsur in row.unsur.items() if unsur.value is figure), None)
    if key is None:
        return None
    value = implied(row, key, recap.usual)
    if value is not None and figure.scale is Scale.NRR:
        value /= row.instrument.conversion
    return value


def _other_scale(row: RecapRow, figure: Figure) -> Finding:
    on_nrr = figure.scale is Scale.KONVERSI
    lowest, highest = row.instrument.lowest, row.instrument.highest
    nrr = tr("{dari}-{sampai}", dari=lowest, sampai=highest)
    likely = figure.likely
    message = tr(
        "{kolom} {nilai} berada pada skala {salah}, sedangkan nilai lainnya pada skala {benar};"
        " pada skala itu nilainya {harapan}.",
        kolom=figure.column,
        nilai=comma(figure.text),
        salah=nrr if on_nrr else "0-100",
        benar="0-100" if on_nrr else nrr,
        harapan=shown(likely) if likely is not None else "",
    )
    expected = plain_decimal(likely) if likely is not None else ""
    return row.finding(Rule.SKALA_SALAH, figure.column, figure.text, message, expected)
