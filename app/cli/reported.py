"""The command that takes a recap of finished figures over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write
from app.cli.terminal import complain, say, write
from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.reported.preview import ReportedPreview
    from app.services.session import Session


def take_reported(arguments: Namespace) -> int:
    """Take a recap over, show what it would do, or take its figures away again."""
    from app.services.reported import formats

    if arguments.pratinjau:
        with open_to_read(arguments.berkas) as session:
            preview = _preview(session, arguments)
        write(formats.preview_text(preview))
        return _refused(preview)
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        preview = _preview(session, arguments)
        if arguments.batalkan:
            return _withdraw(session, preview)
        if preview.refused:
            return _refused(preview)
        result, _ = session.reported.take(preview)
    for sentence in (*formats.similar_text(preview), *formats.skipped_text(preview)):
        say(sentence)
    say(formats.findings_text(preview))
    say(formats.result_text(preview, result))
    return 0


def _preview(session: Session, arguments: Namespace) -> ReportedPreview:
    choices = dict(_pair(text) for text in arguments.padankan)
    return session.reported.preview(arguments.rekap, arguments.tahun, choices)


def _pair(text: str) -> tuple[str, str]:
    name, equal, code = text.rpartition("=")
    if not (equal and name.strip() and code.strip()):
        raise InputError(
            tr("Padanan “{isi}” tidak dapat dibaca.", isi=text),
            next=tr("Tulis --padankan “nama di rekap=KODE”."),
        )
    return name.strip(), code.strip()


def _refused(preview: ReportedPreview) -> int:
    from app.services.reported import formats

    if not preview.refused:
        return 0
    for sentence in formats.refused_text(preview):
        complain(sentence)
    complain(
        tr(
            "{n} dari {semua} angka ditolak, jadi tidak satu pun diambil. Perbaiki barisnya, lalu"
            " impor sekali lagi.",
            n=len(preview.refused),
            semua=len(preview.lines),
        )
    )
    return 1


def _withdraw(session: Session, preview: ReportedPreview) -> int:
    count, _ = session.reported.withdraw(preview, tr("impor rekap dibatalkan"))
    if not count:
        raise InputError(
            tr("Tidak ada angka dari {berkas} di berkas ini.", berkas=preview.file_name),
            next=tr("Pilih rekap yang dahulu diimpor, tanpa perubahan."),
        )
    say(
        tr(
            "{n} angka dari {berkas} dibuang; unit dan layanannya tetap ada.",
            n=count,
            berkas=preview.file_name,
        )
    )
    return 0
