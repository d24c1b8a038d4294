"""What the command about instruments takes: its three deeds, each with arguments of its own."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from app.cli.parser import Parser


_WIDTH, _INDENT = 78, " " * 6


def list_of_instruments() -> str:
    """Return what the help says of each instrument."""
    from app.services.instruments.reading import shipped_instruments
    from app.services.surveys.explaining import instrument_explanation

    lines = [tr("instrumen:")]
    for instrument in shipped_instruments():
        lines.append(f"  {instrument.key}")
        explanation = instrument_explanation(instrument)
        lines += textwrap.wrap(
            explanation, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
        )
    return "\n".join(lines)


def add_deeds(
    parser: Parser,
    file: Callable[[str], Path],
    deed_at: Callable[[str], Callable[[argparse.Namespace], int]],
) -> Parser:
    """Add list, export and import to ``parser``; return the parser of the one that writes."""
    deeds = parser.add_subparsers(
        dest="aksi",
        required=True,
        metavar="AKSI",
        prog="puas instrumen FILE",
        help=tr("daftar, ekspor KUNCI BERKAS.toml, atau impor BERKAS.toml"),
    )

    def deed(name: str, summary: str, place: str) -> Parser:
        made: Parser = deeds.add_parser(name, description=summary)
        made.set_defaults(run=deed_at(f"instruments:{place}"))
        return made

    deed("daftar", tr("menampilkan semua instrumen dan rancangan"), "list_all")
    export = deed("ekspor", tr("menulis instrumen sebagai berkas TOML"), "export")
    export.add_argument("kunci", metavar="KUNCI", help=tr("kunci instrumen"))
    export.add_argument("keluaran", metavar="BERKAS.toml", type=file, help=tr("yang ditulis"))
    export.add_argument("--nomor-versi", metavar="N", type=int, help=tr("biasanya yang terbaru"))
    take = deed("impor", tr("mengambil instrumen dari berkas TOML"), "take")
    take.add_argument("instrumen", metavar="BERKAS.toml", type=file, help=tr("yang diambil"))
    return take
