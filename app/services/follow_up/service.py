"""The register of plans: what is done about a result, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.review import SaranDecision
from app.services.changes import NOTHING, survey_changed
from app.services.follow_up.carrying import carried, carried_uuid
from app.services.follow_up.due import require_possible_due
from app.services.follow_up.library import Library
from app.services.follow_up.overview import FollowUpOverview, PlanLine, Previous
from app.services.follow_up.priorities import lowest_of, priorities_of
from app.services.follow_up.progress import DONE, Progress, progress_of, summary_of
from app.services.follow_up.public import PublicRecords
from app.services.photos import require_room
from app.services.results.history import earlier_surveys
from app.services.results.survey_results import survey_name
from app.services.text import clean_text, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.models.follow_up import FollowUp, Photo
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.changes import Changes
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.photos import Picture

MAX_ACTION = 1000
MAX_EVIDENCE = 4000
Removed = tuple["FollowUp", tuple["Photo", ...]]
"""A plan with its photos, to be put back."""


class FollowUpService:
    """Plans of surveys and what was reported of them; a locked survey takes them too."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm

    @cached_property
    def library(self) -> Library:
        """The proposals per unsur."""
        return Library(self._store)

    @cached_property
    def public(self) -> PublicRecords:
        """Where the result was made public, and the forums in which it was discussed."""
        return PublicRecords(self._store)

    # ------------------------------------------------------------------ reading
    def of(self, survey_id: int) -> FollowUpOverview:
        """Return everything that follows from a survey. Raises KeyError for an unknown one."""
        survey = self._store.surveys.get(survey_id)
        instrument = self._instruments.of(survey.instrument_id)
        result = self._ikm.of_survey(survey)
        compared = next(iter(earlier_surveys(survey, self._store.surveys.all())), None)
        lines = self.lines_of(survey)
        proposals = {unsur.key: self.library.offered(unsur.key) for unsur in instrument.unsur}
        return FollowUpOverview(
            survey=survey,
            name=survey_name(survey, instrument),
            unit_name=self._store.units.get(survey.unit_id).name,
            instrument=instrument,
            result=result,
            lowest=lowest_of(result),
            priorities=priorities_of(
                result,
                self._ikm.of_survey(compared) if compared else None,
                self._tagged_saran(survey_id),
                proposals,
                Counter(line.plan.unsur for line in lines),
            ),
            lines=lines,
            previous=self.previous_of(survey),
            publications=self.public.publications(survey_id),
            forums=self.public.forums(survey_id),
        )

    def lines_of(
        self, survey: Survey, *, looked_at_from: Survey | None = None
    ) -> tuple[PlanLine, ...]:
        """Return the plans of a survey in their order, with their photos."""
        instrument = self._instruments.of(survey.instrument_id)
        names = {unsur.key: (unsur.name, unsur.short_name) for unsur in instrument.unsur}
        later = self._uuids_of(looked_at_from) if looked_at_from else set()
        return tuple(
            PlanLine(
                number,
                plan,
                *names.get(plan.unsur, (plan.unsur, plan.unsur)),
                tuple(self._store.photos.all(follow_up_id=plan.id)),
                looked_at_from is not None and carried_uuid(plan, looked_at_from) in later,
            )
            for number, plan in enumerate(self._store.follow_ups.all(survey_id=survey.id), 1)
        )

    def previous_of(self, survey: Survey) -> Previous | None:
        """Return the survey of the period before with its plans, or None for a first one."""
        before = self.survey_before(survey)
        if before is None:
            return None
        lines = self.lines_of(before, looked_at_from=survey)
        name = survey_name(before, self._instruments.of(before.instrument_id))
        return Previous(before, name, lines, summary_of([line.plan for line in lines]))

    def survey_before(self, survey: Survey, every: Sequence[Survey] | None = None) -> Survey | None:
        """Return the survey of the period before, or None for a first one.

        The instrument may be another as long as its index is the same: what was promised after an
        SKM of nine questions is reported after one of sixteen. ``every`` spares reading the surveys
        of the unit.
        """
        index = self._index(survey)
        every = self._store.surveys.all() if every is None else every
        known = {s.id: s for s in every if s.unit_id == survey.unit_id}
        alike = [
            replace(s, instrument_id=survey.instrument_id)
            for s in known.values()
            if self._index(s) == index
        ]
        found = next(iter(earlier_surveys(survey, alike)), None)
        return known[found.id] if found else None

    # ------------------------------------------------------------------ plans
    def save(self, plan: FollowUp) -> tuple[FollowUp, Changes]:
        """Add a plan at the end (id 0) or change one. Raises InputError for what does not fit."""
        survey = self._store.surveys.get(plan.survey_id)
        self._require_unsur(survey, plan.unsur)
        require_possible_due(survey, plan.due)
        plan = replace(
            plan,
            action=required_line(plan.action, tr("Kegiatan"), MAX_ACTION),
            program=fitting_line(plan.program, tr("Program")),
            responsible=fitting_line(plan.responsible, tr("Penanggung jawab")),
        )
        if not plan.id:
            plan = replace(plan, position=self._next_position(plan.survey_id))
        return self._store.follow_ups.save(plan), survey_changed(plan.survey_id)

    def delete(self, plan: FollowUp) -> tuple[Removed, Changes]:
        """Delete a plan with its photos; what is returned can be put back."""
        store = self._store
        with store.transaction():
            photos = tuple(store.photos.all(follow_up_id=plan.id))
            for photo in photos:
                store.photos.delete(photo)
            store.follow_ups.delete(plan)
        return (plan, photos), survey_changed(plan.survey_id)

    def put_back(self, removed: Removed) -> Changes:
        """Undo ``delete``."""
        plan, photos = removed
        with self._store.transaction():
            again = self._store.follow_ups.save(replace(plan, id=0))
            for photo in photos:
                self._store.photos.save(replace(photo, id=0, follow_up_id=again.id))
        return survey_changed(plan.survey_id)

    def move(self, plan: FollowUp, by: int) -> Changes:
        """Move a plan up (-1) or down (1) in the order of its survey."""
        plans = self._store.follow_ups.all(survey_id=plan.survey_id)
        here = next((n for n, one in enumerate(plans) if one.id == plan.id), None)
        if here is None or not 0 <= here + by < len(plans):
            return NOTHING
        plans.insert(here + by, plans.pop(here))
        with self._store.transaction():
            for position, one in enumerate(plans):
                if one.position != position:
                    self._store.follow_ups.save(replace(one, position=position))
        return survey_changed(plan.survey_id)

    # ------------------------------------------------------------------ what became of them
    def report(self, plan: FollowUp, *, today: date) -> tuple[FollowUp, Changes]:
        """Keep realisasi (whole percent or None), evidence, obstacle and day of a plan.

        Raises InputError for a percentage or a day that cannot be.
        """
        if plan.realisasi is not None and not 0 <= plan.realisasi <= DONE:
            raise InputError(
                tr("Realisasi {n} % tidak mungkin.", n=plan.realisasi),
                next=tr("Isi bilangan bulat 0 sampai 100."),
            )
        self._require_report_day(plan, today)
        plan = replace(
            plan,
            evidence=clean_text(plan.evidence, MAX_EVIDENCE),
            obstacle=clean_text(plan.obstacle, MAX_EVIDENCE),
            reported_on=None if plan.realisasi is None else plan.reported_on or today,
        )
        return self._store.follow_ups.save(plan), survey_changed(plan.survey_id)

    def carry_over(self, survey_id: int) -> tuple[int, Changes]:
        """Copy what the period before left unfinished into the plans of a survey.

        Returns how many were copied; a plan that was copied before is not copied again.
        """
        survey = self._store.surveys.get(survey_id)
        previous = self.previous_of(survey)
        open_lines = [
            line
            for line in (previous.lines if previous else ())
            if not line.is_carried and progress_of(line.plan) is not Progress.DONE
        ]
        if previous is None or not open_lines:
            return 0, NOTHING
        keys = {unsur.key for unsur in self._instruments.of(survey.instrument_id).unsur}
        known = [line for line in open_lines if line.plan.unsur in keys]
        with self._store.transaction():
            position = self._next_position(survey_id)
            for place, line in enumerate(known, position):
                self._store.follow_ups.save(carried(line.plan, previous.survey, survey, place))
        return len(known), survey_changed(survey_id) if known else NOTHING

    # ------------------------------------------------------------------ photos
    def add_photos(self, plan_id: int, pictures: Sequence[Picture]) -> tuple[int, Changes]:
        """Add photos as evidence of a plan, all or none; returns how many.

        Raises InputError where the plans of the survey would hold too many or too large ones.
        """
        plan = self._plan(plan_id)
        kept = [
            photo
            for one in self._store.follow_ups.all(survey_id=plan.survey_id)
            for photo in self._store.photos.all(follow_up_id=one.id)
        ]
        require_room([photo.image for photo in kept], pictures, tr("Rencana satu survei"))
        first = 1 + max((p.position for p in kept if p.follow_up_id == plan_id), default=-1)
        with self._store.transaction():
            for position, picture in enumerate(pictures, first):
                self._store.photos.save(_photo(plan_id, position, picture))
        return len(pictures), survey_changed(plan.survey_id)

    def caption(self, photo: Photo, text: str) -> Changes:
        """Write another caption under a photo."""
        text = fitting_line(text, tr("Keterangan foto"))
        plan = self._plan(photo.follow_up_id)
        if text == photo.caption:
            return NOTHING
        self._store.photos.save(replace(photo, caption=text))
        return survey_changed(plan.survey_id)

    def delete_photo(self, photo: Photo) -> Changes:
        """Delete a photo."""
        plan = self._plan(photo.follow_up_id)
        self._store.photos.delete(photo)
        return survey_changed(plan.survey_id)

    def put_photo_back(self, photo: Photo) -> Changes:
        """Undo ``delete_photo``."""
        plan = self._plan(photo.follow_up_id)
        self._store.photos.save(replace(photo, id=0))
        return survey_changed(plan.survey_id)

    # ------------------------------------------------------------------ parts
    def _tagged_saran(self, survey_id: int) -> dict[str, list[str]]:
        """Return the saran that are tagged to an unsur, but those that are not to be printed."""
        found: dict[str, list[str]] = defaultdict(list)
        for review in self._store.saran_reviews.all(survey_id=survey_id):
            if not review.tags or review.decision is SaranDecision.HIDE:
                continue
            sheet = self._store.sheets.by_uuid(review.sheet_uuid)
            text = review.printed or (sheet.saran if sheet else "")
            for unsur in review.tags if text else ():
                found[unsur].append(text)
        return found

    def _index(self, survey: Survey) -> str:
        return self._instruments.of(survey.instrument_id).index_short

    def _uuids_of(self, survey: Survey) -> set[str]:
        return {plan.uuid for plan in self._store.follow_ups.all(survey_id=survey.id)}

    def _next_position(self, survey_id: int) -> int:
        plans = self._store.follow_ups.all(survey_id=survey_id)
        return 1 + max((plan.position for plan in plans), default=-1)

    def _plan(self, plan_id: int) -> FollowUp:
        found = self._store.follow_ups.all(id=plan_id)
        if not found:
            raise InputError(
                tr("Rencana itu sudah dihapus."), next=tr("Buka Tindak lanjut sekali lagi.")
            )
        return found[0]

    def _require_unsur(self, survey: Survey, key: str) -> None:
        if key not in {u.key for u in self._instruments.of(survey.instrument_id).unsur}:
            raise InputError(
                tr("Unsur rencana ini tidak ada dalam instrumen survei."),
                next=tr("Pilih unsurnya sekali lagi."),
            )

    def _require_report_day(self, plan: FollowUp, today: date) -> None:
        day = plan.reported_on
        start = self._store.surveys.get(plan.survey_id).period.start
        if day is not None and not start <= day <= max(today, start):
            raise InputError(
                tr("Tanggal laporan itu di masa depan atau sebelum surveinya dimulai."),
                next=tr("Isi tanggal realisasi diperiksa, paling lambat hari ini."),
            )


def _photo(plan_id: int, position: int, picture: Picture) -> Photo:
    from app.models.follow_up import Photo

    return Photo(plan_id, position, "", picture.content, picture.width, picture.height)
