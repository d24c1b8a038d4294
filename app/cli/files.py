"""The commands about the file itself: packages, soundness, backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write, survey_of
from app.cli.terminal import complain, say
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path


def export(arguments: Namespace) -> int:
    """Write a survey as a package for the city."""
    target: Path = arguments.keluaran
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        survey = survey_of(session, arguments.survei)
        exported = session.exports.export_package(survey, target, with_saran=arguments.dengan_saran)
        manifest = exported.manifest
        say(
            tr(
                "Paket nomor {nomor} dari survei {kode} ditulis ke {berkas} dan dibaca ulang:"
                " {n} lembar, SHA-256 isi {hash}.",
                nomor=manifest.number,
                kode=manifest.survey_code,
                berkas=target,
                n=indonesian(manifest.sheets, 0),
                hash=manifest.content_sha256,
            )
        )
        if manifest.with_saran:
            say(tr("Saran responden ikut di dalamnya."))
        else:
            say(tr("Saran responden tidak disertakan (--dengan-saran menyertakannya)."))
        if survey.notice:
            say(survey.notice)
    return 0


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
