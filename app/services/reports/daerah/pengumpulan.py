"""BAB II Pengumpulan data: which units, who, how and when, and how many respondents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.city.words import reporting_text
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import Block, Chapter, Heading, Items, Marks
from app.services.reports.city.method import sample_text
from app.services.reports.daerah.units import methods_table, units_table
from app.services.reports.numbering import Numbering
from app.services.reports.planning_part import schedule_table, team_table, working_days_note
from app.services.reports.prose import prose, running
from app.texts import tr

if TYPE_CHECKING:
    from app.services.city.year import CityYear
    from app.services.reports.daerah.data import DaerahData


def pengumpulan_data(data: DaerahData) -> list[Block]:
    """Return the chapter."""
    year, numbers = data.city.year, Numbering("2")
    return [
        Chapter(tr("BAB II"), tr("PENGUMPULAN DATA")),
        Heading(tr("2.1 Unit yang disurvei"), 2),
        *prose(data, "daerah_unit"),
        *_units(year, numbers),
        Heading(tr("2.2 Pelaksana survei"), 2),
        *prose(data, "daerah_pelaksana"),
        *_team(data, numbers),
        Heading(tr("2.3 Metode pengumpulan data"), 2),
        *prose(data, "daerah_metode"),
        *_methods(year, numbers),
        Heading(tr("2.4 Waktu pelaksanaan survei"), 2),
        *prose(data, "daerah_waktu"),
        *_schedule(data, numbers),
        Heading(tr("2.5 Jumlah responden"), 2),
        *prose(data, "daerah_responden"),
        running(_respondents(year)),
    ]


def _units(year: CityYear, numbers: Numbering) -> list[Block]:
    if not year.expected:
        return [running(tr("Belum ada unit yang disurvei."))]
    caption = numbers.table(tr("Unit dan asal angkanya"))
    return [running(reporting_text(year)), units_table(year, caption)]


def _team(data: DaerahData, numbers: Numbering) -> list[Block]:
    office = data.city.office_name
    if not data.team:
        return [running(tr("Susunan tim pelaksana di {kantor} belum dicatat.", kantor=office))]
    caption = numbers.table(tr("Tim pelaksana survei di {kantor}", kantor=office))
    return [replace(team_table(data.team), caption=caption)]


def _methods(year: CityYear, numbers: Numbering) -> list[Block]:
    """Return what the questionnaire measures and how often it was asked in which way."""
    asked: list[Block] = [
        running(tr("Unsur yang dinilai adalah:")),
        Items(tuple(unsur.name for unsur in year.instrument.unsur), Marks.NUMBERS),
    ]
    if not any(line.method for line in year.lines):
        nil = tr("Cara unit mengumpulkan data tidak dilaporkan.")
        return [*asked, running(nil)]
    return [*asked, methods_table(year, numbers.table(tr("Cara mengumpulkan data")))]


def _schedule(data: DaerahData, numbers: Numbering) -> list[Block]:
    if not data.stages:
        return [running(tr("Jadwal kegiatan survei belum dicatat."))]
    words = tr(
        "Jadwal dicatat untuk {n} survei. Tabel berikut menyebut hari paling awal dan paling akhir"
        " di antaranya.",
        n=indonesian(data.planned, 0),
    )
    caption = numbers.table(tr("Jadwal kegiatan survei"))
    table = replace(schedule_table(data.stages, data.days_off), caption=caption)
    return [running(words), table, working_days_note()]


def _respondents(year: CityYear) -> str:
    told = sum(line.n is not None for line in year.lines)
    if not told:
        return tr("Jumlah responden tidak dilaporkan.")
    said = tr(
        "Seluruhnya ada {n} responden dari {sebagian} di antara {semua} angka yang dihimpun.",
        n=indonesian(year.n, 0),
        sebagian=told,
        semua=len(year.lines),
    )
    return f"{said} {sample_text(year)}".rstrip()
