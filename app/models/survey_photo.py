"""Photos that show how a survey was carried out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurveyPhoto:
    """A picture of a survey at work, encoded anew: it holds nothing but its pixels."""

    survey_id: int
    position: int
    caption: str
    image: bytes
    width: int
    height: int
    id: int = 0
    uuid: str = ""
    revision: int = 0
