"""A plan as a form: unsur, proposals to pick from, action, when, who, how far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from app.models.follow_up import FollowUp, Horizon
from app.models.period import PeriodKind, periods_of_year
from app.services.follow_up.due import (
    due_code,
    due_period,
    horizon_meaning,
    horizon_warning,
    proposed_horizon,
)
from app.texts import tr
from app.views.follow_up.page import press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow, NumberField
from app.views.widgets.inputs import ChoiceBox, LinesField
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.layout import column, row, scrolled

if TYPE_CHECKING:
    from app.services.follow_up.overview import FollowUpOverview

_NAME = "tindak_lanjut.form"
WIDTH = 360
_YEARS = 10


class PlanForm(Card):
    """Asks for one plan. ``submitted`` gives a FollowUp, ``proposals_wanted`` an unsur."""

    submitted = Signal(object)
    cancelled = Signal()
    proposals_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_NAME, gap=10)
        self._plan: FollowUp | None = None
        self._shown: FollowUpOverview | None = None
        self._horizon_chosen = False
        self._make()
        self._lay_out()
        self._connect()

    @property
    def plan_id(self) -> int:
        """The plan that is changed; 0 for a new one."""
        return self._plan.id if self._plan else 0

    def show_overview(self, shown: FollowUpOverview) -> None:
        """Offer the unsur of a survey; what is typed stays."""
        self._shown = shown
        self.unsur.set_choices(shown.unsur)

    def show_new(self, shown: FollowUpOverview, unsur: str) -> None:
        """Ask for a new plan for an unsur."""
        end = shown.survey.period.end
        plan = FollowUp(shown.survey.id, unsur or shown.unsur[0][0], 0, "")
        self._fill(shown, plan, tr("Rencana baru"), end.year)
        self.action.setFocus(Qt.FocusReason.TabFocusReason)

    def show_plan(self, shown: FollowUpOverview, plan: FollowUp) -> None:
        """Ask for changes of a plan."""
        period = due_period(plan.due)
        year = period.start.year if period else shown.survey.period.end.year
        self._fill(shown, plan, tr("Ubah rencana"), year)
        self._horizon_chosen = proposed_horizon(shown.survey, plan.due) is not plan.horizon
        self.action.setFocus(Qt.FocusReason.TabFocusReason)

    def show_proposals(self, unsur: str, texts: tuple[str, ...]) -> None:
        """Offer the proposals for an unsur, if it is still the one asked for."""
        if unsur != self.unsur.key:
            return
        self.proposals.clear()
        self.proposals.addItems(list(texts))
        self.proposals.setVisible(bool(texts))
        self.no_proposals.setVisible(not texts)

    def submit(self) -> None:
        """Hand over the plan, or go to the field that must be filled."""
        missing = not self.action.toPlainText().strip()
        self._action_row.set_error(tr("Tulis dahulu apa yang akan dikerjakan.") if missing else "")
        if missing:
            self.action.setFocus()
        elif self._plan is not None:
            self.submitted.emit(self._filled(self._plan))

    def _filled(self, plan: FollowUp) -> FollowUp:
        return replace(
            plan,
            unsur=self.unsur.key,
            action=" ".join(self.action.toPlainText().split()),
            program=self.program.text().strip(),
            due=self._due,
            responsible=self.responsible.text().strip(),
            horizon=Horizon(self.horizon.key),
        )

    @property
    def _due(self) -> str:
        return due_code(self.year.value(), self.period.key)

    def _fill(self, shown: FollowUpOverview, plan: FollowUp, title: str, year: int) -> None:
        self.show_overview(shown)
        self._plan, self._horizon_chosen = plan, False
        self.title.set_text(title)
        first = shown.survey.period.start.year
        self.year.setRange(first, shown.survey.period.end.year + _YEARS)
        self.unsur.choose(plan.unsur)
        self.action.setPlainText(plan.action)
        self.program.setText(plan.program)
        self.year.setValue(year)
        self.period.choose(plan.due.partition(" ")[2])
        self.responsible.setText(plan.responsible)
        self.horizon.choose(plan.horizon.value)
        self._action_row.set_error("")
        self._follow_due()
        self._ask_proposals()

    def _ask_proposals(self) -> None:
        self.proposals.clear()
        self.proposals_wanted.emit(self.unsur.key)

    def _pick(self) -> None:
        item = self.proposals.currentItem()
        if item is not None:
            self.action.setPlainText(item.text())
            self._action_row.set_error("")

    def _follow_due(self) -> None:
        """Propose the horizon until one is chosen by hand; then warn where it does not fit."""
        if self._shown is None:
            return
        proposed = proposed_horizon(self._shown.survey, self._due)
        if proposed is not None and not self._horizon_chosen:
            self.horizon.choose(proposed.value)
        chosen = Horizon(self.horizon.key)
        warning = horizon_warning(self._shown.survey, self._due, chosen)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))

    def _choose_horizon(self) -> None:
        self._horizon_chosen = True
        self._follow_due()

    def _make(self) -> None:
        self.title = ElidedLabel("", "heading", name=f"{_NAME}.judul")
        self.unsur = ChoiceBox(name=f"{_NAME}.unsur", accessible=tr("Unsur"))
        self.proposals = QListWidget()
        self.proposals.setWordWrap(True)
        self.proposals.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.proposals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.proposals.setFixedHeight(px(124))
        self.no_proposals = Label(
            tr("Belum ada usulan untuk unsur ini. Tambahkan di tab Pustaka usulan."),
            "muted",
            wrap=True,
        )
        self.no_proposals.hide()
        self.action = LinesField(lines=3)
        self.program = QLineEdit()
        self.responsible = QLineEdit()
        for field in (self.program, self.responsible):
            field.setMaxLength(300)
        self.year = NumberField(2000, 2200, 2026, grouped=False)
        self.period = ChoiceBox(_periods(), name=f"{_NAME}.waktu", accessible=tr("Waktu"))
        self.period.setMaxVisibleItems(20)
        self.horizon = ChoiceBox(
            [(one.value, f"{one.value} ({horizon_meaning(one)})") for one in Horizon],
            name=f"{_NAME}.jangka",
            accessible=tr("Jangka"),
        )
        self.warning = Label("", "small", tone="warning", name=f"{_NAME}.peringatan", wrap=True)
        self.warning.hide()
        self.cancel = SecondaryButton(tr("Batal"), name=f"{_NAME}.batal", hint="Esc")
        self.save = PrimaryButton(tr("Simpan"), name=f"{_NAME}.simpan", hint="Ctrl+S")

    def _lay_out(self) -> None:
        self._action_row = FormRow(tr("Kegiatan"), self.action, name=f"{_NAME}.kegiatan")
        when = row(
            FormRow(tr("Waktu"), self.period, name=f"{_NAME}.waktu"),
            FormRow(tr("Tahun"), self.year, name=f"{_NAME}.tahun"),
            gap=8,
        )
        when.setStretch(0, 1)
        hint = tr("Enter memindahkan usulan ke kegiatan.")
        fields = QWidget()
        fields.setLayout(
            column(
                FormRow(tr("Unsur"), self.unsur, name=f"{_NAME}.unsur"),
                FormRow(tr("Usulan"), self.proposals, name=f"{_NAME}.usulan", hint=hint),
                self.no_proposals,
                self._action_row,
                FormRow(tr("Program (boleh kosong)"), self.program, name=f"{_NAME}.program"),
                when,
                FormRow(tr("Jangka"), self.horizon, name=f"{_NAME}.jangka"),
                self.warning,
                FormRow(tr("Penanggung jawab"), self.responsible, name=f"{_NAME}.penanggung"),
                1,
                gap=10,
                margins=(2, 0, 8, 0),
            )
        )
        self.body.addWidget(self.title)
        self.body.addWidget(scrolled(fields, name=f"{_NAME}.gulir"), 1)
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))

    def _connect(self) -> None:
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        press_by("Ctrl+S", self.save, self)
        press_by("Esc", self.cancel, self)
        self.unsur.picked.connect(lambda _: self._ask_proposals())
        self.proposals.itemActivated.connect(lambda _: self._pick())
        self.proposals.itemClicked.connect(lambda _: self._pick())
        self.period.currentIndexChanged.connect(lambda _: self._follow_due())
        self.year.valueChanged.connect(lambda _: self._follow_due())
        self.horizon.picked.connect(lambda _: self._choose_horizon())


def _periods() -> list[tuple[str, str]]:
    named = [
        (period.code, period.name)
        for period in periods_of_year(2000)
        if period.kind in {PeriodKind.TRIWULAN, PeriodKind.BULANAN}
    ]
    return [("", tr("Belum ditentukan")), *named]
