"""*Hasil pengolahan* of 400 respondents as PDF: seconds of CPU, and ÷ LibreOffice headless.

LibreOffice converts a Word document with as many rows of as many columns; without it only the
seconds of CPU are measured.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from measuring import Ratio, child_seconds, cpu_seconds, report, workplace

from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About

if TYPE_CHECKING:
    from pathlib import Path

RESPONDENTS = 400
RUNS = 7
MOST_CPU = 1.0
COLUMNS = 12


def _equal_document(target: Path) -> Path:
    from docx import Document

    document = Document()
    document.add_heading("Hasil pengolahan", level=1)
    table = document.add_table(rows=RESPONDENTS, cols=COLUMNS)
    for number, row in enumerate(table.rows, start=1):
        for cell in row.cells:
            cell.text = str(number % 4 + 1)
    document.save(str(target))
    return target


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from tests.offices import make_office

    with workplace() as folder:
        office = make_office(folder / "kantor.puas")
        office.store.sheets.add_many(
            [office.sheet(number) for number in range(1, RESPONDENTS + 1)], office.questions
        )
        reports = office.session.reports
        pdf: list[bytes] = []
        seconds = cpu_seconds(
            lambda: pdf.append(reports.render(HASIL_PENGOLAHAN, About(office.survey.id))),
            RUNS,
        )
        office.store.close()
        ratios = [Ratio("CPU of a report of 400 respondents ÷ 1 s", seconds, MOST_CPU, 1)]
        program = shutil.which("soffice")
        if program:
            source = _equal_document(folder / "sama.docx")
            convert = ("--headless", "--convert-to", "pdf", "--outdir", folder)
            theirs = child_seconds(program, *convert, source)
            ratios.append(Ratio("the report ÷ LibreOffice", seconds, theirs, 1))
    beside = "measured" if program else "not installed here: no ratio"
    return report("printing", ratios, bytes=len(pdf[-1]), libreoffice=beside)


if __name__ == "__main__":
    sys.exit(main())
