"""What the command that takes answers from a table takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.pieces import day, file_path, office_file, operator, survey
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def for_answers(parser: Parser) -> None:
    """Add the files, the survey, and what the office states of the answers."""
    office_file(parser)
    parser.add_argument(
        "jawaban", metavar="JAWABAN", type=file_path, help=tr("jawaban, CSV, XLSX, atau ODS")
    )
    survey(parser, required=True)
    parser.add_argument(
        "--lembar",
        metavar="NAMA",
        default="",
        help=tr("lembar kerja XLSX atau ODS yang dibaca, bila bukan yang pertama"),
    )
    parser.add_argument(
        "--tanggal",
        metavar="TTTT-BB-HH",
        type=day,
        help=tr("tanggal lembar yang tidak menyebutkannya"),
    )
    parser.add_argument(
        "--lainnya",
        action="store_true",
        help=tr("isi di luar pilihan dicatat sebagai Lainnya, bila pilihan itu ada"),
    )
    operator(parser)
