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
        typed = sheet.number if self.sheet_on_desk.number_is_typed and not correcting else 0
        self.tray = Tray.NONE
        self._show(Phase.SAVING)
        self._run(
            lambda s: s.entry.correct(sheet, reason) if correcting else s.entry.record(sheet),
            lambda recorded: self._saved(recorded, correcting=correcting, typed_number=typed),
            self._not_saved,
        )

    def _saved(
        self, recorded: Recorded, *, correcting: bool = False, typed_number: int = 0
    ) -> None:
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
        if 0 < typed_number < self._figures().next_number - 1:
            self.choose_number(typed_number + 1, quietly=True)
            return
        self._show(Phase.TYPING)
        self._replay()

    def choose_number(self, number: int, *, quietly: bool = False) -> None:
        """Take the number of the paper for the sheet on the desk, if none has had it.

        ``quietly`` is the number after one that was typed: a pile lies in order.
        """
        survey_id = self._survey_id

        def taken(_: None) -> None:
            if self._waits_for_number(survey_id):
                self.sheet_on_desk.number = number
                self.sheet_on_desk.number_is_typed = True
                self._number_is_settled("")

        def refused(error: PuasError) -> None:
            if self._waits_for_number(survey_id):
                self._number_is_settled("" if quietly else error.sentence)

        self.tray = Tray.NONE
        self._show(Phase.LOADING)
        self._run(lambda s: s.entry.require_unused(survey_id, number), taken, refused)

    def _waits_for_number(self, survey_id: int) -> bool:
        return survey_id == self._survey_id and self.phase is Phase.LOADING

    def _number_is_settled(self, refusal: str) -> None:
        """Go on with the number that was taken, or with the one that was there."""
        if refusal:
            self.say(refusal, Tone.WARNING)
        self._keep_draft()
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
        typed = form.corrects is not None or form.number_is_typed
        if not typed and form.number < state.statistics.next_number:
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
