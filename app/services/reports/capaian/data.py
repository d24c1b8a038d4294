"""What the reports on performance are made of, collected once and then only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.errors import InputError
from app.services.capaian.checks.finding import CapaianRule
from app.services.reports.collecting import require_office, signatory
from app.services.reports.document import Footer
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from app.models.entered import Entered
    from app.models.unit import Office, Official
    from app.services.capaian.checks.finding import CapaianFinding
    from app.services.capaian.history import IndikatorHistory
    from app.services.capaian.narratives import IndikatorNarrative, Sentence
    from app.services.capaian.programs import OfficePrograms
    from app.services.capaian.sentences import Topic
    from app.services.capaian.year import YearFigures
    from app.services.reports.kinds import About, Options
    from app.services.session import Session

_DIFFERENCES = frozenset(
    {
        CapaianRule.ANGKA_TAK_SESUAI,
        CapaianRule.RATA_KELURAHAN_TAK_SESUAI,
        CapaianRule.PAGU_TAK_SESUAI_BARIS,
        CapaianRule.REALISASI_TAK_SESUAI_BARIS,
    }
)
"""Rules that hold what was written against what follows from the data."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who prints a report on a year and who signs it."""

    office: Office
    office_name: str
    official: Official | None
    place: str
    signed_on: date
    footer: Footer


@dataclass(frozen=True, slots=True)
class CapaianData:
    """A frozen view of one year."""

    head: Head
    figures: YearFigures
    histories: Mapping[int, IndikatorHistory]
    targets: Mapping[int, Mapping[int, Entered]]
    """Indikator → year → target of the RPJMD."""
    narratives: Mapping[int, IndikatorNarrative]
    sentences: Mapping[Topic, Sentence]
    """The sentence under each table."""
    differences: tuple[CapaianFinding, ...]
    """Where something written differs from what follows from the data."""

    @property
    def year(self) -> int:
        """The year of the targets."""
        return self.figures.number

    @property
    def source(self) -> str:
        """The line that says where the figures are from."""
        return source_line(self.figures, self.head.office_name)


@dataclass(frozen=True, slots=True)
class UnitData:
    """The programs of one perangkat daerah in a year."""

    head: Head
    figures: YearFigures
    programs: OfficePrograms

    @property
    def year(self) -> int:
        """The year of the targets."""
        return self.figures.number

    @property
    def source(self) -> str:
        """The line that says where the figures are from."""
        return source_line(self.figures, self.programs.perangkat_daerah)


def source_line(figures: YearFigures, office: str) -> str:
    """Return what the year states as its source, or the office itself."""
    stated = figures.year.source.strip()
    said = stated or tr("{kantor}, tahun {tahun}", kantor=office, tahun=figures.number)
    return tr("Sumber: {sumber}", sumber=said)


def collect_capaian(session: Session, about: About, options: Options, at: datetime) -> CapaianData:
    """Read a year. Raises InputError where the file has no office, or nothing of that year."""
    capaian = session.capaian
    figures = _figures(session, about.year)
    targets: dict[int, dict[int, Entered]] = {one.indikator.id: {} for one in figures.indikator}
    for target in session.store.capaian.rpjmd_targets.all():
        if target.indikator_id in targets:
            targets[target.indikator_id][target.year] = target.target
    return CapaianData(
        head=_head(session, options, at),
        figures=figures,
        histories=capaian.histories(about.year),
        targets=targets,
        narratives=capaian.narratives.of_year(about.year),
        sentences={one.topic: one for one in capaian.narratives.table_sentences(about.year)},
        differences=tuple(
            one for one in capaian.checks.of_year(about.year) if one.rule in _DIFFERENCES
        ),
    )


def collect_unit(session: Session, about: About, options: Options, at: datetime) -> UnitData:
    """Read the programs of a perangkat daerah. Raises InputError where it has none."""
    figures = _figures(session, about.year)
    wanted = plain(about.perangkat_daerah)
    found = [one for one in figures.offices if plain(one.perangkat_daerah) == wanted]
    if not found:
        raise InputError(
            tr(
                "{unit} tidak punya baris program tahun {tahun}.",
                unit=about.perangkat_daerah or tr("Kantor ini"),
                tahun=about.year,
            ),
            next=tr("Isi atau impor dahulu baris programnya."),
        )
    return UnitData(_head(session, options, at), figures, found[0])


def _figures(session: Session, year: int) -> YearFigures:
    figures = session.capaian.figures(year)
    if not figures.indikator and not figures.programs:
        raise InputError(
            tr("Belum ada capaian tahun {tahun}.", tahun=year),
            next=tr("Isi atau impor dahulu indikator dan programnya."),
        )
    return figures


def _head(session: Session, options: Options, at: datetime) -> Head:
    store, signing = session.store, options.signing
    office = require_office(store)
    return Head(
        office=office,
        office_name=store.units.get(office.unit_id).name,
        official=signatory(store, signing),
        place=office.place if signing.place is None else signing.place,
        signed_on=signing.day or at.date(),
        footer=Footer(__version__, at, "", tr("setengah ke atas"), store.log.head().short),
    )
