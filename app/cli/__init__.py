"""The commands: thin, over services (architecture §6)."""

from app.cli.program import main

__all__ = ["main"]
