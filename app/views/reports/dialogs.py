"""The two questions that only a dialog of the system can ask: where to save, how to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog

from app.paths import documents_folder
from app.texts import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


def ask_where_to_save(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Ask for the file to write; None when called off. ``kind`` is the filter of the dialog."""
    proposed = str(documents_folder() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, kind)
    return Path(chosen) if chosen else None


def ask_how_to_print(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Show the print dialog of the system; say whether to print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Cetak laporan"))
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    return dialog.exec() == QDialog.DialogCode.Accepted


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager of the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
