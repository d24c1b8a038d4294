"""The command that checks somebody's recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.terminal import complain, say, shows_every_sign, write

if TYPE_CHECKING:
    from argparse import Namespace


def check_recap(arguments: Namespace) -> int:
    """Check a recap by every rule; 1 when anything was found."""
    from app.services.plausibility import formats
    from app.services.plausibility.marked_file import read_marks
    from app.services.plausibility.service import check_file

    marks = read_marks(arguments.benar) if arguments.benar else {}
    checked = check_file(arguments.rekap).with_marks(marks)
    if arguments.format == "json":
        write(formats.as_json(checked.findings, ascii_only=not shows_every_sign()))
    else:
        write(formats.as_text(checked))
    if checked.findings:
        complain(formats.summary(checked))
        return 1
    if arguments.format != "json":
        say(formats.summary(checked))
    return 0
