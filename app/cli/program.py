"""Run one command line: exit code 0 done, 1 refused or something found, 2 wrong usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, parse
from app.cli.terminal import complain, finish, prepare_streams
from app.errors import PuasError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Do what the command line says and return the exit code.

    What a person can act on is one sentence on stderr; anything else that fails is a bug and is
    raised to the caller.
    """
    prepare_streams()
    try:
        code = _run(argv)
    except BrokenPipeError:
        code = DONE
    except PuasError as error:
        complain(error.sentence)
        code = REFUSED
    return max(code, finish())


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = parse(argv)
    except UsageError as error:
        complain(error.usage)
        complain(error.sentence)
        return WRONG_USAGE
    return DONE if arguments is None else arguments.run(arguments)
