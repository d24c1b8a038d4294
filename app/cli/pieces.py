"""Pieces of command lines that several commands take."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.parser import Parser

    Handler = Callable[[argparse.Namespace], int]

SURVEY, PERFORMANCE = "survei", "kinerja"
"""What a sample office may hold: a kelurahan with its survey, a city with its performance."""


def file_path(text: str) -> Path:
    """Return the path that a word of the command line names; raise where it names no file."""
    path = Path(text) if text.strip() else Path("/")
    path = path if path.name else path.absolute()
    if not path.name:
        raise argparse.ArgumentTypeError(tr("nama berkas belum disebutkan."))
    return path


def day(text: str) -> date:
    """Return the day that a word names, as ``2026-04-30``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            tr("{teks} bukan tanggal; tulis seperti 2026-04-30.", teks=text)
        ) from None


def office_file(parser: Parser) -> None:
    """Take the office file."""
    parser.add_argument("berkas", metavar="FILE", type=file_path, help=tr("berkas kantor"))


def operator(parser: Parser) -> None:
    """Take who works."""
    parser.add_argument(
        "--petugas", metavar="NAMA", default="", help=tr("nama yang dicatat dalam log")
    )


def target(parser: Parser, name: str, *, required: bool = True) -> None:
    """Take the file that is written."""
    parser.add_argument(
        "--keluaran",
        metavar=name,
        type=file_path,
        required=required,
        help=tr("berkas yang ditulis"),
    )


def survey(parser: Parser, *, required: bool = False) -> None:
    """Take the code of a survey."""
    parser.add_argument(
        "--survei", metavar="KODE", default="", required=required, help=tr("kode survei")
    )


def year(parser: Parser, *, required: bool = False) -> None:
    """Take a year."""
    parser.add_argument(
        "--tahun", metavar="T", type=int, required=required, help=tr("tahun survei")
    )


def deed(place: str) -> Handler:
    """Return what runs ``module:function`` under app.cli, imported when it runs."""
    module, _, function = place.partition(":")

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        handler: Handler = getattr(import_module(f"app.cli.{module}"), function)
        return handler(arguments)

    return run
