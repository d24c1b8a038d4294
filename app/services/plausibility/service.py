"""Check a recap by every rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.instruments.reading import shipped_instruments
from app.services.plausibility.cell_rules import bukan_angka, di_luar_rentang, skala_salah
from app.services.plausibility.count_rules import nrr_mustahil
from app.services.plausibility.figures import Scale
from app.services.plausibility.finding import Finding, Rule
from app.services.plausibility.index_rules import ikm_tak_sesuai_unsur, ikm_tersalin
from app.services.plausibility.marked_file import part
from app.services.plausibility.missing_rules import unit_tanpa_data
from app.services.plausibility.period_rules import (
    perubahan_besar,
    responden_tak_sesuai_periode,
    tahunan_tak_sesuai_periode,
)
from app.services.plausibility.printed_rules import konversi_tak_sesuai, mutu_tak_sesuai
from app.services.plausibility.reading import read_recap
from app.services.plausibility.recap import Recap
from app.services.plausibility.repeat_rules import baris_kembar, jawaban_seragam, unit_ganda
from app.services.plausibility.weighting import check_ikm, settled, usual_weighting
from app.services.tables.reading import read_table
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.services.plausibility.reading import RecapTable
    from app.services.plausibility.recap import RecapRow
    from app.services.tables.table import RawTable

RULES: Mapping[Rule, Callable[[Recap], Iterator[Finding]]] = {
    Rule.BUKAN_ANGKA: bukan_angka,
    Rule.DI_LUAR_RENTANG: di_luar_rentang,
    Rule.SKALA_SALAH: skala_salah,
    Rule.KONVERSI_TAK_SESUAI: konversi_tak_sesuai,
    Rule.IKM_TAK_SESUAI_UNSUR: ikm_tak_sesuai_unsur,
    Rule.IKM_TERSALIN: ikm_tersalin,
    Rule.MUTU_TAK_SESUAI: mutu_tak_sesuai,
    Rule.NRR_MUSTAHIL: nrr_mustahil,
    Rule.JAWABAN_SERAGAM: jawaban_seragam,
    Rule.BARIS_KEMBAR: baris_kembar,
    Rule.UNIT_GANDA: unit_ganda,
    Rule.UNIT_TANPA_DATA: unit_tanpa_data,
    Rule.TAHUNAN_TAK_SESUAI_PERIODE: tahunan_tak_sesuai_periode,
    Rule.RESPONDEN_TAK_SESUAI_PERIODE: responden_tak_sesuai_periode,
    Rule.PERUBAHAN_BESAR: perubahan_besar,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a recap, by row, and how the recap was understood."""

    findings: tuple[Finding, ...]
    rows: int
    remarks: tuple[str, ...] = ()
    right: tuple[tuple[Finding, str], ...] = ()
    """Findings that were checked before and are right, with the reason."""

    def with_marks(self, marks: Mapping[tuple[str, ...], str]) -> Checked:
        """Return the same without the findings that bear a mark."""
        parted = part(self.findings, marks)
        return replace(self, findings=parted.waiting, right=parted.right)


def check_file(path: Path, instruments: Sequence[Instrument] = ()) -> Checked:
    """Check a recap in a CSV, XLSX or ODS file.

    Raises InputError or StorageError when it cannot be read as a recap.
    """
    return check_table(read_table(path), instruments)


def check_table(table: RawTable, instruments: Sequence[Instrument] = ()) -> Checked:
    """Check a recap that was read as a table; the shipped instruments are known anyway."""
    read = read_recap(table, [*instruments, *shipped_instruments()])
    if not read.rows:
        raise InputError(
            tr("Berkas {berkas} tidak berisi baris data.", berkas=table.file_name),
            next=tr("Isi tabelnya di bawah nama kolom, lalu coba sekali lagi."),
        )
    return check_read(read)


def check_read(read: RecapTable) -> Checked:
    """Check the rows of a recap."""
    recap = recap_of(read.rows)
    remarks = (*_understood(recap, read.source), *_ignored(read.ignored))
    return Checked(findings_of(recap), len(read.rows), remarks)


def recap_of(rows: Iterable[RecapRow]) -> Recap:
    """Return rows with what the rules need to know of all of them together."""
    kept = tuple(map(settled, rows))
    checks = {row.number: check for row in kept if (check := check_ikm(row)) is not None}
    usual = usual_weighting(checks.values())
    following = sum(usual in check.matching for check in checks.values()) if usual else 0
    return Recap(kept, checks, usual, following)


def findings_of(recap: Recap, rules: Iterable[Rule] = tuple(Rule)) -> tuple[Finding, ...]:
    """Return what the rules find, by row and then in the order of the rules."""
    found = [finding for rule in rules for finding in RULES[rule](recap)]
    return tuple(sorted(found, key=lambda finding: finding.baris))


def _understood(recap: Recap, source: str) -> Iterator[str]:
    yield tr("Dibaca sebagai {sumber}: {n} baris.", sumber=source, n=len(recap.rows))
    scales = Counter(row.scale for row in recap.rows if any(v.usable for v in row.values))
    if scales:
        names = {Scale.NRR: tr("skala jawaban"), Scale.KONVERSI: tr("skala 0-100")}
        listed = ", ".join(f"{names[scale]} {n}" for scale, n in scales.most_common())
        yield tr("Skala nilai unsur per baris: {daftar}.", daftar=listed)
    if recap.usual is not None:
        yield tr(
            "Bobot yang cocok untuk {n} dari {semua} baris ber-IKM: {bobot}.",
            n=recap.following,
            semua=len(recap.checks),
            bobot=recap.usual.label,
        )


def _ignored(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield tr("Kolom yang tidak diperiksa: {daftar}.", daftar=", ".join(names))
