"""The pages of a questionnaire as they will be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.blank_forms.service import form_pdf
from app.services.reports.preview import page_sizes
from app.texts import tr
from app.views.reports.page_view import PageView
from app.views.theme import px
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from app.services.blank_forms.content import BlankForm
    from app.views.background import Background


@dataclass(frozen=True, slots=True)
class FormPages:
    """A rendered questionnaire. ``sizes`` are width and height of each page in points."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class PaperPreview(QWidget):
    """Shows one sheet of a questionnaire; it is rendered away from the window."""

    def __init__(self, background: Background, *, name: str) -> None:
        super().__init__()
        self._background = background
        self.pages = PageView(background, name=name)
        self.pages.setMinimumHeight(px(120))
        hint = Caption(tr("PgUp dan PgDn membalik halaman, Ctrl + dan Ctrl − mengubah besarnya."))
        layout = column(self.pages, hint, gap=6)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.pages)
        self.document: FormPages | None = None

    def show_form(self, form: BlankForm, number: int = 0) -> None:
        """Show a sheet of a questionnaire; number 0 is one without."""

        def make() -> FormPages:
            pdf = form_pdf(form, number)
            return FormPages(pdf, tuple(page_sizes(pdf)))

        key = self.pages.objectName()
        self._background.render(make, self._take, replace_key=key, owner=self)

    def _take(self, document: FormPages) -> None:
        self.document = document
        self.pages.show_document(document)
