"""What a recap would do and did, as a person reads it on a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.plausibility import formats as findings
from app.services.recap.text import table
from app.services.reported.preview import ReportedStatus
from app.services.reported.values import exact
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.reported.preview import ReportedLine, ReportedPreview, ReportedResult

_WIDTH = 78
_UNIT, _NOTE = 34, 60
_NAMED = 12


def preview_text(preview: ReportedPreview) -> str:
    """Return every row with what it would do, and what the rules find in the recap."""
    parts = [_lines(preview.lines), *_units(preview), counts_text(preview), findings_text(preview)]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def findings_text(preview: ReportedPreview) -> str:
    """Return how the recap was read, and what the rules of plausibility find in it."""
    checked = preview.checked
    return findings.as_text(checked) + findings.summary(checked)


def counts_text(preview: ReportedPreview) -> str:
    """Return how many rows there are of each status."""
    counted = ", ".join(f"{n} {status.value}" for status, n in preview.counts.items() if n)
    return tr("{n} angka: {daftar}.", n=len(preview.lines), daftar=counted)


def result_text(preview: ReportedPreview, result: ReportedResult) -> str:
    """Say in whole sentences what was taken."""
    years = ", ".join(str(year) for year in preview.years)
    if preview.is_known and not result.units:
        return tr(
            "Berkas {berkas} sudah pernah diimpor: semua {n} angkanya sudah ada, jadi tidak ada"
            " yang berubah.",
            berkas=preview.file_name,
            n=result.same,
        )
    said = tr(
        "{n} angka dari {berkas} dicatat sebagai angka yang dilaporkan untuk tahun {tahun}:"
        " {baru} baru, {berubah} berubah, {sama} sama.",
        n=result.added + result.changed + result.same,
        berkas=preview.file_name,
        tahun=years or "–",
        baru=result.added,
        berubah=result.changed,
        sama=result.same,
    )
    if result.units or result.services:
        said += " " + tr(
            "Unit baru: {unit}; layanan baru: {layanan}.",
            unit=result.units,
            layanan=result.services,
        )
    return said


def skipped_text(preview: ReportedPreview) -> list[str]:
    """Return a sentence for each row of which nothing was taken."""
    skipped = preview.with_status(ReportedStatus.SKIPPED)
    return [_sentence(line) for line in _first(skipped)] + _more(skipped)


def refused_text(preview: ReportedPreview) -> list[str]:
    """Return a sentence for each row that stands in the way."""
    return [_sentence(line) for line in _first(preview.refused)] + _more(preview.refused)


def similar_text(preview: ReportedPreview) -> list[str]:
    """Return a sentence for each new unit that may be one of the file, misspelt."""
    return [
        _wrapped(
            tr(
                "Unit baru “{nama}” mirip dengan “{lama}” yang sudah ada; bila sama, batalkan lalu"
                " padankan dengan --padankan.",
                nama=unit.name,
                lama=unit.like,
            )
        )
        for unit in preview.new_units
        if unit.like
    ]


def _lines(lines: Sequence[ReportedLine]) -> str:
    head = (
        *(tr("Baris"), tr("Unit"), tr("Kode"), tr("Layanan"), tr("Tahun"), tr("Periode")),
        *(tr("IKM"), tr("Keadaan"), tr("Keterangan")),
    )
    shown = [
        (
            str(line.row),
            _cut(line.unit_text, _UNIT),
            line.unit.code if line.unit else "",
            _cut(line.service, _UNIT),
            str(line.content.year or ""),
            _cut(line.content.period_text or line.content.period, 16),
            indonesian(exact(line.content.ikm), KONVERSI_PLACES),
            line.status.value,
            _cut(line.note, _NOTE),
        )
        for line in lines
    ]
    return table(head, shown, right=(0, 6))


def _units(preview: ReportedPreview) -> list[str]:
    new = preview.new_units
    if not new:
        return []
    named = ", ".join(unit.name for unit in new[:_NAMED])
    if len(new) > _NAMED:
        named = tr("{daftar}, dan {n} lagi", daftar=named, n=len(new) - _NAMED)
    return [_wrapped(tr("Unit baru ({n}): {daftar}.", n=len(new), daftar=named))]


def _sentence(line: ReportedLine) -> str:
    return _wrapped(
        tr("Baris {baris} ({unit}): {sebab}.", baris=line.row, unit=line.unit_text, sebab=line.note)
    )


def _first(lines: Sequence[ReportedLine]) -> Iterable[ReportedLine]:
    return lines[:_NAMED]


def _more(lines: Sequence[ReportedLine]) -> list[str]:
    return [tr("… dan {n} lagi.", n=len(lines) - _NAMED)] if len(lines) > _NAMED else []


def _wrapped(text: str) -> str:
    return textwrap.fill(clean_line(text, 2000), _WIDTH, subsequent_indent="  ")


def _cut(text: str, width: int) -> str:
    line = clean_line(text)
    return line if len(line) <= width else f"{line[: width - 1]}…"
