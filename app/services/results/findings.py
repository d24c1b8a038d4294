"""What a person should look at again before the figures are printed (rules/skm.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult

UNUSUAL_CHANGE = 10
"""Percent of the highest index since the last period beyond which a recap was mostly wrong."""

FEWEST_TO_JUDGE = 10
"""With fewer sheets, most of them being alike says nothing."""

_NAMED = 8
"""How many sheet numbers a sentence names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``sheets`` are the numbers of the sheets it speaks of, if any."""

    title: str
    text: str
    sheets: tuple[int, ...] = ()
    common: bool = False
    """Seen in most surveys: worth a look, but nobody waits for it."""

    @property
    def short(self) -> str:
        """The finding where there is little room: ``Lembar 135: semua jawaban sama``."""
        title = self.title[:1].lower() + self.title[1:]
        if len(self.sheets) == 1:
            return tr("Lembar {nomor}: {hal}", nomor=self.sheets[0], hal=title)
        if self.sheets:
            return tr("{jumlah} lembar: {hal}", jumlah=len(self.sheets), hal=title)
        return self.title


def findings_of(
    store: Store, survey: Survey, result: IkmResult, before: IkmResult | None
) -> tuple[Finding, ...]:
    """Return everything about a survey that is possible but unusual."""
    return (
        *_of_results(result, before),
        *_of_sheets(store, survey, result),
    )


def _of_results(result: IkmResult, before: IkmResult | None) -> Iterator[Finding]:
    if result.n and result.unanswered:
        names = ", ".join(row.unsur.name for row in result.unanswered)
        yield Finding(
            tr("Unsur tanpa jawaban"),
            tr(
                "Tidak seorang pun menjawab: {unsur}. {indeks} dihitung dari unsur lainnya.",
                unsur=names,
                indeks=result.instrument.index_short,
            ),
        )
    if before is None or result.ikm is None or before.ikm is None:
        return
    change = result.ikm - before.ikm
    if result.instrument.percent(abs(change)) > UNUSUAL_CHANGE:
        yield Finding(
            tr("Perubahan besar"),
            tr(
                "{indeks} berubah {selisih} dari periode sebelumnya ({dulu} menjadi {kini}).",
                indeks=result.instrument.index_short,
                selisih=indonesian(change, KONVERSI_PLACES, signed=True),
                dulu=before.ikm_text,
                kini=result.ikm_text,
            ),
        )
    if [row.konversi for row in result.unsur] == [row.konversi for row in before.unsur]:
        yield Finding(
            tr("Sama dengan periode sebelumnya"),
            tr("Nilai semua unsur persis sama dengan periode sebelumnya."),
        )


def _of_sheets(store: Store, survey: Survey, result: IkmResult) -> Iterator[Finding]:
    crosstabs, instrument = store.crosstabs, result.instrument
    alike = crosstabs.alike(survey.id, len(instrument.question_keys))
    if alike:
        few = 2 * len(alike) <= result.n or result.n < FEWEST_TO_JUDGE
        yield replace(_about(tr("Semua jawaban sama"), alike, result.n), common=few)
    period = survey.period
    outside = crosstabs.outside_days(survey.id, period.start, period.end)
    if outside:
        yield _about(tr("Tanggal di luar periode"), outside, result.n)
    for field in instrument.profile:
        if field.kind is FieldKind.NUMBER and field.usual_highest:
            odd = crosstabs.outside_values(
                survey.id, field.key, field.usual_lowest, field.usual_highest
            )
            if odd:
                yield _about(tr("{ciri} tidak lazim", ciri=field.name), odd, result.n)


def _about(title: str, numbers: Sequence[int], n: int) -> Finding:
    named = ", ".join(str(number) for number in numbers[:_NAMED])
    if len(numbers) > _NAMED:
        named = tr("{nomor}, dan {sisa} lagi", nomor=named, sisa=len(numbers) - _NAMED)
    text = tr("{jumlah} dari {n} lembar: nomor {nomor}.", jumlah=len(numbers), n=n, nomor=named)
    return Finding(title, text, tuple(numbers))
