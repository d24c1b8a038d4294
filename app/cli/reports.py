"""The command that writes reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli.opening import open_to_read, require_free_target, survey_of
from app.cli.terminal import say
from app.errors import InputError
from app.services.reports.kinds import About, Subject
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.reports.kinds import ReportKind
    from app.services.session import Session


def report(arguments: Namespace) -> int:
    """Write a report; the suffix of the file says in which format."""
    from app.services.files import write_whole
    from app.services.reports.registry import report_kind
    from app.services.reports.wishes import format_of, options_of, signing_of

    kind = report_kind(arguments.jenis)
    target: Path = require_free_target(arguments.keluaran)
    form = format_of(kind, target.suffix)
    with open_to_read(arguments.berkas) as session:
        signing = signing_of(session, arguments.tempat, arguments.tanggal, arguments.pejabat)
        options = options_of(kind, signing, arguments.tanpa, arguments.pilihan)
        about = _about(session, kind, arguments)
        write_whole(target, session.reports.render(kind, about, options, form=form))
    say(tr("{laporan} ditulis ke {berkas}.", laporan=kind.label, berkas=target))
    return 0


def _about(session: Session, kind: ReportKind[Any], arguments: Namespace) -> About:
    from app.services.reports.wishes import about_year

    if kind.subject not in (Subject.SURVEY, Subject.MINUTES):
        return about_year(session, kind, arguments.tahun, arguments.unit)
    survey = survey_of(session, arguments.survei, arguments.tahun)
    if kind.subject is Subject.SURVEY:
        return About(survey.id)
    found = session.archive.minutes_of(survey.id)
    if not found:
        raise InputError(
            tr("Survei {kode} belum punya berita acara.", kode=survey.code),
            next=tr("Berita acara dibuat saat survei dikunci, diverifikasi, atau dimusnahkan."),
        )
    return About(survey.id, minutes_id=found[0].id)
