"""The styles of a Word file: everything that letters look like stands here, nothing beside it.

An official changes a style once and the whole report follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.services.reports.blocks import Align

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
LANGUAGE = "id-ID"
TEXT, MUTED, ACCENT = "1F2937", "5B6472", "0F766E"
LINE, TINT, WARNING, WARNING_TINT = "CBD2D9", "E6F4F1", "B45309", "FDF3E4"
BODY_SIZE = 10
CHAPTER, SUBTITLE, SMALL, NOTICE = "Bab", "Subtitle", "Keterangan", "Catatan Penting"
TABLE_CAPTION, CHART_CAPTION = "Judul Tabel", "Judul Gambar"
KOP_LINE, KOP_NAME, KOP_ADDRESS = "Kop Baris", "Kop Nama", "Kop Alamat"
SIGNING, SIGNER_NAME = "Tanda Tangan", "Nama Penanda Tangan"
GAP, BREAK = "Sela", "Ganti Halaman"
CHART = "Grafik"
"""A chart whose title stands above it: nothing below belongs to it."""
COVER_TITLE, COVER_LINE, COVER_FOOT = "Sampul Judul", "Sampul Baris", "Sampul Kaki"
INDEX_NAME, INDEX_VALUE, INDEX_WORD = "Indeks Nama", "Indeks Nilai", "Indeks Mutu"
PICTURE, PHOTO, CHART_TITLE, KOP_RULE, INDEX_PAIR = (
    *("Gambar", "Foto", "Judul Grafik"),
    *("Kop Garis", "Indeks Rincian"),
)
POSTER_LABEL, POSTER_VALUE, POSTER_WORD = "Poster Label", "Poster Nilai", "Poster Mutu"
POSTER_THANKS, POSTER_REMARK = "Poster Terima Kasih", "Poster Keterangan"
_MUTU = {"A": "15803D", "B": "1D4ED8", "C": "B45309", "D": "B91C1C"}
_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.BOTH: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_KEPT_TABLE_STYLES = frozenset({"Normal Table", "Table Grid"})
_ALIGN_NAMES = {Align.LEFT: "", Align.CENTER: " Tengah", Align.RIGHT: " Kanan", Align.BOTH: " Rata"}


def mutu_colour(letter: str) -> str:
    """Return the colour of a mutu letter; the letter itself always stands beside it."""
    return _MUTU.get(letter, TEXT)


class Styles:
    """The styles of one document; those of table cells come when a table needs them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cells: dict[tuple[float, Align, bool], str] = {}
        _drop_unused(document)
        _set_defaults(document)
        self._texts()
        self._headings()
        self._small_parts()
        self._cover()
        self._poster()

    def paragraph(self, align: Align, *, small: bool) -> str:
        """Return the style of running text."""
        name = SMALL if small else "Normal"
        if align is Align.LEFT:
            return name
        wanted = ("Teks" if name == "Normal" else name) + _ALIGN_NAMES[align]
        return self._derived(wanted, name, align)

    def cell(self, size: float, align: Align, *, bold: bool) -> str:
        """Return the style of the words in a table."""
        name = f"Tabel {size:g}".replace(".", ",") + (" Tebal" if bold else "")
        self._add(name, "Normal", size=size, bold=bold, after=0, line=1.0)
        return (
            name if align is Align.LEFT else self._derived(name + _ALIGN_NAMES[align], name, align)
        )

    def identifier(self, name: str) -> str:
        """Return the identifier of a style, as elements written by hand need it."""
        return str(self._style(name).style_id)

    def cell_id(self, size: float, align: Align, *, bold: bool) -> str:
        """Return the identifier of a cell's style, as tables written by hand need it."""
        key = (size, align, bold)
        if key not in self._cells:
            self._cells[key] = self.identifier(self.cell(size, align, bold=bold))
        return self._cells[key]

    def _derived(self, name: str, base: str, align: Align) -> str:
        return self._add(name, base, align=align)

    def _texts(self) -> None:
        self._change("Normal", size=BODY_SIZE, colour=TEXT, after=5, line=1.15)
        self._add(SMALL, "Normal", size=8.5, colour=MUTED)
        self._add(GAP, "Normal", size=4, after=0, line=1.0)
        self._add(BREAK, "Normal", size=1, after=0, line=1.0)
        self._add(NOTICE, "Normal", size=9, after=6)
        _edge(self._style(NOTICE), "left", "single", WARNING)
        _fill(self._style(NOTICE), WARNING_TINT)
        self._change(
            "Title", size=16, bold=True, colour=TEXT, align=Align.CENTER, before=12, after=4
        )
        _drop(self._style("Title"), "w:pBdr")
        self._change(SUBTITLE, size=11, colour=MUTED, align=Align.CENTER, after=2)
        for name in ("Header", "Footer"):
            self._change(name, size=7, colour=MUTED, after=0, line=1.0)
            _drop(self._style(name), "w:tabs")
        for level in range(1, 4):
            self._toc(level)

    def _headings(self) -> None:
        for level, size in ((1, 13), (2, 11), (3, 10)):
            self._change(f"Heading {level}", size=size, bold=True, before=10, after=4, keep=True)
        self._add(CHAPTER, "Heading 1", size=14, align=Align.CENTER, after=14, before=0)
        self._style(CHAPTER).paragraph_format.page_break_before = True
        self._change("Caption", size=9, bold=True, colour=TEXT, align=Align.CENTER)
        self._add(TABLE_CAPTION, "Caption", keep=True, before=6, after=3)
        self._add(CHART_CAPTION, "Caption", before=3, after=9)

    def _small_parts(self) -> None:
        centre = Align.CENTER
        self._add(KOP_LINE, "Normal", size=11, align=centre, after=0, line=1.0)
        self._add(KOP_NAME, "Normal", size=15, bold=True, align=centre, after=0, line=1.0)
        self._add(KOP_ADDRESS, "Normal", size=8.5, align=centre, after=2, line=1.0)
        self._add(SIGNING, "Normal", align=centre, after=0, line=1.1, keep=True)
        self._add(SIGNER_NAME, SIGNING, bold=True)
        self._style(SIGNER_NAME).font.underline = True
        self._add(PICTURE, "Normal", align=centre, after=2, line=1.0, keep=True)
        self._add(INDEX_NAME, "Normal", size=9, colour=MUTED, after=0, line=1.0)
        self._add(INDEX_VALUE, "Normal", size=36, bold=True, after=0, line=1.0)
        self._add(INDEX_WORD, "Normal", size=14, bold=True, after=0, line=1.0)

        self._add(CHART, PICTURE, keep=False)
        self._add(PHOTO, PICTURE, align=Align.LEFT)
        self._add(CHART_TITLE, "Normal", size=10, bold=True, before=8, after=3, keep=True)
        self._add(KOP_RULE, "Normal", size=3, after=6, line=1.0)
        _edge(self._style(KOP_RULE), "top", "thickThinSmallGap", TEXT)
        self._add(INDEX_PAIR, "Normal", size=9, after=1, line=1.0)

    def _poster(self) -> None:
        centre = Align.CENTER
        self._add(POSTER_LABEL, "Normal", size=11, colour=MUTED, align=centre, before=4, after=0)
        self._add(POSTER_VALUE, "Normal", size=66, bold=True, align=centre, after=0, line=1.0)
        self._add(POSTER_WORD, "Normal", size=20, bold=True, align=centre, after=2, line=1.0)
        self._add(POSTER_THANKS, "Normal", size=12, bold=True, align=centre, before=10)
        self._add(POSTER_REMARK, SMALL, align=centre, after=2)

    def _cover(self) -> None:
        centre = Align.CENTER
        self._add(COVER_TITLE, "Normal", size=22, bold=True, align=centre, before=36, after=16)
        self._add(COVER_LINE, "Normal", size=13, align=centre, after=4)
        self._add(COVER_FOOT, "Normal", size=12, bold=True, align=centre, after=0)

    def _toc(self, level: int) -> None:
        name = f"toc {level}"
        self._add(name, "Normal", bold=level == 1, before=3 if level == 1 else 0, after=1)
        self._style(name).paragraph_format.left_indent = Mm(6 * (level - 1))

    def _style(self, name: str) -> Any:  # noqa: ANN401 - a style of the library
        return self._document.styles[name]

    def _add(self, name: str, base: str, **looks: Any) -> str:  # noqa: ANN401 - see _change
        if name not in self._document.styles:
            builtin = name.startswith("toc ")
            kind = WD_STYLE_TYPE.PARAGRAPH
            style: Any = self._document.styles.add_style(name, kind, builtin)
            style.base_style = self._style(base)
            style.quick_style = True
            self._change(name, **looks)
        return name

    def _change(  # noqa: PLR0913 - the looks of a style, each by its name
        self,
        name: str,
        *,
        size: float = 0,
        bold: bool | None = None,
        colour: str = "",
        align: Align | None = None,
        before: float | None = None,
        after: float | None = None,
        line: float = 0,
        keep: bool | None = None,
    ) -> None:
        style = self._style(name)
        _set_font(style, size, bold, colour or (TEXT if name.startswith("Heading") else ""))
        shape = style.paragraph_format
        if align is not None:
            shape.alignment = _ALIGN[align]
        if before is not None:
            shape.space_before = Pt(before)
        if after is not None:
            shape.space_after = Pt(after)
        if line:
            shape.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
            shape.line_spacing = line
        if keep is not None:
            shape.keep_with_next = keep


def _set_font(style: Any, size: float, bold: bool | None, colour: str) -> None:  # noqa: ANN401, FBT001 - a style of the library and what it looks like
    letters = style.element.get_or_add_rPr()
    for spread in letters.findall(qn("w:spacing")):
        letters.remove(spread)
    style.font.italic = False
    fonts = letters.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), FONT)
    if size:
        style.font.size = Pt(size)
    if bold is not None:
        style.font.bold = bold
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)


def _set_defaults(document: Document) -> None:
    """Let everything be Indonesian, for spelling and for whoever reads it aloud."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        for key in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{key}"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _drop_unused(document: Document) -> None:
    """Take the template's coloured table styles away: nobody should have to search among them."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLE_STYLES:
            style.delete()


def _edge(style: Any, side: str, kind: str, colour: str) -> None:  # noqa: ANN401 - a style of the library
    """Give the paragraphs of a style a thick line at one side."""
    borders = OxmlElement("w:pBdr")
    space = "6" if side == "left" else "1"
    borders.append(_element(side, val=kind, sz="18", space=space, color=colour))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _fill(style: Any, colour: str) -> None:  # noqa: ANN401 - a style of the library
    shading = _element("shd", val="clear", color="auto", fill=colour)
    style.element.get_or_add_pPr().insert_element_before(
        shading, "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - an element of the library
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _drop(style: Any, tag: str) -> None:  # noqa: ANN401 - a style of the library
    """Take a part of its shape from a style of the template."""
    shape = style.element.get_or_add_pPr()
    for part in shape.findall(qn(tag)):
        shape.remove(part)
