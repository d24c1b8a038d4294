"""Users per service, the rule of the minimum sample, and what each service has of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.planning import SampleRule
from app.services.ikm.rounding import indonesian
from app.services.planning.allocation import SamplePlan, ServiceShare, sample_plan
from app.services.surveys.explaining import sample_choices
from app.texts import tr
from app.views.surveys.choices_field import ExplainedChoice
from app.views.surveys.saving import on_keys
from app.views.theme.look import keep_scaled, px
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import NumberField
from app.views.widgets.labels import Caption, ElidedLabel, Label
from app.views.widgets.layout import clear, column, row, scrolled
from app.views.widgets.numbers import BigNumber

if TYPE_CHECKING:
    from app.services.planning.service import SurveyPlan
    from app.views.shell.workspace import Workspace

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SamplePart(QWidget):
    """Everything is computed while it is typed; Ctrl+S keeps it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: SurveyPlan | None = None
        self._shares: tuple[ServiceShare, ...] = ()
        self._users: dict[int, NumberField] = {}
        self._figures: dict[int, tuple[Label, Label, Label]] = {}
        self._make()
        self._lay_out()
        self.rule.changed.connect(lambda _: self._count())
        self.total.textChanged.connect(lambda _: self._count())
        self.save.clicked.connect(self.submit)
        on_keys(self, "Ctrl+S", self.save.click)

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Show the stored figures; what is typed stays while they are the same."""
        before, self._plan = self._plan, plan
        if before is None or _stored(before) != _stored(plan):
            self._fill(plan)
        self._shares = plan.sample.shares
        for widget in (*self._users.values(), self.total, self.rule, self.save):
            widget.setEnabled(editable)
        self._count()

    def submit(self) -> None:
        """Keep what is typed."""
        if self._plan is None:
            return
        survey_id, rule = self._plan.survey.id, SampleRule(self.rule.key)
        users = {key: field.value for key, field in self._users.items()}
        total = self.total.value
        self._workspace.write(
            lambda session: session.planning.set_sample(survey_id, rule, users, total),
            lambda _: self._workspace.say(tr("Jumlah pengguna dan aturan sampel tersimpan.")),
            owner=self,
        )

    def _make(self) -> None:
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 12, 0), 6)
        self._grid.setColumnStretch(0, 1)
        self.total = NumberField()
        self.rule = ExplainedChoice(tr("Aturan sampel minimal"), name="survei.rencana.aturan")
        self.rule.set_choices(sample_choices())
        self.minimum = BigNumber(tr("Sampel minimal"), name="survei.rencana.minimal", size="big")
        self.notes = Label("", "small", tone="warning", name="survei.rencana.keterangan", wrap=True)
        self.save = PrimaryButton(tr("Simpan"), name="survei.rencana.simpan", hint="Ctrl+S")

    def _lay_out(self) -> None:
        services = QWidget()
        services.setLayout(column(self._grid, 1))
        total = FormRow(
            tr("Seluruh pengguna layanan dalam periode"),
            self.total,
            name="survei.rencana.populasi",
            hint=tr("Kosong: jumlah dari semua layanan."),
        )
        side = QWidget()
        side.setLayout(
            column(self.minimum, total, self.rule, self.notes, row(self.save, 1), 1, gap=12)
        )
        area = scrolled(services, name="survei.rencana.layanan.gulir")
        halves = row(area, scrolled(side, name="survei.rencana.aturan.gulir"), gap=24)
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        self.setLayout(halves)

    def _fill(self, plan: SurveyPlan) -> None:
        clear(self._grid)
        self._users, self._figures = {}, {}
        titles = (tr("Pengguna"), tr("Minimal"), tr("Lembar"), tr("Kurang"))
        self._grid.addWidget(Label(tr("Jenis layanan"), "caption-strong"), 0, 0)
        for place, title in enumerate(titles, 1):
            self._grid.addWidget(_right(Caption(title)), 0, place)
        for line, share in enumerate(plan.sample.shares, 1):
            self._add(line, share)
        chain = (*self._users.values(), self.total, *self.rule.buttons, self.save)
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)
        self.rule.choose(plan.survey.sample_rule.value)
        known = [share.population for share in plan.sample.shares if share.population is not None]
        population = plan.survey.population
        self.total.set_value(None if known and population == sum(known) else population)

    def _add(self, line: int, share: ServiceShare) -> None:
        key = share.service_id
        users = NumberField(
            name=f"survei.rencana.pengguna.{key}",
            accessible=tr("Pengguna {layanan}", layanan=share.name),
        )
        users.setFixedWidth(px(96))
        users.set_value(share.population)
        users.textChanged.connect(lambda _: self._count())
        self._users[key] = users
        figures = tuple(
            _right(Label("", name=f"survei.rencana.{what}.{key}"))
            for what in ("bagian", "lembar", "kurang")
        )
        self._figures[key] = (figures[0], figures[1], figures[2])
        self._grid.addWidget(ElidedLabel(share.name), line, 0)
        for place, widget in enumerate((users, *figures), 1):
            self._grid.addWidget(widget, line, place)
        for figure in figures:
            figure.setMinimumWidth(px(64))

    def _count(self) -> None:
        """Compute the minimum and its parts from what is typed."""
        if self._plan is None or not self.rule.key:
            return
        typed = [
            replace(share, population=self._users[share.service_id].value, minimum=None)
            for share in self._shares
        ]
        known = [share.population for share in typed if share.population is not None]
        total = self.total.value
        population = total if total is not None or not known else sum(known)
        self.total.setPlaceholderText(indonesian(sum(known), 0) if known else "")
        self._show(sample_plan(SampleRule(self.rule.key), population, typed))

    def _show(self, plan: SamplePlan) -> None:
        for share in plan.shares:
            part, n, missing = self._figures[share.service_id]
            part.setText(indonesian(share.minimum, 0))
            n.setText(indonesian(share.n, 0))
            missing.setText(indonesian(share.missing, 0))
            missing.set_tone("warning" if share.missing else "")
        if plan.minimum is None:
            note = tr("Isi jumlah pengguna layanan untuk mengetahuinya.")
        else:
            note = tr(
                "lembar dari {jumlah} pengguna; terkumpul {n}",
                jumlah=indonesian(plan.population, 0),
                n=indonesian(plan.n, 0),
            )
        self.minimum.set(indonesian(plan.minimum, 0), note)
        self.notes.setText("\n".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))


def _stored(plan: SurveyPlan) -> tuple[object, ...]:
    survey = plan.survey
    names = tuple(share.name for share in plan.sample.shares)
    return (survey.id, survey.services, survey.population, survey.sample_rule, names)


def _right(label: Label) -> Label:
    label.setAlignment(_RIGHT)
    return label
