"""The report *Capaian kinerja* with 221 program rows ÷ LibreOffice converting the equal document.

LibreOffice converts the Word file of the same report to PDF; without it the ratio is left out. It
is no part of what the program needs.
"""

from __future__ import annotations

import shutil
import sys
from functools import partial

from measuring import Ratio, child_seconds, cpu_seconds, report, workplace

PROGRAMS, LARGE = 221, 2_210
RUNS = 7
MOST_CPU = 1.5
MOST_GROWTH = 1.1 * LARGE / PROGRAMS
YEAR = 2026


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from capaian import make_city

    from app.services.reports.capaian.whole import CAPAIAN
    from app.services.reports.kinds import About, Format
    from app.services.reports.preview import page_sizes

    with workplace() as folder:
        session = make_city(folder / "kota.sqlite", PROGRAMS)
        about = About(year=YEAR)
        reading = cpu_seconds(partial(session.reports.collect, CAPAIAN, about), 3)
        collected = session.reports.collect(CAPAIAN, about)
        session.store.close()
        large = make_city(folder / "besar.sqlite", LARGE)
        many = large.reports.collect(CAPAIAN, about)
        large.store.close()

        pages = len(page_sizes(collected.render()))
        seconds = cpu_seconds(collected.render, RUNS)
        growth = cpu_seconds(many.render, 3)
        ratios = [
            Ratio(f"CPU of {PROGRAMS} program rows ({pages} pages) ÷ s", seconds, MOST_CPU, 1),
            Ratio(f"{LARGE:,} program rows ÷ {PROGRAMS}", growth, seconds, MOST_GROWTH),
        ]
        notes: dict[str, object] = {"seconds of CPU to read the file": round(reading, 3)}
        for form in (Format.DOCX, Format.XLSX):
            used = cpu_seconds(partial(collected.render, form), RUNS)
            notes[f"seconds of CPU as {form.label}"] = round(used, 2)
        soffice = shutil.which("soffice")
        notes["libreoffice"] = bool(soffice)
        if soffice:
            source = folder / "sama.docx"
            source.write_bytes(collected.render(Format.DOCX))
            convert = ("--headless", "--convert-to", "pdf", "--outdir", folder)
            theirs = child_seconds(soffice, *convert, source)
            ratios.append(Ratio("the report ÷ LibreOffice", seconds, theirs, 1))
    return report("capaian_report", ratios, **notes)


if __name__ == "__main__":
    sys.exit(main())
