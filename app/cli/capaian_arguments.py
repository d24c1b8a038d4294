"""What the commands about performance take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.pieces import file_path, office_file, operator, target
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser

FORMATS = ("tabel", "csv", "json", "xlsx")
KINDS = ("indikator", "program")
SIGNS = ("titik", "koma")


def for_import(parser: Parser) -> None:
    """Take a table of indikator or of program rows."""
    office_file(parser)
    parser.add_argument(
        "data", metavar="DATA", type=file_path, help=tr("tabel capaian, CSV, XLSX, atau ODS")
    )
    _year(parser)
    parser.add_argument(
        "--desimal", choices=SIGNS, required=True, help=tr("tanda desimal angka di berkas itu")
    )
    parser.add_argument(
        "--desimal-kolom",
        metavar="KOLOM=TANDA",
        action="append",
        default=[],
        type=_column_sign,
        help=tr("tanda desimal satu kolom yang lain sendiri, misalnya pagu=koma; boleh diulang"),
    )
    parser.add_argument(
        "--ribuan",
        metavar="KOLOM",
        action="append",
        default=[],
        help=tr("kolom bukan rupiah yang angkanya memakai pemisah ribuan; boleh diulang"),
    )
    parser.add_argument("--jenis", choices=KINDS, default="", help=tr("isi baris-barisnya"))
    parser.add_argument(
        "--pratinjau", action="store_true", help=tr("hanya tampilkan apa yang akan dilakukan")
    )
    operator(parser)


def for_capaian(parser: Parser) -> None:
    """Take a year and the form in which it is shown."""
    office_file(parser)
    _year(parser)
    parser.add_argument("--format", choices=FORMATS, default="", help=tr("bentuk keluaran"))
    parser.add_argument(
        "--jenis",
        choices=KINDS,
        default="indikator",
        help=tr("apa yang ditampilkan dalam tabel atau CSV"),
    )
    target(parser, "F", required=False)


def for_lock(parser: Parser) -> None:
    """Take a year that is locked or opened, and why."""
    office_file(parser)
    _year(parser)
    parser.add_argument("--alasan", metavar="TEKS", required=True, help=tr("sebabnya"))
    operator(parser)


def for_ikk(parser: Parser) -> None:
    """Take a year and the form in which its IKK are shown."""
    office_file(parser)
    _year(parser)
    parser.add_argument(
        "--format", choices=("tabel", "json", "xlsx"), default="", help=tr("bentuk keluaran")
    )
    target(parser, "F", required=False)


def for_checks(parser: Parser) -> None:
    """Take a year that is checked."""
    office_file(parser)
    _year(parser)
    parser.add_argument(
        "--format", choices=("tabel", "json"), default="tabel", help=tr("bentuk keluaran")
    )


def _year(parser: Parser) -> None:
    parser.add_argument("--tahun", metavar="T", type=int, required=True, help=tr("tahun capaian"))


def _column_sign(text: str) -> tuple[str, str]:
    column, _, sign = text.partition("=")
    if not column.strip() or sign not in SIGNS:
        raise argparse.ArgumentTypeError(
            tr("{teks} tidak dapat dibaca; tulis seperti pagu=koma.", teks=text)
        )
    return column.strip(), sign
