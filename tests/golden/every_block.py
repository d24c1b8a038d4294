"""One report that has every block: what the golden pictures show."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from fractions import Fraction

from app.services.charts.builders import distribution_chart, unsur_chart
from app.services.reports import blocks as b
from app.services.reports.document import Footer, Paper, Report
from app.services.reports.figures import figure, percent_figure, rupiah_figure
from app.services.reports.hasil_pengolahan import hasil_pengolahan
from app.services.reports.numbering import Numbering
from tests.services.reports.making import results_data
from tests.support.hostile import photo

FOOTER = Footer(
    "0.1.0", datetime(2026, 3, 12, 10, 42, tzinfo=UTC), "1/9", "setengah ke atas", "12-9f3ac0b1"
)


def every_block_report() -> Report:
    """Return a report of chapters, contents, wide tables with merged cells, lists and photos."""
    number = Numbering("2")
    data = results_data(60)
    return Report(
        "Laporan Contoh",
        "Kelurahan Sungai Jingah",
        (
            b.Cover(
                "LAPORAN PELAKSANAAN SURVEI KEPUASAN MASYARAKAT",
                ("Kelurahan Sungai Jingah", "Triwulan I Tahun 2026"),
                foot=("PEMERINTAH KOTA BANJARMASIN", "2026"),
            ),
            b.Chapter("", "KATA PENGANTAR"),
            b.Paragraph("Laporan ini memuat hasil survei. " * 12, align=b.Align.BOTH),
            b.Signature("Banjarmasin, 6 April 2026", "Lurah", "NAMA PEJABAT", "Penata", "1980"),
            b.Chapter("", "DAFTAR ISI"),
            b.Contents(3),
            b.Chapter("BAB I", "PENDAHULUAN"),
            b.Heading("1.1 Dasar pelaksanaan", 2),
            _bases(),
            b.Chapter("BAB II", "HASIL"),
            b.Heading("2.1 Nilai per unsur", 2),
            b.ChartBlock(unsur_chart(data.result), caption=number.chart("Nilai per unsur")),
            b.ChartBlock(distribution_chart(data.result)),
            b.Section((b.Heading("2.2 Program", 2), programs(number)), Paper.A4_LANDSCAPE),
            b.Heading("2.3 Uraian", 2),
            _narrative(number),
            b.Heading("2.3.1 Dokumentasi", 3),
            b.Pictures(tuple(b.Picture(photo(c, (80, 60)), 80, 60, c) for c in ("teal", "navy"))),
            *hasil_pengolahan(data).blocks[:12],
        ),
        FOOTER,
        running_title="Laporan Contoh · Triwulan I 2026",
    )


def _bases() -> b.Items:
    inner = b.Items(("Peraturan pelaksanaan;", "Pedoman teknis;"), b.Marks.LETTERS)
    bases = (
        "Undang-Undang Nomor 25 Tahun 2009;",
        "Peraturan Menteri, antara lain:",
        inner,
        "Akhir.",
    )
    return b.Items(bases, b.Marks.NUMBERS)


def programs(number: Numbering, sasaran: int = 6) -> b.Table:
    """Return a wide table whose sasaran and programs are merged over their rows."""
    chance = random.Random(3)
    rows: list[b.Row] = []
    for place in range(1, sasaran + 1):
        counts = [chance.randint(1, 6) for _ in range(chance.randint(1, 3))]
        for program, count in enumerate(counts, 1):
            for line in range(count):
                row: list[b.Cell | str] = []
                if program == 1 and line == 0:
                    row += [
                        b.Cell(str(place), rows=sum(counts)),
                        b.Cell("Meningkatnya kualitas pelayanan publik", rows=sum(counts)),
                    ]
                if line == 0:
                    row.append(b.Cell(f"Program pelayanan {program}", rows=count))
                row += [f"Kelurahan {line + 1}", "Indeks Kepuasan Masyarakat" + "*" * (line == 2)]
                rows.append((*row, *_figures(chance)))
        rows.append(_mean(place))
    return b.Table(
        _COLUMNS,
        _HEADER,
        tuple(rows),
        ((b.Cell("Jumlah", columns=7), rupiah_figure(3273129855262), "", ""),),
        ruling=b.Ruling.GRID,
        size=7,
        name="Program",
        caption=number.table("Program kecamatan dan kelurahan"),
        notes=("*) angka sementara",),
        source="Sumber: Bagian Organisasi",
    )


_COLUMNS = (
    *(b.Column(9, b.Align.CENTER), b.Column(36), b.Column(32), b.Column(26), b.Column()),
    *(b.Column(20, b.Align.RIGHT, begins_group=True), b.Column(20, b.Align.RIGHT)),
    *(b.Column(32, b.Align.RIGHT, begins_group=True), b.Column(20, b.Align.RIGHT)),
    b.Column(20, b.Align.RIGHT),
)
_HEADER: tuple[b.Row, ...] = (
    (
        *(
            b.Cell(words, rows=2)
            for words in ("No", "Sasaran", "Program", "Kelurahan", "Indikator")
        ),
        b.Cell("Kinerja", b.Align.CENTER, columns=2),
        b.Cell("Anggaran", b.Align.CENTER, columns=2),
        b.Cell("Efisiensi", rows=2),
    ),
    ("Realisasi", "Capaian", "Pagu", "Serapan"),
)


def _figures(chance: random.Random) -> tuple[b.Cell, ...]:
    return (
        figure(Fraction(chance.randint(7000, 9000), 100), 2),
        percent_figure(Fraction(chance.randint(7000, 129364), 100)),
        rupiah_figure(chance.randint(10**8, 10**10)),
        percent_figure(Fraction(9123, 100)),
        percent_figure(Fraction(-214, 100)),
    )


def _mean(place: int) -> b.Row:
    words = b.Cell(f"Rata-rata sasaran {place}", columns=5, bold=True, set_apart=True)
    return (words, *(b.Cell(set_apart=True) for _ in range(5)))


def _narrative(number: Numbering) -> b.Table:
    return b.Table(
        (b.Column(10), b.Column(), b.Column(34)),
        (("No", "Uraian", "Catatan"),),
        (
            (
                "1",
                "Uraian yang lebih tinggi daripada satu halaman. " * 160,
                b.Cell("Bersama", rows=2),
            ),
            ("2", "Pendek"),
            ("3", "Akhir", ""),
        ),
        ruling=b.Ruling.GRID,
        caption=number.table("Uraian per indikator"),
    )
