"""Open the surveys of one paper, and put an instrument on it or take one off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.models.survey import SurveyState, WeightRule
from app.services.changes import Changes
from app.services.surveys.rules import allowed_weight_rules
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService
    from app.services.surveys.new_survey import NewSurvey
    from app.services.surveys.service import SurveyService


class PaperMaker:
    """Makes papers; the surveys on them are opened by the ``SurveyService``."""

    def __init__(
        self, store: Store, surveys: SurveyService, instruments: InstrumentService
    ) -> None:
        self._store = store
        self._surveys = surveys
        self._instruments = instruments

    def create_paper(
        self, new: NewSurvey, instrument_keys: Sequence[str]
    ) -> tuple[tuple[Survey, ...], Changes]:
        """Open one survey for each instrument, in the order of the paper, all or none.

        One key alone makes an ordinary survey. A rounded weight that does not fit an instrument is
        the exact one there. Raises InputError as ``SurveyService.create`` does.
        """
        _require_different(instrument_keys)
        paper = new_uuid() if len(instrument_keys) > 1 else ""
        with self._store.transaction():
            made = tuple(
                self._add(replace(new, instrument=key), paper, place)
                for place, key in enumerate(instrument_keys)
            )
        return made, _changed(made)

    def attach(self, survey: Survey, instrument_key: str) -> tuple[Survey, Changes]:
        """Open one more survey on the paper of ``survey``, like it; raise InputError.

        A paper can change only while nothing is keyed in: an earlier sheet did not ask it.
        """
        with self._store.transaction():
            present = self._on_paper(survey)
            self._require_untouched(present)
            keys = [self._instruments.of(one.instrument_id).key for one in present]
            _require_different([*keys, instrument_key])
            paper = survey.paper or new_uuid()
            kept = [self._placed(one, paper, place) for place, one in enumerate(present)]
            like = replace(self._surveys.as_new(survey), instrument=instrument_key, again=True)
            made = self._add(like, paper, len(kept))
        return made, _changed([*kept, made])

    def detach(self, survey: Survey) -> tuple[Survey, Changes]:
        """Take a survey off its paper; it stands alone afterwards. Raise InputError."""
        with self._store.transaction():
            present = self._on_paper(survey)
            self._require_untouched(present)
            rest = [one for one in present if one.id != survey.id]
            paper = survey.paper if len(rest) > 1 else ""
            kept = [self._placed(one, paper, at if paper else 0) for at, one in enumerate(rest)]
            alone = self._placed(self._store.surveys.get(survey.id), "", 0)
        return alone, _changed([*kept, alone])

    def _on_paper(self, survey: Survey) -> list[Survey]:
        return self._store.surveys.of_paper(survey.paper) or [self._store.surveys.get(survey.id)]

    def _add(self, new: NewSurvey, paper: str, place: int) -> Survey:
        allowed = allowed_weight_rules(self._instruments.newest(new.instrument))
        if place and new.weight_rule not in allowed:
            new = replace(new, weight_rule=WeightRule.EXACT)
        survey, _ = self._surveys.create(new)
        return self._placed(survey, paper, place)

    def _placed(self, survey: Survey, paper: str, place: int) -> Survey:
        wanted = replace(survey, paper=paper, paper_place=place)
        return survey if wanted == survey else self._store.surveys.save(wanted)

    def _require_untouched(self, surveys: Sequence[Survey]) -> None:
        for survey in surveys:
            if survey.state is SurveyState.TERKUNCI:
                raise InputError(
                    tr(
                        "Survei {kode} terkunci, jadi kertasnya tidak dapat diubah.",
                        kode=survey.code,
                    ),
                    next=tr("Buka kuncinya di layar Survei bila memang perlu diubah."),
                )
            if self._store.tallies.sheets_of(survey.id):
                raise InputError(
                    tr(
                        "Survei {kode} sudah berisi lembar, jadi kertasnya tidak dapat diubah.",
                        kode=survey.code,
                    ),
                    next=tr("Buat survei baru dengan semua instrumen pada kertasnya."),
                )


def _require_different(keys: Sequence[str]) -> None:
    twice = next((key for key in keys if list(keys).count(key) > 1), None)
    if twice is not None:
        raise InputError(
            tr("Instrumen {kunci} sudah ada pada kertas ini.", kunci=twice),
            next=tr("Pilih instrumen lain, atau biarkan yang sudah ada."),
        )


def _changed(surveys: Sequence[Survey]) -> Changes:
    return Changes(frozenset(survey.id for survey in surveys), office=True)
