"""What was achieved in a year: values of indikator and program rows, narrative, the year itself."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.models.entered import BLANK, Entered
from app.models.target import Arah, Rumus


class LinkKind(StrEnum):
    """Where the realisasi of an indikator comes from."""

    NONE = ""
    SURVEY = "survei"
    UNIT = "tahun unit"
    CITY = "IKM pemerintah daerah"


@dataclass(frozen=True, slots=True)
class IndikatorYear:
    """The values of an indikator in one year.

    ``target`` is that of the perjanjian kinerja, ``revised_target`` that of its perubahan.
    ``typed`` are figures that a file gave as computed, by their key. A link takes the place of
    ``realisasi``, which stays; ``frozen`` is what the link gave when the year was locked.
    """

    indikator_id: int
    year: int
    target: Entered = BLANK
    revised_target: Entered = BLANK
    realisasi: Entered = BLANK
    provisional: bool = False
    reused_year: int | None = None
    national: Entered = BLANK
    pagu: Entered = BLANK
    realisasi_anggaran: Entered = BLANK
    typed: Mapping[str, Any] = field(default_factory=dict)
    link: LinkKind = LinkKind.NONE
    link_survey_id: int | None = None
    link_unit_id: int | None = None
    frozen: Entered = BLANK
    frozen_source: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0

    @property
    def target_in_force(self) -> Entered:
        """The latest target of the perjanjian kinerja."""
        return self.target if self.revised_target.is_blank else self.revised_target


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """One program row; year, perangkat daerah, program, kelurahan and indikator are its key.

    ``indikator_id`` is the indikator of a sasaran that it stands under. Until that one is in the
    file, ``no_sasaran`` and ``indikator_sasaran`` say which it is.
    """

    year: int
    position: int
    perangkat_daerah: str
    program: str
    indikator: str
    kelurahan: str = ""
    indikator_id: int | None = None
    no_sasaran: str = ""
    indikator_sasaran: str = ""
    satuan: str = ""
    arah: Arah = Arah.UP
    rumus: Rumus = Rumus.RATIO
    target: Entered = BLANK
    realisasi: Entered = BLANK
    pagu: Entered = BLANK
    realisasi_anggaran: Entered = BLANK
    typed: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Narrative:
    """What is written about an indikator in a year.

    ``sentences`` are those that somebody changed: key of the sentence → its text and the computed
    one it was made from (``{"text": …, "basis": …}``).
    """

    indikator_id: int
    year: int
    definisi: str = ""
    faktor_pendukung: str = ""
    faktor_penghambat: str = ""
    penyebab: str = ""
    upaya: str = ""
    tindak_lanjut: str = ""
    sentences: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class CapaianYear:
    """A year as a whole.

    ``rating`` maps the words of the rating table to their exclusive lower bounds, the lowest to an
    empty text; empty it is the table of Permendagri 86/2017. ``capped`` prints no capaian above
    100 %. ``source`` is the line under the tables; ``sentences`` as in a narrative.
    """

    year: int
    locked: bool = False
    capped: bool = False
    rating: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    sentences: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class CapaianMark:
    """A finding about a year that somebody checked and found right."""

    year: int
    finding: str
    reason: str
    operator: str
    id: int = 0
    uuid: str = ""
    revision: int = 0
