"""Sentences about one indikator, each computed from its figures (rules/capaian.md §4).

They are proposals: somebody may take one and change it. Verbs fit the direction: what should fall
and falls "berhasil diturunkan", what should rise "meningkat".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.entered import Entered, Kind
from app.models.target import Arah
from app.services.capaian.texts import (
    difference_decimals,
    entered_text,
    percent_text,
    reached_text,
    rupiah_text,
    with_unit,
)
from app.services.ikm.rounding import half_up, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.target import Rpjmd
    from app.services.capaian.figures import IndikatorFigures
    from app.services.capaian.history import IndikatorHistory


class Topic(StrEnum):
    """What a sentence is about; the value is its key in the file."""

    CAPAIAN = "capaian"
    EARLIER = "tahun_sebelumnya"
    BASELINE = "nilai_awal"
    RPJMD = "rpjmd"
    NATIONAL = "nasional"
    EFISIENSI = "efisiensi"
    PROGRAM = "program"
    TARGET = "target"


OF_INDIKATOR = (
    Topic.CAPAIAN,
    Topic.EARLIER,
    Topic.BASELINE,
    Topic.RPJMD,
    Topic.NATIONAL,
    Topic.EFISIENSI,
)


def topic_title(topic: Topic) -> str:
    """Return what a sentence is about, as it is shown."""
    return {
        Topic.CAPAIAN: tr("Capaian"),
        Topic.EARLIER: tr("Dibanding tahun sebelumnya"),
        Topic.BASELINE: tr("Dibanding nilai awal"),
        Topic.RPJMD: tr("Terhadap target akhir RPJMD"),
        Topic.NATIONAL: tr("Dibanding nilai nasional"),
        Topic.EFISIENSI: tr("Efisiensi anggaran"),
        Topic.PROGRAM: tr("Program"),
        Topic.TARGET: tr("Target"),
    }[topic]


@dataclass(frozen=True, slots=True)
class Subject:
    """An indikator in a year with what its sentences compare it with."""

    figures: IndikatorFigures
    history: IndikatorHistory
    rpjmd: Rpjmd

    @property
    def year(self) -> int:
        """The year that is spoken of."""
        return self.history.now.year

    @property
    def name(self) -> str:
        """The indikator."""
        return self.figures.indikator.name

    def shown(self, value: Entered) -> str:
        """Return a value with its satuan: ``85,24 poin``, ``23,04%``, ``Level 3``."""
        indikator = self.figures.indikator
        return measured(entered_text(value, indikator.decimals), value, indikator.satuan)


def measured(text: str, value: Entered, satuan: str) -> str:
    """Return a value as it is said, with the satuan unless it bears a unit already."""
    if value.kind is not Kind.NUMBER or value.unit or not satuan:
        return text
    if satuan.casefold() == "level":
        return f"Level {text}"
    return with_unit(text, _said(satuan))


def proposals(subject: Subject) -> dict[Topic, str]:
    """Return the sentences about an indikator."""
    return {
        Topic.CAPAIAN: capaian_sentence(subject),
        Topic.EARLIER: earlier_sentence(subject),
        Topic.BASELINE: baseline_sentence(subject),
        Topic.RPJMD: rpjmd_sentence(subject),
        Topic.NATIONAL: national_sentence(subject),
        Topic.EFISIENSI: efisiensi_sentence(subject),
    }


def capaian_sentence(subject: Subject) -> str:
    """Say what was achieved of which target, its predikat, and whether the target is reached."""
    one = subject.figures
    if one.capaian.value is None:
        said = tr(
            "Capaian {indikator} tahun {tahun} tidak dapat dihitung karena {sebab}.",
            indikator=subject.name,
            tahun=subject.year,
            sebab=one.capaian.why.text if one.capaian.why else "",
        )
    else:
        said = tr(
            "Realisasi {indikator} tahun {tahun} {realisasi} dari target {target}, sehingga"
            " capaiannya {capaian} dengan predikat {predikat}; target {tercapai}.",
            indikator=subject.name,
            tahun=subject.year,
            realisasi=subject.shown(one.realisasi),
            target=subject.shown(one.target),
            capaian=percent_text(one.capaian.value),
            predikat=(one.predikat or "").lower(),
            tercapai=reached_text(one.tercapai),
        )
    return " ".join(part for part in (said, provisional_note(one)) if part)


def provisional_note(one: IndikatorFigures) -> str:
    """Say that a realisasi is provisional, and whose value it reuses; empty where it is final."""
    if not one.values.provisional:
        return ""
    if one.values.reused_year is None:
        return tr("Realisasi ini masih sementara.")
    return tr(
        "Realisasi ini masih sementara dan memakai nilai tahun {tahun}.",
        tahun=one.values.reused_year,
    )


def earlier_sentence(subject: Subject) -> str:
    """Compare with the year before."""
    history = subject.history
    before, difference = history.before, history.difference.value
    if before is None or difference is None:
        return tr(
            "{indikator} tidak punya nilai tahun {tahun}, jadi tidak dapat dibandingkan.",
            indikator=subject.name,
            tahun=subject.year - 1,
        )
    compared = tr("Dibandingkan tahun {tahun}", tahun=before.year)
    return _moved(subject, compared, before.realisasi, difference)


def baseline_sentence(subject: Subject) -> str:
    """Compare with the baseline of the RPJMD."""
    one, difference = subject.figures, subject.figures.selisih_baseline.value
    if difference is None:
        return tr(
            "{indikator} tidak punya nilai awal, jadi tidak dapat dibandingkan.",
            indikator=subject.name,
        )
    compared = tr("Dibandingkan kondisi awal tahun {tahun}", tahun=subject.rpjmd.baseline_year)
    return _moved(subject, compared, one.indikator.baseline, difference)


def rpjmd_sentence(subject: Subject) -> str:
    """Compare with the end target of the RPJMD."""
    one, end = subject.figures, subject.figures.indikator.end_target
    if one.kemajuan.value is None:
        return tr(
            "Tingkat kemajuan {indikator} tidak dapat dihitung karena {sebab}.",
            indikator=subject.name,
            sebab=one.kemajuan.why.text if one.kemajuan.why else "",
        )
    reached = one.yardstick.is_reached(one.realisasi, end)
    return tr(
        "Terhadap target akhir RPJMD tahun {tahun} sebesar {target}, tingkat kemajuan {indikator}"
        " {kemajuan}; target akhir {tercapai}.",
        tahun=subject.rpjmd.last_year,
        target=subject.shown(end),
        indikator=subject.name,
        kemajuan=percent_text(one.kemajuan.value),
        tercapai=tr("sudah tercapai") if reached else tr("belum tercapai"),
    )


def national_sentence(subject: Subject) -> str:
    """Compare with the national value."""
    one = subject.figures
    measure, national = one.yardstick, one.values.national
    difference = measure.difference(one.realisasi, national).value
    if difference is None or one.capaian_nasional.value is None:
        return tr("{indikator} tidak punya nilai nasional.", indikator=subject.name)
    if not difference:
        return tr(
            "{indikator} sama dengan nilai nasional, yaitu {nasional}.",
            indikator=subject.name,
            nasional=subject.shown(national),
        )
    return tr(
        "{indikator} {realisasi}, {lebih} {selisih} daripada nilai nasional {nasional}, jadi"
        " {baik}; capaiannya {capaian} dari nilai nasional.",
        indikator=subject.name,
        realisasi=subject.shown(one.realisasi),
        lebih=tr("lebih tinggi") if difference > 0 else tr("lebih rendah"),
        selisih=_amount(subject, difference, one.realisasi, national),
        nasional=subject.shown(national),
        baik=measure.difference_is(difference).value,
        capaian=percent_text(one.capaian_nasional.value),
    )


def efisiensi_sentence(subject: Subject) -> str:
    """Say what was spent of which pagu, and how efficiently; a loss keeps its minus sign."""
    one = subject.figures
    if one.serapan.value is None:
        return tr(
            "Serapan anggaran {indikator} tidak dapat dihitung karena {sebab}.",
            indikator=subject.name,
            sebab=one.serapan.why.text if one.serapan.why else "",
        )
    spent = tr(
        "Dari pagu {pagu} untuk {indikator}, terealisasi {realisasi} atau {serapan}",
        pagu=rupiah_text(one.budget.pagu),
        indikator=subject.name,
        realisasi=rupiah_text(one.budget.spent),
        serapan=percent_text(one.serapan.value),
    )
    if one.efisiensi.value is None:
        return f"{spent}."
    how = tr("efisien") if half_up(one.efisiensi.value, 2) >= 0 else tr("tidak efisien")
    return tr(
        "{serapan}; dengan capaian {capaian}, penggunaan anggarannya {bagaimana}, yaitu"
        " {efisiensi}.",
        serapan=spent,
        capaian=percent_text(one.capaian.value),
        bagaimana=how,
        efisiensi=percent_text(one.efisiensi.value),
    )


def verb_of(arah: Arah, difference: Fraction) -> str:
    """Return the verb for a change that fits what was wanted."""
    if not difference:
        return tr("tetap")
    if arah is Arah.DOWN:
        return tr("berhasil diturunkan") if difference < 0 else tr("meningkat")
    return tr("meningkat") if difference > 0 else tr("menurun")


def _moved(subject: Subject, compared: str, before: Entered, difference: Fraction) -> str:
    one = subject.figures
    verb = verb_of(one.indikator.arah, difference)
    now = subject.shown(one.realisasi)
    if not difference:
        return tr(
            "{dibandingkan}, {indikator} tetap {nilai}.",
            dibandingkan=compared,
            indikator=subject.name,
            nilai=now,
        )
    unwanted = one.indikator.arah is Arah.DOWN and difference > 0
    return tr(
        "{dibandingkan}, {indikator} {berubah} {selisih}, dari {dahulu} menjadi {kini}{tambahan}.",
        dibandingkan=compared,
        indikator=subject.name,
        berubah=verb,
        selisih=_amount(subject, difference, one.realisasi, before),
        dahulu=subject.shown(before),
        kini=now,
        tambahan=tr(", padahal diharapkan turun") if unwanted else "",
    )


def _amount(subject: Subject, difference: Fraction, *values: Entered) -> str:
    """Return the size of a difference with the satuan; of percentages it is points."""
    one = subject.figures
    number = indonesian(abs(difference), difference_decimals(one, *values))
    units = {value.unit for value in values if value.kind is Kind.NUMBER and value.unit}
    satuan = units.pop() if len(units) == 1 else one.indikator.satuan
    if satuan in {"%", "persen"}:
        return tr("{n} poin persen", n=number)
    return f"{number} {_said(satuan)}".rstrip()


def _said(satuan: str) -> str:
    return satuan if satuan == "%" else satuan.lower()
