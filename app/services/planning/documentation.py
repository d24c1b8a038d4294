"""Photos of a survey at work: the counter, people filling in, the team. Reports print them.

They change no figure, so a locked survey takes them too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.survey_photo import SurveyPhoto
from app.services.changes import NOTHING, survey_changed
from app.services.photos import require_room
from app.services.text import fitting_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.services.changes import Changes
    from app.services.photos import Picture


class Documentation:
    """Keeps the photos of surveys."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def photos(self, survey_id: int) -> tuple[SurveyPhoto, ...]:
        """Return the photos of a survey in their order."""
        return tuple(self._store.survey_photos.all(survey_id=survey_id))

    def add(self, survey_id: int, pictures: Sequence[Picture]) -> tuple[int, Changes]:
        """Add photos at the end, all or none; returns how many.

        Raises InputError where the survey would hold too many or too large ones, and KeyError for
        an unknown survey.
        """
        survey = self._store.surveys.get(survey_id)
        kept = self.photos(survey.id)
        require_room([one.image for one in kept], pictures, tr("Dokumentasi satu survei"))
        first = 1 + max((one.position for one in kept), default=-1)
        with self._store.transaction():
            for position, one in enumerate(pictures, first):
                photo = SurveyPhoto(survey_id, position, "", one.content, one.width, one.height)
                self._store.survey_photos.save(photo)
        return len(pictures), survey_changed(survey_id)

    def caption(self, photo: SurveyPhoto, text: str) -> Changes:
        """Write another caption under a photo."""
        text = fitting_line(text, tr("Keterangan foto"))
        if text == photo.caption:
            return NOTHING
        self._store.survey_photos.save(replace(photo, caption=text))
        return survey_changed(photo.survey_id)

    def delete(self, photo: SurveyPhoto) -> Changes:
        """Delete a photo."""
        self._store.survey_photos.delete(photo)
        return survey_changed(photo.survey_id)

    def put_back(self, photo: SurveyPhoto) -> Changes:
        """Undo ``delete``."""
        self._store.survey_photos.save(replace(photo, id=0))
        return survey_changed(photo.survey_id)
