"""The command that prints questionnaires to be filled in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write, require_free_target, survey_of
from app.cli.terminal import say
from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.services.blank_forms.service import PrintedForms
    from app.services.session import Session


def print_forms(arguments: Namespace) -> int:
    """Write sheets with the wanted numbers as PDF, or one sheet without a number."""
    target: Path = require_free_target(arguments.keluaran)
    if target.suffix.lower() != ".pdf":
        raise InputError(
            tr("Kuesioner hanya dapat ditulis sebagai PDF, bukan {nama}.", nama=target.name),
            next=tr("Beri nama berkas yang berakhir dengan .pdf."),
        )
    numbered = (arguments.dari, arguments.sampai, arguments.jumlah) != (None, None, None)
    if numbered:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            printed = _print(session, arguments, target, numbered=True)
    else:
        with open_to_read(arguments.berkas) as session:
            printed = _print(session, arguments, target, numbered=False)
    _tell(printed, target)
    return 0


def _print(session: Session, arguments: Namespace, target: Path, *, numbered: bool) -> PrintedForms:
    from app.services.blank_forms.numbering import numbers_of
    from app.services.blank_forms.service import print_forms as print_sheets

    survey = survey_of(session, arguments.survei)
    forms, numbers = session.blank_forms, None
    if numbered:
        given = forms.state(survey.id).given
        numbers = numbers_of(arguments.dari, arguments.sampai, arguments.jumlah, given)
    printed = print_sheets(forms.job(survey.id, numbers, again=arguments.cetak_ulang))
    forms.keep(printed, target)
    return printed


def _tell(printed: PrintedForms, target: Path) -> None:
    say(
        tr(
            "{isi} ({hal} halaman setiap lembar) ditulis ke {berkas}.",
            isi=printed.words,
            hal=printed.pages,
            berkas=target,
        )
    )
