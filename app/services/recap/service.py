"""The rows of the recap, from the counts of the whole file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One survey and its figures; a survey without sheets has a row too."""

    unit: Unit
    survey: Survey
    result: IkmResult


class RecapService:
    """Lists surveys with their figures."""

    def __init__(self, store: Store, ikm: IkmService) -> None:
        self._store = store
        self._ikm = ikm

    def rows(self, year: int | None = None, code: str = "") -> list[RecapRow]:
        """Return the surveys of a year, or the one with a code, or all; newest year first.

        Raises InputError when there is no survey with that code.
        """
        units = {unit.id: unit for unit in self._store.units.all()}
        wanted = self.survey_of(code).id if code else 0
        rows = [
            RecapRow(units[survey.unit_id], survey, result)
            for survey, result in self._ikm.recap(year)
            if wanted in (0, survey.id)
        ]
        return sorted(rows, key=_order)

    def survey_of(self, code: str = "") -> Survey:
        """Return the survey with a code, or the only one of the file.

        Raises InputError, naming the codes there are, when it is not clear which one is meant.
        """
        surveys = self._store.surveys.all()
        if code and (found := self._store.surveys.by_code(code)):
            return found
        if not code and len(surveys) == 1:
            return surveys[0]
        raise _unclear(code, [survey.code for survey in surveys])


def _order(row: RecapRow) -> tuple[int, str, str, str]:
    survey = row.survey
    return (-survey.year, row.unit.code.casefold(), survey.period.start.isoformat(), survey.code)


def _unclear(code: str, known: list[str]) -> InputError:
    if not known:
        return InputError(
            tr("Berkas ini belum punya survei."),
            next=tr("Buat survei dahulu dengan perintah survei … baru."),
        )
    names = ", ".join(known[:_SHOWN])
    if len(known) > _SHOWN:
        names = tr("{daftar}, dan {sisa} lagi", daftar=names, sisa=len(known) - _SHOWN)
    what = tr("Survei {kode} tidak ada.", kode=code) if code else tr("Survei mana yang dimaksud?")
    return InputError(what, next=tr("Sebutkan salah satu dengan --survei: {daftar}.", daftar=names))
