"""Check an office file: structure, log, counts, sheets, and what is implausible in the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.store import proof
from app.models.store.checks import FileChecks
from app.services.checks.papers import missing_parts
from app.services.consolidation.proving import ConsolidationProof
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService

    Progress = Callable[[int, int], object]
    """Told (steps done, steps in all); an exception from it stops the work."""

_SHOWN = 10
_MOST_FINDINGS = 1_000
_FEWEST_TO_JUDGE = 10


class FindingKind(Enum):
    """What a check found; the value says whether the file itself is damaged."""

    DAMAGE = ("damage", True)
    CONTENT = ("content", True)
    SCALE = ("scale", True)
    DAY = ("day", False)
    UNIFORM = ("uniform", False)
    PAPER = ("paper", False)

    @property
    def is_damage(self) -> bool:
        """Say whether the file is not as the program wrote it."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be, in a whole sentence."""

    kind: FindingKind
    text: str
    survey_id: int = 0
    numbers: tuple[int, ...] = ()
    """Sheets it is about, where it is about sheets."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that was found, and how much was looked at."""

    findings: tuple[Finding, ...]
    sheets: int
    log_rows: int
    destroyed: int = 0
    """Sheets of which counts are kept alone."""
    all_equal: dict[int, int] = field(default_factory=dict)
    """Survey → sheets with one and the same answer to every question; common, and no finding."""

    @property
    def is_sound(self) -> bool:
        """Say whether the file is as the program wrote it, plausible or not."""
        return not any(finding.kind.is_damage for finding in self.findings)

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        if not self.is_sound:
            return tr("Berkas ini tidak lagi seperti yang disimpan Puas.")
        if self.findings:
            return tr("Berkas utuh, tetapi ada isian yang perlu diperiksa.")
        if not self.sheets + self.destroyed:
            return tr(
                "Belum ada lembar; berkas dan log utuh ({baris} baris).",
                baris=indonesian(self.log_rows, 0),
            )
        return tr(
            "Semua {n} lembar tersimpan{musnah}, hitungan cocok, dan log utuh ({baris} baris).",
            n=indonesian(self.sheets, 0),
            musnah=self._of_destroyed,
            baris=indonesian(self.log_rows, 0),
        )

    @property
    def _of_destroyed(self) -> str:
        if not self.destroyed:
            return ""
        return tr(", {n} lembar lain sudah dimusnahkan", n=indonesian(self.destroyed, 0))


class CheckService:
    """Runs all checks over the open file; writes nothing."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._file = FileChecks(store.database)
        self._all_equal: dict[int, int] = {}

    def run(self, progress: Progress | None = None) -> CheckReport:
        """Check everything and return what was found, worst first."""
        steps = (self._damage, self._sheets, self._surveys, self._merged)
        findings: list[Finding] = []
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            findings += self._found(step)
        counted: list[int] = []
        findings += self._found(lambda: self._count(counted))
        sheets, destroyed, log_rows = counted or (0, 0, 0)
        return CheckReport(tuple(findings), sheets, log_rows, destroyed, self._all_equal)

    def _found(self, step: Callable[[], Iterator[Finding]]) -> list[Finding]:
        """Return what a step finds; where the file cannot be read at all, that is what it found."""
        findings: list[Finding] = []
        try:
            findings += islice(step(), _MOST_FINDINGS)
        except StorageError as error:
            findings.append(Finding(FindingKind.DAMAGE, error.what))
        except ValueError:  # a date, a number or a text that nobody could have stored
            text = tr("Sebagian isi berkas tidak dapat dibaca karena rusak.")
            findings.append(Finding(FindingKind.DAMAGE, text))
        return findings

    def _count(self, counted: list[int]) -> Iterator[Finding]:
        """Count sheets and rows of the log into ``counted``."""
        gone = {s.id for s in self._store.surveys.all() if s.destroyed_on is not None}
        sheets = self._store.tallies.all_sheets()
        destroyed = sum(n for (survey, _), n in sheets.items() if survey in gone)
        counted += (sum(sheets.values()) - destroyed, destroyed, self._file.log_rows())
        yield from ()

    def _damage(self) -> Iterator[Finding]:
        for found in proof.findings(self._store):
            what = found.damage.value
            text = tr("{soal} ({tempat}).", soal=what[0].upper() + what[1:], tempat=found.place)
            yield Finding(FindingKind.DAMAGE, text)

    def _sheets(self) -> Iterator[Finding]:
        codes = self._codes()
        for place in self._file.differing_from_log():
            yield self._about(
                place.survey_id,
                place.number,
                tr(
                    "Survei {kode}: isi lembar {nomor} berbeda dengan catatan terakhirnya di log.",
                    kode=codes.get(place.survey_id, place.survey_id),
                    nomor=place.number,
                ),
            )
        for place in self._file.missing():
            yield self._about(
                place.survey_id,
                place.number,
                tr(
                    "Survei {kode}: lembar {nomor} tercatat di log tetapi tidak ada lagi.",
                    kode=codes.get(place.survey_id, place.survey_id),
                    nomor=place.number,
                ),
            )
        for survey_id, n in self._file.missing_imports():
            text = tr(
                "Survei {kode}: jumlah lembar hasil impor berbeda {n} dari catatannya.",
                kode=codes.get(survey_id, survey_id),
                n=abs(n),
            )
            yield Finding(FindingKind.CONTENT, text, survey_id)

    def _surveys(self) -> Iterator[Finding]:
        self._all_equal = self._file.all_equal()
        for survey in self._store.surveys.all():
            yield from self._scale(survey)
            yield from self._days(survey)
            yield from self._uniform(survey)
        yield from self._papers()

    def _merged(self) -> Iterator[Finding]:
        """Find what does not follow from the packages that were merged."""
        proof = ConsolidationProof(self._store, self._instruments, self._ikm)
        for survey_id, text in proof.findings():
            yield Finding(FindingKind.CONTENT, text, survey_id)

    def _scale(self, survey: Survey) -> Iterator[Finding]:
        instrument = self._instruments.of(survey.instrument_id)
        numbers = tuple(
            self._store.sheets.outside_the_scale(
                survey.id, instrument.lowest, instrument.highest, instrument.question_keys
            )
        )
        if numbers:
            text = tr(
                "Survei {kode}: jawaban di luar skala {dari}-{sampai} pada lembar {daftar}.",
                kode=survey.code,
                dari=instrument.lowest,
                sampai=instrument.highest,
                daftar=_listed(numbers),
            )
            yield Finding(FindingKind.SCALE, text, survey.id, numbers)

    def _days(self, survey: Survey) -> Iterator[Finding]:
        period = survey.period
        numbers = tuple(self._file.outside(survey.id, period.start, period.end))
        if numbers:
            text = tr(
                "Survei {kode}: {n} lembar bertanggal di luar periode, yaitu lembar {daftar}.",
                kode=survey.code,
                n=len(numbers),
                daftar=_listed(numbers),
            )
            yield Finding(FindingKind.DAY, text, survey.id, numbers)

    def _uniform(self, survey: Survey) -> Iterator[Finding]:
        """Find surveys in which most sheets answer everything alike, by chance or by hand."""
        n = self._store.tallies.sheets_of(survey.id)
        alike = self._all_equal.get(survey.id, 0)
        if n >= _FEWEST_TO_JUDGE and 2 * alike > n:
            text = tr(
                "Survei {kode}: {sama} dari {n} lembar menjawab semua pertanyaan dengan nilai yang"
                " sama.",
                kode=survey.code,
                sama=alike,
                n=n,
            )
            yield Finding(FindingKind.UNIFORM, text, survey.id)

    def _papers(self) -> Iterator[Finding]:
        """Find sheets that are in one survey of a paper only; a file that was taken in may."""
        for survey, numbers in missing_parts(self._store):
            text = tr(
                "Survei {kode}: lembar {daftar} tidak ada, padahal ada dalam survei lain pada"
                " kertas yang sama.",
                kode=survey.code,
                daftar=_listed(numbers),
            )
            yield Finding(FindingKind.PAPER, text, survey.id, numbers)

    def _about(self, survey_id: int, number: int, text: str) -> Finding:
        return Finding(FindingKind.CONTENT, text, survey_id, (number,))

    def _codes(self) -> dict[int, str]:
        return {survey.id: survey.code for survey in self._store.surveys.all()}


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_SHOWN])
    if len(numbers) > _SHOWN:
        return tr("{daftar}, dan {n} lagi", daftar=shown, n=len(numbers) - _SHOWN)
    return shown
