"""The performance tables that Kota Balikpapan published (LPPD 2022), recomputed.

Every printed figure of sasaran 1 to 10 and of the program rows follows from what is stored, but
for those of ``DIFFERENCES``, each with its reason.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.models.capaian import IndikatorYear, ProgramRow
from app.models.entered import Entered
from app.models.target import Arah, Indikator, Sasaran
from app.paths import resource
from app.services.capaian.figures import (
    IndikatorFigures,
    Known,
    Terms,
    budget_of,
    indikator_figures,
    program_figures,
)
from app.services.capaian.links import Linked
from app.services.capaian.summary import summary_of
from app.services.capaian.typed import Expected, Separator, read_value
from app.services.ikm.rounding import half_up, indonesian

if TYPE_CHECKING:
    from app.services.capaian.formulas import Computed

KOTA, PARTICIPATION = (
    "Kecamatan Balikpapan Kota",
    "Program Pemberdayaan Masyarakat Desa dan Kelurahan",
)
ROUNDED = "realisasi dicetak 13 %; 126,60 mengikuti dari 12,66 %"
DIFFERENCES: dict[tuple[str, ...], tuple[str, str, str]] = {
    ("Indeks Kesehatan", "capaian_nasional"): (
        "105.68",
        "105.375",
        "nilai nasional dicetak dua desimal (0,80); 105,68 mengikuti dari 0,7977",
    ),
    (
        "Kecamatan Balikpapan Barat",
        "Program Koordinasi Ketentraman dan Ketertiban Umum",
        "serapan",
    ): (
        "0",
        "",
        "tanpa pagu dan realisasi anggaran; 0 dari 0 tidak dapat dihitung",
    ),
    **{
        (KOTA, f"{PARTICIPATION}{kelurahan}", "capaian"): ("126.60", "130", ROUNDED)
        for kelurahan in (
            "",
            " (Klandasan Ulu)",
            " (Klandasan Ilir)",
            " (Damai)",
            " (Prapatan)",
            " (Telagasari)",
        )
    },
}
"""Where → what was printed, what follows, and why they differ."""


def rows_of(name: str) -> list[dict[str, str]]:
    with resource("sample", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entered(text: str, *, money: bool = False) -> Entered:
    value = read_value(text, Expected(Separator.POINT, is_money=money))
    assert isinstance(value, Entered), value
    return value


def figures_of(row: dict[str, str]) -> IndikatorFigures:
    down = row["arah"] == "lower_better"
    indikator = Indikator(
        0,
        0,
        row["indikator"],
        row["satuan"],
        Arah.DOWN if down else Arah.UP,
        baseline=entered(row["baseline"]),
        end_target=entered(row["target_akhir"]),
    )
    values = IndikatorYear(
        0,
        2022,
        target=entered(row["target_2022"]),
        realisasi=entered(row["realisasi_exact"] or row["realisasi_2022"]),
        national=entered(row["nasional"]),
        pagu=entered(row["pagu"], money=True),
        realisasi_anggaran=entered(row["realisasi_anggaran"], money=True),
    )
    sasaran = Sasaran(0, int(row["no_sasaran"]), row["sasaran"])
    return indikator_figures(
        Known(indikator, sasaran, values, Linked(), budget_of(values, ())), Terms()
    )


INDIKATOR = [(row, figures_of(row)) for row in rows_of("indikator_kinerja.csv")]


def differs(printed: str, found: Computed) -> tuple[str, str] | None:
    """Compare in the decimals that were printed; return both where they differ."""
    text = printed.replace("%", "").strip()
    if not text:
        return None
    places = len(text.partition(".")[2])
    if found.value is not None and half_up(found.value, places) == Decimal(text):
        return None
    exact = "" if found.value is None else f"{half_up(found.value, 3).normalize():f}"
    return text, exact


def test_every_printed_figure_of_an_indikator_follows_or_is_explained() -> None:
    compared, found = 0, {}
    for row, one in INDIKATOR:
        for key, printed, figure in (
            ("capaian", "capaian_printed", one.capaian),
            ("kemajuan", "tingkat_kemajuan_printed", one.kemajuan),
            ("capaian_nasional", "capaian_nasional_printed", one.capaian_nasional),
            ("serapan", "capaian_anggaran_printed", one.serapan),
            ("efisiensi", "efisiensi_printed", one.efisiensi),
        ):
            compared += bool(row[printed])
            if difference := differs(row[printed], figure):
                found[row["indikator"], key] = difference
    assert compared == 64
    assert found == {key: value[:2] for key, value in DIFFERENCES.items() if len(key) == 2}


def test_every_printed_figure_of_a_program_row_follows_or_is_explained() -> None:
    compared, found = 0, {}
    for line in rows_of("program_kinerja.csv"):
        row = ProgramRow(
            2022,
            0,
            line["perangkat_daerah"],
            line["program"],
            line["indikator_program"],
            target=entered(line["target"]),
            realisasi=entered(line["realisasi"]),
            pagu=entered(line["pagu"], money=True),
            realisasi_anggaran=entered(line["realisasi_anggaran"], money=True),
        )
        one = program_figures(row, Terms())
        for key, figure in (("capaian", one.capaian), ("serapan", one.serapan)):
            compared += 1
            if difference := differs(line[f"{key}_printed"], figure):
                found[row.perangkat_daerah, row.program, key] = difference
    assert compared == 116
    assert found == {key: value[:2] for key, value in DIFFERENCES.items() if len(key) == 3}


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Nilai Realisasi Investasi (dalam Triliun Rupiah)", "463,26"),
        ("Indeks Resiko Bencana", "97,27"),
        ("Tingkat Pengangguran Terbuka (TPT)", "130,43"),
        ("Tingkat Kemiskinan", "98,78"),
        ("Persentase Pertumbuhan Pelaku Ekonomi Kreatif", "1.293,64"),
    ],
)
def test_figures_of_later_sasaran_that_the_rules_name(name: str, printed: str) -> None:
    (one,) = [figures for _, figures in INDIKATOR if figures.indikator.name == name]
    assert indonesian(one.capaian.value, 2) == printed


def test_the_minus_sign_of_an_efisiensi_is_kept() -> None:
    (one,) = [f for _, f in INDIKATOR if f.indikator.name == "Indeks Resiko Bencana"]
    assert indonesian(one.efisiensi.value, 2) == "−2,14"


def test_the_city_as_a_whole() -> None:
    figures = [one for _, one in INDIKATOR]
    summary = summary_of(figures, Terms().rating)
    assert (summary.indikator, summary.rated) == (27, 27)
    assert (summary.reached, summary.not_reached) == (16, 11)
    assert summary.per_predikat == {
        "Sangat Tinggi": 26,
        "Tinggi": 1,
        "Sedang": 0,
        "Rendah": 0,
        "Sangat Rendah": 0,
    }
    assert summary.against_national.comparable == 8
    assert summary.pagu == sum(int(row["pagu"]) for row, _ in INDIKATOR)
