"""What consolidation tells a terminal and other programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from app.models.period import long_date
from app.services.ikm.rounding import decimal_string, indonesian
from app.services.recap.text import table
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.models.consolidation import StoredPackage
    from app.models.unit import Unit
    from app.services.consolidation.cells import Cell, Matrix
    from app.services.consolidation.outcomes import MergeReport, Outcome
    from app.services.consolidation.sides import Conflict

SHOWN = 8
"""Letters of a fingerprint by which a conflict is named."""
_OFTEN = 3
"""How many packages may repeat one note before it is said of all at once."""


# ---------------------------------------------------------------------- packages
def report_text(report: MergeReport) -> str:
    """Return one paragraph for each package; a note that many share follows once."""
    lines = []
    noted = Counter(note for outcome in report.outcomes for note in outcome.notes)
    shared = {note: n for note, n in noted.items() if n > _OFTEN}
    for outcome in report.outcomes:
        lines.append(f"{outcome.path.name}: {outcome.fate}. {_about(outcome)}{outcome.sentence}")
        lines += [f"  {note}" for note in outcome.notes if note not in shared]
        lines += [
            tr("  Mungkin {nama} (kode {kode}).", nama=unit.name, kode=unit.code)
            for unit in outcome.proposals
        ]
    lines += [tr("{n} paket: {catatan}", n=n, catatan=note) for note, n in shared.items()]
    return "".join(f"{line}\n" for line in lines)


def report_json(report: MergeReport, *, ascii_only: bool = False) -> str:
    """Return what became of each package."""
    return _dumped([_outcome(one) for one in report.outcomes], ascii_only=ascii_only)


def packages_text(packages: Sequence[StoredPackage], units: dict[int, Unit]) -> str:
    """Return the packages that were merged, one line each."""
    if not packages:
        return tr("Belum ada paket yang digabung.") + "\n"
    head = (
        tr("No."),
        tr("Unit"),
        tr("Survei"),
        tr("Paket"),
        tr("Lembar"),
        tr("Tiba"),
        tr("Berkas"),
    )
    lines = [
        (
            str(one.id),
            units[one.unit_id].name,
            one.survey_code,
            str(one.number),
            indonesian(one.sheets, 0),
            _moment(one.arrived_at),
            one.file_name + (tr(" (dibatalkan)") if one.undone_at else ""),
        )
        for one in packages
    ]
    return table(head, lines, right=(0, 3, 4)) + "\n"


def packages_json(
    packages: Sequence[StoredPackage], units: dict[int, Unit], *, ascii_only: bool = False
) -> str:
    """Return the packages that were merged."""
    return _dumped(
        [
            {
                "nomor": one.id,
                "berkas": one.file_name,
                "sha256_berkas": one.file_sha256,
                "unit": units[one.unit_id].name,
                "kode_unit": units[one.unit_id].code,
                "survei": one.survey_code,
                "instalasi": one.installation_id,
                "nomor_paket": one.number,
                "dibuat": one.made_at.isoformat(),
                "tiba": one.arrived_at.isoformat() if one.arrived_at else None,
                "dibatalkan": one.undone_at.isoformat() if one.undone_at else None,
                "lembar": one.sheets,
                "dengan_saran": one.with_saran,
            }
            for one in packages
        ],
        ascii_only=ascii_only,
    )


# ---------------------------------------------------------------------- conflicts
def conflicts_text(conflicts: Sequence[Conflict]) -> str:
    """Return every conflict with what its sides say where they differ."""
    if not conflicts:
        return tr("Tidak ada perbedaan yang menunggu putusan.") + "\n"
    return "\n".join(_conflict_text(one) for one in conflicts)


def conflicts_json(conflicts: Sequence[Conflict], *, ascii_only: bool = False) -> str:
    """Return every conflict with all its fields."""
    return _dumped([_conflict(one) for one in conflicts], ascii_only=ascii_only)


def letter_of(place: int) -> str:
    """Return the letter by which a side is chosen on a terminal."""
    return chr(ord("A") + place)


# ---------------------------------------------------------------------- matrix
def matrix_text(matrix: Matrix) -> str:
    """Return one line for each unit and period, and those who have not sent."""
    title = tr("{indeks} {tahun}", indeks=matrix.index, tahun=matrix.year)
    head = (
        *(tr("Unit"), tr("Periode"), tr("Keadaan"), "n", tr("Minimal")),
        *(matrix.index, tr("Mutu"), tr("Tiba")),
    )
    cells = [cell for row in matrix.rows for cell in row.cells if cell.surveys]
    parts = [title]
    if cells:
        parts.append(table(head, [_cell_line(cell) for cell in cells], right=(3, 4, 5)))
    notes = [f"{_place(cell)}: {why}" for cell in cells for why in cell.reasons]
    if notes:
        parts.append("\n".join(notes))
    parts += [_missing(matrix, period.code, period.name) for period in matrix.periods]
    parts += [
        tr(
            "{periode} final sejak {tanggal} oleh {orang}: {alasan}",
            periode=final.period,
            tanggal=long_date(final.day),
            orang=final.operator,
            alasan=final.reason,
        )
        for final in matrix.finals.values()
    ]
    if not matrix.periods:
        parts.append(tr("Belum ada survei yang digabung atau dientri."))
    return "\n\n".join(parts) + "\n"


def matrix_json(matrix: Matrix, *, ascii_only: bool = False) -> str:
    """Return every cell, also of units that have not sent."""
    cells = [_cell(cell) for row in matrix.rows for cell in row.cells]
    content = {
        "tahun": matrix.year,
        "indeks": matrix.index,
        "periode": [period.code for period in matrix.periods],
        "final": sorted(matrix.finals),
        "sel": cells,
    }
    return _dumped(content, ascii_only=ascii_only)


# ---------------------------------------------------------------------- parts
def _about(outcome: Outcome) -> str:
    package = outcome.package
    if package is None:
        return f"{outcome.unit.name}. " if outcome.unit else ""
    name = outcome.unit.name if outcome.unit else package.unit.name
    return tr(
        "{unit}, {periode} {tahun}. ",
        unit=name,
        periode=package.survey.period.name,
        tahun=package.survey.year,
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    package = outcome.package
    return {
        "berkas": str(outcome.path),
        "hasil": outcome.fate.value,
        "keterangan": outcome.sentence,
        "catatan": list(outcome.notes),
        "unit": outcome.unit.name if outcome.unit else None,
        "kode_unit": outcome.unit.code if outcome.unit else None,
        "kode_unit_paket": package.unit.code if package else None,
        "survei": package.survey.code if package else None,
        "tahun": package.survey.year if package else None,
        "periode": package.survey.period.code if package else None,
        "lembar": package.manifest.sheets if package else None,
        "baru": outcome.counted.new,
        "berubah": outcome.counted.changed,
        "dihapus": outcome.counted.gone,
        "sudah_ada": outcome.same,
        "lebih_lama": outcome.older,
        "keterangan_diperbarui": outcome.around_changed,
        "perbedaan": outcome.conflicts,
        "usulan_unit": [unit.code for unit in outcome.proposals],
        "paket": outcome.package_id or None,
    }


def _conflict_text(one: Conflict) -> str:
    lines = [f"{one.fingerprint[:SHOWN]}  {one.title}", f"  {one.question}"]
    for place, side in enumerate(one.sides):
        mark = tr(" (terhitung sekarang)") if side.counts else ""
        lines.append(f"  {letter_of(place)}: {side.title}{mark}, {side.source}")
    differing = [line for line in one.lines if line.differs]
    if differing:
        head = ("", *(letter_of(place) for place in range(len(one.sides))))
        shown = table(head, [(line.name, *line.values) for line in differing], right=())
        lines += [f"  {line}" for line in shown.splitlines()]
    if one.decision is not None:
        chosen = one.decided_side
        lines.append(
            tr(
                "  Diputuskan {orang}: {pilihan}, karena {alasan}",
                orang=one.decision.operator,
                pilihan=letter_of(one.sides.index(chosen)) if chosen else tr("semua"),
                alasan=one.decision.reason,
            )
        )
    return "".join(f"{line}\n" for line in lines)


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "kode": one.fingerprint,
        "jenis": one.kind.value,
        "unit": one.unit.name,
        "kode_unit": one.unit.code,
        "survei": one.survey.code if one.survey else None,
        "tahun": one.year,
        "periode": one.period,
        "judul": one.title,
        "sisi": [
            {
                "huruf": letter_of(place),
                "pilihan": side.choice,
                "judul": side.title,
                "sumber": [package.file_name for package in side.packages],
                "terhitung": side.counts,
                "dihapus": side.is_deleted,
            }
            for place, side in enumerate(one.sides)
        ],
        "boleh_semua": one.both_possible,
        "isian": [
            {"nama": line.name, "nilai": list(line.values), "berbeda": line.differs}
            for line in one.lines
        ],
        "putusan": {
            "pilihan": one.decision.choice,
            "alasan": one.decision.reason,
            "oleh": one.decision.operator,
        }
        if one.decision
        else None,
    }


def _cell_line(cell: Cell) -> tuple[str, ...]:
    mutu = cell.result.mutu if cell.result else None
    return (
        cell.unit.name,
        cell.period.name,
        cell.state.value,
        indonesian(cell.n, 0),
        "–" if cell.minimum is None else indonesian(cell.minimum, 0),
        cell.ikm_text,
        mutu.letter if mutu else "–",
        _moment(cell.arrived_at),
    )


def _cell(cell: Cell) -> dict[str, Any]:
    mutu = cell.result.mutu if cell.result else None
    return {
        "unit": cell.unit.name,
        "kode_unit": cell.unit.code,
        "tahun": cell.year,
        "periode": cell.period.code,
        "keadaan": cell.state.value,
        "n": cell.n,
        "minimal": cell.minimum,
        "indeks": decimal_string(cell.result.ikm) if cell.result else None,
        "indeks_cetak": cell.ikm_text if cell.result else None,
        "mutu": mutu.letter if mutu else None,
        "tiba": cell.arrived_at.isoformat() if cell.arrived_at else None,
        "perbedaan": cell.conflicts,
        "sebab": list(cell.reasons),
        "survei": [one.survey.code for one in cell.surveys],
    }


def _missing(matrix: Matrix, period: str, name: str) -> str:
    units = [unit.name for unit in matrix.missing(period)]
    if not units:
        return tr("{periode}: semua unit sudah mengirim.", periode=name)
    return tr("{periode}, belum mengirim: {daftar}.", periode=name, daftar=", ".join(units))


def _place(cell: Cell) -> str:
    return f"{cell.unit.name}, {cell.period.name}"


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone():%Y-%m-%d %H.%M}" if at else "–"


def _dumped(content: object, *, ascii_only: bool) -> str:
    return json.dumps(content, ensure_ascii=ascii_only, indent=2) + "\n"
