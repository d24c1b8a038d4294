"""The commands about performance: take tables over, show a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write
from app.cli.outputs import format_of, list_problems, write_output
from app.cli.terminal import complain, say, shows_every_sign, write
from app.services.capaian.edits import Typing
from app.services.capaian.imports.columns import ImportKind, Stated
from app.services.capaian.typed import Separator
from app.services.imports.problems import ImportRefusedError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.capaian.imports.preview import CapaianPreview
    from app.services.capaian.year import YearFigures


def import_capaian(arguments: Namespace) -> int:
    """Take a table over, all of it or nothing, or only say what would be done."""
    kind = ImportKind(arguments.jenis) if arguments.jenis else None
    opened = (
        open_to_read(arguments.berkas)
        if arguments.pratinjau
        else open_to_write(arguments.berkas, arguments.petugas)
    )
    with opened as session:
        imports = session.capaian.imports
        preview = imports.preview(arguments.data, arguments.tahun, kind, _stated(arguments))
        if arguments.pratinjau and not preview.problem_count:
            _tell(preview, tr("Akan diambil dari {berkas} ({sumber}):"))
            return 0
        try:
            imports.take(preview)
        except ImportRefusedError as error:
            complain(error.sentence)
            list_problems(error)
            return 1
        _tell(preview, tr("Diambil dari {berkas} ({sumber}):"))
    return 0


def capaian(arguments: Namespace) -> int:
    """Show the capaian of a year, or write it to a file."""
    target: Path | None = arguments.keluaran
    kind = format_of(arguments.format, target)
    with open_to_read(arguments.berkas) as session:
        if kind == "xlsx":
            content = session.capaian.as_xlsx(arguments.tahun)
        else:
            figures = session.capaian.figures(arguments.tahun)
            programs = arguments.jenis == ImportKind.PROGRAM.value
            if target is None:
                write(_text(kind, figures, programs=programs, ascii_only=not shows_every_sign()))
                return 0
            content = _text(kind, figures, programs=programs).encode()
        if target is not None:
            write_output(target, content, tr("Capaian ditulis ke {berkas}."))
    return 0


def check_capaian(arguments: Namespace) -> int:
    """Say what is unusual in a year; 1 when anything waits to be looked at."""
    from app.services.capaian.checks import formats

    with open_to_read(arguments.berkas) as session:
        findings = session.capaian.checks.of_year(arguments.tahun)
    said = formats.summary(findings, arguments.tahun)
    if arguments.format == "json":
        write(formats.as_json(findings, ascii_only=not shows_every_sign()))
    elif findings:
        write(formats.as_text(findings))
    if any(one.waits for one in findings):
        complain(said)
        return 1
    if arguments.format != "json":
        say(said)
    return 0


def lock(arguments: Namespace) -> int:
    """Close the figures of a year."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        session.capaian.yearly.lock(arguments.tahun, arguments.alasan)
        say(tr("Capaian tahun {tahun} terkunci.", tahun=arguments.tahun))
    return 0


def unlock(arguments: Namespace) -> int:
    """Open a locked year."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        session.capaian.yearly.unlock(arguments.tahun, arguments.alasan)
        say(tr("Kunci capaian tahun {tahun} dibuka.", tahun=arguments.tahun))
    return 0


def ikk(arguments: Namespace) -> int:
    """Show the IKK of a year, or write them to a file."""
    from app.services.ikk import formats

    target: Path | None = arguments.keluaran
    kind = format_of(arguments.format, target)
    with open_to_read(arguments.berkas) as session:
        figures = session.ikk.figures(arguments.tahun)
    if kind == "xlsx":
        content = formats.as_xlsx(figures)
    else:
        ascii_only = target is None and not shows_every_sign()
        text = (
            formats.as_json(figures, ascii_only=ascii_only)
            if kind == "json"
            else formats.as_text(figures, arguments.tahun)
        )
        if target is None:
            write(text)
            return 0
        content = text.encode()
    if target is not None:
        write_output(target, content, tr("IKK ditulis ke {berkas}."))
    return 0


def _stated(arguments: Namespace) -> Stated:
    signs = dict(arguments.desimal_kolom)
    columns = {
        key: Typing(Separator(signs.get(key, arguments.desimal)), key in arguments.ribuan)
        for key in {*signs, *arguments.ribuan}
    }
    return Stated(Typing(Separator(arguments.desimal)), columns)


def _text(kind: str, figures: YearFigures, *, programs: bool, ascii_only: bool = False) -> str:
    from app.services.capaian import formats

    if kind == "json":
        return formats.as_json(figures, ascii_only=ascii_only)
    if kind == "csv":
        return formats.as_csv(figures, programs=programs)
    return formats.as_text(figures, programs=programs)


def _tell(preview: CapaianPreview, opening: str) -> None:
    say(opening.format(berkas=preview.file_name, sumber=preview.source))
    names = {ImportKind.INDIKATOR: tr("indikator"), ImportKind.PROGRAM: tr("baris program")}
    for status, count in preview.counts.items():
        if count:
            say(f"  {count} {names[preview.kind]} {status.value}")
    for remark in preview.remarks:
        say(remark)
    if preview.ignored:
        say(tr("Kolom yang tidak dipakai: {daftar}.", daftar=", ".join(preview.ignored)))
