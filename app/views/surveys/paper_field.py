"""Which other instruments stand on the same paper as the one of the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.surveys.explaining import instrument_explanation, instrument_label
from app.texts import tr
from app.views.widgets.inputs import ElidedCheck
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import clear, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument


class PaperField(QWidget):
    """Ticks the instruments that are asked together; each becomes a survey of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("survei.form.bersama")
        self.setAccessibleName(tr("Instrumen lain pada kertas yang sama"))
        self._instruments: Sequence[Instrument] = ()
        self._first = ""
        self._checks: dict[str, ElidedCheck] = {}
        self._list = column(gap=4)
        hint = Caption(
            tr("Lembarnya dientri sekali jalan; tiap instrumen menjadi survei tersendiri."),
            wrap=True,
        )
        self.setLayout(column(Label(self.accessibleName(), "caption-strong"), hint, self._list))

    def show_instruments(self, instruments: Sequence[Instrument]) -> None:
        """Offer these, none of them ticked."""
        self._instruments = instruments
        clear(self._list)
        self._checks = {}
        for instrument in instruments:
            check = ElidedCheck(instrument_label(instrument))
            check.setObjectName(f"survei.form.bersama.{instrument.key}")
            check.setAccessibleDescription(instrument_explanation(instrument))
            self._checks[instrument.key] = check
            self._list.addWidget(check)
        self.leave_out(self._first)

    def leave_out(self, first: str) -> None:
        """Do not offer the survey's own instrument, nor another shape of it."""
        self._first = first
        for key, check in self._checks.items():
            offered = self._index_of(key) != self._index_of(first)
            check.setVisible(offered)
            if not offered:
                check.setChecked(False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The instruments that are ticked, in the order of the list."""
        return tuple(key for key, check in self._checks.items() if check.isChecked())

    def _index_of(self, key: str) -> str:
        return next((i.index_short for i in self._instruments if i.key == key), "")
