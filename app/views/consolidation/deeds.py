"""What people decide on this screen: conflicts, marks, undoing packages, final periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.errors import InputError
from app.services.changes import NOTHING, Changes
from app.services.reports.city.belum_mengirim import ALL_YEAR, LETTER, PERIOD
from app.texts import tr
from app.views.consolidation.steps import StepQueue
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.errors import PuasError
    from app.services.consolidation.applying import Counted
    from app.services.session import Session
    from app.views.consolidation.screen import ConsolidationScreen


@dataclass(frozen=True, slots=True)
class Undone:
    """A package that was taken out; ``refusal`` says why another one could not be."""

    changes: Changes = NOTHING
    refusal: str = ""


class Deeds(QObject):
    """Hands deeds to the file and says what happened, with undo where there is one."""

    def __init__(self, screen: ConsolidationScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._workspace = screen.workspace
        self._undone: list[Undone] = []
        self._queue = StepQueue(self._workspace, self)
        self._queue.began.connect(screen.strip.show_step)
        self._queue.stepped.connect(self._undone_one)
        self._queue.ended.connect(self._undone_all)
        screen.strip.stop.clicked.connect(self._queue.stop)
        screen.conflicts.decide_wanted.connect(self.decide)
        screen.conflicts.revoke_wanted.connect(self.revoke)
        screen.conflicts.propose_wanted.connect(self.decide_proposed)
        screen.findings.mark_wanted.connect(self.mark)
        screen.findings.unmark_wanted.connect(self.unmark)
        screen.packages.undo_wanted.connect(self.undo)
        screen.missing.message_wanted.connect(self.copy_message)
        screen.missing.letter_wanted.connect(self.make_letter)
        screen.units.declare.clicked.connect(self.ask_final)
        screen.units.final.declare_wanted.connect(self.declare)
        screen.units.final.reopen_wanted.connect(self.reopen)

    # ------------------------------------------------------------------ conflicts
    def decide(self, fingerprint: str, choice: str, reason: str) -> None:
        """Let one side count, or all."""
        self._write(
            lambda session: session.conflicts.decide(fingerprint, choice, reason),
            lambda _: self._say_undo(
                tr("Putusan dicatat dengan alasannya; sisi yang lain tetap disimpan."),
                lambda: self.revoke(fingerprint, tr("Diurungkan sesudah diputuskan.")),
            ),
        )

    def revoke(self, fingerprint: str, reason: str) -> None:
        """Let a conflict wait again."""
        self._write(
            lambda session: session.conflicts.revoke(fingerprint, reason),
            lambda _: self._screen.message.say(tr("Putusan dicabut."), Tone.INFO),
        )

    def decide_proposed(self, reason: str) -> None:
        """Decide every number on several sheets as proposed."""
        self._write(
            lambda session: session.conflicts.decide_proposed(reason),
            lambda done: self._screen.message.say(tr("{n} nomor kembar diputuskan.", n=done[0])),
        )

    # ------------------------------------------------------------------ findings
    def mark(self, survey_id: int, finding: str, reason: str) -> None:
        """Mark a finding as checked and right."""
        self._write(
            lambda session: session.marks.mark(survey_id, finding, reason),
            lambda _: self._say_undo(
                tr("Ditandai: diperiksa, benar."), lambda: self.unmark(survey_id, finding)
            ),
        )

    def unmark(self, survey_id: int, finding: str) -> None:
        """Let a finding wait again."""
        self._write(lambda session: session.marks.unmark(survey_id, finding))

    # ------------------------------------------------------------------ packages
    def undo(self, package_id: int, reason: str) -> None:
        """Take a whole package out again."""

        def done(outcome: tuple[Counted, Changes]) -> None:
            counted = outcome[0]
            self._screen.packages.undo.reason.clear()
            self._screen.message.say(
                tr(
                    "Paket {nomor} dibatalkan: {hilang} lembar keluar, {kembali} kembali,"
                    " {berubah} berubah. Paketnya dapat digabungkan lagi.",
                    nomor=package_id,
                    hilang=counted.gone,
                    kembali=counted.new,
                    berubah=counted.changed,
                ),
                Tone.INFO,
            )

        self._write(lambda session: session.merging.undo(package_id, reason), done)

    def undo_many(self, package_ids: Sequence[int]) -> None:
        """Take packages out again that were merged just now, the last one first."""
        reason = tr("Diurungkan sesudah digabungkan.")
        self._undone = []
        self._queue.add(
            (tr("membatalkan paket {nomor}", nomor=one), _undoing(one, reason))
            for one in sorted(package_ids, reverse=True)
        )

    def _undone_one(self, undone: Undone) -> None:
        self._undone.append(undone)

    def _undone_all(self, left: int, error: PuasError | None) -> None:
        self._screen.strip.hide()
        if error is not None:
            self._screen.message.say_error(error)
            return
        refused = [one.refusal for one in self._undone if one.refusal]
        text = tr("{n} paket dibatalkan.", n=len(self._undone) - len(refused))
        if left:
            text += tr(" {n} paket tetap digabung.", n=left)
        self._screen.message.say(
            " ".join((text, *refused[:1])), Tone.WARNING if refused else Tone.INFO
        )

    # ------------------------------------------------------------------ reminding
    def copy_message(self) -> None:
        """Put the text of a message to those who have not sent on the clipboard."""
        year, period, index = self._screen.year, self._screen.units.period, self._screen.index

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._screen.message.say(
                tr("Teks pesan disalin. Tempelkan ke surel atau grup pesan dengan Ctrl+V.")
            )

        self._workspace.run(
            lambda session: session.unsent.message(year, period, index), done, owner=self
        )

    def make_letter(self) -> None:
        """Lead to the letter to those who have not sent."""
        period = self._screen.units.period or ALL_YEAR
        self._workspace.go("laporan", (LETTER, self._screen.year, {PERIOD.key: period}))

    # ------------------------------------------------------------------ final
    def ask_final(self) -> None:
        """Ask for the reason, or say what keeps the period from being final."""
        year, period = self._screen.year, self._screen.units.period
        self._workspace.run(
            lambda session: session.finals.blockers(year, period),
            self._screen.units.final.ask,
            owner=self,
        )

    def declare(self, reason: str) -> None:
        """Declare the period final."""
        year, period = self._screen.year, self._screen.units.period
        self._write(
            lambda session: session.finals.declare(year, period, reason),
            lambda _: self._say_undo(
                tr("Periode ini final; paket untuknya tidak diterima lagi."),
                lambda: self._reopen(year, period, tr("Diurungkan sesudah dinyatakan final.")),
            ),
        )

    def reopen(self, reason: str) -> None:
        """Open a final period again."""
        self._reopen(self._screen.year, self._screen.units.period, reason)

    def _reopen(self, year: int, period: str, reason: str) -> None:
        self._write(
            lambda session: session.finals.reopen(year, period, reason),
            lambda _: self._screen.message.say(
                tr("Periode ini dibuka lagi; paket diterima lagi."), Tone.INFO
            ),
        )

    # ------------------------------------------------------------------ parts
    def _write(
        self, work: Callable[[Session], Any], done: Callable[[Any], object] | None = None
    ) -> None:
        self._workspace.write(work, done, self._screen.message.say_error, owner=self)

    def _say_undo(self, text: str, undo: Callable[[], object]) -> None:
        self._screen.message.say(text, action=tr("Urungkan"), act=undo)


def _undoing(package_id: int, reason: str) -> Callable[[Session], Undone]:
    def work(session: Session) -> Undone:
        try:
            return Undone(session.merging.undo(package_id, reason)[1])
        except InputError as error:
            return Undone(refusal=error.sentence)

    return work
