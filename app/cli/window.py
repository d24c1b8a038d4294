"""The command without a name: the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace


def show(arguments: Namespace) -> int:
    """Open the window, on a file and a screen where they are named."""
    if not _has_screen():
        raise InputError(
            tr("Di sini tidak ada layar, jadi jendela Puas tidak dapat dibuka."),
            next=tr("Pakai perintahnya di terminal; daftarnya: puas --bantuan"),
        )
    from app.views.application import run

    return run(arguments.berkas, arguments.layar)


def _has_screen() -> bool:
    """Say whether a window can be shown; without a screen Qt would end the process."""
    if sys.platform in {"win32", "darwin", "cygwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
