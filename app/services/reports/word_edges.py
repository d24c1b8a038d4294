"""The edges of a Word file's pages: running title, line of proof, page numbers as fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.services.reports.document import page_number
from app.services.reports.plain import one_line
from app.services.reports.word_fields import add_field
from app.services.reports.word_styles import LINE

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

    from app.services.reports.document import Report

_RULE = '<w:pBdr {spaces}><w:top w:val="single" w:sz="4" w:space="4" w:color="{colour}"/></w:pBdr>'
_FIELDS = {"<1>": " PAGE ", "<2>": " NUMPAGES "}


def write_edges(section: Any, report: Report, *, is_cover: bool, is_first: bool) -> None:  # noqa: ANN401 - a section of the library
    """Write header and footer of a section; a cover has none, a first page no running title."""
    section.different_first_page_header_footer = is_first and not is_cover
    for edge in (section.header, section.footer):
        edge.is_linked_to_previous = False
    if is_cover:
        return
    if report.running_title:
        section.header.paragraphs[0].add_run(one_line(report.running_title))
    _write_footer(section.footer.paragraphs[0], report, section)
    if is_first:
        section.first_page_header.is_linked_to_previous = False
        section.first_page_footer.is_linked_to_previous = False
        _write_footer(section.first_page_footer.paragraphs[0], report, section)


def _write_footer(paragraph: Paragraph, report: Report, section: Any) -> None:  # noqa: ANN401 - a section of the library
    paragraph.style = "Footer"
    shape: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no borders of paragraphs
    shape.insert_element_before(
        parse_xml(_RULE.format(spaces=nsdecls("w"), colour=LINE)), "w:shd", "w:tabs", "w:jc"
    )
    width = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(one_line(report.footer.text, 600) + "\t")
    for piece in re.split("(<[12]>)", page_number(*_FIELDS)):
        if piece in _FIELDS:
            add_field(paragraph, _FIELDS[piece])
        else:
            paragraph.add_run(piece)
