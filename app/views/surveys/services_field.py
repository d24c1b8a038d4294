"""Which services a survey asks about, and how many people used each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.planning import SampleRule
from app.services.ikm.rounding import indonesian
from app.services.ikm.sample import minimum_sample, sample_rule_name
from app.services.surveys.explaining import sample_choices
from app.texts import tr
from app.views.theme.look import keep_scaled, px
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox, ElidedCheck, NumberField
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import clear, column
from app.views.widgets.numbers import BigNumber

if TYPE_CHECKING:
    from app.models.unit import Service
    from app.services.surveys.form_data import SurveyFormData


class ServicesField(QWidget):
    """Services with their users, all users, and the minimum sample that follows."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 0, 0), 6)
        self._grid.setColumnStretch(0, 1)
        self._checks: dict[int, ElidedCheck] = {}
        self._users: dict[int, NumberField] = {}
        self.total = NumberField()
        self.total.textChanged.connect(lambda _: self._count())
        total_row = FormRow(
            tr("Jumlah pengguna layanan dalam periode"),
            self.total,
            name="survei.form.populasi",
            hint=tr("Kosong: jumlah dari layanan di atas, atau belum diketahui."),
        )
        self.rule = ChoiceBox(
            [(key, name) for key, name, _ in sample_choices()],
            name="survei.form.sampel",
            accessible=tr("Aturan sampel minimal"),
        )
        self.rule.currentIndexChanged.connect(lambda _: self._count())
        rule_row = FormRow(tr("Aturan sampel minimal"), self.rule, name="survei.form.sampel")
        self.minimum = BigNumber(tr("Sampel minimal"), name="survei.form.minimal")
        self.setLayout(column(self._grid, total_row, rule_row, self.minimum, gap=12))

    def show_data(self, data: SurveyFormData) -> None:
        """Show the services of a unit and what is chosen at first."""
        self._clear()
        self._head()
        chosen = data.defaults.services
        for place, service in enumerate(data.services, 1):
            self._add(place, service)
            on = not chosen or service.id in chosen
            self._checks[service.id].setChecked(on)
            self._checks[service.id].setEnabled(service.id not in data.used)
            self._users[service.id].set_value(data.defaults.service_populations.get(service.id))
        self.rule.choose(data.defaults.sample_rule.value)
        sums = sum(data.defaults.service_populations.values())
        population = data.defaults.population
        self.total.set_value(None if population == sums and sums else population)
        self._count()

    @property
    def services(self) -> tuple[int, ...]:
        """The services that are chosen."""
        return tuple(key for key, check in self._checks.items() if check.isChecked())

    @property
    def populations(self) -> dict[int, int]:
        """The users of the chosen services that are known."""
        values = {key: self._users[key].value for key in self.services}
        return {key: value for key, value in values.items() if value is not None}

    @property
    def population(self) -> int | None:
        """All users: as typed, or what the services add up to; None while it is not known."""
        typed = self.total.value
        return typed if typed is not None else sum(self.populations.values()) or None

    def _add(self, place: int, service: Service) -> None:
        check = ElidedCheck(service.name)
        check.setObjectName(f"survei.form.layanan.{service.id}")
        users = NumberField(
            name=f"survei.form.pengguna.{service.id}",
            accessible=tr("Pengguna {layanan}", layanan=service.name),
        )
        users.setFixedWidth(px(84))
        check.toggled.connect(lambda on, field=users: self._toggled(field, on=on))
        users.textChanged.connect(lambda _: self._count())
        self._checks[service.id], self._users[service.id] = check, users
        self._grid.addWidget(check, place, 0)
        self._grid.addWidget(users, place, 1)

    def _toggled(self, users: NumberField, *, on: bool) -> None:
        users.setEnabled(on)
        self._count()

    def _head(self) -> None:
        self._grid.addWidget(Label(tr("Jenis layanan"), "caption-strong"), 0, 0)
        title = Caption(tr("Pengguna"))
        title.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(title, 0, 1)

    def _clear(self) -> None:
        self._checks, self._users = {}, {}
        clear(self._grid)

    def _count(self) -> None:
        sums = sum(self.populations.values())
        self.total.setPlaceholderText(indonesian(sums, 0) if sums else "")
        population = self.population
        if population is None:
            note = tr("Isi jumlah pengguna layanan untuk mengetahuinya.")
            self.minimum.set("–", note)
        else:
            rule = SampleRule(self.rule.key)
            note = tr(
                "lembar dari {jumlah} pengguna ({aturan})",
                jumlah=indonesian(population, 0),
                aturan=sample_rule_name(rule),
            )
            self.minimum.set(indonesian(minimum_sample(population, rule), 0), note)
        self.changed.emit()
