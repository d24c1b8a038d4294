"""What the screen Hasil does to the file and to the disk on behalf of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.models.review import SaranDecision
from app.paths import documents_folder
from app.services.files import safe_file_name
from app.services.results.crosstab import SmallCells
from app.services.results.result_tables import Wish
from app.texts import tr
from app.views.results.export_box import WORKBOOK

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.models.review import SaranReview
    from app.services.results.survey_results import SurveyResults
    from app.views.results.export_box import ExportBox
    from app.views.results.saran_page import SaranPage
    from app.views.shell.workspace import Workspace


class ResultDeeds(QObject):
    """Reviews saran with a way back, and writes the tables of the result that is shown."""

    def __init__(self, workspace: Workspace, saran: SaranPage, export: ExportBox) -> None:
        super().__init__(export)
        self._workspace = workspace
        self._export = export
        self._results: SurveyResults | None = None
        saran.decision_wanted.connect(self._decide)
        saran.tag_toggled.connect(self._toggle)
        saran.tags_wanted.connect(self._tag)
        export.save_wanted.connect(self._save)

    def know(self, results: SurveyResults) -> None:
        """Speak of these results from now on."""
        self._results = results

    def _decide(self, uuids: list[str], decision: SaranDecision, text: str) -> None:
        if self._results is None:
            return
        survey_id = self._results.survey.id
        before = {one.uuid: one.review for one in self._results.saran if one.uuid in uuids}
        words = {
            SaranDecision.PRINT: tr("{jumlah} saran boleh dicetak.", jumlah=len(uuids)),
            SaranDecision.HIDE: tr("{jumlah} saran tidak dicetak.", jumlah=len(uuids)),
            SaranDecision.OPEN: tr("{jumlah} saran belum ditinjau lagi.", jumlah=len(uuids)),
        }
        self._workspace.write(
            lambda session: session.saran.decide(survey_id, uuids, decision, text),
            lambda _: self._workspace.say_with_undo(
                words[decision], lambda: self._restore(survey_id, before)
            ),
            owner=self,
        )

    def _restore(self, survey_id: int, before: dict[str, SaranReview | None]) -> None:
        self._workspace.write(lambda session: session.saran.restore(survey_id, before), owner=self)

    def _toggle(self, uuid: str, key: str) -> None:
        if self._results is not None:
            survey_id = self._results.survey.id
            self._workspace.write(
                lambda session: session.saran.toggle(survey_id, uuid, key), owner=self
            )

    def _tag(self, uuid: str, tags: tuple[str, ...]) -> None:
        if self._results is not None:
            survey_id = self._results.survey.id
            self._workspace.write(
                lambda session: session.saran.tag(survey_id, uuid, tags), owner=self
            )

    def _save(self) -> None:
        if self._results is None or (target := self._ask_where(self._results.name)) is None:
            return
        survey_id = self._results.survey.id
        wish = Wish(
            self._results.choice,
            SmallCells(self._export.small.key),
            raw=self._export.raw.isChecked(),
        )
        self._export.save.setEnabled(False)
        self._workspace.run(
            lambda session: session.result_tables.write(survey_id, target, wish),
            self._saved,
            self._not_saved,
            owner=self,
        )

    def _saved(self, files: list[Path]) -> None:
        self._export.save.setEnabled(True)
        self._export.hide()
        if len(files) == 1:
            self._workspace.say(tr("Hasil ditulis ke {berkas}.", berkas=files[0].name))
        else:
            folder = files[0].parent.name
            self._workspace.say(
                tr("{jumlah} tabel ditulis ke folder {folder}.", jumlah=len(files), folder=folder)
            )

    def _not_saved(self, error: PuasError) -> None:
        self._export.save.setEnabled(True)
        self._workspace.say_error(error)

    def _ask_where(self, survey: str) -> Path | None:
        if self._export.form.key == WORKBOOK:
            name = safe_file_name(tr("Hasil {survei}", survei=survey), ".xlsx")
            proposed = str(documents_folder() / name)
            chosen, _ = QFileDialog.getSaveFileName(
                self._export, tr("Simpan hasil"), proposed, tr("Buku kerja (*.xlsx)")
            )
            path = Path(chosen) if chosen else None
            return path.with_name(f"{path.name}.xlsx") if path and not path.suffix else path
        folder = QFileDialog.getExistingDirectory(
            self._export, tr("Pilih folder untuk tabel CSV"), str(documents_folder())
        )
        return Path(folder) if folder else None
