"""The consolidation of a period is declared final by a person, and can be proved afterwards."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.consolidation import Finalisation
from app.models.period import period_of
from app.models.survey import SurveyState
from app.services.changes import NOTHING, Changes
from app.services.consolidation.gate import REASON_LIMIT
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.consolidation.conflicts import ConflictService

_NAMED = 5


class FinalService:
    """Declares periods final and opens them again; nothing is merged into a final period."""

    def __init__(self, store: Store, conflicts: ConflictService) -> None:
        self._store = store
        self._conflicts = conflicts

    def of(self, year: int, period: str) -> Finalisation | None:
        """Return who declared a period final, None while it is not."""
        found = self._store.merging.finals.all(year=year, period=period)
        return found[0] if found else None

    def blockers(self, year: int, period: str) -> tuple[str, ...]:
        """Return a sentence for everything that has to be done before a period can be final."""
        surveys = self._surveys(year, period)
        found = []
        if not surveys:
            found.append(tr("Belum ada survei pada periode ini."))
        waiting = self._conflicts.count_open(year, period)
        if waiting:
            found.append(tr("{n} perbedaan antarpaket belum diputuskan.", n=waiting))
        merged = self._store.merging.packages.all_merged()
        open_ones = [
            survey.code
            for survey in surveys
            if survey.id not in merged and survey.state is not SurveyState.TERKUNCI
        ]
        if open_ones:
            names = ", ".join(open_ones[:_NAMED]) + (" …" if len(open_ones) > _NAMED else "")
            found.append(tr("Survei berkas ini belum dikunci: {daftar}.", daftar=names))
        return tuple(found)

    def declare(
        self, year: int, period: str, reason: str, *, day: date | None = None
    ) -> tuple[Finalisation, Changes]:
        """Declare a period final. Raises InputError where something is not decided yet."""
        why = required_line(reason, tr("Alasan penetapan final"), REASON_LIMIT)
        period = _known(period, year)
        known = self.of(year, period)
        if known is not None:
            return known, NOTHING
        surveys = self._surveys(year, period)
        self._conflicts.find_doubles(surveys)
        if blockers := self.blockers(year, period):
            raise InputError(
                tr("Konsolidasi {tahun} {periode} belum dapat final.", tahun=year, periode=period),
                next=blockers[0],
            )
        sheets = sum(self._store.tallies.sheets_of(survey.id) for survey in surveys)
        final = Finalisation(
            year,
            period,
            day or date.today(),  # noqa: DTZ011 - the day on the office's own calendar
            self._store.operator,
            why,
            len(surveys),
            sheets,
            self._sha256(surveys),
        )
        return self._store.merging.finals.save(final, why), _changed(surveys)

    def reopen(self, year: int, period: str, reason: str) -> Changes:
        """Open a final period again; the reason goes into the log."""
        why = required_line(reason, tr("Alasan pembukaan"), REASON_LIMIT)
        known = self.of(year, _known(period, year))
        if known is None:
            return NOTHING
        self._store.merging.finals.delete(known, why)
        return _changed(self._surveys(year, known.period))

    def differing(self) -> list[Finalisation]:
        """Return the final periods whose sheets are not those that were declared final."""
        return [
            one
            for one in self._store.merging.finals.all()
            if one.sha256 != self._sha256(self._surveys(one.year, one.period))
        ]

    def _surveys(self, year: int, period: str) -> list[Survey]:
        found = [s for s in self._store.surveys.all(year) if s.period.code == period]
        return sorted(found, key=lambda survey: survey.uuid)

    def _sha256(self, surveys: list[Survey]) -> str:
        """Return one hash over every sheet of a period; destroyed ones are known by theirs."""
        found = hashlib.sha256()
        for survey in surveys:
            kept = self._store.destruction.get(survey.id)
            sheets = (
                str(kept.aggregates["sheets_sha256"])
                if kept
                else self._store.destruction.sheets_sha256(survey.id)
            )
            found.update(f"{survey.uuid} {sheets}\n".encode())
        return found.hexdigest()


def _known(period: str, year: int) -> str:
    try:
        return period_of(period, year).code
    except ValueError as error:
        raise InputError(
            tr("Periode {periode} tidak dikenal.", periode=period[:40]),
            next=tr("Contoh: tahunan, semester-1, triwulan-2, bulan-6."),
        ) from error


def _changed(surveys: list[Survey]) -> Changes:
    return Changes(frozenset(survey.id for survey in surveys), office=True)
