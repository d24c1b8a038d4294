"""The blocks of a report as a web page, so that a program that prints those can be compared."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

import measuring  # noqa: F401 - lets the project be imported from here

from app.services.reports import blocks as b
from app.services.reports.placing import placed
from app.services.reports.raster import chart_png
from app.services.reports.walking import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.reports.document import Report

_STYLE = """
@page { size: A4; margin: 16mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); } }
@page lebar { size: A4 landscape; }
body { font: 9.5pt sans-serif; } .lebar { page: lebar; }
h1 { page-break-before: always; text-align: center; }
table { border-collapse: collapse; width: 100%; font-size: 7.5pt; }
td, th { border: .3pt solid #999; padding: 1pt 2pt; vertical-align: top; }
tr { page-break-inside: avoid; } img { width: 100%; }
"""


def as_html(report: Report) -> str:
    """Return the report as one page of HTML with running page numbers and repeated headers."""
    body = "".join(_block(block) for block in report.blocks)
    return f"<!doctype html><html lang=id><style>{_STYLE}</style><body>{body}</body></html>"


def _all(blocks: Iterable[b.Block]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: b.Block) -> str:
    entry = entry_of(block)
    if entry is not None:
        return f"<h{entry.level}>{escape(entry.text)}</h{entry.level}>"
    match block:
        case b.Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case b.Table():
            return _table(block)
        case b.ChartBlock(chart):
            image = base64.b64encode(chart_png(chart, 174)).decode()
            return f'<img src="data:image/png;base64,{image}">'
        case b.Items(entries):
            items = "".join(f"<li>{escape(one)}</li>" for one in entries if isinstance(one, str))
            return f"<ol>{items}</ol>"
        case b.KeyValues(pairs) | b.MethodBox(_, pairs):
            return "".join(f"<div>{escape(name)} {escape(value)}</div>" for name, value in pairs)
        case b.Section(inner, _):
            return f'<div class="lebar">{_all(inner)}</div>'
        case b.Together(inner):
            return _all(inner)
        case b.SideBySide(columns, _):
            return "".join(_all(column) for column in columns)
        case _:
            return ""


def _table(table: b.Table) -> str:
    head = _rows(table.header, len(table.columns), "th")
    body = _rows((*table.rows, *table.footer), len(table.columns), "td")
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _rows(rows: Sequence[b.Row], columns: int, tag: str) -> str:
    made = []
    for places in placed(rows, columns):
        cells = "".join(
            f"<{tag} colspan={place.columns} rowspan={place.rows}>{escape(place.cell.text)}</{tag}>"
            for place in places
        )
        made.append(f"<tr>{cells}</tr>")
    return "".join(made)
