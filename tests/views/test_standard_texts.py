"""Qt's own buttons and dialogs speak Indonesian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QPushButton

from app.views.standard_texts import StandardTexts, catalogue, use_indonesian

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    use_indonesian(qapp)
    yield
    for texts in qapp.findChildren(StandardTexts):
        qapp.removeTranslator(texts)
        texts.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.usefixtures("indonesian")
def test_the_buttons_of_every_dialog_are_indonesian(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Save | kinds.Cancel | kinds.Close | kinds.Retry | kinds.Open)
    qtbot.addWidget(box)
    texts = {button.text().replace("&", "") for button in box.buttons()}
    assert texts == {"Simpan", "Batal", "Tutup", "Coba lagi", "Buka"}


@pytest.mark.usefixtures("indonesian")
def test_the_file_dialog_is_indonesian(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    shown = {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
    assert {"Buka", "Batal"} <= shown
    assert not shown & {"Open", "Cancel", "Choose"}


@pytest.mark.usefixtures("indonesian")
def test_days_are_written_with_indonesian_months() -> None:
    assert QLocale().toString(QDate(2026, 8, 17), "dddd, d MMMM yyyy") == "Senin, 17 Agustus 2026"
    assert QLocale().toString(1234.5, "f", 2) == "1.234,50"


@pytest.mark.usefixtures("indonesian")
def test_an_unknown_text_is_left_as_it_is() -> None:
    assert QCoreApplication.translate("QDialog", "Never heard of") == "Never heard of"


def test_the_places_for_values_are_kept() -> None:
    for source, text in catalogue().items():
        for place in ("%1", "%2"):
            assert (place in source) == (place in text), source
        assert text.strip(), source
