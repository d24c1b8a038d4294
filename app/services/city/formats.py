"""The figures of a city for other programs and for a person on a terminal."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from app.services.city.sections import sections_of
from app.services.city.words import mean_lines, missing_line, summary_lines
from app.services.ikm.rounding import KONVERSI_PLACES, decimal_string, indonesian
from app.services.recap.text import table
from app.texts import tr

if TYPE_CHECKING:
    from app.services.city.lines import Line
    from app.services.city.sections import Grouping
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear, Figures
    from app.services.ikm.rollup import Mean

_WIDTH = 78


def as_json(
    year: CityYear, trend: CityTrend, grouping: Grouping, *, ascii_only: bool = False
) -> str:
    """Return everything; figures are decimal strings, so that no digit is lost."""
    ranks = {id(one.line): one.rank for one in year.ranking}
    record = {
        "tahun": year.year,
        "instrumen": year.instrument.key,
        "indeks": year.instrument.index_short,
        **_figures(year),
        "dihitung": sum(not line.is_reported for line in year.lines),
        "dilaporkan": sum(line.is_reported for line in year.lines),
        "unsur": {key: _mean(mean) for key, mean in year.unsur.items()},
        "unsur_terendah": list(year.lowest),
        "unsur_prioritas": [{"unsur": one.key, "jumlah": one.lines} for one in year.chosen],
        "realisasi_tindak_lanjut": decimal_string(year.realisasi.plain),
        "kelompok": [
            {"nama": section.name, **_figures(section)} for section in sections_of(year, grouping)
        ],
        "baris": [{"peringkat": ranks[id(line)], **_line(line)} for line in year.lines],
        "instrumen_lain": [
            {"instrumen": line.instrument.key, **_line(line)} for line in year.others
        ],
        "belum_melapor": [{"kode_unit": one.code, "unit": one.name} for one in year.missing],
        "tren": [{"tahun": one.year, **_figures(one)} for one in trend.years],
    }
    return json.dumps(record, ensure_ascii=ascii_only, indent=2) + "\n"


def as_text(year: CityYear, trend: CityTrend, grouping: Grouping) -> str:
    """Return the sections, the lines by place, the trend, and how the figures were made."""
    parts = [_sections(year, grouping), _ranking(year), _trend(trend)]
    sentences = [*mean_lines(year), *summary_lines(year), missing_line(year)]
    parts.append("\n".join(textwrap.fill(one, _WIDTH) for one in sentences if one))
    return "\n\n".join(part for part in parts if part) + "\n"


def _figures(figures: Figures) -> dict[str, Any]:
    mutu = figures.mutu
    return {
        **_mean(figures.mean),
        "rata_rata_cetak": None
        if figures.mean.plain is None
        else indonesian(figures.mean.plain, KONVERSI_PLACES),
        "mutu": mutu.letter if mutu else None,
    }


def _mean(mean: Mean) -> dict[str, Any]:
    return {
        "rata_rata": decimal_string(mean.plain),
        "jumlah": mean.count,
        "tertimbang": decimal_string(mean.weighted),
        "jumlah_tertimbang": mean.weighted_count,
        "responden": mean.n,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "unit": line.unit.name,
        "kode_unit": line.unit.code,
        "layanan": line.service,
        "kelompok_responden": line.part,
        "sumber": line.source.value,
        "n": line.n,
        "ikm": decimal_string(line.ikm),
        "ikm_cetak": line.ikm_text,
        "mutu": line.mutu.letter if line.mutu else None,
        "unsur": {key: decimal_string(value) for key, value in line.unsur.items()},
        "unsur_terendah": list(line.lowest),
        "unsur_prioritas": list(line.follow_up.chosen),
        "dilaporkan": [decimal_string(one.ikm) for one in line.beside],
    }


def _sections(year: CityYear, grouping: Grouping) -> str:
    sections = [one for one in sections_of(year, grouping) if one.name]
    head = (tr("Kelompok"), tr("Jumlah"), tr("Rata-rata"), tr("Tertimbang"), "n", tr("Mutu"))
    named = [*((one.name, one) for one in sections), (tr("Jumlah"), year)]
    lines = [
        (
            name,
            str(one.mean.count),
            indonesian(one.mean.plain, KONVERSI_PLACES),
            indonesian(one.mean.weighted, KONVERSI_PLACES),
            indonesian(one.mean.n or None, 0),
            one.mutu.letter if one.mutu else "–",
        )
        for name, one in named
    ]
    return table(head, lines, right=(1, 2, 3, 4))


def _ranking(year: CityYear) -> str:
    head = (tr("No"), tr("Unit"), year.instrument.index_short, tr("Mutu"), "n", tr("Sumber"))
    lines = [
        (
            str(one.rank),
            one.line.name,
            one.line.ikm_text,
            one.line.mutu.letter if one.line.mutu else "–",
            indonesian(one.line.n, 0),
            one.line.source.value,
        )
        for one in year.ranking
    ]
    return table(head, lines, right=(0, 2, 4)) if lines else ""


def _trend(trend: CityTrend) -> str:
    if len(trend.years) < 2:  # noqa: PLR2004 - one year is no trend
        return ""
    head = (tr("Tahun"), tr("Rata-rata"), tr("Perubahan"), tr("Dari"))
    lines = [
        (
            str(one.year),
            indonesian(one.mean.plain, KONVERSI_PLACES),
            indonesian(trend.change(one.year), KONVERSI_PLACES, signed=True),
            one.counted_text,
        )
        for one in trend.years
    ]
    return table(head, lines, right=(1, 2))
