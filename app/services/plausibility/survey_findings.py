"""What a person should look at again before the figures of a survey are printed (skm.md §5).

The rules of a recap judge the survey among the others of the file; the rules of sheets judge what
is in it. A finding that somebody checked and found right bears the reason and no longer waits.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.plausibility.finding import Rule
from app.services.plausibility.own_surveys import row_of_survey
from app.services.plausibility.service import findings_of, recap_of
from app.services.plausibility.sheet_rules import SheetRule
from app.services.recap.service import RecapRow as Surveyed
from app.services.results.survey_results import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService
    from app.services.plausibility.recap import RecapRow

FEWEST_TO_JUDGE = 10
"""With fewer sheets, most of them being alike says nothing."""

UNANSWERED = "unsur_tanpa_jawaban"

_NAMED = 8
"""How many sheet numbers a sentence names."""

TITLES = {
    Rule.PERUBAHAN_BESAR: "Perubahan besar",
    Rule.BARIS_KEMBAR: "Sama dengan survei lain",
    Rule.JAWABAN_SERAGAM: "Semua unsur bernilai sama",
    Rule.UNIT_GANDA: "Periode ini disurvei dua kali",
    Rule.TAHUNAN_TAK_SESUAI_PERIODE: "Setahun tidak sesuai periodenya",
    Rule.RESPONDEN_TAK_SESUAI_PERIODE: "Responden setahun tidak sesuai periodenya",
}
"""The rules that figures of one's own can break, with the names they have on the screen."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``sheets`` are the numbers of the sheets it speaks of, if any."""

    title: str
    text: str
    sheets: tuple[int, ...] = ()
    common: bool = False
    """Seen in most surveys: worth a look, but nobody waits for it."""
    key: str = ""
    """What identifies it while rule, place and values stay the same."""
    checked: str = ""
    """The reason for which somebody found it right."""
    checked_by: str = ""

    @property
    def waits(self) -> bool:
        """Say whether somebody should still look at it."""
        return not self.checked and not self.common

    @property
    def short(self) -> str:
        """The finding where there is little room: ``Lembar 135: semua jawaban sama``."""
        title = self.title[:1].lower() + self.title[1:]
        if len(self.sheets) == 1:
            return tr("Lembar {nomor}: {hal}", nomor=self.sheets[0], hal=title)
        if self.sheets:
            return tr("{jumlah} lembar: {hal}", jumlah=len(self.sheets), hal=title)
        return self.title


class FindingService:
    """Finds what is possible but unusual in a survey; those that wait come first."""

    def __init__(self, store: Store, ikm: IkmService) -> None:
        self._store = store
        self._ikm = ikm

    def of(self, survey: Survey, result: IkmResult) -> tuple[Finding, ...]:
        """Return everything that the rules find about a survey, with the marks it bears."""
        marks = {mark.finding: mark for mark in self._store.marks.all(survey_id=survey.id)}
        found = [
            replace(one, checked=marks[one.key].reason, checked_by=marks[one.key].operator)
            if one.key in marks
            else one
            for one in self._unmarked(survey, result)
        ]
        return tuple(sorted(found, key=lambda finding: bool(finding.checked)))

    def alike(self, survey: Survey, result: IkmResult) -> Iterator[Finding]:
        """Find the sheets that answer every question alike, without the marks."""
        alike = self._store.crosstabs.alike(survey.id, len(result.instrument.question_keys))
        if alike:
            few = 2 * len(alike) <= result.n or result.n < FEWEST_TO_JUDGE
            title = tr("Semua jawaban sama")
            found = self._about(survey, SheetRule.ALL_EQUAL, title, alike, result.n)
            yield replace(found, common=few)

    def _unmarked(self, survey: Survey, result: IkmResult) -> Iterator[Finding]:
        if result.n and result.unanswered:
            yield _unanswered(result)
        yield from self._among_others(survey)
        yield from self._of_sheets(survey, result)

    def _among_others(self, survey: Survey) -> Iterator[Finding]:
        """Judge the survey among those of its unit and those of its year."""
        units = {unit.id: unit for unit in self._store.units.all()}
        rows: list[RecapRow] = []
        own = 0
        for other, result in self._ikm.recap():
            near = survey.unit_id == other.unit_id or survey.year == other.year
            if result.ikm is None or not near:
                continue
            name = survey_name(other, result.instrument)
            unit = units[other.unit_id]
            label = name if other.unit_id == survey.unit_id else f"{unit.name}, {name}"
            rows.append(row_of_survey(len(rows) + 1, Surveyed(unit, other, result), label))
            own = len(rows) if other.id == survey.id else own
        for found in findings_of(recap_of(rows), TITLES):
            if found.baris == own:
                text = found.pesan.removeprefix(f"{rows[own - 1].label}: ")
                yield Finding(
                    tr(TITLES[found.aturan]),
                    text[:1].upper() + text[1:],
                    key=key_of(found.aturan, found.kolom, found.nilai, found.harapan),
                )

    def _of_sheets(self, survey: Survey, result: IkmResult) -> Iterator[Finding]:
        crosstabs, instrument = self._store.crosstabs, result.instrument
        yield from self.alike(survey, result)
        twins = crosstabs.same_as_before(survey.id)
        if twins:
            title = tr("Lembar kembar dengan lembar sebelumnya")
            yield self._about(survey, SheetRule.SAME_AS_BEFORE, title, twins, result.n)
        period = survey.period
        outside = crosstabs.outside_days(survey.id, period.start, period.end)
        if outside:
            title = tr("Tanggal di luar periode")
            yield self._about(survey, SheetRule.OUTSIDE_PERIOD, title, outside, result.n)
        for field in instrument.profile:
            if field.kind is FieldKind.NUMBER and field.usual_highest:
                odd = crosstabs.outside_values(
                    survey.id, field.key, field.usual_lowest, field.usual_highest
                )
                if odd:
                    title = tr("{ciri} tidak lazim", ciri=field.name)
                    yield self._about(survey, SheetRule.UNUSUAL_NUMBER, title, odd, result.n)

    def _about(
        self, survey: Survey, rule: SheetRule, title: str, numbers: Sequence[int], n: int
    ) -> Finding:
        named = ", ".join(str(number) for number in numbers[:_NAMED])
        if len(numbers) > _NAMED:
            named = tr("{nomor}, dan {sisa} lagi", nomor=named, sisa=len(numbers) - _NAMED)
        text = tr("{jumlah} dari {n} lembar: nomor {nomor}.", jumlah=len(numbers), n=n, nomor=named)
        digests = self._store.sheets.digests_of(survey.id, numbers)
        return Finding(title, text, tuple(numbers), key=key_of(rule, title, *digests))


def _unanswered(result: IkmResult) -> Finding:
    names = ", ".join(row.unsur.name for row in result.unanswered)
    return Finding(
        tr("Unsur tanpa jawaban"),
        tr(
            "Tidak seorang pun menjawab: {unsur}. {indeks} dihitung dari unsur lainnya.",
            unsur=names,
            indeks=result.instrument.index_short,
        ),
        key=key_of(UNANSWERED, *(row.unsur.key for row in result.unanswered)),
    )


def key_of(rule: str, *values: str) -> str:
    """Return what identifies a finding while rule, place and values stay the same."""
    return f"{rule}:{hashlib.sha256(chr(0).join(values).encode()).hexdigest()}"
