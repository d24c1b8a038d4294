"""A year of capaian for other programs and for a person on a terminal."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from typing import TYPE_CHECKING, Any

from app.models.entered import Entered, Kind
from app.services.capaian.formulas import Computed, Why
from app.services.capaian.texts import (
    entered_text,
    percent_text,
    provisional_notes,
    reached_text,
    realisasi_text,
    rupiah_text,
)
from app.services.ikm.rounding import EMPTY, decimal_string
from app.services.recap.text import table
from app.services.tables.writing import harmless
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from app.services.capaian.figures import IndikatorFigures, ProgramFigures
    from app.services.capaian.summary import Summary
    from app.services.capaian.year import YearFigures

_WIDTH, _NAME, _OFFICE = 78, 44, 28
_PLACES = 6
_TEXTS = frozenset({"indikator", "perangkat_daerah", "program", "kelurahan", "predikat"})


def as_json(figures: YearFigures, *, ascii_only: bool = False) -> str:
    """Return indikator, program rows and summary.

    Numbers are decimal strings with at least six digits after the point; what cannot be computed
    is null, and ``alasan`` says why by the name of the field.
    """
    content = {
        "indikator": [indikator_record(one) for one in figures.indikator],
        "program": [program_record(one) for one in figures.programs],
        "ringkasan": summary_record(figures.summary),
    }
    return json.dumps(content, ensure_ascii=ascii_only, indent=2) + "\n"


def indikator_record(one: IndikatorFigures) -> dict[str, Any]:
    """Return an indikator as other programs get it."""
    why: dict[str, str] = {}
    return {
        "no_sasaran": one.sasaran.number,
        "indikator": one.indikator.name,
        "target": _value("target", one.target, Why.NO_TARGET, why),
        "realisasi": _value("realisasi", one.realisasi, Why.NO_REALISASI, why),
        "capaian": _figure("capaian", one.capaian, why),
        "predikat": _fact("predikat", one.predikat, one.capaian, why),
        "tercapai": _fact("tercapai", one.tercapai, one.capaian, why),
        "kemajuan": _figure("kemajuan", one.kemajuan, why),
        "capaian_nasional": _figure("capaian_nasional", one.capaian_nasional, why),
        "selisih_baseline": _figure("selisih_baseline", one.selisih_baseline, why),
        "serapan": _figure("serapan", one.serapan, why),
        "efisiensi": _figure("efisiensi", one.efisiensi, why),
        "sementara": one.values.provisional,
        "alasan": why,
    }


def program_record(one: ProgramFigures) -> dict[str, Any]:
    """Return a program row as other programs get it."""
    why: dict[str, str] = {}
    return {
        "perangkat_daerah": one.row.perangkat_daerah,
        "program": one.row.program,
        "kelurahan": one.row.kelurahan,
        "indikator": one.row.indikator,
        "capaian": _figure("capaian", one.capaian, why),
        "serapan": _figure("serapan", one.serapan, why),
        "efisiensi": _figure("efisiensi", one.efisiensi, why),
        "alasan": why,
    }


def summary_record(summary: Summary) -> dict[str, Any]:
    """Return the summary as other programs get it."""
    why: dict[str, str] = {}
    if summary.pagu is None:
        why["pagu"] = Why.NO_PAGU.text
    if summary.spent is None:
        why["realisasi_anggaran"] = Why.NO_SPENDING.text
    return {
        "rata_rata_capaian": _figure("rata_rata_capaian", summary.mean_capaian, why),
        "jumlah_per_predikat": summary.per_predikat,
        "tercapai": summary.reached,
        "belum_tercapai": summary.not_reached,
        "dapat_dibandingkan_nasional": summary.against_national.comparable,
        "pagu": decimal_string(summary.pagu),
        "realisasi_anggaran": decimal_string(summary.spent),
        "serapan": _figure("serapan", summary.serapan, why),
        "efisiensi": _figure("efisiensi", summary.efisiensi, why),
        "alasan": why,
    }


def as_csv(figures: YearFigures, *, programs: bool = False) -> str:
    """Return the indikator, or the program rows, one line each."""
    records = (
        [program_record(one) for one in figures.programs]
        if programs
        else [indikator_record(one) for one in figures.indikator]
    )
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    columns = _columns(programs=programs)
    writer.writerow(columns)
    writer.writerows([_csv_cell(key, record[key]) for key in columns] for record in records)
    return target.getvalue()


def as_text(figures: YearFigures, *, programs: bool = False) -> str:
    """Return a table of the indikator, or of the program rows, and the summary in sentences."""
    if not figures.indikator and not figures.programs:
        return tr("Belum ada capaian tahun {tahun}.", tahun=figures.number) + "\n"
    parts = [_program_table(figures) if programs else _indikator_table(figures)]
    notes = [] if programs else _summary_lines(figures)
    if not programs and figures.programs:
        notes.append(
            tr("Baris program: {n} (--jenis program menampilkannya).", n=len(figures.programs))
        )
    parts.append("\n".join(textwrap.fill(line, _WIDTH) for line in notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def _indikator_table(figures: YearFigures) -> str:
    if not figures.indikator:
        return tr("Belum ada indikator tahun {tahun}.", tahun=figures.number)
    head = (
        *("No", tr("Indikator"), tr("Target"), tr("Realisasi"), tr("Capaian"), tr("Predikat")),
        *(tr("Tercapai"), tr("Serapan"), tr("Efisiensi")),
    )
    lines = [
        (
            str(one.sasaran.number),
            _cut(one.indikator.name, _NAME),
            entered_text(one.target, one.indikator.decimals),
            realisasi_text(one),
            percent_text(one.capaian.value),
            one.predikat or EMPTY,
            reached_text(one.tercapai),
            percent_text(one.serapan.value),
            percent_text(one.efisiensi.value),
        )
        for one in figures.indikator
    ]
    return table(head, lines, right=(0, 2, 3, 4, 7, 8))


def _program_table(figures: YearFigures) -> str:
    if not figures.programs:
        return tr("Belum ada baris program tahun {tahun}.", tahun=figures.number)
    head = (
        *(tr("Perangkat daerah"), tr("Program"), tr("Indikator"), tr("Target"), tr("Realisasi")),
        *(tr("Capaian"), tr("Serapan"), tr("Efisiensi")),
    )
    lines = [
        (
            _cut(one.row.perangkat_daerah, _OFFICE),
            _cut(one.row.program, _NAME),
            _cut(one.row.indikator, _NAME),
            entered_text(one.row.target),
            entered_text(one.row.realisasi),
            percent_text(one.capaian.value),
            percent_text(one.serapan.value),
            percent_text(one.efisiensi.value),
        )
        for one in figures.programs
    ]
    return table(head, lines, right=(3, 4, 5, 6, 7))


def _summary_lines(figures: YearFigures) -> list[str]:
    if not figures.indikator:
        return []
    summary = figures.summary
    counted = ", ".join(f"{word} {n}" for word, n in summary.per_predikat.items())
    lines = [
        tr("Rata-rata capaian: {rata}.", rata=percent_text(summary.mean_capaian.value)),
        tr("Predikat: {daftar}.", daftar=counted),
        tr(
            "Tercapai {ya}, belum tercapai {tidak}, tidak dapat dikatakan {lain}.",
            ya=summary.reached,
            tidak=summary.not_reached,
            lain=summary.undecided,
        ),
        tr(
            "Pagu {pagu}, realisasi {realisasi}, serapan {serapan}, efisiensi {efisiensi}.",
            pagu=rupiah_text(summary.pagu),
            realisasi=rupiah_text(summary.spent),
            serapan=percent_text(summary.serapan.value),
            efisiensi=percent_text(summary.efisiensi.value),
        ),
    ]
    if figures.terms.capped:
        lines.append(tr("Capaian dibatasi paling tinggi 100%."))
    lines += provisional_notes(figures.indikator)
    lines += [
        f"{one.indikator.name}: {one.linked.sentence}" for one in figures.indikator if one.is_linked
    ]
    if figures.year.source:
        lines.append(tr("Sumber: {sumber}", sumber=figures.year.source))
    return lines


def _fact(key: str, fact: str | bool | None, capaian: Computed, why: dict[str, str]) -> Any:  # noqa: ANN401, FBT001 - the value itself, of either kind
    if fact is None and capaian.why is not None:
        why[key] = capaian.why.text
    return fact


def _figure(key: str, figure: Computed, why: dict[str, str]) -> str | None:
    if figure.why is not None:
        why[key] = figure.why.text
    return decimal_string(figure.value)


def _value(key: str, value: Entered, missing: Why, why: dict[str, str]) -> str | None:
    """Return a number with all its digits, a grade as its text; a state has a reason only."""
    if value.number is not None:
        return decimal_string(value.number, max(_PLACES, value.decimals))
    if value.kind is Kind.GRADE:
        return value.text
    why[key] = missing.text if value.is_blank else value.text
    return None


def _columns(*, programs: bool) -> tuple[str, ...]:
    if programs:
        names = ("perangkat_daerah", "program", "kelurahan", "indikator")
        return (*names, "capaian", "serapan", "efisiensi")
    return (
        *("no_sasaran", "indikator", "target", "realisasi", "capaian", "predikat", "tercapai"),
        *("kemajuan", "capaian_nasional", "selisih_baseline", "serapan", "efisiensi", "sementara"),
    )


def _csv_cell(key: str, value: Any) -> str:  # noqa: ANN401 - a field of a record
    """Return a cell; only a text can become a formula, a number keeps its minus sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("Ya") if value else tr("Tidak")
    return harmless(str(value)) if key in _TEXTS else str(value)


def _cut(text: str, width: int) -> str:
    line = clean_line(text)
    return line if len(line) <= width else f"{line[: width - 1]}…"
