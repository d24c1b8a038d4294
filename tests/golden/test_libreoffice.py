"""Word and Excel files open in LibreOffice and come back as pages without loss.

Skipped where LibreOffice is not installed; it is no part of what the program needs.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from app.services.reports.capaian.unit import unit_report
from app.services.reports.capaian.whole import capaian_report
from app.services.reports.kinds import Format
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.reports.preview import page_sizes
from app.services.reports.rendering import render_report
from app.services.reports.walking import entries, tables_of
from tests.golden.capaian_city import OPTIONS, city_data, kecamatan_data, open_city
from tests.golden.every_block import every_block_report
from tests.services.reports.making import results_data
from tests.services.reports.pages import texts_of
from tests.services.reports.pelaksanaan.making import pages_of, pelaksanaan_data
from tests.support.reports import RESULT_KINDS, file_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.reports.kinds import ReportKind

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here"),
    pytest.mark.timeout(240),
]


def converted(content: bytes, form: Format, folder: Path) -> bytes:
    """Return a file as the PDF that LibreOffice makes of it."""
    source = folder / f"laporan{form.suffix}"
    source.write_bytes(content)
    own = f"-env:UserInstallation=file://{folder}/profil"
    command = [str(OFFICE), own, "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return (folder / "laporan.pdf").read_bytes()


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_word_file_keeps_its_pages_headings_and_tables(tmp_path: Path) -> None:
    report = every_block_report()
    pdf = converted(render_report(report, Format.DOCX), Format.DOCX, tmp_path)
    pages = texts_of(pdf)
    whole = " ".join(pages)
    ours = render_report(report)
    assert abs(len(pages) - len(texts_of(ours))) <= 2
    assert {round(width) for width, _ in page_sizes(pdf)} == {595, 842}
    for entry in entries(report.blocks):
        assert entry.text in whole
    for table, _ in tables_of(report):
        for row in table.rows:
            for cell in row:
                text = cell if isinstance(cell, str) else cell.text
                assert set(words_of(text)) <= set(words_of(whole)), text
    wide = [p for p, (width, _) in zip(pages, page_sizes(pdf), strict=True) if width > 800]
    assert len(wide) > 1
    assert all("Sasaran Program Kelurahan Indikator" in page for page in wide[:-1])
    assert f"Halaman 2 dari {len(pages)}" in pages[1]


def test_the_contents_of_a_word_file_name_the_right_pages(tmp_path: Path) -> None:
    report = every_block_report()
    pages = texts_of(converted(render_report(report, Format.DOCX), Format.DOCX, tmp_path))
    contents = next(page for page in pages if "DAFTAR ISI" in page)
    found = re.findall(
        r"(\d\.\d (?:Dasar pelaksanaan|Nilai per unsur|Program))[. ]+(\d+)", contents
    )
    assert len(found) == 3
    for words, page in found:
        assert words in pages[int(page) - 1]


@pytest.mark.parametrize("kind", RESULT_KINDS, ids=lambda kind: kind.key)
def test_every_report_of_a_survey_comes_back(tmp_path: Path, kind: ReportKind[Any]) -> None:
    data = results_data(60, notice="Data contoh.")
    ours = texts_of(file_of(kind, data))
    for form in kind.formats:
        if form is Format.PDF:
            continue
        pages = texts_of(converted(file_of(kind, data, form=form), form, tmp_path))
        assert data.result.ikm_text in " ".join(pages)
        assert "log 1324-9f3ac0b1d2e4" in pages[0]
        if form is Format.DOCX:
            assert abs(len(pages) - len(ours)) <= 1


def test_the_whole_report_comes_back(tmp_path: Path) -> None:
    data = pelaksanaan_data(60)
    ours = pages_of(data)
    word = file_of(PELAKSANAAN, data, form=Format.DOCX)
    pages = texts_of(converted(word, Format.DOCX, tmp_path))
    assert abs(len(pages) - len(ours)) <= 3
    contents = next(page for page in pages if "DAFTAR ISI" in page)
    found = re.findall(r"([1-4]\.[1-5] [A-Z][\w /]+?|BAB [IV]+ [A-Z ]+?)[. ]+(\d+) ", contents)
    assert len(found) > 15
    for words, page in found:
        assert words in pages[int(page) - 1], words
    book = file_of(PELAKSANAAN, data, form=Format.XLSX)
    assert data.result.ikm_text in " ".join(texts_of(converted(book, Format.XLSX, tmp_path)))


def test_the_report_on_capaian_comes_back_from_word_and_excel(tmp_path: Path) -> None:
    session = open_city(tmp_path / "kota.sqlite")
    report = capaian_report(city_data(session), OPTIONS)
    page = unit_report(kecamatan_data(session))
    session.store.close()
    ours = texts_of(render_report(report))
    pages = texts_of(converted(render_report(report, Format.DOCX), Format.DOCX, tmp_path))
    assert abs(len(pages) - len(ours)) <= 2
    wide = [one for one in pages if "Indikator program" in one]
    assert len(wide) > 2
    assert all("Kinerja Anggaran" in one for one in wide)
    whole = " ".join(pages)
    for words in ("463,26%", "1.293,64%", "−2,14%", "76,5512*", "Rp 3.273.129.855.262"):
        assert words in whole
    book = converted(render_report(report, Format.XLSX), Format.XLSX, tmp_path)
    sheets = " ".join(texts_of(book)).replace("−", "-").replace(".", ",")
    for words in ("463,26%", "-2,14%", "Rata-rata 5 kelurahan", "Capaian program tahun 2022"):
        assert words in sheets
    (alone,) = texts_of(converted(render_report(page, Format.DOCX), Format.DOCX, tmp_path))
    assert "Rata-rata 5 kelurahan 13,00% 130,00%" in alone
