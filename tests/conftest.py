"""What every test stands on: no screen, folders of its own, the bundled fonts, a fixed language."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

# Before anything imports Qt: no window may appear on the screen of whoever runs the tests.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

_HOMES = Path(tempfile.mkdtemp(prefix="puas-tests-"))
_numbers = count(1)
# Also for what is imported or run before the first test.
os.environ["PUAS_HOME"] = str(_HOMES / "0")
gc.disable()
# A busy machine makes one example slow and the next one quick; the limit of the whole test counts.
settings.register_profile("puas", deadline=None)
settings.load_profile("puas")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Give each test empty folders, so that no test sees the settings of another."""
    os.environ["PUAS_HOME"] = str(_HOMES / str(next(_numbers)))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect garbage here and nowhere else: a widget must not end on the thread of a worker."""
    from app.views.garbage import collect_due

    collect_due()


def pytest_unconfigure() -> None:
    """Take the folders of all tests away."""
    shutil.rmtree(_HOMES, ignore_errors=True)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """Return the one application, able to write text on a machine without any font."""
    from PySide6.QtGui import QFontDatabase

    from app.paths import resource

    for font in sorted(resource("fonts").glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0, font
    yield qapp
    qapp.processEvents()
