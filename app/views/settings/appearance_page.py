"""Theme, text size and sound; each shows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from app.settings import TEXT_SIZES, load_settings, update_settings
from app.texts import tr
from app.views.settings.page import SettingsPage
from app.views.theme import apply_theme
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from app.services.offices.overview import OfficeOverview


class AppearancePage(SettingsPage):
    """Preferences of this user on this computer; nothing of them is in the office file."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = Switcher(
            [
                ("sistem", tr("Ikut komputer")),
                ("terang", tr("Terang")),
                ("gelap", tr("Gelap")),
            ],
            name="pengaturan.tema",
            accessible=tr("Tema"),
        )
        self.text_size = Switcher(
            [(str(size), f"{size} %") for size in TEXT_SIZES],
            name="pengaturan.ukuran",
            accessible=tr("Ukuran huruf"),
        )
        self.sound = QCheckBox(tr("Bunyi pendek bila tombol yang ditekan salah"))
        self.sound.setObjectName("pengaturan.bunyi")
        self.sound.setAccessibleName(self.sound.text())
        self._lay_out()
        self._show()
        self.theme.chosen.connect(lambda key: self._apply(theme=key))
        self.text_size.chosen.connect(lambda key: self._apply(text_size=int(key)))
        self.sound.toggled.connect(lambda on: update_settings(sound=on))

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:  # noqa: ARG002 - nothing here is of the file
        """Show the preferences."""
        self._show()

    def _show(self) -> None:
        settings = load_settings()
        self.theme.choose(settings.theme)
        self.text_size.choose(str(settings.text_size))
        self.sound.setChecked(settings.sound)

    def _apply(self, **changes: object) -> None:
        settings = update_settings(**changes)
        apply_theme(settings.theme, settings.text_size)

    def _lay_out(self) -> None:
        note = tr("Berlaku di komputer ini saja dan langsung tampak.")
        cards = (
            Card(row(self.theme, 1), title=tr("Tema")),
            Card(row(self.text_size, 1), title=tr("Ukuran huruf")),
            Card(self.sound, title=tr("Bunyi saat entri")),
        )
        self.setLayout(column(*cards, Caption(note, wrap=True), 1, gap=12))
