"""Prints questionnaires as PDF: each page is drawn once and then only marked for every sheet."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from app import __version__
from app.services.blank_forms import paper
from app.services.blank_forms.content import identity_of, short_title_of
from app.services.blank_forms.data_matrix import symbol_of
from app.services.blank_forms.identity import CornerMark, FormIdentity, PageIdentity
from app.services.blank_forms.layout import lay_out
from app.services.blank_forms.profile import digit_boxes
from app.services.blank_forms.shapes import (
    BOLD,
    REGULAR,
    AnswerBox,
    Frame,
    Letters,
    Logo,
    Rule,
)
from app.services.blank_forms.words import wide
from app.services.reports.lettering import FONTS_LOCK, draw, font
from app.services.reports.paint import LINE, MM, MUTED
from app.services.reports.pdf import LANGUAGE
from app.services.reports.pdf_figures import fitted, picture_of
from app.services.reports.pdf_pages import PrintedAt
from app.services.reports.plain import clean, one_line
from app.services.reports.progress import Ticker
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.utils import ImageReader

    from app.services.blank_forms.content import BlankForm
    from app.services.blank_forms.data_matrix import Symbol
    from app.services.blank_forms.layout import FormLayout, PageLayout
    from app.services.blank_forms.shapes import Shape
    from app.services.reports.progress import Progress

BLANK = 0
"""The number of a sheet that gets its own by hand."""
_HAND_DIGITS = 5
_NUMBER_SIZE = 22.0
_FRAME = 0.25


def forms_pdf(
    form: BlankForm,
    layout: FormLayout | None = None,
    numbers: Sequence[int] = (BLANK,),
    progress: Progress | None = None,
) -> bytes:
    """Return one sheet for each number, as PDF; may run on any thread."""
    layout = layout or lay_out(form)
    tick = Ticker(len(numbers), progress)
    target = BytesIO()
    with FONTS_LOCK:
        canvas = _new_canvas(target, form)
        printer = _Printer(canvas, form, layout)
        printer.draw_pages()
        for number in numbers:
            printer.print_sheet(number)
            tick()
        canvas.save()
    return target.getvalue()


def _new_canvas(target: BytesIO, form: BlankForm) -> Canvas:
    size = (paper.WIDTH * MM, paper.HEIGHT * MM)
    canvas = Canvas(
        target,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=font(REGULAR).fontName,
    )
    canvas._doc._timeStamp = PrintedAt(form.printed_at)  # noqa: SLF001 - no other way to a time of ours
    canvas.setTitle(one_line(short_title_of(form)))
    canvas.setAuthor(one_line(form.head.author))
    canvas.setSubject(one_line(form.instrument.index_name))
    canvas.setCreator(f"Puas {__version__}")
    return canvas


class _Printer:
    """Draws the pages of one form, then marks them for one sheet after the other."""

    def __init__(self, canvas: Canvas, form: BlankForm, layout: FormLayout) -> None:
        self._canvas = canvas
        self._layout = layout
        self._identity: FormIdentity = identity_of(form, layout.digest)
        self._logo: ImageReader | None = picture_of(form.head.kop.logo)

    def draw_pages(self) -> None:
        """Draw what all sheets share, once for each page."""
        for number, page in enumerate(self._layout.pages, 1):
            self._canvas.beginForm(_name(number), 0, 0, paper.WIDTH * MM, paper.HEIGHT * MM)
            for shape in page.shapes:
                self._draw(shape)
            self._canvas.endForm()

    def print_sheet(self, number: int) -> None:
        """Print all pages of one sheet."""
        count = len(self._layout.pages)
        for place, page in enumerate(self._layout.pages, 1):
            self._canvas.doForm(_name(place))
            for corner, (x, y) in paper.MARKS.items():
                mark = CornerMark(corner, place, count, self._identity.tag, number)
                self._mark(symbol_of(mark.text), x, y, paper.MODULE)
            self._number(page, number, place)
            self._canvas.showPage()

    def _number(self, page: PageLayout, number: int, place: int) -> None:
        """Print the number of the sheet for people, and beside it the mark that tells all."""
        identity, at = self._identity, page.number
        whole = PageIdentity(
            identity.unit,
            identity.survey,
            identity.instruments,
            number,
            place,
            len(self._layout.pages),
        )
        symbol = symbol_of(whole.text)
        module = min(paper.LARGE_MODULE, paper.LARGE_MARK / symbol.size)
        side = module * symbol.size
        self._mark(
            symbol,
            at.x + paper.NUMBER_WIDTH - side - 1.5,
            at.y + (paper.NUMBER_HEIGHT - side) / 2,
            module,
        )
        self._draw(Frame(at.x, at.y, paper.NUMBER_WIDTH, paper.NUMBER_HEIGHT))
        self._draw(Letters(at.x + 2.5, at.y + 5.5, tr("Nomor lembar"), 10, BOLD))
        if number == BLANK:
            for box in digit_boxes("nomor", at.x + 2.5, _HAND_DIGITS, y=at.y + 9.2):
                self._draw(box)
            return
        room = paper.NUMBER_WIDTH - side - 6
        size = min(_NUMBER_SIZE, _NUMBER_SIZE * room / wide(str(number), _NUMBER_SIZE, BOLD))
        self._draw(Letters(at.x + 2.5, at.y + 14.2, str(number), size, BOLD))

    def _mark(self, symbol: Symbol, x: float, y: float, module: float) -> None:
        """Draw a symbol in one go: no seam is left between two modules."""
        scale = f"{module * MM:.4f}"
        top = f"{(paper.HEIGHT - y) * MM:.3f}"
        runs = " ".join(f"{column} -{row + 1} {long} 1 re" for column, row, long in symbol.runs)
        matrix = f"{scale} 0 0 {scale} {x * MM:.3f} {top} cm"
        self._canvas.addLiteral(f"q 0 g {matrix} {runs} f Q")

    def _draw(self, shape: Shape) -> None:
        canvas, x, y = self._canvas, shape.x * MM, (paper.HEIGHT - shape.y) * MM
        match shape:
            case Letters():
                canvas.setFillColor(MUTED if shape.muted else black)
                draw(canvas, x, y, clean(shape.text), shape.font or REGULAR, shape.size)
            case Rule():
                canvas.setStrokeColor(LINE if shape.light else black)
                canvas.setLineWidth(shape.weight * MM)
                canvas.line(x, y, x + shape.width * MM, y)
            case Frame():
                canvas.setStrokeColor(black)
                canvas.setLineWidth(shape.weight * MM)
                high = shape.height * MM
                canvas.rect(x, y - high, shape.width * MM, high)
            case AnswerBox():
                canvas.setStrokeColor(black)
                canvas.setLineWidth(_FRAME * MM)
                side = shape.size * MM
                canvas.rect(x, y - side, side, side)
            case Logo():
                if self._logo is not None:
                    side = shape.size * MM
                    wide_, high = fitted(self._logo, side)
                    below = y - (side + high) / 2
                    canvas.drawImage(
                        self._logo, x + (side - wide_) / 2, below, wide_, high, mask="auto"
                    )


def _name(page: int) -> str:
    return f"halaman{page}"
