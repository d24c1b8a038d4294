"""The start of the window: paint first, load after."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.settings import load_settings
from app.views.shell.window import MainWindow
from app.views.theme import apply_theme


def run(file: Path | None, screen: str | None) -> int:
    """Show the window on ``file`` (else the last one, else the first start) until it is closed.

    Returns the exit code: 0, or 1 after an error of the program itself.
    """
    app = make_application()
    settings = load_settings()
    apply_theme(settings.theme, settings.text_size)
    window = MainWindow()
    window.painted.connect(lambda: _load(app, window, file, screen or ""))
    window.show()
    code = app.exec()
    window.finish()
    return code


def make_application() -> QApplication:
    """Return the running application, made if there is none yet."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Puas")
    app.setApplicationDisplayName("Puas")
    app.setDesktopFileName("puas")
    return app


def _load(app: QApplication, window: MainWindow, file: Path | None, screen: str) -> None:
    """Do what the first picture does not need: language, log, reports of errors, the file."""
    from app.views.crash import CrashReporter, open_log
    from app.views.garbage import GarbageCollector
    from app.views.standard_texts import use_indonesian

    GarbageCollector(app)
    use_indonesian(app)
    open_log()
    reporter = CrashReporter(window, lambda: app.exit(1))
    reporter.setParent(window)
    reporter.install()
    last = load_settings().last_file
    path = file or (Path(last) if last else None)
    if path is None:
        window.start_first()
    else:
        window.open_file(path, screen)
