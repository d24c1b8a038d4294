"""The commands about the file itself: packages, soundness, backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write, survey_of
from app.cli.terminal import complain, say, shows_every_sign, write
from app.errors import InputError
from app.paths import is_folder
from app.services.exports.naming import as_json, package_file_name
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.exports.service import Exported


def export(arguments: Namespace) -> int:
    """Write a survey, or all of them, as packages for the city."""
    target: Path = arguments.keluaran
    into_folder = is_folder(target)
    if arguments.semua and not into_folder:
        raise InputError(
            tr("Folder {folder} tidak ada.", folder=target), next=tr("Buat folder itu dahulu.")
        )
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        if arguments.semua:
            surveys = session.exports.sendable(arguments.tahun)
        else:
            surveys = [survey_of(session, arguments.survei, arguments.tahun)]
        written = []
        for survey in surveys:
            path = target / package_file_name(survey) if into_folder else target
            with_saran = arguments.dengan_saran
            exported = session.exports.export_package(survey, path, with_saran=with_saran)
            written.append(exported)
            if arguments.format != "json":
                _tell_exported(exported, survey.notice)
    if arguments.format == "json":
        write(as_json(written, ascii_only=not shows_every_sign()))
    elif not written:
        say(tr("Belum ada survei yang berisi lembar, jadi tidak ada paket yang ditulis."))
    return 0


def _tell_exported(exported: Exported, notice: str) -> None:
    manifest = exported.manifest
    say(
        tr(
            "Paket nomor {nomor} dari survei {kode} ditulis ke {berkas} dan dibaca ulang:"
            " {n} lembar, SHA-256 isi {hash}.",
            nomor=manifest.number,
            kode=manifest.survey_code,
            berkas=exported.path,
            n=indonesian(manifest.sheets, 0),
            hash=manifest.content_sha256,
        )
    )
    if manifest.with_saran:
        say(tr("Saran responden ikut di dalamnya."))
    else:
        say(tr("Saran responden tidak disertakan (--dengan-saran menyertakannya)."))
    if notice:
        say(notice)


def check(arguments: Namespace) -> int:
    """Check an office file; 1 when anything was found."""
    with open_to_read(arguments.berkas) as session:
        report = session.checks.run()
    if not report.findings:
        say(report.sentence)
        return 0
    complain(report.sentence)
    for finding in report.findings:
        say(f"  {finding.text}")
    return 1


def back_up(arguments: Namespace) -> int:
    """Write a complete, checked copy of an office file."""
    target: Path = arguments.keluaran
    with open_to_read(arguments.berkas) as session:
        session.backups.copy_to(target)
    say(tr("Cadangan ditulis ke {berkas} dan diperiksa.", berkas=target))
    return 0
