"""What is worth knowing of a table before it is taken, and what was decided where it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.imports.columns import EXACT
from app.services.tables.table import NumberCell
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.capaian import ProgramRow
    from app.models.target import Rpjmd
    from app.services.capaian.imports.columns import Stated
    from app.services.capaian.imports.indikator_rows import IndikatorRow
    from app.services.capaian.imports.program_rows import ReadProgram
    from app.services.tables.columns import Records

_SHOWN = 8
_FRACTION = 1.5
"""A percentage that Excel stores as a fraction of 1 is seldom above this."""


def indikator_remarks(
    known: Rpjmd | None,
    wanted: Rpjmd,
    rows: Sequence[IndikatorRow],
    records: Records,
    stated: Stated,
) -> tuple[str, ...]:
    """Return the remarks about a table of indikator; ``known`` is the RPJMD before it."""
    remarks = []
    if known is None:
        remarks.append(
            tr("Belum ada RPJMD yang mencakup tahun itu; {nama} dibuat.", nama=wanted.name)
        )
    elif wanted != known:
        remarks.append(
            tr(
                "{nama} diperlebar menjadi tahun {dari} sampai {sampai}, menurut targetnya.",
                nama=known.name,
                dari=wanted.first_year,
                sampai=wanted.last_year,
            )
        )
    if silent := [row.line for row in rows if row.arah is None]:
        remarks.append(
            tr(
                "Arah tidak disebut di baris {daftar}; indikator baru dianggap naik lebih baik.",
                daftar=_listed(silent),
            )
        )
    zero = [
        row.line
        for row in rows
        if (target := row.values.get("revised_target") or row.values.get("target"))
        and target.number == 0
    ]
    remarks += _zero_targets(zero)
    if exact := [row.line for row in records.rows if row[EXACT].strip()]:
        remarks.append(
            tr(
                "Realisasi di baris {daftar} diambil dari kolom {kolom}.",
                daftar=_listed(exact),
                kolom=records.headings[EXACT],
            )
        )
    if not stated.by_file:
        remarks += _fractions(records, [(row.line, row.satuan) for row in rows])
    return tuple(remarks)


def program_remarks(
    records: Records, read: Sequence[ReadProgram], rows: Sequence[ProgramRow], stated: Stated
) -> tuple[str, ...]:
    """Return the remarks about a table of programs."""
    waiting = [one for one in rows if one.indikator_sasaran or one.no_sasaran]
    remarks = []
    if waiting:
        remarks.append(
            tr(
                "{n} baris menyebut indikator sasaran yang belum ada di berkas kantor; barisnya"
                " disimpan dan akan tertaut begitu indikator itu diimpor.",
                n=len(waiting),
            )
        )
    remarks += _zero_targets(
        [one.line for one in read if (t := one.values.get("target")) and t.number == 0]
    )
    if not stated.by_file:
        remarks += _fractions(records, [(one.line, one.row.satuan) for one in read])
    return tuple(remarks)


def _zero_targets(lines: Sequence[int]) -> list[str]:
    if not lines:
        return []
    return [
        tr(
            "Target 0 di baris {daftar}: diterima, tetapi capaiannya tidak dapat dihitung.",
            daftar=_listed(lines),
        )
    ]


def _fractions(records: Records, satuan: Sequence[tuple[int, str]]) -> list[str]:
    """Warn of percentages that Excel may have stored as fractions of 1."""
    percent = {line for line, unit in satuan if unit.strip() in {"%", "persen", "Persen"}}
    keys = [key for key in records.headings if key.startswith(("target", "realisasi"))]
    found = [
        row.line
        for row in records.rows
        if row.line in percent
        and (cells := [row[key] for key in keys if isinstance(row[key], NumberCell)])
        and all(abs(float(cell)) <= _FRACTION for cell in cells)
    ]
    if not found:
        return []
    return [
        tr(
            "Angka persen di baris {daftar} paling besar 1,5; Excel menyimpan 12,75% sebagai"
            " 0,1275. Periksa apakah angkanya perlu dikalikan 100.",
            daftar=_listed(found),
        )
    ]


def _listed(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        return tr("{daftar}, dan {n} lagi", daftar=shown, n=len(lines) - _SHOWN)
    return shown
