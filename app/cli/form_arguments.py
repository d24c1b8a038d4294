"""What the command that prints questionnaires takes beside the file and the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def add_numbers(parser: Parser) -> None:
    """Add which numbers the sheets bear; without any of them one sheet has none."""
    parser.add_argument("--dari", metavar="N", type=int, help=tr("nomor lembar pertama"))
    parser.add_argument("--sampai", metavar="N", type=int, help=tr("nomor lembar terakhir"))
    parser.add_argument(
        "--jumlah", metavar="N", type=int, help=tr("banyaknya lembar, sebagai ganti --sampai")
    )
    parser.add_argument(
        "--cetak-ulang",
        action="store_true",
        help=tr("nomor yang sudah dicetak boleh dicetak lagi, bila lembarnya hilang atau rusak"),
    )
