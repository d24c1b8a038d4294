"""Locks, unlocks and destroys surveys; each deed makes its minutes in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.models.minutes import Minutes, MinutesKind
from app.models.period import long_date
from app.models.survey import SurveyState
from app.models.verification import PlanState
from app.services.archive.contents import (
    destruction_content,
    locking_content,
    signer,
    signing_official,
    unlocking_content,
)
from app.services.archive.deeds import Destroyed, Elsewhere, proposed_retention
from app.services.archive.facts import read_facts
from app.services.changes import Changes
from app.services.text import clean_line, fitting_line, required_line
from app.services.verification.minutes import without_single_answers
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.archive.deeds import Destroying, Locking
    from app.services.archive.facts import SurveyFacts
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.offices.backups import BackupService

REASON_LIMIT = 500
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What the page of lock and archive shows of a survey."""

    survey: Survey
    sheets: int
    blockers: tuple[str, ...]
    """Sentences that say why it cannot be locked now; empty where nothing is in the way."""
    minutes: tuple[Minutes, ...]
    """The berita acara of the survey, newest first."""
    proposal: date
    """Until when its sheets are proposed to be kept."""
    exports: tuple[Elsewhere, ...]
    imports: tuple[Elsewhere, ...]
    published: tuple[Elsewhere, ...]
    """Databases and folders that the file was published to; publishing again takes sheets away."""
    official: str
    """Jabatan and name of the one who signs by default; empty where nobody is known."""

    @property
    def is_locked(self) -> bool:
        """Say whether the survey is locked."""
        return self.survey.state is SurveyState.TERKUNCI

    @property
    def last_lock(self) -> Minutes | None:
        """The minutes of the last locking, None where it was locked without."""
        return next((m for m in self.minutes if m.kind is MinutesKind.LOCKING), None)

    def is_due(self, today: date) -> bool:
        """Say whether the sheets need not be kept any longer."""
        until = self.survey.retain_until
        return until is not None and today > until and self.survey.destroyed_on is None


class ArchiveService:
    """Everything that happens to a survey once its sheets are in."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm

    def state(self, survey_id: int) -> ArchiveState:
        """Return what is shown of lock and archive of a survey."""
        store = self._store
        survey = store.surveys.get(survey_id)
        official = next((one for one in store.offices.officials() if one.active), None)
        return ArchiveState(
            survey=survey,
            sheets=store.tallies.sheets_of(survey_id),
            blockers=self.blockers(survey),
            minutes=self.minutes_of(survey_id),
            proposal=proposed_retention(survey),
            exports=_elsewhere(store.destruction.exports_of(survey_id)),
            imports=_elsewhere(store.destruction.imports_of(survey_id)),
            published=_elsewhere(store.destruction.published_to()),
            official=", ".join(filter(None, (official.name, official.jabatan))) if official else "",
        )

    def minutes_of(self, survey_id: int) -> tuple[Minutes, ...]:
        """Return the berita acara of a survey, newest first."""
        found = self._store.minutes.all(survey_id=survey_id)
        return tuple(sorted(found, key=lambda minutes: minutes.id, reverse=True))

    def blockers(self, survey: Survey) -> tuple[str, ...]:
        """Return a sentence for everything that has to be finished before the survey is locked.

        A survey without sheets may be locked: its minutes say so, and a lock can be opened.
        """
        if survey.state is SurveyState.TERKUNCI:
            return ()
        together = self._store.surveys.of_paper(survey.paper) or [survey]
        found = []
        for one in together:
            draft = self._store.drafts.get(one.id)
            if draft is not None:
                found.append(
                    tr(
                        "Lembar {nomor} masih setengah diketik; simpan atau buang dahulu di layar"
                        " Entri.",
                        nomor=draft.number,
                    )
                )
            if any(
                plan.state is PlanState.RUNNING
                for plan in self._store.verifications.plans.all(survey_id=one.id)
            ):
                found.append(
                    tr(
                        "Verifikasi survei {kode} belum selesai; selesaikan atau batalkan dahulu.",
                        kode=one.code,
                    )
                )
        return tuple(found)

    def lock(self, survey_id: int, locking: Locking) -> tuple[Minutes, Changes]:
        """Close a survey for every further change and write the minutes.

        Raises InputError where something is not finished, or it is locked already.
        """
        reason = required_line(locking.reason, tr("Alasan penguncian"), REASON_LIMIT)
        store = self._store
        with store.transaction():
            survey = store.surveys.get(survey_id)
            if survey.state is SurveyState.TERKUNCI:
                raise InputError(tr("Survei {kode} sudah terkunci.", kode=survey.code))
            if blockers := self.blockers(survey):
                raise InputError(
                    tr("Survei {kode} belum dapat dikunci.", kode=survey.code), next=blockers[0]
                )
            until = survey.retain_until or proposed_retention(survey)
            locked = store.surveys.save(
                replace(survey, state=SurveyState.TERKUNCI, retain_until=until), reason
            )
            by, day = self._by(locking.by), locking.day or _today()
            facts = self._facts(locked, locking.official_id)
            content = locking_content(facts, day, reason, by)
            minutes = self._keep(MinutesKind.LOCKING, locked, day, by, locking.number, content)
        return minutes, _changed(survey_id)

    def unlock(self, survey_id: int, locking: Locking) -> tuple[Minutes, Changes]:
        """Open a locked survey again and write the minutes; the reason goes into the log."""
        reason = required_line(locking.reason, tr("Alasan pembukaan kunci"), REASON_LIMIT)
        store = self._store
        with store.transaction():
            survey = store.surveys.get(survey_id)
            _require_sheets_kept(survey)
            if survey.state is not SurveyState.TERKUNCI:
                raise InputError(tr("Survei {kode} tidak terkunci.", kode=survey.code))
            if store.merging.packages.merged(survey_id) is not None:
                raise InputError(
                    tr("Survei {kode} datang dalam paket unitnya.", kode=survey.code),
                    next=tr("Betulkan lembarnya di berkas unit itu, lalu gabungkan paket barunya."),
                )
            by, day = self._by(locking.by), locking.day or _today()
            facts = self._facts(survey, locking.official_id)
            opened = store.surveys.save(replace(survey, state=SurveyState.TERBUKA), reason)
            content = unlocking_content(facts, day, reason, by)
            minutes = self._keep(MinutesKind.UNLOCKING, opened, day, by, locking.number, content)
        return minutes, _changed(survey_id)

    def retain(self, survey_id: int, until: date | None) -> Changes:
        """Keep the day until which the sheets are kept; a lock does not forbid it.

        The office's own archive schedule (JRA) decides; None where it is not decided yet.
        """
        survey = self._store.surveys.get(survey_id)
        _require_sheets_kept(survey)
        if until is not None and until < survey.period.end:
            raise InputError(
                tr("Tanggal simpan itu sebelum akhir periode survei."),
                next=tr("Isi tanggal sesudah {tanggal}.", tanggal=long_date(survey.period.end)),
            )
        if until != survey.retain_until:
            self._store.surveys.save(replace(survey, retain_until=until), tr("tanggal simpan"))
        return _changed(survey_id)

    def destroy(self, survey_id: int, destroying: Destroying) -> Destroyed:
        """Destroy the sheets of a locked survey for good; the counts are kept.

        Raises InputError unless it is locked, its code was typed and a reason given.
        """
        reason = required_line(destroying.reason, tr("Alasan pemusnahan"), REASON_LIMIT)
        with self._store.transaction():
            survey = self._store.surveys.get(survey_id)
            _require_destroyable(survey, destroying.confirmation)
            minutes, marked = self._destroy(survey, destroying, reason)
        compacted = True
        try:
            self._store.destruction.compact()
        except StorageError:  # the disk is full; what was freed is overwritten with zeros anyway
            compacted = False
        return Destroyed(marked, minutes, _changed(survey_id), compacted)

    def delete_copies(self, survey_id: int, backups: BackupService) -> tuple[int, Changes]:
        """Make a new backup and delete those with sheets of a destroyed survey.

        Returns how many could not be deleted. Raises InputError while the sheets are here.
        """
        survey = self._store.surveys.get(survey_id)
        if survey.destroyed_on is None:
            raise InputError(tr("Lembar survei {kode} belum dimusnahkan.", kode=survey.code))
        _, left = backups.replace(survey.uuid)
        return len(left), _changed(survey_id)

    def _destroy(
        self, survey: Survey, destroying: Destroying, reason: str
    ) -> tuple[Minutes, Survey]:
        store, day = self._store, destroying.day or _today()
        by = self._by(destroying.by)
        facts = self._facts(survey, destroying.official_id)
        fields, questions = facts.instrument.profile, facts.instrument.question_keys
        aggregates = store.destruction.count(survey.id, fields, questions)
        marked = store.surveys.save(replace(survey, destroyed_on=day), reason)
        kept = store.destruction.destroy(survey.id, aggregates)
        self._strip_minutes(survey, day, reason)
        store.journal.noted(
            "dimusnahkan", "survei", survey.uuid, {"sheets": kept.sheets, "sha256": kept.sha256}
        )
        content = destruction_content(
            replace(facts, aggregates_sha256=kept.sha256),
            day,
            reason,
            self._deciding(facts, destroying.by),
            tuple(self._name(name, tr("Nama saksi")) for name in destroying.witnesses),
            (
                (tr("Paket"), _elsewhere(store.destruction.exports_of(survey.id))),
                (tr("Berkas impor"), _elsewhere(store.destruction.imports_of(survey.id))),
                (tr("Tempat terbit"), _elsewhere(store.destruction.published_to())),
            ),
        )
        kind, number = MinutesKind.DESTRUCTION, destroying.number
        return self._keep(kind, marked, day, by, number, content), marked

    def _strip_minutes(self, survey: Survey, day: date, reason: str) -> None:
        """Take out what minutes tell of single sheets; a paper has its minutes under its first."""
        for one in self._store.surveys.of_paper(survey.paper) or [survey]:
            for minutes in self.minutes_of(one.id):
                content = without_single_answers(minutes.content, day)
                if content != minutes.content:
                    self._store.minutes.save(replace(minutes, content=content), reason)

    def _deciding(self, facts: SurveyFacts, by: str) -> dict[str, str]:
        """Return who decided: who is named, else the official, else a line."""
        if by.strip():
            return signer("", self._by(by))
        return signing_official(facts.official) if facts.official else signer("")

    def _keep(
        self,
        kind: MinutesKind,
        survey: Survey,
        day: date,
        by: str,
        number: str,
        content: dict[str, object],
    ) -> Minutes:
        number = fitting_line(number, tr("Nomor berita acara"))
        return self._store.minutes.save(Minutes(survey.id, kind, day, by, number, content))

    def _facts(self, survey: Survey, official_id: int | None) -> SurveyFacts:
        return read_facts(self._store, self._instruments, self._ikm, survey, official_id)

    def _by(self, name: str) -> str:
        return self._name(name, tr("Nama")) or self._store.operator

    def _name(self, name: str, what: str) -> str:
        return fitting_line(name, what, _NAME_LIMIT)


def _require_sheets_kept(survey: Survey) -> None:
    if survey.destroyed_on is not None:
        raise InputError(
            tr("Lembar survei {kode} telah dimusnahkan.", kode=survey.code),
            safe=tr("Hitungan gabungannya tetap ada."),
            next=tr("Survei yang dimusnahkan tetap terkunci; buat survei lain untuk data baru."),
        )


def _require_destroyable(survey: Survey, confirmation: str) -> None:
    _require_sheets_kept(survey)
    if survey.state is not SurveyState.TERKUNCI:
        raise InputError(
            tr("Survei {kode} belum terkunci, jadi tidak dimusnahkan.", kode=survey.code),
            safe=tr("Semua lembarnya tetap ada."),
            next=tr("Kunci survei itu dahulu."),
        )
    typed = clean_line(confirmation)
    if typed.casefold() != survey.code.casefold():
        raise InputError(
            tr("Kode {diketik} bukan kode survei ini.", diketik=typed or tr("yang kosong")),
            safe=tr("Tidak satu lembar pun dimusnahkan."),
            next=tr("Ketik {kode} sebagai konfirmasi.", kode=survey.code),
        )


def _elsewhere(found: Sequence[tuple[str, str]]) -> tuple[Elsewhere, ...]:
    return tuple(
        Elsewhere(name, long_date(datetime.fromisoformat(at).astimezone().date()))
        for name, at in found
    )


def _changed(survey_id: int) -> Changes:
    return Changes(frozenset({survey_id}), office=True)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the office's own calendar
