"""What the command that writes reports takes beside the file, the survey and the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.pieces import day
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def add_wishes(parser: Parser) -> None:
    """Add which report is wanted, who signs it, and what is left out or chosen."""
    parser.add_argument("--jenis", required=True, help=tr("jenis laporan"))
    parser.add_argument(
        "--unit", metavar="KODE", default="", help=tr("kode unit, untuk laporan satu unit")
    )
    parser.add_argument("--tempat", metavar="NAMA", help=tr("tempat penandatanganan"))
    parser.add_argument(
        "--tanggal", metavar="TTTT-BB-HH", type=day, help=tr("tanggal penandatanganan")
    )
    parser.add_argument(
        "--pejabat", metavar="NAMA", default="", help=tr("nama atau jabatan penanda tangan")
    )
    parser.add_argument(
        "--tanpa",
        metavar="BAGIAN",
        action="append",
        default=[],
        help=tr("bagian yang tidak dicetak; boleh berulang"),
    )
    parser.add_argument(
        "--pilihan",
        metavar="KUNCI=NILAI",
        action="append",
        default=[],
        help=tr("pilihan laporan itu; boleh berulang"),
    )
