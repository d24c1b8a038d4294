"""The command line: which commands there are and what each of them takes (architecture §6)."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import archive_arguments as archive
from app.cli import capaian_arguments as performance
from app.cli import consolidation_arguments as city
from app.cli.city_arguments import for_publishing, for_reported, for_sample, together
from app.cli.import_arguments import for_answers
from app.cli.instrument_arguments import list_of_instruments
from app.cli.parser import Parser, UsageError
from app.cli.pieces import deed as _deed
from app.cli.pieces import file_path as _file
from app.cli.pieces import office_file as _office_file
from app.cli.pieces import operator as _operator
from app.cli.pieces import survey as _survey
from app.cli.pieces import target as _target
from app.cli.pieces import year as _year
from app.cli.report_arguments import add_wishes
from app.paths import is_there
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["COMMANDS", "UsageError", "parse"]

FORMATS = ("tabel", "csv", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its line in the help, its arguments, and where its deed stands."""

    summary: str
    add_arguments: Callable[[Parser], object]
    place: str
    """``module:function`` under app.cli, imported when the command runs."""


def parse(argv: Sequence[str]) -> argparse.Namespace | None:
    """Return the arguments with ``run``, or None when only help or the version was wanted.

    Raises UsageError.
    """
    name = argv[0] if argv else ""
    command = COMMANDS.get(name)
    try:
        if command is None:
            return _parse_window(argv)
        parser = Parser(f"puas {name}", command.summary)
        command.add_arguments(parser)
        return parser.parse_args(argv[1:], argparse.Namespace(run=_deed(command.place)))
    except SystemExit:  # help and version were printed
        return None


def _parse_window(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        "puas",
        tr("Puas mengolah Survei Kepuasan Masyarakat. Tanpa perintah, jendelanya yang dibuka."),
        _list_of_commands(),
    )
    parser.add_argument("berkas", nargs="?", type=_file, help=tr("berkas kantor yang dibuka"))
    parser.add_argument("--layar", metavar="NAMA", help=tr("layar pertama, misalnya entri"))
    _add_version(parser)
    arguments = parser.parse_args(argv, argparse.Namespace(run=_deed("window:show")))
    if arguments.berkas is not None:
        _require_no_misspelt_command(parser, str(arguments.berkas))
    return arguments


def _require_no_misspelt_command(parser: Parser, word: str) -> None:
    """Refuse a bare word that is neither a file nor a command."""
    if is_there(Path(word)) or not word.replace("-", "").isalpha():
        return
    raise UsageError(
        tr("{kata} bukan perintah dan bukan berkas.", kata=word), parser.format_usage()
    )


def _add_version(parser: Parser) -> None:
    from app import __version__

    version = tr("Puas {versi}", versi=__version__)
    parser.add_argument(
        "--versi", action="version", version=version, help=tr("tampilkan versi program")
    )


def _list_of_commands() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    more = tr("Keterangan setiap perintah: puas PERINTAH --bantuan")
    return "\n".join([tr("perintah:"), *lines, "", more])


# ------------------------------------------------------------------ what the commands take
def _for_new(parser: Parser) -> None:
    _office_file(parser)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--nama", help=tr("nama kantor"))
    source.add_argument(
        "--dari", metavar="PAKET", type=_file, help=tr("paket kantor yang diterima dari kota")
    )
    code = parser.add_mutually_exclusive_group(required=True)
    code.add_argument("--kode", help=tr("kode kantor yang tetap"))
    code.add_argument(
        "--unit", metavar="KODE", help=tr("dengan --dari: kode kantor di daftar kota")
    )
    parser.add_argument("--jenis", default="", help=tr("jenis unit, misalnya kelurahan"))
    _operator(parser)


def _for_unit_list(parser: Parser) -> None:
    _office_file(parser)
    parser.add_argument(
        "daftar", metavar="UNIT.csv", type=_file, help=tr("daftar unit, CSV atau XLSX")
    )
    _operator(parser)


def _for_survey(parser: Parser) -> None:
    _office_file(parser)
    parser.add_argument("aksi", choices=("baru",), help=tr("baru: membuat survei"))
    parser.add_argument("--unit", metavar="KODE", required=True, help=tr("kode unit"))
    _year(parser, required=True)
    parser.add_argument(
        "--periode",
        required=True,
        help=tr("tahunan, semester-1, triwulan-2, bulan-6, atau 2026-06-01..2026-06-30"),
    )
    parser.add_argument(
        "--instrumen", metavar="KUNCI", required=True, help=tr("lihat daftar di bawah")
    )
    parser.add_argument(
        "--bersama",
        metavar="KUNCI",
        action="append",
        default=[],
        help=tr("instrumen lain pada kertas yang sama; boleh diulang"),
    )
    parser.epilog = list_of_instruments()
    parser.add_argument("--populasi", metavar="N", type=int, help=tr("jumlah pengguna layanan"))
    parser.add_argument(
        "--aturan-sampel",
        choices=("rumus", "tabel"),
        default="rumus",
        help=tr("sampel minimal menurut rumus, atau baris tabel berikutnya"),
    )
    parser.add_argument(
        "--bobot", choices=("1/N", "0.111", "0.11"), default="1/N", help=tr("bobot setiap unsur")
    )
    _operator(parser)


def _for_instruments(parser: Parser) -> None:
    from app.cli.instrument_arguments import add_deeds

    _office_file(parser)
    _operator(add_deeds(parser, _file, _deed))


def _for_recap(parser: Parser) -> None:
    _office_file(parser)
    _year(parser)
    _survey(parser)
    parser.add_argument("--format", choices=FORMATS, default="", help=tr("bentuk keluaran"))
    _target(parser, "F", required=False)
    together(parser)


def _for_result(parser: Parser) -> None:
    _office_file(parser)
    parser.add_argument("survei", metavar="SURVEI", help=tr("kode survei"))
    parser.add_argument(
        "--ke",
        metavar="TUJUAN",
        type=_file,
        required=True,
        help=tr("berkas .xlsx (semua tabel), .csv (satu tabel), atau folder (satu CSV per tabel)"),
    )
    parser.add_argument(
        "--tabel",
        metavar="NAMA",
        action="append",
        default=[],
        help=tr("hanya tabel ini, misalnya unsur, tren, atau lembar; boleh berulang"),
    )
    parser.add_argument(
        "--dengan-lembar", action="store_true", help=tr("sertakan data setiap lembar, tanpa saran")
    )
    parser.add_argument(
        "--sel-kecil",
        choices=("sembunyikan", "gabungkan", "tandai"),
        default="sembunyikan",
        help=tr("kelompok di bawah lima responden"),
    )


def _for_report(parser: Parser) -> None:
    _office_file(parser)
    _survey(parser)
    _year(parser)
    add_wishes(parser)
    _target(parser, "F.pdf|.docx|.xlsx")


def _for_forms(parser: Parser) -> None:
    from app.cli.form_arguments import add_numbers

    _office_file(parser)
    _survey(parser)
    add_numbers(parser)
    _target(parser, "F.pdf")
    _operator(parser)


def _for_export(parser: Parser) -> None:
    _office_file(parser)
    _survey(parser)
    parser.add_argument(
        "--dengan-saran", action="store_true", help=tr("sertakan saran yang ditulis responden")
    )
    parser.add_argument(
        "--semua",
        action="store_true",
        help=tr("semua survei yang berisi lembar, satu paket setiap survei, ke dalam folder"),
    )
    _year(parser)
    _target(parser, "PAKET.sqlite|FOLDER")
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )
    _operator(parser)


def _for_foreign_recap(parser: Parser) -> None:
    parser.add_argument(
        "rekap", metavar="REKAP", type=_file, help=tr("rekap IKM beberapa unit, CSV atau XLSX")
    )
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )
    parser.add_argument(
        "--benar",
        metavar="TANDA.csv",
        type=_file,
        help=tr("temuan yang sudah diperiksa dan benar, dengan alasannya"),
    )


def _for_follow_up(parser: Parser) -> None:
    _office_file(parser)
    parser.add_argument("survei", metavar="SURVEI", help=tr("kode survei"))
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )


def _for_verification(parser: Parser) -> None:
    archive.survey_place(parser)
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )


def _for_backup(parser: Parser) -> None:
    _office_file(parser)
    _target(parser, "F")


COMMANDS: dict[str, Command] = {
    "contoh": Command(tr("membuat berkas kantor dengan data contoh"), for_sample, "sample:sample"),
    "baru": Command(tr("membuat berkas kantor"), _for_new, "office:new"),
    "impor-unit": Command(
        tr("mengambil daftar unit dari tabel"), _for_unit_list, "office:import_units"
    ),
    "survei": Command(tr("membuat survei"), _for_survey, "office:new_survey"),
    "instrumen": Command(
        tr("menampilkan, menulis, dan mengambil instrumen"),
        _for_instruments,
        "instruments:list_all",
    ),
    "impor": Command(tr("mengambil jawaban dari tabel"), for_answers, "answers:import_answers"),
    "rekap": Command(tr("menampilkan indeks setiap survei"), _for_recap, "figures:recap"),
    "hasil": Command(tr("menulis semua tabel hasil sebuah survei"), _for_result, "figures:result"),
    "laporan": Command(tr("menulis laporan"), _for_report, "reports:report"),
    "kuesioner": Command(
        tr("mencetak kuesioner kosong, bernomor atau tidak"), _for_forms, "forms:print_forms"
    ),
    "tindak-lanjut": Command(
        tr("menampilkan rencana tindak lanjut dan realisasinya"),
        _for_follow_up,
        "follow_up:follow_up",
    ),
    "verifikasi": Command(
        tr("menampilkan ketelitian dan kecepatan setiap petugas"),
        _for_verification,
        "verification:verification",
    ),
    "ekspor": Command(tr("menulis paket survei untuk kota"), _for_export, "files:export"),
    "gabung": Command(
        tr("menggabung paket unit ke berkas ini"), city.for_merge, "consolidation:merge"
    ),
    "paket": Command(
        tr("menampilkan paket yang sudah digabung, atau membatalkan satu"),
        city.for_packages,
        "consolidation:packages",
    ),
    "konflik": Command(
        tr("menampilkan perbedaan antarpaket dan memutuskannya"),
        city.for_conflicts,
        "consolidation:conflicts",
    ),
    "konsolidasi": Command(
        tr("menampilkan unit × periode, dan menetapkan periode final"),
        city.for_consolidation,
        "consolidation:consolidation",
    ),
    "paket-kantor": Command(
        tr("menulis paket kantor: daftar unit dan ketentuan survei untuk kantor-kantor"),
        city.for_office_package,
        "sending_down:send",
    ),
    "impor-paket-kantor": Command(
        tr("mengambil paket kantor dari kota"), city.for_taking, "sending_down:take"
    ),
    "terbitkan": Command(
        tr("menerbitkan semua survei ke PostgreSQL atau Parquet"), for_publishing, "publish:publish"
    ),
    "periksa": Command(tr("memeriksa keutuhan berkas"), _office_file, "files:check"),
    "periksa-rekap": Command(
        tr("memeriksa kewajaran rekap IKM"), _for_foreign_recap, "plausibility:check_recap"
    ),
    "impor-rekap": Command(
        tr("mengambil rekap angka jadi sebagai angka yang dilaporkan"),
        for_reported,
        "reported:take_reported",
    ),
    "impor-capaian": Command(
        tr("mengambil tabel indikator atau program"),
        performance.for_import,
        "capaian:import_capaian",
    ),
    "capaian": Command(
        tr("menampilkan capaian kinerja"), performance.for_capaian, "capaian:capaian"
    ),
    "periksa-capaian": Command(
        tr("memeriksa kewajaran capaian"), performance.for_checks, "capaian:check_capaian"
    ),
    "kunci-capaian": Command(
        tr("mengunci capaian satu tahun"), performance.for_lock, "capaian:lock"
    ),
    "buka-kunci-capaian": Command(
        tr("membuka kunci capaian satu tahun"), performance.for_lock, "capaian:unlock"
    ),
    "ikk": Command(tr("menampilkan indikator kinerja kunci"), performance.for_ikk, "capaian:ikk"),
    "cadangkan": Command(tr("menulis salinan cadangan"), _for_backup, "files:back_up"),
    "kunci": Command(tr("mengunci survei"), archive.for_lock, "archive:lock"),
    "buka-kunci": Command(tr("membuka kunci survei"), archive.for_lock, "archive:unlock"),
    "musnahkan": Command(
        tr("memusnahkan lembar survei terkunci"), archive.for_destruction, "archive:destroy"
    ),
    "berita-acara": Command(
        tr("menulis berita acara sebagai PDF"), archive.for_minutes, "archive:write_minutes"
    ),
}
