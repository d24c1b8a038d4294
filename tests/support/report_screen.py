"""What the tests of the screen Laporan share: waiting for a report, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind
    from app.views.reports.screen import ReportsScreen
    from tests.support.screens import Desk


def wait_for_report(desk: Desk, screen: ReportsScreen, kind: ReportKind[Any] | None = None) -> None:
    def made() -> bool:
        return screen.document is not None and kind in (None, screen.document.kind)

    desk.qtbot.waitUntil(made, timeout=20_000)
    desk.settle()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def words(screen: ReportsScreen) -> str:
    assert screen.document is not None
    return text_of(screen.document.pdf)
