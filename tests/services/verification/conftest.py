from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.verification import VerificationOffice, verification_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Iterator[VerificationOffice]:
    made = verification_office(tmp_path / "kantor.puas", 6)
    yield made
    made.session.store.close()
