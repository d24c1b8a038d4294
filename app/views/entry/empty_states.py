"""What stands there when nothing can be keyed in, and where to go from there."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.entry.state import Readiness
from app.texts import tr


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is nothing to key in, what to do, and the screen where it is done."""

    title: str
    text: str
    action: str = ""
    screen: str = ""


def nothing_because(readiness: Readiness | None) -> Nothing:
    """Return the words for a survey that is not ready; None where there is no survey."""
    match readiness:
        case None:
            return Nothing(
                tr("Belum ada survei yang dipilih"),
                tr("Buat survei atau pilih salah satu, lalu entri lembarnya di sini."),
                tr("Ke layar Survei"),
                "survei",
            )
        case Readiness.LOCKED:
            return Nothing(
                tr("Survei ini terkunci"),
                tr("Hasilnya sudah final, jadi lembarnya tidak dapat ditambah atau diubah."),
                tr("Lihat hasilnya"),
                "hasil",
            )
        case Readiness.PLANNED:
            return Nothing(
                tr("Survei ini masih direncanakan"),
                tr("Buka survei itu di layar Survei, lalu mulai mengentri."),
                tr("Ke layar Survei"),
                "survei",
            )
        case Readiness.READ_ONLY:
            return Nothing(
                tr("Berkas ini hanya dapat dibaca"),
                tr("Buka berkas aslinya atau simpan salinannya di folder yang boleh ditulisi."),
                tr("Lihat hasilnya"),
                "hasil",
            )
        case _:
            return Nothing(
                tr("Unit ini belum punya layanan"),
                tr("Tambahkan jenis layanan di layar Unit; setiap lembar memerlukannya."),
                tr("Ke layar Unit"),
                "unit",
            )
