"""The command without a name: the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def show(arguments: Namespace) -> int:
    """Open the window, on a file and a screen where they are named."""
    from app.views.application import run

    return run(arguments.berkas, arguments.layar)
