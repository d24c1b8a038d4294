"""What the pages under the tabs have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.clipboard import tab_separated
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.questionnaire import Mutu
    from app.services.results.depth import Depth
    from app.services.results.survey_results import SurveyResults
    from app.views.widgets.table import DataTable


class ResultPage(QWidget):
    """One page: shows the results and gives its table to the clipboard."""

    choice_wanted = Signal(object)
    """A Choice: show only this part of the survey."""

    def show_results(self, results: SurveyResults) -> None:
        """Show the figures of a survey."""
        raise NotImplementedError

    def show_depth(self, depth: Depth) -> None:
        """Show what follows the figures a moment later; most pages have nothing of it."""

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the tables of the page with their titles."""
        raise NotImplementedError

    def copy(self) -> None:
        """Put all tables of the page on the clipboard, in the form every spreadsheet takes."""
        tables = self.tables()
        lines: list[list[str]] = []
        for title, table in tables:
            lines += [[title]] if len(tables) > 1 else []
            lines += cells_of(table)
            lines += [[]] if table is not tables[-1][1] else []
        QGuiApplication.clipboard().setText(tab_separated(lines))


def cells_of(table: DataTable) -> list[list[str]]:
    """Return the texts of a table as it is shown, its titles first."""
    model = table.rows_model
    columns = [
        c for place, c in enumerate(model.columns) if c.title and not table.isColumnHidden(place)
    ]
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [[column.title for column in columns], *([c.text(row) for c in columns] for row in rows)]


def figure(key: str, title: str, text: Callable[[Any], str], **more: Any) -> Column[Any]:  # noqa: ANN401 - the fields of Column
    """Return a column of figures, at the right."""
    return Column(key, title, text, align=Align.RIGHT, **more)


def mutu_column(title: str, mutu: Callable[[Any], Mutu | None], *, width: int = 0) -> Column[Any]:
    """Return the column of the mutu letters on their ground."""

    def letter(row: object) -> str:
        step = mutu(row)
        return step.letter if step else ""

    return Column(
        "mutu",
        title,
        letter,
        align=Align.CENTER,
        badge=lambda row: MUTU_COLORS.get(letter(row), "muted") if letter(row) else "",
        width=width,
    )


def soft(widget: QWidget) -> QWidget:
    """Keep a chart from taking the keyboard where a table beside it says the same."""
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return widget
