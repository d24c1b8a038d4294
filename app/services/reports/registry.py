"""All kinds of reports, in the order in which they are offered. A new kind is one line here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind, Subject


@cache
def report_kinds() -> tuple[ReportKind[Any], ...]:
    """Return every kind; their contents are loaded when somebody first asks."""
    from app.services.reports.capaian.unit import CAPAIAN_UNIT
    from app.services.reports.capaian.whole import CAPAIAN
    from app.services.reports.city.belum_mengirim import BELUM_MENGIRIM
    from app.services.reports.city.perbandingan import PERBANDINGAN
    from app.services.reports.city.rekap import REKAP
    from app.services.reports.daerah.report import LAPORAN_DAERAH
    from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
    from app.services.reports.minutes import BERITA_ACARA
    from app.services.reports.pelaksanaan.report import PELAKSANAAN
    from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
    from app.services.reports.tindak_lanjut import TINDAK_LANJUT

    return (
        HASIL_PENGOLAHAN,
        PELAKSANAAN,
        PUBLIKASI,
        PUBLIKASI_A3,
        TINDAK_LANJUT,
        REKAP,
        PERBANDINGAN,
        LAPORAN_DAERAH,
        BELUM_MENGIRIM,
        CAPAIAN,
        CAPAIAN_UNIT,
        BERITA_ACARA,
    )


def kinds_about(*subjects: Subject) -> tuple[ReportKind[Any], ...]:
    """Return the kinds of reports on these subjects."""
    return tuple(kind for kind in report_kinds() if kind.subject in subjects)


def report_kind(word: str) -> ReportKind[Any]:
    """Return the kind that ``word`` names. Raises InputError with the list of kinds."""
    wanted = word.strip().lower()
    for kind in report_kinds():
        if kind.key == wanted:
            return kind
    known = ", ".join(kind.key for kind in report_kinds())
    raise InputError(
        tr("Jenis laporan {jenis} tidak ada.", jenis=word),
        next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
    )
