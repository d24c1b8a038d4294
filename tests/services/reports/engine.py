"""Reports made of blocks alone, to look at how they are printed."""

from __future__ import annotations

from datetime import UTC, datetime

from app.services.reports import blocks as b
from app.services.reports.document import Footer, Paper, Report
from app.services.reports.figures import figure
from app.services.reports.pdf import render_pdf

FOOTER = Footer(
    "0.1.0", datetime(2026, 3, 12, 10, 42, tzinfo=UTC), "1/9", "setengah ke atas", "12-ab"
)


def report_of(*blocks: b.Block, paper: Paper = Paper.A4) -> Report:
    """Return a report of these blocks."""
    return Report("Judul", "Kantor", blocks, FOOTER, paper, running_title="Judul · Unit")


def pdf_of(*blocks: b.Block, paper: Paper = Paper.A4) -> bytes:
    """Return the PDF of these blocks."""
    return render_pdf(report_of(*blocks, paper=paper))


def simple_table(rows: int, text: str = "isi", **values: object) -> b.Table:
    """Return a table of two columns: the number of the row and the same words."""
    lines = tuple((str(i), text) for i in range(rows))
    return b.Table((b.Column(20), b.Column()), (("No", "Kepala"),), lines, **values)  # type: ignore[arg-type] # fields of Table


def nested_table(groups: int, per_group: int = 4, **values: object) -> b.Table:
    """Return a table whose first column merges each group, and its second every two rows of it."""
    rows: list[b.Row] = []
    for group in range(groups):
        for place in range(per_group):
            row: list[b.Cell | str] = []
            if place == 0:
                row.append(b.Cell(f"Sasaran {group}", rows=per_group))
            if place % 2 == 0:
                row.append(b.Cell(f"Program {group}.{place // 2}", rows=min(2, per_group - place)))
            rows.append((*row, f"Indikator {group}.{place}", figure(100 * group + place, 2)))
    header: tuple[b.Row, ...] = (
        (b.Cell("Sasaran", rows=2), b.Cell("Program", rows=2), b.Cell("Kinerja", columns=2)),
        ("Indikator", "Capaian"),
    )
    columns = (b.Column(34), b.Column(34), b.Column(), b.Column(22, b.Align.RIGHT))
    return b.Table(columns, header, tuple(rows), ruling=b.Ruling.GRID, **values)  # type: ignore[arg-type] # fields of Table
