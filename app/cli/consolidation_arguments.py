"""What the commands of a city take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import pieces
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def for_merge(parser: Parser) -> None:
    """Take packages or folders of them."""
    pieces.office_file(parser)
    parser.add_argument(
        "paket",
        metavar="PAKET",
        nargs="+",
        type=pieces.file_path,
        help=tr("berkas paket, atau folder yang berisi paket"),
    )
    parser.add_argument(
        "--pratinjau", action="store_true", help=tr("hanya katakan apa yang akan terjadi")
    )
    parser.add_argument(
        "--petakan",
        metavar="KODE=UNIT",
        action="append",
        default=[],
        type=_mapping,
        help=tr("kode unit di dalam paket adalah unit ini; diingat, boleh diulang"),
    )
    parser.add_argument(
        "--unit-baru", action="store_true", help=tr("tambahkan unit yang belum dikenal")
    )
    _format(parser)
    pieces.operator(parser)


def for_packages(parser: Parser) -> None:
    """Take what is listed, or the package that is taken out."""
    pieces.office_file(parser)
    parser.add_argument("--semua", action="store_true", help=tr("juga yang sudah dibatalkan"))
    parser.add_argument(
        "--batalkan", metavar="NO", type=int, help=tr("keluarkan lagi seluruh paket ini")
    )
    _reason(parser)
    _format(parser)
    pieces.operator(parser)


def for_conflicts(parser: Parser) -> None:
    """Take what is listed, or the conflict that is decided."""
    pieces.office_file(parser)
    pieces.year(parser)
    _period(parser)
    parser.add_argument("--semua", action="store_true", help=tr("juga yang sudah diputuskan"))
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument(
        "--putuskan", metavar="KODE", default="", help=tr("perbedaan yang diputuskan")
    )
    deed.add_argument("--cabut", metavar="KODE", default="", help=tr("putusan yang dicabut"))
    deed.add_argument(
        "--nomor-seperti-usulan",
        action="store_true",
        help=tr("putuskan semua nomor kembar: isi yang sama satu kertas, yang lain dua kertas"),
    )
    parser.add_argument(
        "--pilih", metavar="A|B|semua", default="", help=tr("sisi yang dihitung, atau semua")
    )
    _reason(parser)
    _format(parser)
    pieces.operator(parser)


def for_consolidation(parser: Parser) -> None:
    """Take the year that is shown, or the period that is final."""
    pieces.office_file(parser)
    pieces.year(parser)
    parser.add_argument(
        "--indeks", metavar="IKM", default="", help=tr("indeks yang ditampilkan: IKM, IPKP, IPAK")
    )
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument(
        "--final", metavar="PERIODE", default="", help=tr("tetapkan periode ini final")
    )
    deed.add_argument("--buka", metavar="PERIODE", default="", help=tr("buka periode yang final"))
    deed.add_argument(
        "--pesan", action="store_true", help=tr("tulis pesan untuk unit yang belum mengirim")
    )
    _period(parser)
    _reason(parser)
    _format(parser)
    pieces.operator(parser)


def for_office_package(parser: Parser) -> None:
    """Take where the office package goes, and which surveys are its definitions."""
    pieces.office_file(parser)
    parser.add_argument(
        "--ke", metavar="PAKET", required=True, type=pieces.file_path, help=tr("paket yang ditulis")
    )
    parser.add_argument(
        "--survei",
        metavar="KODE",
        action="append",
        default=[],
        help=tr("survei kantor ini yang menjadi ketentuan; boleh berulang (tahun terbaru)"),
    )
    pieces.operator(parser)


def for_taking(parser: Parser) -> None:
    """Take an office package, and who the office is where its code does not say so."""
    pieces.office_file(parser)
    parser.add_argument(
        "paket", metavar="PAKET", type=pieces.file_path, help=tr("paket kantor dari kota")
    )
    parser.add_argument(
        "--unit", metavar="KODE", default="", help=tr("kode kantor ini di daftar kota")
    )
    parser.add_argument(
        "--pratinjau", action="store_true", help=tr("hanya katakan apa yang akan terjadi")
    )
    pieces.operator(parser)


def _mapping(text: str) -> tuple[str, str]:
    code, sign, unit = text.rpartition("=")
    if not (sign and code.strip() and unit.strip()):
        raise argparse.ArgumentTypeError(tr("tulis seperti kode-di-paket=kode-unit."))
    return code.strip(), unit.strip()


def _period(parser: Parser) -> None:
    parser.add_argument(
        "--periode", metavar="PERIODE", default="", help=tr("misalnya tahunan atau triwulan-2")
    )


def _reason(parser: Parser) -> None:
    parser.add_argument("--alasan", metavar="TEKS", default="", help=tr("sebabnya"))


def _format(parser: Parser) -> None:
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )
