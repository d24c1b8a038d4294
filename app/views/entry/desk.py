"""The desk of the clerk: takes every key and carries it out.

It knows the form and the services, and no widget. Whatever is typed while the file is busy waits
in a queue and is taken in order afterwards: no key is lost.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from app.services.entry.fields import NumberField
from app.services.entry.form import Form, Key, Outcome
from app.services.entry.service import new_sheet_identity
from app.services.entry.state import Readiness
from app.services.plausibility.sheet_rules import outside_period, unusual_number
from app.texts import tr
from app.views.entry.desk_earlier import EarlierSheets
from app.views.entry.desk_state import Cleared, Phase, Tray
from app.views.entry.keyboard import Command
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from datetime import date

    from app.errors import PuasError
    from app.services.entry.fields import FormField
    from app.services.entry.state import EntryState
    from app.views.entry.keyboard import Meaning

_TRAYS = {
    Command.FIND: Tray.FIND,
    Command.DAY: Tray.DAY,
    Command.SERVICE: Tray.SERVICE,
    Command.SARAN: Tray.SARAN,
    Command.NUMBER: Tray.NUMBER,
}
_BUSY = {Phase.LOADING, Phase.SAVING}
_LEFT_ALONE = {Phase.SAVING, Phase.FAILED, Phase.PAUSED, Phase.ASKING}
"""Phases that a second look at the same survey must not disturb."""


class EntryDesk(EarlierSheets):
    """Begins with a survey, then takes keys."""

    # ------------------------------------------------------------ beginning
    def load(self, survey_id: int) -> None:
        """Begin with a survey, or look again at the one that is open; 0 for none."""
        if survey_id != self._survey_id:
            self._forget()
        self._survey_id = survey_id
        if not survey_id:
            self._show(Phase.EMPTY)
        elif self.phase not in _LEFT_ALONE:
            self._show(Phase.LOADING)
            self._run(lambda s: s.entry.start(survey_id), self._loaded, self._not_loaded)

    def _loaded(self, state: EntryState) -> None:
        if state.survey.id != self._survey_id or self.phase is not Phase.LOADING:
            return
        same = self.state is not None and self.state.instrument == state.instrument
        self.state, self.statistics = state, state.statistics
        if state.readiness is not Readiness.READY:
            self._show(Phase.EMPTY)
            return
        self._lay_out(state, self.form if same else None)
        self._replay()

    def _lay_out(self, state: EntryState, present: Form | None) -> None:
        """Keep the sheet that lies there, offer the draft, or begin a new sheet."""
        if present is not None and (
            present.is_touched or present.number_is_typed or present.corrects is not None
        ):
            self._show(Phase.TYPING)
        elif state.draft is not None and present is None:
            self.form = Form.of_draft(state.instrument, state.draft, state.draft_corrects)
            self.form.uuid = self.form.uuid or new_sheet_identity()
            self._show(Phase.ASKING)
        else:
            self.form = self._new_form()
            self._show(Phase.TYPING)

    def _not_loaded(self, error: PuasError) -> None:
        self.state, self.form = None, None
        self.say(error.sentence, Tone.DANGER)
        self._show(Phase.EMPTY)

    # ------------------------------------------------------------ keys
    def press(self, meaning: Meaning) -> None:
        """Take one key, now or as soon as the file is free."""
        if self.phase in _BUSY:
            self._queue.append(meaning)
        elif self.phase is Phase.TYPING:
            self._typed(meaning)
        elif self.phase is Phase.FAILED:
            self._typed_after_failure(meaning)
        elif self.phase is Phase.ASKING:
            self._answered(meaning)
        elif self.phase is Phase.PAUSED:
            self._typed_while_paused(meaning)

    def go_to(self, key: str) -> None:
        """Let the next key be for a field that was clicked or tabbed to."""
        if self.phase is Phase.TYPING and self.form is not None:
            self.form.go_to(key)
            self.wrong = False
            self.changed.emit()

    def open_tray(self, tray: Tray) -> None:
        """Open or close what lies under the sheet."""
        if self.phase is Phase.TYPING or tray is Tray.NONE:
            self.tray, self.wrong = tray, False
            self.changed.emit()

    def _typed(self, meaning: Meaning) -> None:
        if isinstance(meaning, Command):
            self._command(meaning)
        elif meaning is Key.CLEAR and self.sheet_on_desk.corrects is not None:
            self._leave()
        elif self.viewing:
            self._refuse(
                tr("Lembar ini hanya ditampilkan: F4 betulkan, Delete hapus, Esc kembali.")
            )
        else:
            self._into_the_form(meaning)

    def _into_the_form(self, meaning: str | Key) -> None:
        form, before, field = (
            self.sheet_on_desk,
            self.sheet_on_desk.state,
            self.sheet_on_desk.waiting_field,
        )
        self.pace.typed()
        self.tray = Tray.NONE
        outcome = form.press(meaning)
        self.wrong = False
        if outcome is Outcome.REFUSED:
            self._refuse(_not_here(meaning, form))
        elif outcome is Outcome.COMPLETED:
            self._save()
        else:
            self._note(outcome, form, Cleared(form, before))
            if form.state != before:
                self._keep_draft()
            self.changed.emit()
            self._warn_of(field)

    def _note(self, outcome: Outcome, form: Form, before: Cleared) -> None:
        """Remember what can be undone; new keys put an end to undoing an Esc."""
        if outcome is Outcome.CLEARED:
            self._deed = before
        elif isinstance(self._deed, Cleared) and form.is_touched:
            self._deed = None

    def _warn_of(self, field: FormField) -> None:
        """Say at once that a number is unusual, while the paper is still in the hand."""
        held = self.sheet_on_desk.held(field.key)
        moved_on = self.sheet_on_desk.waiting_field is not field
        if isinstance(field, NumberField) and isinstance(held, int) and moved_on:
            warned = unusual_number(field.field, held)
            self.say(warned.text if warned else "", Tone.WARNING)

    def _command(self, command: Command) -> None:
        match command:
            case Command.UNDO:
                self._undo()
            case Command.CORRECT:
                self._correct()
            case Command.DELETE:
                self._delete()
            case Command.PAUSE:
                self.pace.pause()
                self.tray = Tray.NONE
                self._show(Phase.PAUSED)
            case Command.NUMBER if self.sheet_on_desk.corrects is not None:
                self._refuse(tr("Nomor lembar yang sudah tersimpan tetap."))
            case Command.NUM_LOCK:
                self._refuse(tr("Num Lock mati: tekan tombol Num Lock, lalu ketik lagi."))
            case _ if self.viewing and command is not Command.FIND:
                self._refuse(tr("Tekan F4 lebih dahulu untuk membetulkan lembar ini."))
            case Command.SAVE:
                self._into_the_form(Key.ENTER)
            case _:
                self.open_tray(_TRAYS[command])

    def _typed_after_failure(self, meaning: Meaning) -> None:
        if meaning is Key.ENTER or meaning is Command.SAVE:
            self._save()
        elif meaning is Key.CLEAR:
            self._queue.clear()
            self.say("", Tone.INFO)
            self._show(Phase.TYPING)
        else:
            self._queue.append(meaning)
            self.refused.emit(
                tr(
                    "Lembar {nomor} belum tersimpan: Enter simpan lagi, Esc sunting."
                    " {n} ketukan menunggu.",
                    nomor=self.sheet_on_desk.number,
                    n=len(self._queue),
                )
            )

    def _typed_while_paused(self, meaning: Meaning) -> None:
        if meaning is Command.PAUSE:
            self._show(Phase.TYPING)
        else:
            self.refused.emit(tr("Entri sedang jeda: tekan F8 untuk melanjutkan."))

    def _answered(self, meaning: Meaning) -> None:
        """Take the answer to the question whether a draft is to be continued."""
        if meaning is Key.ENTER:
            form = self.sheet_on_desk
            if form.corrects is None:
                self._carried = (form.day, form.service_id)
            self._show(Phase.TYPING)
        elif meaning is Key.CLEAR:
            self._deed = Cleared(self.sheet_on_desk, self.sheet_on_desk.state)
            self.form = self._new_form()
            self._discard_draft()
            self._show(Phase.TYPING)
        else:
            self.refused.emit(tr("Enter melanjutkan lembar ini, Esc membuangnya."))

    def _replay(self) -> None:
        """Take the keys that waited, until something else has to be waited for."""
        while self._queue and self.phase in {Phase.TYPING, Phase.ASKING, Phase.PAUSED}:
            if self.tray is not Tray.NONE:
                ahead, self._queue = list(self._queue), deque()
                self.typed_ahead.emit(ahead)
                return
            self.press(self._queue.popleft())

    # ------------------------------------------------------------ carried values, saran
    def choose_day(self, day: date) -> None:
        """Carry another day from now on; a saved sheet under correction gets it alone."""
        self.sheet_on_desk.day = day
        self._carry_on()
        warned = outside_period(self.survey_state.survey.period, day)
        self.say(warned.text if warned else "", Tone.WARNING)

    def choose_service(self, service_id: int) -> None:
        """Carry another service from now on; a saved sheet under correction gets it alone."""
        self.sheet_on_desk.service_id = service_id
        self._carry_on()

    def write_saran(self, text: str) -> None:
        """Keep what the respondent wrote, as it is typed."""
        if self.form is not None and text != self.form.saran:
            self.form.write_saran(text)
            self._keep_draft()

    def _carry_on(self) -> None:
        form = self.sheet_on_desk
        if form.corrects is None:
            self._carried = (form.day, form.service_id)
        self._keep_draft()
        self.open_tray(Tray.NONE)


def _not_here(meaning: str | Key, form: Form) -> str:
    field = form.waiting_field
    if not isinstance(meaning, str):
        return tr("Angka itu belum lengkap: {petunjuk}.", petunjuk=field.keys_hint)
    return tr(
        "Tombol {tombol} tidak ada di sini: {petunjuk}, 0 untuk kosong.",
        tombol=meaning.upper(),
        petunjuk=field.keys_hint,
    )
