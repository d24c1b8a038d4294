"""What is said wherever the sheets of a destroyed survey would be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.texts import tr

if TYPE_CHECKING:
    from app.models.survey import Survey


def destroyed_sentence(survey: Survey) -> str:
    """Return what is said wherever sheets would be shown that are not there any more."""
    if survey.destroyed_on is None:
        return ""
    return tr(
        "Lembarnya telah dimusnahkan pada {tanggal}; yang tinggal hanya hitungan gabungan.",
        tanggal=long_date(survey.destroyed_on),
    )
