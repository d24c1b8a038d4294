"""A table that leaves its least needed columns away where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.views.theme import px
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from app.views.widgets.table_model import Column

_NARROW = 720


class NarrowTable(DataTable):
    """Hides the columns with the keys ``wide_only`` below 720 pixels at 100 % text size."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        wide_only: Sequence[str],
        name: str,
        accessible: str,
        empty: str,
    ) -> None:
        self._wide_only = [n for n, column in enumerate(columns) if column.key in wide_only]
        super().__init__(columns, name=name, accessible=accessible, empty=empty, least_rows=3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the columns that fit the new width."""
        for number in self._wide_only:
            self.setColumnHidden(number, self.width() < px(_NARROW))
        super().resizeEvent(event)
