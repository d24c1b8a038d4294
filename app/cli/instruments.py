"""The command about instruments: which there are, and taking them from office to office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write, require_free_target
from app.cli.terminal import say
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.instruments.listing import InstrumentRow

_WIDTHS = (24, 7)


def list_all(arguments: Namespace) -> int:
    """List every instrument and every draft with what stands on it."""
    with open_to_read(arguments.berkas) as session:
        for row in session.instrument_editor.rows():
            say(_line(row))
    return 0


def export(arguments: Namespace) -> int:
    """Write an instrument as a TOML file."""
    target: Path = arguments.keluaran
    with open_to_read(arguments.berkas) as session:
        row = session.instrument_editor.find(arguments.kunci, arguments.nomor_versi)
        session.instrument_editor.export(row, require_free_target(target))
    named = {"kunci": row.key, "versi": str(row.version)}
    say(tr("Instrumen {kunci} versi {versi} ditulis ke {berkas}.", **named, berkas=target))
    return 0


def take(arguments: Namespace) -> int:
    """Take an instrument from a TOML file."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        taken, _ = session.instrument_editor.import_file(arguments.instrumen)
    named = {"kunci": taken.instrument.key, "versi": str(taken.instrument.version)}
    if taken.is_new:
        say(tr("Instrumen {kunci} versi {versi} masuk dan dapat dipakai survei baru.", **named))
    else:
        say(tr("Instrumen {kunci} versi {versi} sudah ada, jadi dilewati.", **named))
    return 0


def _line(row: InstrumentRow) -> str:
    key, version = _WIDTHS
    about = tr("{sumber}; {survei} survei, {lembar} lembar", **_counts(row))
    if row.draft is not None:
        about = tr("{sumber}; {n} masalah", sumber=row.source.label, n=row.problems)
    return f"{row.key:<{key}} {row.version:<{version}} {row.name} ({about})"


def _counts(row: InstrumentRow) -> dict[str, str]:
    return {
        "sumber": row.source.label,
        "survei": indonesian(row.use.surveys, 0),
        "lembar": indonesian(row.use.sheets, 0),
    }
