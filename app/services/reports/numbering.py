"""Numbers of tables and charts within a chapter: ``Tabel 3.1``, ``Gambar 3.1``."""

from __future__ import annotations

from app.texts import tr


class Numbering:
    """Counts the tables and charts of one chapter while its blocks are made, in their order."""

    def __init__(self, chapter: str = "") -> None:
        self._chapter = chapter
        self._tables = self._charts = 0

    def table(self, title: str) -> str:
        """Return the caption of the next table: ``Tabel 3.1 Jumlah responden``."""
        self._tables += 1
        return tr("Tabel {nomor} {judul}", nomor=self._number(self._tables), judul=title)

    def chart(self, title: str) -> str:
        """Return the caption of the next chart: ``Gambar 3.1 Nilai per unsur``."""
        self._charts += 1
        return tr("Gambar {nomor} {judul}", nomor=self._number(self._charts), judul=title)

    def _number(self, count: int) -> str:
        return f"{self._chapter}.{count}" if self._chapter else str(count)
