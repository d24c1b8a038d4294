"""A sheet that is in one survey of its paper only is told, and is no damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.checks.service import FindingKind
from tests.support.paper_office import office_with_paper

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_part_is_told(tmp_path: Path) -> None:
    session, paper = office_with_paper(tmp_path / "kantor.puas", sheets=3)
    assert session.checks.run().findings == ()
    sheet = session.store.sheets.by_number(paper.surveys[2].id, 2)
    assert sheet is not None
    session.store.sheets.delete(sheet)
    report = session.checks.run()
    (finding,) = report.findings
    assert (finding.kind, finding.numbers) == (FindingKind.PAPER, (2,))
    assert paper.surveys[2].code in finding.text
    assert report.is_sound
    session.store.close()
