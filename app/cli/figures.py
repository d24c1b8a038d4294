"""The commands that show and print figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, require_free_target
from app.cli.outputs import format_of
from app.cli.terminal import say, shows_every_sign, write
from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.recap.service import RecapRow


def recap(arguments: Namespace) -> int:
    """Show every survey with its figures, or write them to a file."""
    if arguments.kota:
        return _city(arguments)
    target: Path | None = arguments.keluaran
    kind = format_of(arguments.format, target)
    with open_to_read(arguments.berkas) as session:
        survey = session.surveys.find(arguments.survei) if arguments.survei else None
        rows = session.recaps.rows(arguments.tahun, survey)
        if target is None:
            write(_text(kind, rows, ascii_only=not shows_every_sign()))
        else:
            _write_file(require_free_target(target), kind, rows)
            say(tr("Rekap ditulis ke {berkas}.", berkas=target))
    return 0


def _city(arguments: Namespace) -> int:
    """Show the figures of all units together."""
    from app.services.city import formats
    from app.services.city.sections import Grouping, usual_grouping

    kind = arguments.format or "tabel"
    if kind not in {"tabel", "json"} or arguments.keluaran or arguments.survei:
        raise InputError(
            tr("Rekap --kota ditampilkan sebagai tabel atau json, untuk semua survei setahun."),
            next=tr("Untuk berkas, pakai puas laporan --jenis rekap."),
        )
    if arguments.tahun is None:
        raise InputError(
            tr("Tahun rekap --kota belum disebutkan."), next=tr("Sebutkan dengan --tahun.")
        )
    with open_to_read(arguments.berkas) as session:
        year = session.city.of_year(arguments.tahun)
        trend = session.city.trend(arguments.tahun, year.instrument.key)
    grouping = Grouping(arguments.kelompok) if arguments.kelompok else usual_grouping(year)
    if kind == "json":
        write(formats.as_json(year, trend, grouping, ascii_only=not shows_every_sign()))
    else:
        write(formats.as_text(year, trend, grouping))
    return 0


def _text(kind: str, rows: list[RecapRow], *, ascii_only: bool = False) -> str:
    from app.services.recap import formats, text

    if kind == "json":
        return formats.as_json(rows, ascii_only=ascii_only)
    return formats.as_csv(rows) if kind == "csv" else text.as_text(rows)


def _write_file(target: Path, kind: str, rows: list[RecapRow]) -> None:
    from app.services.files import write_whole
    from app.services.recap.formats import as_xlsx

    write_whole(target, as_xlsx(rows) if kind == "xlsx" else _text(kind, rows).encode())


def result(arguments: Namespace) -> int:
    """Write the tables of a survey's result."""
    from app.services.results.crosstab import SmallCells
    from app.services.results.result_tables import Wish

    target: Path = require_free_target(arguments.ke)
    wish = Wish(
        small=SmallCells(arguments.sel_kecil),
        tables=tuple(arguments.tabel),
        raw=arguments.dengan_lembar,
    )
    with open_to_read(arguments.berkas) as session:
        survey = session.surveys.find(arguments.survei)
        files = session.result_tables.write(survey.id, target, wish)
        waiting = session.saran.printable(survey.id).sentence
    for path in files:
        say(tr("Hasil ditulis ke {berkas}.", berkas=path))
    for sentence in (waiting, survey.notice):
        if sentence:
            say(sentence)
    return 0
