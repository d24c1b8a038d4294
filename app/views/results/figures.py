"""The column of boxes beside the tabs: the index, the sample, and what should be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.survey import WeightRule
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.results.survey_results import weight_text
from app.texts import tr
from app.views.widgets.badges import MutuBadge
from app.views.widgets.buttons import QuietButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row
from app.views.widgets.numbers import BigNumber

if TYPE_CHECKING:
    from app.services.plausibility.survey_findings import Finding
    from app.services.results.survey_results import SurveyResults

WIDTH = 200


class Figures(QWidget):
    """The boxes below each other."""

    findings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.index = IndexCard()
        self.sample = SampleCard()
        self.findings = FindingsCard()
        self.findings.more.clicked.connect(self.findings_wanted)
        self.setLayout(column(self.index, self.sample, self.findings, 1, gap=12))

    def show_results(self, results: SurveyResults) -> None:
        """Show the figures of a survey."""
        self.index.show_results(results)
        self.sample.show_results(results)
        self.findings.show_findings(results.findings)


class IndexCard(Card):
    """The index with its mutu, its margin of error and its change."""

    def __init__(self) -> None:
        super().__init__(name="hasil.ikm")
        self.figure = BigNumber(size="huge")
        self.figure.caption.setWordWrap(True)
        self.mutu = MutuBadge(name="hasil.mutu")
        self.notes = Caption(name="hasil.ikm.keterangan", wrap=True)
        self.exact = Label("", "caption-strong", name="hasil.ikm.tepat", wrap=True)
        self.body.addWidget(self.figure)
        self.body.addLayout(row(self.mutu, 1))
        self.body.addWidget(self.notes)
        self.body.addWidget(self.exact)

    def show_results(self, results: SurveyResults) -> None:
        """Show the index of a survey."""
        result = results.result
        self.figure.caption.setText(results.instrument.index_name)
        self.figure.set(result.ikm_text)
        step = result.mutu
        self.mutu.set_mutu(step.letter if step else "", step.word if step else "")
        self.notes.setText(_notes(results))
        self.notes.setToolTip(_margin_help(results))
        rounded = result.weight_rule is not WeightRule.EXACT
        self.exact.setVisible(rounded and result.ikm is not None)
        self.exact.setText(
            tr(
                "Bobot {bobot}. Hasil tepat (1/{jumlah}): {nilai}",
                bobot=weight_text(results.survey, results.instrument),
                jumlah=len(results.instrument.unsur),
                nilai=indonesian(result.exact_ikm, KONVERSI_PLACES),
            )
        )
        self.setAccessibleName(f"{self.figure.accessibleName()} {self.mutu.accessibleName()}")


class SampleCard(Card):
    """How many sheets there are against the least number."""

    def __init__(self) -> None:
        super().__init__(name="hasil.sampel")
        self.figure = BigNumber(tr("Sampel minimal"))
        self.body.addWidget(self.figure)

    def show_results(self, results: SurveyResults) -> None:
        """Show the sample of a survey or of one of its services."""
        n, minimum = indonesian(results.result.n, 0), results.minimum
        if minimum is None:
            self.figure.set(tr("{n} lembar", n=n), _sample_unknown(results))
        else:
            least = indonesian(minimum, 0)
            self.figure.set(tr("{n} dari {minimal}", n=n, minimal=least), _sample_note(results))
        self.setAccessibleName(self.figure.accessibleName())


class FindingsCard(Card):
    """How many things should be looked at, and the first of them."""

    def __init__(self) -> None:
        super().__init__(name="hasil.periksa")
        self.title = Label("", "small-strong", tone="warning")
        self.first = Label("", "small", wrap=True)
        self.more = QuietButton(tr("Lihat semua"), name="hasil.periksa.semua")
        self.body.addWidget(self.title)
        self.body.addWidget(self.first)
        self.body.addLayout(row(self.more, 1))
        self.set_tone("warning")

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show the findings; without any the box is not there."""
        waiting = [finding for finding in findings if not finding.checked]
        self.setVisible(bool(waiting))
        if waiting:
            self.title.setText(tr("{jumlah} hal perlu diperiksa", jumlah=len(waiting)))
            self.first.setText(waiting[0].short)
            self.setAccessibleName(f"{self.title.text()}. {self.first.text()}")


def _notes(results: SurveyResults) -> str:
    parts = []
    if not results.instrument.is_percentage and results.result.ikm is not None:
        parts.append(
            tr(
                "skala 0–{tertinggi}, {persen} dari nilai tertinggi",
                tertinggi=results.instrument.index_highest,
                persen=results.result.percent_text,
            )
        )
    if results.margin is not None:
        parts.append(tr("{batas} (95 %)", batas=results.margin.text))
    if results.change is not None and results.previous is not None:
        parts.append(_change_sentence(results))
    if results.result.left_out:
        parts.append(
            tr("{jumlah} lembar tidak lengkap dikeluarkan", jumlah=results.result.left_out)
        )
    return " · ".join(parts)


def _change_sentence(results: SurveyResults) -> str:
    change, before = results.change, results.previous
    if change is None or before is None:
        return ""
    points = indonesian(abs(change), KONVERSI_PLACES)
    if not points.strip("0,"):
        return tr("tetap sejak {periode}", periode=before.period_text)
    if change > 0:
        return tr("naik {nilai} dari {periode}", nilai=points, periode=before.period_text)
    return tr("turun {nilai} dari {periode}", nilai=points, periode=before.period_text)


def _margin_help(results: SurveyResults) -> str:
    if results.margin is None:
        return ""
    text = tr(
        "Bila lembar adalah sampel acak sederhana, {indeks} seluruh pengguna layanan ada dalam"
        " rentang ini dengan keyakinan 95 %.",
        indeks=results.instrument.index_short,
    )
    if not results.margin.corrected:
        text += " " + tr("Populasi tidak diketahui, jadi tidak diperhitungkan.")
    return f"<span>{text}</span>"


def _sample_note(results: SurveyResults) -> str:
    minimum, n = results.minimum or 0, results.result.n
    state = (
        tr("terpenuhi")
        if n >= minimum
        else tr("kurang {jumlah} lembar", jumlah=indonesian(minimum - n, 0))
    )
    known = {s.service_id: s.population for s in results.survey.services}
    every = results.choice.is_everything
    population = results.survey.population if every else known.get(results.choice.service_id or 0)
    if population is None:
        return state
    return tr("{keadaan}, populasi {n}", keadaan=state, n=indonesian(population, 0))


def _sample_unknown(results: SurveyResults) -> str:
    if results.choice.is_everything:
        return tr("Isi populasi pada layar Survei agar sampel minimal dapat dihitung.")
    return tr("sampel minimal berlaku untuk seluruh survei")
