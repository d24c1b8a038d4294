"""A year as a whole: its lock, its rating, the cap, the source line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.capaian import LinkKind
from app.services.capaian.rating import stored
from app.services.capaian.reading import year_record
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.text import fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.capaian import CapaianYear
    from app.models.store.store import Store
    from app.services.capaian.rating import Rating
    from app.services.capaian.reading import YearReader

REASON_LIMIT = 500
SOURCE_LIMIT = 1000


class YearService:
    """Locks and unlocks years and keeps their settings."""

    def __init__(self, store: Store, reader: YearReader) -> None:
        self._store = store
        self._records = store.capaian
        self._reader = reader

    def get(self, year: int) -> CapaianYear:
        """Return a year; one that is not kept yet has id 0."""
        return year_record(self._store, year)

    def set_rating(self, year: int, rating: Rating) -> Changes:
        """Rate a year by another table (``rating.accepted_rating`` makes one)."""
        require_open(self._store, year)
        return self._save(replace(self.get(require_year(year)), rating=stored(rating)))

    def set_capped(self, year: int, *, capped: bool) -> Changes:
        """Count no capaian above 100 %, or every one as it is."""
        require_open(self._store, year)
        return self._save(replace(self.get(require_year(year)), capped=capped))

    def set_source(self, year: int, source: str) -> Changes:
        """Keep the line that says where the figures are from; a lock does not forbid it."""
        line = fitting_line(source, tr("Sumber"), SOURCE_LIMIT)
        return self._save(replace(self.get(require_year(year)), source=line))

    def lock(self, year: int, reason: str) -> Changes:
        """Close the figures of a year. What is linked keeps what its link gives now.

        Raises InputError without a reason, and where the year is locked already or empty.
        """
        why = required_line(reason, tr("Alasan penguncian"), REASON_LIMIT)
        require_open(self._store, require_year(year))
        figures = self._reader.figures(year)
        if not any(one.values.id for one in figures.indikator) and not figures.programs:
            raise InputError(
                tr("Tahun {tahun} belum berisi angka.", tahun=year),
                next=tr("Isi atau impor dahulu angkanya."),
            )
        with self._store.transaction():
            for one in figures.indikator:
                if one.is_linked:
                    linked = one.linked
                    self._records.values.save(
                        replace(one.values, frozen=linked.value, frozen_source=linked.source), why
                    )
            self._records.years.save(replace(self.get(year), locked=True), why)
        return capaian_changed(year)

    def unlock(self, year: int, reason: str) -> Changes:
        """Open a locked year; linked values follow their surveys again."""
        why = required_line(reason, tr("Alasan pembukaan kunci"), REASON_LIMIT)
        known = self.get(year)
        if not known.locked:
            raise InputError(tr("Capaian tahun {tahun} tidak terkunci.", tahun=year))
        with self._store.transaction():
            self._records.years.save(replace(known, locked=False), why)
            for one in self._records.values.all(year=year):
                if one.link is not LinkKind.NONE:
                    self._records.values.save(
                        replace(one, frozen=type(one.frozen)(), frozen_source=""), why
                    )
        return capaian_changed(year)

    def _save(self, year: CapaianYear) -> Changes:
        if year.id and year == self.get(year.year):
            return NOTHING
        self._records.years.save(year)
        return capaian_changed(year.year)


def require_open(store: Store, year: int) -> None:
    """Raise InputError where a year is locked."""
    if any(one.locked for one in store.capaian.years.all(year=year)):
        raise InputError(
            tr("Capaian tahun {tahun} terkunci, jadi angkanya tidak dapat diubah.", tahun=year),
            next=tr("Buka kuncinya dahulu dengan menyebutkan alasan."),
        )


def require_year(year: int) -> int:
    """Return a year that may be kept; raise InputError for any other."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            tr("Tahun {tahun} tidak dapat dipakai.", tahun=year),
            next=tr("Isi tahun empat angka, misalnya 2026."),
        )
    return year
