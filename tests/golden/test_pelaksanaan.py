"""The report of the sample office, word by word and page by page.

Write the expected text anew, and read what changed:

    .venv/bin/python -m tests.golden.test_pelaksanaan
"""

from __future__ import annotations

import re
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from app.services.reports.kinds import About, Options, Signing
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.sample.service import create_sample
from app.services.session import Session
from tests.services.reports.pages import texts_of

EXPECTED = Path(__file__).parents[1] / "data" / "reports" / "pelaksanaan-contoh.txt"
AT = datetime(2025, 1, 6, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def sample_text(path: Path) -> str:
    """Return the text of every page, without what differs between two files or versions."""
    session = create_sample(path)
    assert isinstance(session, Session)
    survey = session.store.surveys.all()[0]
    options = Options(Signing(day=date(2025, 1, 6)))
    pages = texts_of(session.reports.render(PELAKSANAAN, About(survey.id), options, at=AT))
    session.store.close()
    text = "\n".join(f"== {number}\n{page}" for number, page in enumerate(pages, 1))
    text = re.sub(r"(?: \.)+(?= )", " ..", text)
    return re.sub(r"log \d+-[0-9a-f]{12}", "log #", re.sub(r"Puas \d[\d.]*", "Puas #", text)) + "\n"


def test_the_sample_report_reads_as_expected(tmp_path: Path) -> None:
    assert sample_text(tmp_path / "contoh.puas") == EXPECTED.read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        EXPECTED.write_text(sample_text(Path(folder) / "contoh.puas"), encoding="utf-8")
