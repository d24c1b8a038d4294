"""What Word computes by itself: page numbers, the table of contents, places that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from app.services.reports.walking import Entry

_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{place}"/></w:tabs>'


def bookmark_name(place: int) -> str:
    """Return the name of a heading's place, counted from 0; Word's own begin like this."""
    return f"_Toc{place + 1:08d}"


def add_bookmark(paragraph: Paragraph, place: int) -> None:
    """Make the words of a heading a place that the contents lead to."""
    for tag, index in (("w:bookmarkStart", 0), ("w:bookmarkEnd", None)):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(place + 1))
        if index is None:
            paragraph._p.append(mark)  # noqa: SLF001 - the library has no bookmarks
        else:
            mark.set(qn("w:name"), bookmark_name(place))
            first = paragraph._p.find(qn("w:r"))  # noqa: SLF001 - as above
            if first is None:
                paragraph._p.append(mark)  # noqa: SLF001 - as above
            else:
                first.addprevious(mark)


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """Add a value that Word computes; ``shown`` stands there until it does."""
    for piece in _field(instruction, shown):
        paragraph._p.append(parse_xml(piece))  # noqa: SLF001 - the library has no fields


def update_fields_when_opened(document: Document) -> None:
    """Let Word ask whether to renew the contents when somebody opens the file."""
    setting = OxmlElement("w:updateFields")
    setting.set(qn("w:val"), "true")
    settings: Any = document.settings.element
    place = settings.find(qn("w:compat"))
    if place is None:
        settings.append(setting)
    else:
        place.addprevious(setting)


def contents_elements(
    entries: Sequence[tuple[int, Entry]],
    pages: Sequence[int],
    styles: Mapping[int, str],
    right: int,
) -> list[Any]:
    """Return the table of contents as one field that is already filled.

    ``entries`` are headings with their places, ``pages`` the page of every heading, ``styles``
    names the style of each level, ``right`` is the twips at which the numbers end.
    """
    made = []
    levels = max((entry.level for _, entry in entries), default=1)
    for number, (place, entry) in enumerate(entries):
        begin = _begin(f' TOC \\o "1-{levels}" \\h \\z \\u ') if number == 0 else ""
        end = _END if number == len(entries) - 1 else ""
        link = bookmark_name(place)
        page = pages[place] if place < len(pages) else 1
        reference = "".join(_field(f" PAGEREF {link} \\h ", str(page), declared=False))
        made.append(
            parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{styles[entry.level]}"/>'
                f"{_RIGHT_TAB.format(place=right)}</w:pPr>{begin}"
                f'<w:hyperlink w:anchor="{link}" w:history="1"><w:r><w:t xml:space="preserve">'
                f"{escape(one_line(entry.text))}</w:t></w:r><w:r><w:tab/></w:r>{reference}</w:hyperlink>"
                f"{end}</w:p>"
            )
        )
    return made


def _field(instruction: str, shown: str, *, declared: bool = True) -> list[str]:
    spaces = f" {nsdecls('w')}" if declared else ""
    run = f"<w:r{spaces}>"
    return [
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>',
        f'{run}<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>',
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>',
        f"{run}<w:t>{escape(shown)}</w:t></w:r>",
        f'{run}<w:fldChar w:fldCharType="end"/></w:r>',
    ]


def _begin(instruction: str) -> str:
    return "".join(_field(instruction, "", declared=False)[:3])


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
