"""Make tests/data/released/v6.sqlite anew: the file of version 5, upgraded, with what was added.

    .venv/bin/python -m tests.support.released_v6

Only before version 6 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.services.photos import accepted_photo
from app.services.session import Session
from tests.support.photos import photo
from tests.support.released_v2 import RELEASED

WORDS = "Kami berterima kasih kepada {unit}."


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v5.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        fill(session)
        session.store.close()
        shutil.copyfile(path, RELEASED / "v6.sqlite")


def fill(session: Session) -> None:
    """Put one text in own words, and add a photo of the first survey."""
    survey = session.store.surveys.all()[0]
    session.report_texts.save("kata_pengantar", WORDS)
    session.documentation.add(survey.id, [accepted_photo(photo(64, 40), "loket.jpg")])
    (kept,) = session.documentation.photos(survey.id)
    session.documentation.caption(kept, "Loket pelayanan")


if __name__ == "__main__":
    main()
