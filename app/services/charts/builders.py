"""Charts from the results of a survey: bars start at the scale's minimum, values are written."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.questionnaire import PERCENT
from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument, Question
    from app.services.ikm.cross import GroupResult, RespondentTable
    from app.services.ikm.result import IkmResult, UnsurResult

_PERCENT_PLACES = 1
_MOST_FINE_SERIES = 5
"""With more of them beside each other, whole percent leave the bars their room."""
_NO_BREAK = "\u00a0"


def unsur_chart(result: IkmResult, low: set[str] | None = None) -> Chart:
    """Return the value of every unsur on the scale of the index, the lowest ones marked.

    ``low`` are the keys of those that are marked; the three lowest with ties where it is left out.
    """
    if low is None:
        low = {row.unsur.key for row in result.lowest()} if _differ(result.answered) else set()
    points = tuple(konversi_point(row.konversi) for row in result.unsur)
    return index_chart(
        result.instrument,
        title=tr("Nilai konversi per unsur")
        if result.instrument.is_percentage
        else tr("Nilai per unsur"),
        categories=tuple(_unsur_category(row, low) for row in result.unsur),
        points=points,
        alt=_unsur_sentence(result),
    )


def group_chart(title: str, groups: Sequence[GroupResult], instrument: Instrument) -> Chart:
    """Return the index of each group of respondents, with its number of respondents."""
    names = [group.label or tr("Tidak diisi") for group in groups]
    categories = tuple(
        Category(group.label, name) for group, name in zip(groups, names, strict=True)
    )
    points = tuple(_group_point(group) for group in groups)
    return index_chart(
        instrument,
        title=title,
        categories=categories,
        points=points,
        alt=_list_sentence(title, names, points),
    )


def trend_chart(title: str, steps: Sequence[tuple[str, IkmResult]]) -> Chart | None:
    """Return the index over periods of one instrument, oldest first; None without any period."""
    if not steps:
        return None
    instrument = steps[-1][1].instrument
    points = tuple(konversi_point(result.ikm) for _, result in steps)
    return Chart(
        kind=ChartKind.LINES,
        title=title,
        categories=tuple(Category(name, name) for name, _ in steps),
        series=(Series(instrument.index_short, points),),
        axis=index_axis(instrument),
        marks=index_marks(instrument),
        note=scale_note(instrument),
        alt=_list_sentence(title, [name for name, _ in steps], points),
        nil=_nil(),
    )


def distribution_chart(result: IkmResult) -> Chart:
    """Return, per question, the share of each score among its valid answers."""
    instrument = result.instrument
    sums = {question.key: question for question in result.questions}
    asked = instrument.questions
    categories = tuple(
        Category(question.key, question_label(instrument, question), question.text)
        for question in asked
    )
    places = _PERCENT_PLACES if len(instrument.scores) <= _MOST_FINE_SERIES else 0
    series = tuple(
        Series(
            str(score),
            tuple(_share_point(sums[q.key].per_score[place], sums[q.key].n, places) for q in asked),
        )
        for place, score in enumerate(instrument.scores)
    )
    return Chart(
        kind=ChartKind.STACKED,
        title=tr("Sebaran jawaban (%)"),
        categories=categories,
        series=series,
        axis=Axis(0, 100, "0 %", "100 %"),
        alt=_distribution_sentence(result),
        note=tr(
            "{rendah} = jawaban terendah, {tinggi} = jawaban tertinggi;"
            " angka di kanan dalam persen.",
            rendah=instrument.lowest,
            tinggi=instrument.highest,
        ),
        nil=_nil(),
    )


def respondents_chart(table: RespondentTable) -> Chart:
    """Return how the respondents divide over the groups of one characteristic."""
    total = sum(n for _, n in table.rows)
    names = [label or tr("Tidak diisi") for label, _ in table.rows]
    points = tuple(_count_point(n, total) for _, n in table.rows)
    title = tr("Responden menurut {ciri}", ciri=table.field.name.lower())
    return Chart(
        kind=ChartKind.BARS,
        title=title,
        categories=tuple(
            Category(label, name) for (label, _), name in zip(table.rows, names, strict=True)
        ),
        series=(Series(tr("Responden"), points),),
        axis=Axis(0, 100, "0 %", "100 %"),
        alt=_list_sentence(title, names, points),
        nil=tr("Belum ada responden."),
    )


def question_label(instrument: Instrument, question: Question) -> str:
    """Return the short name of a question: its unsur's, or its number where it has others."""
    if instrument.is_one_to_one:
        return instrument.name_of(question)
    if question.short_name:
        return f"{question.number}. {question.short_name}"
    return tr("P{nomor}", nomor=question.number)


def index_chart(
    instrument: Instrument,
    *,
    title: str,
    categories: tuple[Category, ...],
    points: tuple[Point, ...],
    alt: str,
) -> Chart:
    """Return bars on the whole scale of the index with the bounds of mutu."""
    return Chart(
        kind=ChartKind.BARS,
        title=title,
        categories=categories,
        series=(Series(instrument.index_short, points),),
        axis=index_axis(instrument),
        marks=index_marks(instrument),
        note=scale_note(instrument),
        alt=alt,
        nil=_nil(),
    )


def index_axis(instrument: Instrument) -> Axis:
    """Return the whole scale of the index."""
    lowest = instrument.lowest * instrument.conversion
    highest = instrument.highest * instrument.conversion
    return Axis(float(lowest), float(highest), _short(lowest), _short(highest))


def index_marks(instrument: Instrument) -> tuple[Mark, ...]:
    """Return the bounds between the steps of the quality table, lowest first."""
    share = Fraction(instrument.index_highest, PERCENT)
    bounds = sorted(Fraction(step.lower) * share for step in instrument.mutu[:-1])
    return tuple(Mark(float(bound), _bound_text(bound)) for bound in bounds)


def _bound_text(bound: Fraction) -> str:
    """Write a bound with as many decimals as it takes: 3,5324 is not 3,53."""
    whole = (bound * 10**KONVERSI_PLACES).denominator == 1
    return indonesian(bound, KONVERSI_PLACES if whole else KONVERSI_PLACES + 2)


def scale_note(instrument: Instrument) -> str:
    """Say the scale and its bounds; where they take two lines the bounds stay together."""
    axis = index_axis(instrument)
    listed = " · ".join(mark.text for mark in index_marks(instrument))
    bounds = tr("batas mutu {daftar}", daftar=listed).replace(" ", _NO_BREAK)
    scale = tr("skala {bawah}–{atas}", bawah=axis.lowest_text, atas=axis.highest_text)
    return f"{scale} · {bounds}" if listed else scale


def _short(value: Fraction) -> str:
    return indonesian(value, 0 if value.denominator == 1 else KONVERSI_PLACES)


def _unsur_category(row: UnsurResult, low: set[str]) -> Category:
    unsur = row.unsur
    name = unsur.name if unsur.name != unsur.short_name else ""
    return Category(unsur.key, unsur.short_name, name, highlighted=unsur.key in low)


def konversi_point(value: Fraction | None) -> Point:
    """Return a value of the index with its text, or a dash."""
    return Point(None if value is None else float(value), indonesian(value, KONVERSI_PLACES))


def _group_point(group: GroupResult) -> Point:
    point = konversi_point(group.result.ikm)
    text = tr("{nilai} (n = {n})", nilai=point.text, n=indonesian(group.n, 0))
    return Point(point.value, text)


def _share_point(n: int, total: int, places: int) -> Point:
    if not total:
        return Point(None, indonesian(None, 0))
    share = Fraction(100 * n, total)
    return Point(float(share), indonesian(share, places))


def _count_point(n: int, total: int) -> Point:
    if not total:
        return Point(None, indonesian(None, 0))
    share = Fraction(100 * n, total)
    percent = indonesian(share, _PERCENT_PLACES)
    text = tr("{n} ({persen} %)", n=indonesian(n, 0), persen=percent)
    return Point(float(share), text)


def _differ(rows: tuple[UnsurResult, ...]) -> bool:
    """Say whether there is a lowest unsur at all; all equal have none."""
    return len({row.konversi for row in rows}) > 1


def _nil() -> str:
    return tr("Belum ada jawaban untuk digambar.")


def _unsur_sentence(result: IkmResult) -> str:
    if not result.answered:
        return _nil()
    low, high = result.lowest(1), result.highest(1)
    if not _differ(result.answered):
        return tr("Semua unsur bernilai sama, yaitu {nilai}.", nilai=low[0].konversi_text)
    return tr(
        "Grafik batang nilai {jumlah} unsur: tertinggi {tinggi} dengan {nilai_tinggi},"
        " terendah {rendah} dengan {nilai_rendah}.",
        jumlah=len(result.answered),
        tinggi=joined([row.unsur.name for row in high]),
        nilai_tinggi=high[0].konversi_text,
        rendah=joined([row.unsur.name for row in low]),
        nilai_rendah=low[0].konversi_text,
    )


def _list_sentence(title: str, names: Sequence[str], points: Sequence[Point]) -> str:
    known = [(n, p.text) for n, p in zip(names, points, strict=True) if p.value is not None]
    if not known:
        return tr("{judul}: belum ada data.", judul=title)
    parts = "; ".join(f"{name} {text}" for name, text in known)
    return tr("{judul}: {isi}.", judul=title, isi=parts)


def _distribution_sentence(result: IkmResult) -> str:
    sums = result.questions
    total = sum(question.n for question in sums)
    if not total:
        return _nil()
    highest = sum(question.per_score[-1] for question in sums)
    share = indonesian(Fraction(100 * highest, total), _PERCENT_PLACES)
    return tr(
        "Sebaran jawaban {jumlah} pertanyaan:"
        " {persen} % dari semua jawaban adalah nilai tertinggi.",
        jumlah=len(sums),
        persen=share,
    )


def joined(names: Sequence[str]) -> str:
    """Return ``A``, ``A dan B`` or ``A, B, dan C``."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) == 2:  # noqa: PLR2004 - a pair takes no comma
        return tr("{a} dan {b}", a=names[0], b=names[1])
    return tr("{awal}, dan {akhir}", awal=", ".join(names[:-1]), akhir=names[-1])
