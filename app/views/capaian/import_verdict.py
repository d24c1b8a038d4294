"""What would become of a table of capaian and what became of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.services.units.preview import RowStatus
from app.texts import tr

if TYPE_CHECKING:
    from app.services.capaian.imports.preview import CapaianPreview
    from app.services.capaian.imports.service import CapaianImported


def verdict_of(preview: CapaianPreview) -> str:
    """Say in one or two sentences what would be taken over."""
    counts = preview.counts
    if preview.problem_count:
        return tr(
            "{n} sel tidak dapat diambil, jadi belum ada yang masuk. Nyatakan tanda desimal"
            " kolomnya, atau betulkan berkasnya.",
            n=indonesian(preview.problem_count, 0),
        )
    if not preview.acceptable:
        return tr("Semua isi tabel ini sudah ada dan sama.")
    said = tr(
        "{baru} baris baru, {berubah} berubah, {sama} sama. Sel kosong tidak menghapus apa pun.",
        baru=indonesian(counts[RowStatus.NEW], 0),
        berubah=indonesian(counts[RowStatus.CHANGED], 0),
        sama=indonesian(counts[RowStatus.SAME], 0),
    )
    if any(one.fit.is_open for one in preview.columns):
        said += " " + tr(
            "Ada kolom yang dapat dibaca dengan koma maupun titik: periksa tanda desimalnya."
        )
    return said


def outcome_of(done: CapaianImported) -> str:
    """Say what was taken over."""
    return tr(
        "{berkas} masuk ke tahun {tahun}: {baru} baru, {berubah} berubah, {sama} sama.",
        berkas=done.preview.file_name,
        tahun=done.preview.year,
        baru=indonesian(done.added, 0),
        berubah=indonesian(done.changed, 0),
        sama=indonesian(done.same, 0),
    )
