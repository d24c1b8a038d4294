"""Saving a sheet and its draft: the form moves on only when the file has said yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.entry.state import Readiness
from app.services.entry.validation import ReasonNeededError
from app.services.plausibility.sheet_rules import SheetRule
from app.texts import tr
from app.views.entry.desk_state import DeskState, Phase, Tray
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.services.entry.state import EntryState, Recorded

DRAFT = "entri.draf"


class Saving(DeskState):
    """Keeps sheets and drafts on the thread of the file."""

    _draft_fails = False

    def _save(self, reason: str = "") -> None:
        sheet = self.sheet_on_desk.sheet(self._survey_id)
        correcting = self.sheet_on_desk.corrects is not None
        self.tray = Tray.NONE
        self._show(Phase.SAVING)
        self._run(
            lambda s: s.entry.correct(sheet, reason) if correcting else s.entry.record(sheet),
            lambda recorded: self._saved(recorded, correcting=correcting),
            self._not_saved,
        )

    def _saved(self, recorded: Recorded, *, correcting: bool) -> None:
        self._tell(recorded.changes)
        if not self._still_waits_for(recorded.sheet.survey_id):
            return
        self.statistics = recorded.statistics
        self._last_uuid = recorded.sheet.uuid
        self._deed = None
        self._say_about(recorded, correcting=correcting)
        if correcting:
            self._back_to_new()
        else:
            self.pace.finished()
            self.form = self._new_form()
        self._show(Phase.TYPING)
        self._replay()

    def _still_waits_for(self, survey_id: int) -> bool:
        """Say whether the clerk is still at the survey in which something was written."""
        return survey_id == self._survey_id and self.phase is Phase.SAVING

    def _not_saved(self, error: PuasError) -> None:
        if self.phase is not Phase.SAVING:
            self.say(error.sentence, Tone.DANGER)
            return
        if isinstance(error, ReasonNeededError):
            self._ask_why(error, deletes=False)
            return
        hint = tr("Lembar ini tetap di layar: tekan Enter untuk menyimpannya lagi.")
        self.say(f"{error.sentence} {hint}", Tone.DANGER)
        self._show(Phase.FAILED)
        if isinstance(error, InputError):
            survey_id = self._survey_id
            self._run(lambda s: s.entry.start(survey_id), self._looked_again, lambda _: None)

    def _ask_why(self, error: PuasError, *, deletes: bool) -> None:
        """Open the line for the reason; the sheet lies as it is until it is given."""
        self._deletes = deletes
        self.tray = Tray.REASON
        self.say(error.what, Tone.WARNING)
        self._show(Phase.TYPING)
        self._replay()

    def _looked_again(self, state: EntryState) -> None:
        """After a refusal that no repetition cures: a new number, or an end of the entry."""
        if self.phase is not Phase.FAILED or state.survey.id != self._survey_id:
            return
        self.state, self.statistics = state, state.statistics
        form = self.sheet_on_desk
        if state.readiness is not Readiness.READY:
            self._show(Phase.EMPTY)
            return
        if form.corrects is None and form.number < state.statistics.next_number:
            form.number = state.statistics.next_number
            text = tr(
                "Nomor lembar ini menjadi {nomor}: tulis di kertas, lalu tekan Enter.",
                nomor=form.number,
            )
            self.say(text, Tone.WARNING)
        self.changed.emit()

    def _say_about(self, recorded: Recorded, *, correcting: bool) -> None:
        number = recorded.sheet.number
        # A carried day outside the period is marked above the sheet; it is not said at every sheet.
        odd = [w.text for w in recorded.warnings if w.rule is not SheetRule.OUTSIDE_PERIOD]
        if odd:
            begin = tr("Periksa lembar {nomor}.", nomor=number)
            self.say(
                " ".join([begin, *odd, tr("Ctrl+Z mengambilnya kembali.")]),
                Tone.WARNING,
            )
        elif correcting:
            self.say(tr("Lembar {nomor} dibetulkan.", nomor=number), Tone.GOOD)
        else:
            self.say("", Tone.GOOD)

    def _back_to_new(self) -> None:
        """Put the sheet back on the desk that lay there before a correction."""
        before, self._parked = self._parked, None
        self.viewing, self.wrong = False, False
        self.form = before or self._new_form()

    def _keep_draft(self) -> None:
        """Keep the half-typed sheet.

        There is one draft per survey. While a saved sheet is being corrected, a new one that waits
        half-typed keeps that place: the saved sheet is safe as it was.
        """
        if self._parked is not None:
            return
        if not self.sheet_on_desk.is_touched:
            self._discard_draft()
            return
        instrument_id = self.survey_state.survey.instrument_id
        draft = self.sheet_on_desk.draft(self._survey_id, instrument_id)
        self._run(
            lambda s: s.entry.save_draft(draft),
            lambda _: self._draft_kept(),
            self._draft_not_kept,
            replace_key=DRAFT,
        )

    def _discard_draft(self) -> None:
        survey_id = self._survey_id
        self._run(
            lambda s: s.entry.discard_draft(survey_id),
            lambda _: self._draft_kept(),
            self._draft_not_kept,
            replace_key=DRAFT,
        )

    def _draft_kept(self) -> None:
        self._draft_fails = False

    def _draft_not_kept(self, error: PuasError) -> None:
        """Say it once, not at every key."""
        if not self._draft_fails:
            self._draft_fails = True
            self.say(error.sentence, Tone.DANGER)
