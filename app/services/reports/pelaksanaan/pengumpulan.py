"""BAB II Pengumpulan data: who, how, where and when, and how many respondents were needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.planning import StageKind
from app.services.charts.builders import joined
from app.services.ikm.rounding import indonesian
from app.services.planning.workdays import working_days
from app.services.reports.blocks import Block, Chapter, Heading, Items, Marks
from app.services.reports.numbering import Numbering
from app.services.reports.pelaksanaan.sampel import sample_blocks
from app.services.reports.planning_part import schedule_table, team_table, working_days_note
from app.services.reports.prose import prose, running
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, Unsur
    from app.services.reports.data import ResultsData
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def pengumpulan_data(data: PelaksanaanData) -> list[Block]:
    """Return the chapter."""
    results, numbers = data.results, Numbering("2")
    return [
        Chapter(tr("BAB II"), tr("PENGUMPULAN DATA")),
        Heading(tr("2.1 Pelaksana survei"), 2),
        *prose(data, "pelaksana"),
        *_team(results, numbers),
        Heading(tr("2.2 Metode pengumpulan data"), 2),
        *prose(data, "metode"),
        *_asked(data),
        Heading(tr("2.3 Lokasi pengumpulan data"), 2),
        *prose(data, "lokasi"),
        *_address(results),
        Heading(tr("2.4 Waktu pelaksanaan survei"), 2),
        *prose(data, "waktu"),
        *_schedule(results, numbers),
        running(_collected_when(results)),
        Heading(tr("2.5 Penentuan jumlah responden"), 2),
        *prose(data, "responden"),
        *sample_blocks(data, numbers),
    ]


def _team(data: ResultsData, numbers: Numbering) -> list[Block]:
    if not data.team:
        return [running(tr("Susunan tim pelaksana belum dicatat."))]
    return [replace(team_table(data.team), caption=numbers.table(tr("Tim pelaksana survei")))]


def _asked(data: PelaksanaanData) -> list[Block]:
    """Return what the questionnaire measures, and what else it asks."""
    instrument = data.results.instrument
    first = tr("Unsur yang dinilai adalah:")
    if not instrument.is_one_to_one:
        first = tr("Unsur yang dinilai, dengan nomor pertanyaannya, adalah:")
    entries = tuple(_unsur_entry(instrument, unsur) for unsur in instrument.unsur)
    return [running(first), Items(entries, Marks.NUMBERS), *_also_asked(data)]


def _unsur_entry(instrument: Instrument, unsur: Unsur) -> str:
    if instrument.is_one_to_one:
        return unsur.name
    numbers = joined([str(question.number) for question in instrument.questions_of(unsur.key)])
    return tr("{unsur} (pertanyaan {nomor})", unsur=unsur.name, nomor=numbers)


def _also_asked(data: PelaksanaanData) -> list[Block]:
    instrument, words = data.results.instrument, []
    if instrument.outside:
        numbers = joined([str(question.number) for question in instrument.outside])
        words.append(
            tr(
                "Pertanyaan {nomor} ditanyakan tetapi tidak ikut membentuk {indeks}.",
                nomor=numbers,
                indeks=instrument.index_short,
            )
        )
    if data.beside:
        words.append(
            tr(
                "Pada kertas yang sama ditanyakan pula {daftar}; hasilnya dilaporkan tersendiri.",
                daftar=joined(data.beside),
            )
        )
    return [running(" ".join(words))] if words else []


def _address(data: ResultsData) -> list[Block]:
    """Return where the office is, as long as it reports on itself."""
    if data.unit.id != data.office.unit_id or not data.office.address.strip():
        return []
    return [running(tr("Alamat {unit}: {alamat}.", unit=data.unit.name, alamat=_address_of(data)))]


def _address_of(data: ResultsData) -> str:
    return " ".join(data.office.address.split()).rstrip(".")


def _schedule(data: ResultsData, numbers: Numbering) -> list[Block]:
    if not data.stages:
        return [running(tr("Jadwal kegiatan survei belum dicatat."))]
    caption = numbers.table(tr("Jadwal kegiatan survei"))
    blocks: list[Block] = [
        replace(schedule_table(data.stages, data.days_off), caption=caption),
        working_days_note(),
    ]
    collection = next((one for one in data.stages if one.kind is StageKind.COLLECTION), None)
    if collection is not None:
        text = tr(
            "Pengumpulan data direncanakan dari {awal} sampai {akhir}, yaitu {n} hari kerja.",
            awal=long_date(collection.start),
            akhir=long_date(collection.end),
            n=indonesian(working_days(collection.start, collection.end, data.days_off), 0),
        )
        blocks.append(running(text))
    return blocks


def _collected_when(data: ResultsData) -> str:
    first, last = data.first_day, data.last_day
    if first is None or last is None:
        return tr("Belum ada lembar yang terkumpul.")
    if first == last:
        return tr("Semua lembar bertanggal {tanggal}.", tanggal=long_date(first))
    return tr(
        "Lembar yang terkumpul bertanggal {awal} sampai {akhir}.",
        awal=long_date(first),
        akhir=long_date(last),
    )
