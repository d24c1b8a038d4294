"""The command that shows what a verification found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read
from app.cli.terminal import shows_every_sign, write
from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace


def verification(arguments: Namespace) -> int:
    """Show the figures of a survey's verification by clerk."""
    from app.services.verification import formats

    with open_to_read(arguments.berkas) as session:
        survey = session.surveys.find(arguments.survei)
        figures = session.verification.figures(survey.id)
    if figures is None:
        raise InputError(
            tr("Survei {kode} belum pernah diverifikasi.", kode=survey.code),
            next=tr("Buat rencananya di layar Verifikasi."),
        )
    if arguments.format == "json":
        write(formats.as_json(figures, ascii_only=not shows_every_sign()))
    else:
        write(formats.as_text(figures))
    return 0
