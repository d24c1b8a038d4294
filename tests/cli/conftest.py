"""Commands run within the test, with their exit code and what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.cli import main
from app.services.sample.service import create_sample
from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENGLISH = ("usage:", "error:", "argument ", "required", "invalid", "Traceback", "unrecognized")


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


@pytest.fixture
def puas(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command; whatever it says must be Indonesian."""

    def run(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(part) for part in argv])
        out, err = capsys.readouterr()
        assert not [word for word in ENGLISH if word in out + err]
        assert bool(err) == (code != 0)
        return Ran(code, out, err)

    return run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return an office file with the sample data."""
    path = tmp_path / "contoh.sqlite"
    session = create_sample(path)
    assert isinstance(session, Session)
    session.store.close()
    return path
