"""Turn a row of a recap into what is stored of it, or say why it cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.models.reported import Reported
from app.services.ikm.rounding import exact_text
from app.services.plausibility import columns as names
from app.services.plausibility.figures import State
from app.services.plausibility.finding import shown
from app.services.recognising.unit_names import compared_name
from app.services.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text
from app.services.units.preview import RowReason
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.plausibility.figures import Figure
    from app.services.plausibility.period_names import PeriodName
    from app.services.plausibility.recap import RecapRow
    from app.services.tables.columns import Record

_HIGHER = frozenset({names.OFFICE, "kecamatan"})
"""Columns that name the unit above where another column names the unit itself."""
_LIMITS = {
    **dict.fromkeys((*names.UNITS, names.SERVICE, names.GROUP, names.PERIOD), LINE_LIMIT),
    names.METHOD: LINE_LIMIT,
    **dict.fromkeys((names.PRIORITIES, names.PLANS, names.FOLLOWED_UP), TEXT_LIMIT),
}
"""Longer texts are refused: nothing is cut off in silence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One year of one row. Without ``reasons`` and ``skipped``, ``content`` can be stored."""

    row: RecapRow
    record: Record
    content: Reported
    group: str
    """The group that the row stands in, which may tell it from others of its unit."""
    reasons: tuple[RowReason, ...] = ()
    skipped: str = ""


def read_row(
    row: RecapRow, record: Record, stated_year: int | None, source: str
) -> Iterator[Wanted]:
    """Yield what a row says, one by one for each year that has a column of its own."""
    group = clean_line(record[names.GROUP])
    if row.is_summary:
        yield _nothing(row, record, group, tr("baris jumlah atau rata-rata"))
        return
    common = _common(row, record, source)
    own = _own_reasons(row, record)
    found = list(_years(row, common, stated_year))
    if not found:
        yield _nothing(row, record, group, tr("tanpa angka: unit ini belum melapor"))
    for content, reasons in found:
        yield Wanted(row, record, content, group, (*reasons, *own))


def _common(row: RecapRow, record: Record, source: str) -> Reported:
    unsur = {key: figures.value for key, figures in row.unsur.items()}
    return Reported(
        unit_id=0,
        year=0,
        period=_period_code(row.period),
        period_text=clean_line(row.period.text),
        instrument_key=row.instrument.key,
        ikm="",
        section=clean_line(record[names.GROUP]),
        position=row.number,
        written={key: figure.text for key, figure in unsur.items() if figure.text},
        figures={key: exact_text(f.value) for key, f in unsur.items() if f.sound and f.value},
        mutu=row.mutu[0].text if row.mutu else "",
        n=row.n.value if row.n else None,
        method=clean_line(record[names.METHOD]),
        priorities=clean_text(record[names.PRIORITIES]),
        plans=clean_text(record[names.PLANS]),
        followed_up=clean_text(record[names.FOLLOWED_UP]),
        realisasi=_number(row.realisasi),
        source=clean_line(source),
        source_row=row.number,
    )


def _years(
    row: RecapRow, common: Reported, stated: int | None
) -> Iterator[tuple[Reported, tuple[RowReason, ...]]]:
    """Yield the figure of the stated year, then those of years with a column of their own."""
    if row.ikm is not None and (row.ikm.state is not State.BLANK or common.written):
        year, why = _year_of(row.period, stated)
        content = replace(common, year=year or 0, ikm=_number(row.ikm))
        yield content, (*why, *_reasons_of(row.ikm, names.IKM))
    elif row.ikm is None and common.written:
        reason = RowReason(names.IKM, tr("kolom ikm tidak ada; nilainya tidak dihitung di sini"))
        yield common, (reason,)
    for one in row.years:
        if one.ikm.state is State.BLANK:
            continue
        letter = one.mutu.text if one.mutu else ""
        content = replace(common, year=one.year, ikm=_number(one.ikm), mutu=letter)
        yield content, _reasons_of(one.ikm, one.ikm.column)


def _year_of(period: PeriodName, stated: int | None) -> tuple[int | None, tuple[RowReason, ...]]:
    if period.year is not None and stated is not None and period.year != stated:
        reason = tr(
            "menyebut {tertulis}, sedangkan tahun yang diminta {diminta}",
            tertulis=period.year,
            diminta=stated,
        )
        return stated, (RowReason(names.YEAR, reason),)
    year = period.year or stated
    if year is None:
        return None, (RowReason(names.YEAR, tr("tidak disebut di tabel ini")),)
    return year, ()


def _own_reasons(row: RecapRow, record: Record) -> tuple[RowReason, ...]:
    reasons = [
        RowReason(key, tr("lebih dari {batas} huruf", batas=limit))
        for key, limit in _LIMITS.items()
        if len(record[key].strip()) > limit
    ]
    if record.surplus:
        text = tr("baris ini punya isian lebih banyak daripada judul kolom")
        reasons.append(RowReason("", text))
    if row.n is not None and row.n.value is None and row.n.text not in {"", "-"}:
        text = tr("“{isi}” bukan jumlah orang", isi=row.n.text)
        reasons.append(RowReason(row.n.column, text))
    if row.realisasi is not None and row.realisasi.state is not State.BLANK:
        reasons += _reasons_of(row.realisasi, row.realisasi.column)
    return tuple(reasons)


def _reasons_of(figure: Figure, column: str) -> tuple[RowReason, ...]:
    """Return why a figure cannot stand for the row; its unsur may be wrong, its index may not."""
    if figure.sound:
        return ()
    match figure.state:
        case State.BLANK:
            reason = tr("kosong, padahal nilai unsurnya ada")
        case State.TEXT:
            reason = tr("“{isi}” bukan angka", isi=figure.text)
        case State.OTHER_SCALE:
            reason = tr("{isi} tidak pada skala baris lain", isi=figure.text)
        case _:
            reason = tr("{isi} tidak mungkin", isi=figure.text)
    if figure.likely is not None:
        reason = tr("{sebab}, mungkin {nilai}", sebab=reason, nilai=shown(figure.likely))
    return (RowReason(column, reason),)


def _period_code(period: PeriodName) -> str:
    if period.kind is PeriodKind.TAHUNAN or not period.text.strip():
        return PeriodKind.TAHUNAN.value
    if period.kind is not None:
        return f"{period.kind.value}-{period.number}"
    return clean_line(period.text).casefold()


def _number(figure: Figure | None) -> str:
    sound = figure is not None and figure.sound and figure.value is not None
    return exact_text(figure.value) if sound and figure and figure.value is not None else ""


def _nothing(row: RecapRow, record: Record, group: str, why: str) -> Wanted:
    nothing = Reported(0, 0, PeriodKind.TAHUNAN.value, row.instrument.key, "", section=group)
    return Wanted(row, record, nothing, group, skipped=why)


def unit_of(record: Record) -> tuple[str, str]:
    """Return the unit that a row names itself, and the one above it where a column names that.

    A place without its kind is called by its column: ``Manggar`` under ``kelurahan`` is
    ``Kelurahan Manggar``.
    """
    filled = [(key, text) for key in names.UNITS if (text := clean_line(record[key]))]
    if not filled:
        return "", ""
    higher = [_placed(key, text) for key, text in filled[1:] if key in _HIGHER]
    return _placed(*filled[0]), higher[-1] if higher else ""


def _placed(column: str, text: str) -> str:
    if column not in names.PLACES or compared_name(text).startswith(column):
        return text
    return f"{column.capitalize()} {text}"


def stated_years(rows: Iterable[RecapRow]) -> set[int]:
    """Return the years that have columns of their own."""
    return {one.year for row in rows for one in row.years}
