"""What commands take that concern a city: its recaps, its sample, and where to publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.pieces import PERFORMANCE, SURVEY, file_path, office_file, operator, year
from app.texts import tr

if TYPE_CHECKING:
    from app.cli.parser import Parser


def for_sample(parser: Parser) -> None:
    """Take the file of a sample office, or the folder of a sample city."""
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument(
        "berkas", metavar="FILE", nargs="?", type=file_path, help=tr("berkas kantor contoh")
    )
    place.add_argument(
        "--kota",
        metavar="FOLDER",
        type=file_path,
        help=tr("folder baru untuk kota contoh: berkas kota dan satu paket per unit"),
    )
    parser.add_argument(
        "--bila-belum-ada",
        action="store_true",
        help=tr("biarkan berkas yang sudah ada dan selesai tanpa keberatan"),
    )
    parser.add_argument(
        "--isi",
        choices=(SURVEY, PERFORMANCE),
        default=SURVEY,
        help=tr("isi FILE: kelurahan dengan surveinya, atau kota dengan capaian kinerjanya"),
    )


def for_reported(parser: Parser) -> None:
    """Take a recap, its year, and how far to go with it."""
    office_file(parser)
    parser.add_argument(
        "rekap", metavar="REKAP", type=file_path, help=tr("rekap angka jadi, CSV, XLSX, atau ODS")
    )
    year(parser)
    parser.add_argument(
        "--padankan",
        metavar="NAMA=KODE",
        action="append",
        default=[],
        help=tr("nama di rekap adalah unit berkode ini; boleh diulang"),
    )
    deeds = parser.add_mutually_exclusive_group()
    deeds.add_argument(
        "--pratinjau", action="store_true", help=tr("hanya tampilkan apa yang akan dilakukan")
    )
    deeds.add_argument(
        "--batalkan", action="store_true", help=tr("buang lagi angka yang berasal dari rekap ini")
    )
    operator(parser)


def together(parser: Parser) -> None:
    """Let the recap take all units together."""
    parser.add_argument(
        "--kota",
        action="store_true",
        help=tr("angka semua unit bersama: rata-rata, kelompok, peringkat, tren; perlu --tahun"),
    )
    parser.add_argument(
        "--kelompok",
        choices=("jenis", "induk", "rekap", "tanpa"),
        default="",
        help=tr("yang membentuk kelompok unit pada --kota"),
    )


def for_publishing(parser: Parser) -> None:
    """Take where a file is published."""
    office_file(parser)
    parser.add_argument(
        "--ke",
        metavar="TUJUAN",
        required=True,
        help=tr("postgresql://pengguna@server/basisdata, folder Parquet, atau naskah .sql"),
    )
    parser.add_argument(
        "--gantikan",
        action="store_true",
        help=tr("isi berkas ini berlaku, juga bila yang terbit lebih baru atau dari berkas lain"),
    )
    operator(parser)
