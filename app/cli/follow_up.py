"""The command that lists plans and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read
from app.cli.terminal import shows_every_sign, write

if TYPE_CHECKING:
    from argparse import Namespace


def follow_up(arguments: Namespace) -> int:
    """Show the plans of a survey and those of the period before."""
    from app.services.follow_up import formats

    with open_to_read(arguments.berkas) as session:
        survey = session.surveys.find(arguments.survei)
        shown = session.follow_up.of(survey.id)
        if arguments.format == "json":
            write(formats.as_json(shown, ascii_only=not shows_every_sign()))
        else:
            write(formats.as_text(shown))
    return 0
