"""The commands by which a city sends down what its offices need, and an office takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_note, open_to_read, open_to_write
from app.cli.terminal import say
from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.sending_down.service import Taking


def send(arguments: Namespace) -> int:
    """Write an office package."""
    with open_to_note(arguments.berkas, arguments.petugas) as session:
        chosen = [session.surveys.find(code) for code in arguments.survei]
        surveys = chosen or session.sending_down.usually_sent()
        package = session.sending_down.send(arguments.ke, surveys)
    say(
        tr(
            "Paket kantor ditulis ke {berkas}: {unit} unit, {layanan} layanan, {survei} ketentuan"
            " survei, {instrumen} instrumen, {pejabat} pejabat.",
            berkas=arguments.ke,
            unit=len(package.units),
            layanan=len(package.services),
            survei=len(package.definitions),
            instrumen=len(package.instruments),
            pejabat=len(package.officials),
        )
    )
    return 0


def take(arguments: Namespace) -> int:
    """Take an office package, or say what that would do."""
    if arguments.pratinjau:
        with open_to_read(arguments.berkas) as session:
            taking = session.sending_down.look(arguments.paket, arguments.unit)
        if taking.needs_unit:
            raise InputError(taking.sentence, next=tr("Sebutkan kode unit Anda dengan --unit."))
        _tell(taking)
        return 0
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        taking, _ = session.sending_down.take(arguments.paket, arguments.unit)
    _tell(taking)
    return 0


def _tell(taking: Taking) -> None:
    for sentence in (*taking.changes, *taking.remarks):
        say(sentence)
    say(taking.sentence)
