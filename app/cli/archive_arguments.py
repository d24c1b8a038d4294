"""What the commands of lock and archive take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import pieces
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def survey_place(parser: Parser) -> None:
    """Take the file and a survey in it."""
    pieces.office_file(parser)
    parser.add_argument("survei", metavar="SURVEI", help=tr("kode survei"))


def for_lock(parser: Parser) -> None:
    """Take who locks and why."""
    survey_place(parser)
    parser.add_argument("--oleh", metavar="NAMA", default="", help=tr("siapa yang melakukannya"))
    parser.add_argument("--alasan", metavar="TEKS", required=True, help=tr("sebabnya"))
    parser.add_argument("--nomor", default="", help=tr("nomor surat berita acaranya"))
    pieces.operator(parser)


def for_destruction(parser: Parser) -> None:
    """Take what proves that destruction is meant."""
    for_lock(parser)
    parser.add_argument(
        "--konfirmasi", metavar="KODE", required=True, help=tr("kode survei, diketik sekali lagi")
    )
    parser.add_argument(
        "--saksi", metavar="NAMA", action="append", default=[], help=tr("saksi; boleh diulang")
    )
    parser.add_argument(
        "--hapus-cadangan",
        action="store_true",
        help=tr("hapus juga cadangan Puas yang masih memuat lembarnya"),
    )


def for_minutes(parser: Parser) -> None:
    """Take where minutes are written."""
    survey_place(parser)
    parser.add_argument(
        "--ke",
        metavar="FOLDER",
        type=pieces.file_path,
        required=True,
        help=tr("folder yang sudah ada"),
    )
