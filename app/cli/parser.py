"""An argument parser that speaks Indonesian and never ends the program by itself."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable


class UsageError(Exception):
    """A command line that cannot be understood."""

    def __init__(self, sentence: str, usage: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.usage = usage.rstrip()


class Parser(argparse.ArgumentParser):
    """Argument parser with Indonesian help and errors. ``error`` raises UsageError."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._positionals.title = tr("isian")
        self._optionals.title = tr("pilihan")
        self.add_argument(
            "-h", "--bantuan", "--help", action="help", help=tr("tampilkan bantuan ini")
        )

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        raise UsageError(in_indonesian(message), self.format_usage())


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - its types are private to argparse
        super().add_usage(usage, actions, groups, prefix or tr("Pemakaian: "))


def in_indonesian(message: str) -> str:
    """Return what argparse says in Indonesian; one sentence for whatever it may say one day."""
    place = ""
    if match := re.match(r"argument (?P<name>.+?): (?P<rest>.*)", message, re.DOTALL):
        place, message = tr("{isian}: ", isian=match["name"]), match["rest"]
    for pattern, sentence in _SENTENCES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return place + sentence(*match.groups())
    if place:  # our own converters speak Indonesian already
        return place + message
    return tr("Susunan perintah ini tidak dikenal; lihat --bantuan.")


_SENTENCES: tuple[tuple[str, Callable[..., str]], ...] = (
    (
        r"the following arguments are required: (.*)",
        lambda names: tr("Yang belum disebutkan: {daftar}.", daftar=names),
    ),
    (
        r"one of the arguments (.*) is required",
        lambda names: tr("Sebutkan salah satu dari: {daftar}.", daftar=names.replace(" ", ", ")),
    ),
    (r"unrecognized arguments: (.*)", lambda names: tr("Tidak dikenal: {daftar}.", daftar=names)),
    (
        r"invalid choice: (.*?) \(choose from (.*)\)",
        lambda value, known: tr(
            "{nilai} tidak dikenal; pilihannya {daftar}.",
            nilai=value.replace("'", ""),
            daftar=known.replace("'", ""),
        ),
    ),
    (r"expected .*", lambda: tr("nilainya belum disebutkan.")),
    (
        r"invalid int value: (.*)",
        lambda value: tr("{nilai} bukan bilangan bulat.", nilai=value.replace("'", "")),
    ),
    (
        r"not allowed with argument (.*)",
        lambda name: tr("tidak dapat dipakai bersama {lain}.", lain=name),
    ),
    (
        r"ignored explicit argument (.*)",
        lambda value: tr("pilihan ini tidak memakai nilai {nilai}.", nilai=value),
    ),
)
