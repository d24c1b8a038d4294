"""The words that an office puts in place of those that the program ships for its reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportText:
    """A text of a report in the office's own words, with named fields such as ``{unit}``.

    ``key`` is that of the shipped text; without a record the shipped one is printed.
    """

    key: str
    text: str
    id: int = 0
    uuid: str = ""
    revision: int = 0
