"""The tables of the screen Hasil as cells: titles in the first row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.review import SaranDecision
from app.models.survey import WeightRule
from app.services.ikm.rounding import half_up
from app.services.reports.small_cells import merged
from app.services.results.crosstab import SmallCells
from app.services.results.distribution import distribution_of
from app.services.results.survey_results import (
    SMALL_GROUP,
    group_name,
    is_small,
    weight_text,
)
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Mutu
    from app.services.ikm.cross import GroupResult
    from app.services.results.reliability import Reliability
    from app.services.results.survey_results import SurveyResults
    from app.services.tables.writing import Cell

    Rows = list[list[Cell]]

FEW = f"<{SMALL_GROUP}"
"""Stands for a number that could point to a person."""


def summary_rows(results: SurveyResults, reliability: Reliability) -> Rows:
    """Return what the survey is and its main figures, one below the other."""
    result, instrument = results.result, results.instrument
    mutu = result.mutu
    before = results.previous
    lines: Rows = [
        [tr("Isi"), tr("Nilai")],
        [tr("Survei"), results.name],
        [tr("Kode survei"), results.survey.code],
        [tr("Unit"), results.unit_name],
        [tr("Instrumen"), instrument.name],
        [tr("Bagian yang dihitung"), results.choice_text],
        [tr("Responden (n)"), result.n],
        [tr("Lembar tidak lengkap yang dikeluarkan"), result.left_out],
        [instrument.index_name, result.ikm],
        [tr("{indeks} tercetak", indeks=instrument.index_short), result.ikm_text],
        [tr("Persen dari nilai tertinggi"), _percent(results)],
        [tr("Mutu"), f"{mutu.letter} ({mutu.word})" if mutu else ""],
        [tr("Bobot per unsur"), weight_text(results.survey, instrument)],
    ]
    if result.weight_rule is not WeightRule.EXACT:
        lines.append([tr("Hasil dengan bobot tepat"), result.exact_ikm])
    if results.margin is not None:
        lines.append([tr("Batas kesalahan 95 % (±)"), results.margin.half_width])
        corrected = tr("ya") if results.margin.corrected else tr("tidak, populasi tidak diketahui")
        lines.append([tr("Batas kesalahan memperhitungkan populasi"), corrected])
    lines += [
        [tr("Populasi"), results.survey.population if results.choice.is_everything else None],
        [tr("Sampel minimal"), results.minimum],
        [tr("Periode sebelumnya"), before.period_text if before else ""],
        [tr("Perubahan"), results.change],
        [tr("Alfa Cronbach"), reliability.figures.alpha],
        [tr("Dihitung pada"), results.computed_at.date()],
    ]
    lines += [[tr("Catatan"), note] for note in (results.survey.notice, *instrument.notes) if note]
    return lines


def unsur_rows(results: SurveyResults) -> Rows:
    """Return the unsur table, the index in its last row."""
    result = results.result
    rows: Rows = [
        [
            tr("Kode"),
            tr("Unsur"),
            tr("n"),
            tr("Jumlah nilai"),
            tr("NRR"),
            tr("Bobot"),
            tr("NRR tertimbang"),
            tr("Konversi"),
            tr("Mutu"),
            tr("Kinerja"),
            tr("Perubahan"),
            tr("Termasuk tiga terendah"),
        ]
    ]
    for line in results.rows:
        row = line.result
        rows.append(
            [
                row.unsur.code,
                row.unsur.name,
                row.n,
                row.total,
                row.nrr,
                row.weight,
                row.weighted,
                row.konversi,
                *_mutu(row.mutu),
                line.change,
                line.lowest,
            ]
        )
    foot: list[Cell] = ["", results.instrument.index_name, result.n, None, result.indeks, None]
    rows.append([*foot, result.indeks, result.ikm, *_mutu(result.mutu), results.change, None])
    return rows


def spread_rows(results: SurveyResults) -> Rows:
    """Return how often each score was given to each question."""
    scores = results.instrument.scores
    rows: Rows = [
        [
            tr("Nomor"),
            tr("Pertanyaan"),
            tr("Unsur"),
            tr("n"),
            tr("Kosong"),
            *(tr("Jawaban {nilai}", nilai=score) for score in scores),
            *(tr("Persen {nilai}", nilai=score) for score in scores),
            tr("Rata-rata"),
        ]
    ]
    names = {unsur.key: unsur.name for unsur in results.instrument.unsur}
    for spread in distribution_of(results.result):
        question = spread.question
        rows.append(
            [
                question.number,
                question.text,
                names.get(question.unsur, tr("di luar indeks")),
                spread.n,
                spread.blank,
                *(share.n for share in spread.shares),
                *(share.percent for share in spread.shares),
                spread.mean,
            ]
        )
    return rows


def respondent_rows(results: SurveyResults, small: SmallCells) -> Rows:
    """Return the respondents by each characteristic."""
    rows: Rows = [[tr("Karakteristik"), tr("Kelompok"), tr("n"), "%"]]
    for table in results.respondents:
        named = [(group_name(label), n) for label, n in table.rows]
        if small is SmallCells.MERGED:
            named = merged(named)
        hidden = _hidden([n for _, n in named]) if small is SmallCells.HIDDEN else set()
        for place, (label, n) in enumerate(named):
            if place in hidden:
                rows.append([table.field.name, label, FEW if n < SMALL_GROUP else "…", None])
            else:
                mark = " *" if small is SmallCells.MARKED and 0 < n < SMALL_GROUP else ""
                rows.append([table.field.name, label + mark, n, _share(n, results.result.n)])
    return rows


def group_rows(results: SurveyResults, small: SmallCells) -> Rows:
    """Return the index and every unsur of each group; small groups without their values."""
    unsur = results.instrument.unsur
    head: list[Cell] = [tr("Karakteristik"), tr("Kelompok"), tr("n")]
    head += [results.instrument.index_short, tr("Mutu"), tr("Kinerja")]
    rows: Rows = [[*head, *(one.short_name for one in unsur)]]
    names = {table.field.key: table.field.name for table in results.respondents}
    for table in results.groups:
        hidden = _hidden([group.n for group in table.groups])
        for place, group in enumerate(table.groups):
            shown = small is SmallCells.MARKED or place not in hidden
            rows.append([names[table.key], *_group_cells(group, shown=shown)])
    return rows


def saran_rows(results: SurveyResults) -> Rows:
    """Return the saran that were reviewed and may be printed, and how many were not."""
    names = {unsur.key: unsur.short_name for unsur in results.instrument.unsur}
    rows: Rows = [[tr("Saran"), tr("Unsur"), tr("Layanan")]]
    for one in results.saran:
        if one.review and one.decision is SaranDecision.PRINT:
            tags = ", ".join(names[key] for key in one.tags if key in names)
            rows.append([one.review.printed, tags, one.service])
    waiting = sum(one.decision is SaranDecision.OPEN for one in results.saran)
    if waiting:
        rows.append([tr("{n} saran belum ditinjau dan tidak ditulis di sini.", n=waiting), "", ""])
    return rows


def finding_rows(results: SurveyResults) -> Rows:
    """Return what should be looked at, and what was found right."""
    rows: Rows = [[tr("Hal"), tr("Keterangan"), tr("Lembar"), tr("Diperiksa, benar")]]
    for one in results.findings:
        numbers = ", ".join(str(number) for number in one.sheets)
        rows.append([one.title, one.text, numbers, one.checked])
    return rows


def _group_cells(group: GroupResult, *, shown: bool) -> list[Cell]:
    name = group_name(group.label)
    if not shown:
        return [name, FEW if is_small(group) else "…", *([None] * (3 + len(group.result.unsur)))]
    mark = " *" if is_small(group) else ""
    values = [row.konversi for row in group.result.unsur]
    return [name + mark, group.n, group.result.ikm, *_mutu(group.result.mutu), *values]


def _hidden(counts: list[int]) -> set[int]:
    """Return the places to hide: the small ones, and another where one could be worked out."""
    small = {place for place, n in enumerate(counts) if 0 < n < SMALL_GROUP}
    left = [place for place, n in enumerate(counts) if n and place not in small]
    if len(small) == 1 and left:
        small.add(min(left, key=lambda place: counts[place]))
    return small


def _mutu(mutu: Mutu | None) -> list[Cell]:
    return [mutu.letter, mutu.word] if mutu else ["", ""]


def _share(n: int, whole: int) -> Cell:
    return half_up(Fraction(100 * n, whole), 1) if whole else None


def _percent(results: SurveyResults) -> Fraction | None:
    value = results.result.ikm
    return None if value is None else results.instrument.percent(value)
