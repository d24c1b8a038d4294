"""What a kind of report is: what it is about, what may be chosen, how it comes into being.

A new kind is a ``ReportKind`` in the module of its contents and one line in ``registry``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from app.services.reports.document import Report
    from app.services.session import Session

Data = TypeVar("Data")


class Subject(StrEnum):
    """What a report is about; it says which fields of ``About`` are set."""

    SURVEY = "survei"
    """``survey_id``."""
    UNIT_YEAR = "unit dan tahun"
    """``unit_id`` and ``year``."""
    YEAR = "tahun"
    """``year``: everything that the file holds of it."""
    CAPAIAN = "tahun capaian"
    """``year`` of the targets."""
    CAPAIAN_UNIT = "perangkat daerah dan tahun capaian"
    """``year`` of the targets, and ``perangkat_daerah`` as its program rows name it."""
    MINUTES = "berita acara"
    """``minutes_id``, and the ``survey_id`` that they speak of."""


@dataclass(frozen=True, slots=True)
class About:
    """Of whom and when a report speaks; what its subject does not need is 0 or blank."""

    survey_id: int = 0
    unit_id: int = 0
    year: int = 0
    minutes_id: int = 0
    perangkat_daerah: str = ""


class Format(StrEnum):
    """The files that a report is written to; the value is the suffix without its point."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def suffix(self) -> str:
        """The end of the name of such a file."""
        return f".{self.value}"

    @property
    def label(self) -> str:
        """The name as shown on a button."""
        return {Format.PDF: tr("PDF"), Format.DOCX: tr("Word"), Format.XLSX: tr("Excel")}[self]

    @property
    def filter(self) -> str:
        """The filter of a dialog that asks for the file."""
        return {
            Format.PDF: tr("Dokumen PDF (*.pdf)"),
            Format.DOCX: tr("Dokumen Word (*.docx)"),
            Format.XLSX: tr("Buku kerja Excel (*.xlsx)"),
        }[self]


@dataclass(frozen=True, slots=True)
class Part:
    """A section that somebody may leave out of a report."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that is chosen for a report, such as how weights are disclosed."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]
    """(key, words) of each value; the first is taken where nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Place, date and signatory chosen for one report; what is None comes from the office."""

    place: str | None = None
    day: date | None = None
    official_id: int | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen for one report."""

    signing: Signing = field(default_factory=Signing)
    without: frozenset[str] = frozenset()
    """Keys of the parts that are left out."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Key of a choice → key of its value."""

    def has(self, part: str) -> bool:
        """Say whether a part is printed."""
        return part not in self.without

    def value_of(self, choice: Choice) -> str:
        """Return the key of the chosen value, or of the usual one."""
        known = [key for key, _ in choice.values]
        chosen = self.chosen.get(choice.key, "")
        return chosen if chosen in known else known[0]


@dataclass(frozen=True)  # without slots: a generic class keeps its type there
class ReportKind(Generic[Data]):
    """One kind of report. ``key`` is the word of the command ``laporan --jenis``.

    ``collect`` reads the store and belongs to its thread; ``build`` makes blocks of what it
    returned, without reading anything, on any thread. ``name_of`` names the file of one report.
    """

    key: str
    label: str
    subject: Subject
    collect: Callable[[Session, About, Options, datetime], Data]
    build: Callable[[Data, Options], Report]
    name_of: Callable[[Data], str]
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX, Format.XLSX)
    parts: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_signed: bool = True
    """Whether place, date and signatory are asked for."""
