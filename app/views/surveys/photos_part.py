"""Photos of a survey at work, which its report prints as documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column
from app.views.widgets.message import MessageLine
from app.views.widgets.photo_strip import PhotoStrip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.errors import PuasError
    from app.models.survey_photo import SurveyPhoto
    from app.services.changes import Changes
    from app.services.photos import Picture
    from app.services.planning.service import SurveyPlan
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "survei.rencana.foto"


class PhotosPart(QWidget):
    """A strip of photos; a locked survey takes them too, since they change no figure."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._survey_id = 0
        self._editable = False
        self.photos = PhotoStrip(
            workspace.background, name=_NAME, title=tr("Foto pelaksanaan survei"), one_row=False
        )
        self.message = MessageLine(name=f"{_NAME}.pesan")
        hint = Caption(
            tr(
                "Misalnya loket, pengisian kuesioner, dan rapat tim; dicetak dalam lampiran"
                " Dokumentasi. Setiap foto digambar ulang tanpa data lokasinya. Hindari wajah"
                " responden dan isi lembarnya."
            ),
            wrap=True,
        )
        whole = column(hint, self.message, self.photos, gap=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.photos.added.connect(self.add_photos)
        self.photos.deleted.connect(self._delete)
        self.photos.captioned.connect(self._caption)

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Ask for the photos of a survey."""
        if plan.survey.id != self._survey_id:
            self.message.hide()
        self._survey_id, self._editable = plan.survey.id, editable
        survey_id = self._survey_id
        self._workspace.run(
            lambda session: session.documentation.photos(survey_id),
            self._show,
            owner=self,
            replace_key=_NAME,
        )

    def add_photos(self, paths: list[Path]) -> None:
        """Draw photos anew away from the window, then keep them."""
        from app.services.photos import photos_from

        survey_id = self._survey_id
        self.message.hide()
        self.photos.setEnabled(False)
        self._workspace.background.render(
            lambda: photos_from(paths),
            lambda pictures: self._keep(survey_id, pictures),
            self._refused,
            owner=self,
        )

    def _keep(self, survey_id: int, pictures: list[Picture]) -> None:
        def kept(done: tuple[int, Changes]) -> None:
            self.photos.setEnabled(True)
            self.photos.list.setFocus()
            self._workspace.say(tr("{n} foto ditambahkan tanpa data lokasinya.", n=done[0]))

        self._workspace.write(
            lambda session: session.documentation.add(survey_id, pictures),
            kept,
            self._refused,
            owner=self,
        )

    def _show(self, photos: tuple[SurveyPhoto, ...]) -> None:
        self.photos.show_photos(photos, read_only=not self._editable)

    def _delete(self, photo: SurveyPhoto) -> None:
        def undo() -> None:
            self._write(lambda session: session.documentation.put_back(photo))

        self._write(
            lambda session: session.documentation.delete(photo),
            lambda _: self._workspace.say_with_undo(tr("Foto dihapus."), undo),
        )

    def _caption(self, photo: SurveyPhoto, text: str) -> None:
        self._write(lambda session: session.documentation.caption(photo, text))

    def _write(
        self,
        work: Callable[[Session], Changes],
        on_done: Callable[[Changes], object] | None = None,
    ) -> None:
        self._workspace.write(work, on_done, self._refused, owner=self)

    def _refused(self, error: PuasError) -> None:
        self.photos.setEnabled(True)
        self.message.say_error(error)
