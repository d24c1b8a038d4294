"""Entering the values of a year: cells and blocks, program rows, links to surveys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.capaian import IndikatorYear, LinkKind, ProgramRow
from app.services.capaian.edits import Block, Cell, Edited, Typing
from app.services.capaian.structure import NAME_LIMIT
from app.services.capaian.taking_back import take_back
from app.services.capaian.yearly import require_open, require_year
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.text import fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.services.capaian.links import Offer
    from app.services.capaian.reading import YearReader

DEFAULT_TYPING = Typing()


class ValuesService:
    """Writes values. A locked year takes none."""

    def __init__(self, store: Store, reader: YearReader) -> None:
        self._store = store
        self._records = store.capaian
        self._reader = reader

    # ------------------------------------------------------------------ cells
    def enter(
        self, year: int, cells: Sequence[Cell], typing: Typing = DEFAULT_TYPING
    ) -> tuple[Edited, Changes]:
        """Take a block of cells of indikator, all of it or nothing; one cell is a block too.

        Raises BlockRefusedError with every cell that does not fit, and InputError for a locked
        year.
        """
        require_open(self._store, require_year(year))
        ids = {cell.row_id for cell in cells}
        before = {one: self.values_of(one, year) for one in ids}
        satuan = {one: self._records.indikator.get(one).satuan for one in ids}
        changed = Block(typing, satuan).values(cells, before)
        if not changed:
            return Edited(), NOTHING
        saved = self._reader.save_values(changed)
        old = tuple(before[one.indikator_id] for one in saved)
        return Edited(old, tuple(saved)), capaian_changed(year)

    def enter_programs(
        self, year: int, cells: Sequence[Cell], typing: Typing = DEFAULT_TYPING
    ) -> tuple[Edited, Changes]:
        """Take a block of cells of program rows, as ``enter`` does."""
        require_open(self._store, year)
        before = {one: self._records.programs.get(one) for one in {c.row_id for c in cells}}
        satuan = {one.id: one.satuan for one in before.values()}
        changed = Block(typing, satuan).programs(cells, before)
        if not changed:
            return Edited(), NOTHING
        saved = self._reader.save_programs(changed)
        return Edited(tuple(before[one.id] for one in saved), tuple(saved)), capaian_changed(year)

    def undo(self, edited: Edited) -> Changes:
        """Take a block back. Raises InputError where something of it was changed since.

        What was changed and taken back meanwhile is as it was, so blocks can be taken back one
        after another, the last first.
        """
        years = {one.year for one in edited.after}
        with self._store.transaction():
            for old, new in zip(edited.before, edited.after, strict=True):
                if isinstance(old, ProgramRow) and isinstance(new, ProgramRow):
                    take_back(self._records.programs, old, new)
                elif isinstance(old, IndikatorYear) and isinstance(new, IndikatorYear):
                    take_back(self._records.values, old, new)
        return capaian_changed(*years)

    def values_of(self, indikator_id: int, year: int) -> IndikatorYear:
        """Return the values of an indikator in a year; without any they are blank, with id 0."""
        found = self._records.values.all(year=year, indikator_id=indikator_id)
        return found[0] if found else IndikatorYear(indikator_id, year)

    def set_provisional(
        self, indikator_id: int, year: int, reused_year: int | None, *, provisional: bool = True
    ) -> tuple[Edited, Changes]:
        """Mark a realisasi as provisional, with the year of the value it reuses if it does."""
        if reused_year is not None and not year - reused_year >= 1:
            raise InputError(
                tr("Nilai sementara tidak dapat memakai nilai tahun {tahun}.", tahun=reused_year),
                next=tr("Sebutkan tahun sebelum {tahun}.", tahun=year),
            )
        return self._change(
            indikator_id,
            year,
            provisional=provisional,
            reused_year=reused_year if provisional else None,
        )

    def propose_targets(self, year: int) -> tuple[Edited, Changes]:
        """Fill every target of the perjanjian kinerja that is blank from the RPJMD."""
        require_open(self._store, year)
        before, after = list[IndikatorYear](), list[IndikatorYear]()
        for one in self._reader.figures(year).indikator:
            if one.target.is_blank and not one.rpjmd_target.is_blank:
                before.append(one.values)
                after.append(replace(one.values, target=one.rpjmd_target))
        if not after:
            return Edited(), NOTHING
        saved = self._reader.save_values(after)
        return Edited(tuple(before), tuple(saved)), capaian_changed(year)

    # ------------------------------------------------------------------ links
    def link_to_survey(
        self, indikator_id: int, year: int, survey_id: int
    ) -> tuple[Edited, Changes]:
        """Let a realisasi follow the IKM of a survey; one of an earlier year is provisional."""
        survey = self._store.surveys.get(survey_id)
        if survey.year > year:
            raise InputError(
                tr("Survei {kode} dari tahun sesudah {tahun}.", kode=survey.code, tahun=year),
                next=tr("Pilih survei tahun itu atau sebelumnya."),
            )
        earlier = survey.year if survey.year < year else None
        return self._change(
            indikator_id,
            year,
            link=LinkKind.SURVEY,
            link_survey_id=survey_id,
            link_unit_id=None,
            provisional=earlier is not None,
            reused_year=earlier,
        )

    def link_to_unit(self, indikator_id: int, year: int, unit_id: int) -> tuple[Edited, Changes]:
        """Let a realisasi follow the IKM of a unit's year, the mean of its periods."""
        self._store.units.get(unit_id)
        return self._change(
            indikator_id, year, link=LinkKind.UNIT, link_unit_id=unit_id, link_survey_id=None
        )

    def link_to_city(self, indikator_id: int, year: int) -> tuple[Edited, Changes]:
        """Let a realisasi follow the consolidated IKM, the mean over units."""
        return self._change(
            indikator_id, year, link=LinkKind.CITY, link_survey_id=None, link_unit_id=None
        )

    def link(self, indikator_id: int, year: int, offer: Offer | None) -> tuple[Edited, Changes]:
        """Let a realisasi follow what ``LinkService.offered`` offers, or what was entered again."""
        if offer is None:
            return self.unlink(indikator_id, year)
        if offer.kind is LinkKind.SURVEY:
            return self.link_to_survey(indikator_id, year, offer.id)
        if offer.kind is LinkKind.UNIT:
            return self.link_to_unit(indikator_id, year, offer.id)
        return self.link_to_city(indikator_id, year)

    def unlink(self, indikator_id: int, year: int) -> tuple[Edited, Changes]:
        """Let the realisasi be what was entered again."""
        return self._change(
            indikator_id, year, link=LinkKind.NONE, link_survey_id=None, link_unit_id=None
        )

    # ------------------------------------------------------------------ program rows
    def save_program(self, row: ProgramRow) -> tuple[ProgramRow, Changes]:
        """Add a program row at the end of its year (id 0) or change one.

        Raises InputError where its key is taken or a part of it is missing.
        """
        require_open(self._store, require_year(row.year))
        row = accepted_program(row)
        rows = self._records.programs.all(year=row.year)
        if any(one.id != row.id and program_key(one) == program_key(row) for one in rows):
            raise InputError(
                tr("Baris program itu sudah ada untuk perangkat daerah dan kelurahan ini."),
                next=tr("Ubah baris yang sudah ada, atau bedakan program atau indikatornya."),
            )
        if row.id:
            return self._reader.save_programs([row])[0], capaian_changed(row.year)
        position = 1 + max((one.position for one in rows), default=-1)
        return self._records.programs.save(replace(row, position=position)), capaian_changed(
            row.year
        )

    def delete_programs(self, rows: Sequence[ProgramRow]) -> tuple[tuple[ProgramRow, ...], Changes]:
        """Delete program rows; what is returned can be put back."""
        for year in {one.year for one in rows}:
            require_open(self._store, year)
        with self._store.transaction():
            for one in rows:
                self._records.programs.delete(one)
        return tuple(rows), capaian_changed(*(one.year for one in rows))

    def put_programs_back(self, rows: Sequence[ProgramRow]) -> Changes:
        """Undo ``delete_programs``."""
        with self._store.transaction():
            for one in rows:
                self._records.programs.save(replace(one, id=0))
        return capaian_changed(*(one.year for one in rows))

    # ------------------------------------------------------------------ parts
    def _change(self, indikator_id: int, year: int, **fields: object) -> tuple[Edited, Changes]:
        require_open(self._store, require_year(year))
        old = self.values_of(indikator_id, year)
        wanted = replace(old, **fields)  # type: ignore[arg-type] # the fields are named above
        if wanted == old:
            return Edited(), NOTHING
        saved = self._reader.save_values([wanted])
        return Edited((old,), tuple(saved)), capaian_changed(year)


def program_key(row: ProgramRow) -> tuple[str, ...]:
    """Return what a program row is known by within its year; capitals do not matter."""
    parts = (row.perangkat_daerah, row.program, row.kelurahan, row.indikator)
    return tuple(" ".join(part.casefold().split()) for part in parts)


def accepted_program(row: ProgramRow) -> ProgramRow:
    """Return a program row with clean texts; raise InputError where one is missing."""
    return replace(
        row,
        perangkat_daerah=required_line(row.perangkat_daerah, tr("Perangkat daerah"), NAME_LIMIT),
        program=required_line(row.program, tr("Program"), NAME_LIMIT),
        indikator=required_line(row.indikator, tr("Indikator program"), NAME_LIMIT),
        kelurahan=fitting_line(row.kelurahan, tr("Kelurahan"), NAME_LIMIT),
        satuan=fitting_line(row.satuan, tr("Satuan")),
        no_sasaran="" if row.indikator_id else row.no_sasaran,
        indikator_sasaran="" if row.indikator_id else row.indikator_sasaran,
    )
