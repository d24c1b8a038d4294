"""Earlier sheets on the desk: found, shown, corrected, deleted, and everything undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.entry.form import Form, Key
from app.services.entry.state import Deleted
from app.services.entry.validation import ReasonNeededError
from app.texts import tr
from app.views.entry.desk_saving import Saving
from app.views.entry.desk_state import Cleared, Phase, Tray
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.models.response import Sheet
    from app.services.entry.state import Recorded


class EarlierSheets(Saving):
    """Brings saved sheets to the form and takes deeds back."""

    def find(self, number: int) -> None:
        """Show the sheet with this number."""
        survey_id = self._survey_id
        self.tray = Tray.NONE
        self._show(Phase.LOADING)
        self._run(lambda s: s.entry.find(survey_id, number), self._found, self._not_found)

    def view(self, sheet: Sheet) -> None:
        """Show a saved sheet; F4 opens it for correction."""
        if self.phase is Phase.TYPING:
            self._open(Form.of_sheet(self.survey_state.instrument, sheet), viewing=True)

    def _found(self, sheet: Sheet) -> None:
        if sheet.survey_id != self._survey_id or self.phase is not Phase.LOADING:
            return
        self.phase = Phase.TYPING
        self.say("", Tone.INFO)
        self.view(sheet)
        self._replay()

    def _not_found(self, error: PuasError) -> None:
        if self.phase is Phase.LOADING and self.form is not None:
            self.say(error.sentence, Tone.WARNING)
            self._show(Phase.TYPING)
            self._replay()

    def _correct(self) -> None:
        if self.viewing:
            self.viewing, self.wrong = False, False
            self.changed.emit()
        elif self.sheet_on_desk.corrects is not None:
            self._refuse(tr("Lembar ini sedang dibetulkan: Enter menyimpan, Esc membatalkan."))
        else:
            self._take_back(Key.FIRST)

    def _take_back(self, cursor: Key) -> None:
        """Bring the last sheet back to the form to be corrected."""
        last = self._figures().last
        sheet = next((s for s in last if s.uuid == self._last_uuid), last[0] if last else None)
        if sheet is None:
            self._refuse(tr("Belum ada lembar yang tersimpan."))
            return
        form = Form.of_sheet(self.survey_state.instrument, sheet)
        form.press(cursor)
        self._open(form, viewing=False)

    def _open(self, form: Form, *, viewing: bool) -> None:
        present = self.form
        if present is not None and present.corrects is None and present.is_touched:
            self._parked = present
        self.form, self.viewing, self.wrong, self.tray = form, viewing, False, Tray.NONE
        self._show(Phase.TYPING)

    def _leave(self) -> None:
        """Go back from a saved sheet to the one that was being keyed in."""
        form, had_draft = self.sheet_on_desk, False
        if form.is_touched:
            self._deed = Cleared(form, form.state)
            had_draft = self._parked is None
        self._back_to_new()
        if had_draft:
            self._discard_draft()
        self._show(Phase.TYPING)

    def give_reason(self, reason: str) -> None:
        """Carry out with its reason what was asked of a verified sheet."""
        if self._deletes:
            self._delete(reason)
        else:
            self._save(reason)

    def _delete(self, reason: str = "") -> None:
        sheet = self.sheet_on_desk.corrects
        if sheet is None:
            self._refuse(tr("Cari dahulu lembar yang akan dihapus dengan F3."))
            return
        self.tray = Tray.NONE
        self._show(Phase.SAVING)
        self._run(lambda s: s.entry.delete(sheet, reason), self._deleted, self._not_changed)

    def _deleted(self, deleted: Deleted) -> None:
        self._tell(deleted.changes)
        if not self._still_waits_for(deleted.sheet.survey_id):
            return
        self.statistics, self._deed = deleted.statistics, deleted
        text = tr("Lembar {nomor} dihapus. Ctrl+Z mengembalikannya.", nomor=deleted.sheet.number)
        self.say(text, Tone.GOOD)
        self._back_to_new()
        self._show(Phase.TYPING)
        self._replay()

    def _not_changed(self, error: PuasError) -> None:
        if isinstance(error, ReasonNeededError) and self.phase is Phase.SAVING:
            self._ask_why(error, deletes=True)
            return
        self.say(error.sentence, Tone.DANGER)
        if self.phase is Phase.SAVING:
            self._show(Phase.TYPING)
            self._replay()

    def _undo(self) -> None:
        deed, self._deed = self._deed, None
        if isinstance(deed, Cleared):
            self._bring_back(deed)
        elif isinstance(deed, Deleted):
            self._restore(deed)
        elif self.sheet_on_desk.corrects is None:
            self._take_back(Key.LAST)
        else:
            self._refuse(tr("Lembar terakhir sudah ada di formulir."))

    def _bring_back(self, deed: Cleared) -> None:
        deed.form.restore(deed.state)
        if deed.form is not self.form:
            self._open(deed.form, viewing=False)
        self._keep_draft()
        self._show(Phase.TYPING)

    def _restore(self, deleted: Deleted) -> None:
        def not_restored(error: PuasError) -> None:
            self._deed = deleted
            self._not_changed(error)

        self._show(Phase.SAVING)
        self._run(lambda s: s.entry.restore(deleted), self._restored, not_restored)

    def _restored(self, recorded: Recorded) -> None:
        self._tell(recorded.changes)
        if not self._still_waits_for(recorded.sheet.survey_id):
            return
        self.statistics = recorded.statistics
        self.say(tr("Lembar {nomor} dikembalikan.", nomor=recorded.sheet.number), Tone.GOOD)
        self._show(Phase.TYPING)
        self._replay()
