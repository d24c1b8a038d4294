"""A report of thirty pages: CPU, ÷ WeasyPrint, ÷ LibreOffice; 5,000 respondents: growth, memory.

WeasyPrint prints the same blocks as a web page (``PUAS_WEASYPRINT`` names its command where it is
not on the path), LibreOffice converts the Word file of the same report; what is not installed is
left out. Neither is needed by the program.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from as_html import as_html
from measuring import ROOT, Ratio, child_seconds, cpu_seconds, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.reports.document import Report

RUNS = 7
MOST_CPU = 1.5
FEW, MANY = 500, 5_000
MOST_GROWTH = 1.1 * MANY / FEW
MOST_MEMORY = 400.0
_LAMPIRAN = """
import pathlib, sys, time
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import Format, Options
from app.services.reports.rendering import render_report
from tests.services.reports.making import results_data
form = Format(sys.argv[1])
render_report(HASIL_PENGOLAHAN.build(results_data(3), Options()), form)
built = HASIL_PENGOLAHAN.build(results_data(int(sys.argv[2])), Options())
start = time.process_time()
render_report(built, form)
status = pathlib.Path("/proc/self/status").read_text()
peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
print(time.process_time() - start, int(peak.split()[1]) / 1024)
"""


def thirty_pages() -> Report:
    """Return a report of thirty pages: chapters, text, charts, wide and long tables."""
    from dataclasses import replace

    from app.services.reports import blocks as b
    from app.services.reports.hasil_pengolahan import hasil_pengolahan
    from app.services.reports.numbering import Numbering
    from tests.golden.every_block import every_block_report, programs
    from tests.services.reports.making import results_data

    base = every_block_report()
    text = b.Paragraph("Pelayanan diselenggarakan sesuai standar. " * 90, align=b.Align.BOTH)
    chapters = tuple(
        block
        for number in range(3, 9)
        for block in (
            b.Chapter(f"BAB {number}", "URAIAN"),
            text,
            *hasil_pengolahan(results_data(60 + number)).blocks[6:9],
        )
    )
    wide = next(block for block in base.blocks if isinstance(block, b.Section))
    long = replace(wide, blocks=(b.Heading("Program", 2), programs(Numbering("9"), 22)))
    lampiran = hasil_pengolahan(results_data(400)).blocks[-8:]
    return replace(base, blocks=(*base.blocks, *chapters, long, *lampiran))


def _lampiran(form: str, respondents: int) -> tuple[float, float]:
    """Return seconds of CPU, and megabytes of a process that does nothing else."""
    python = [sys.executable, "-c", _LAMPIRAN, form, str(respondents)]
    done = [
        subprocess.run(python, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
        for _ in range(3)
    ]
    return (
        statistics.median(float(seconds) for seconds, _ in done),
        max(float(megabytes) for _, megabytes in done),
    )


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from app.services.reports.kinds import Format
    from app.services.reports.preview import page_sizes
    from app.services.reports.rendering import render_report

    printed = thirty_pages()
    pages = len(page_sizes(render_report(printed)))
    notes: dict[str, object] = {"pages": pages}
    seconds = cpu_seconds(partial(render_report, printed), RUNS)
    ratios = [Ratio(f"CPU of a report of {pages} pages ÷ {MOST_CPU} s", seconds, MOST_CPU, 1)]
    for form in (Format.DOCX, Format.XLSX):
        used = cpu_seconds(partial(render_report, printed, form), RUNS)
        notes[f"seconds of CPU as {form.label}"] = round(used, 2)
    with workplace() as folder:
        ratios += _others(printed, seconds, folder, notes)
    for form in Format:
        few, _ = _lampiran(form.value, FEW)
        many, memory = _lampiran(form.value, MANY)
        name = f"{form.label}: {MANY:,} respondents ÷ {FEW}"
        ratios.append(Ratio(name, many, few, MOST_GROWTH))
        ratios.append(
            Ratio(f"{form.label}: memory in MB ÷ {MOST_MEMORY:g}", memory, MOST_MEMORY, 1)
        )
    return report("reports", ratios, **notes)


def _others(printed: Report, seconds: float, folder: Path, notes: dict[str, object]) -> list[Ratio]:
    from app.services.reports.kinds import Format
    from app.services.reports.rendering import render_report

    ratios = []
    weasyprint = os.environ.get("PUAS_WEASYPRINT") or shutil.which("weasyprint")
    if weasyprint:
        page = folder / "sama.html"
        page.write_text(as_html(printed), encoding="utf-8")
        theirs = child_seconds(weasyprint, page, folder / "sama.pdf")
        ratios.append(Ratio("the report ÷ WeasyPrint", seconds, theirs, 1))
    soffice = shutil.which("soffice")
    if soffice:
        source = folder / "sama.docx"
        source.write_bytes(render_report(printed, Format.DOCX))
        convert = ("--headless", "--convert-to", "pdf", "--outdir", folder)
        theirs = child_seconds(soffice, *convert, source)
        ratios.append(Ratio("the report ÷ LibreOffice", seconds, theirs, 1))
    notes["weasyprint, libreoffice"] = (bool(weasyprint), bool(soffice))
    return ratios


if __name__ == "__main__":
    sys.exit(main())
