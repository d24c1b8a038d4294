"""Where and when a result was made public, and the forums in which it was discussed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import long_date
from app.services.changes import survey_changed
from app.services.text import clean_text, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.follow_up import Forum, Publication
    from app.models.store.store import Store
    from app.services.changes import Changes

MAX_PLACE = 1000
MAX_NOTE = 4000
MAX_PARTICIPANTS = 1_000_000
_MOST_YEARS = 5


class PublicRecords:
    """The publications and forums of surveys. A day that has not come is a plan."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def publications(self, survey_id: int) -> tuple[Publication, ...]:
        """Return the publications of a survey, the earliest first."""
        return tuple(self._store.publications.all(survey_id=survey_id))

    def forums(self, survey_id: int) -> tuple[Forum, ...]:
        """Return the forums of a survey, the earliest first."""
        return tuple(self._store.forums.all(survey_id=survey_id))

    def save_publication(self, record: Publication) -> tuple[Publication, Changes]:
        """Add or change a publication. Raises InputError for a day or place that does not fit."""
        self._require_possible(record.survey_id, record.day)
        record = replace(
            record,
            place=required_line(record.place, tr("Tempat publikasi"), MAX_PLACE),
            note=clean_text(record.note, MAX_NOTE),
        )
        return self._store.publications.save(record), survey_changed(record.survey_id)

    def save_forum(self, record: Forum) -> tuple[Forum, Changes]:
        """Add or change a forum. Raises InputError for what cannot be."""
        self._require_possible(record.survey_id, record.day)
        if record.participants is not None and not 0 <= record.participants <= MAX_PARTICIPANTS:
            raise InputError(
                tr("Jumlah peserta {n} tidak mungkin.", n=record.participants),
                next=tr("Isi jumlah orang yang hadir, atau kosongkan."),
            )
        record = replace(
            record,
            place=fitting_line(record.place, tr("Tempat forum"), MAX_PLACE),
            note=clean_text(record.note, MAX_NOTE),
        )
        return self._store.forums.save(record), survey_changed(record.survey_id)

    def delete_publication(self, record: Publication) -> Changes:
        """Delete a publication; saving it with id 0 puts it back."""
        self._store.publications.delete(record)
        return survey_changed(record.survey_id)

    def delete_forum(self, record: Forum) -> Changes:
        """Delete a forum; saving it with id 0 puts it back."""
        self._store.forums.delete(record)
        return survey_changed(record.survey_id)

    def _require_possible(self, survey_id: int, day: date) -> None:
        period = self._store.surveys.get(survey_id).period
        if day < period.start:
            raise InputError(
                tr(
                    "{tanggal} lebih awal daripada awal periode survei, {awal}.",
                    tanggal=long_date(day),
                    awal=long_date(period.start),
                ),
                next=tr("Periksa tanggal dan tahunnya."),
            )
        if day.year > period.end.year + _MOST_YEARS:
            raise InputError(
                tr("{tanggal} terlalu jauh sesudah survei ini.", tanggal=long_date(day)),
                next=tr("Periksa tahunnya."),
            )
