"""Values of elements that are typed or pasted, and IKK as a whole, each deed with its way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.entered import Entered
from app.models.ikk import IkkValue
from app.services.capaian.edits import BlockRefusedError, CellProblem, Typing, expected_value
from app.services.capaian.structure import NAME_LIMIT
from app.services.capaian.taking_back import take_back
from app.services.capaian.typed import NotAValue, read_value
from app.services.capaian.yearly import require_open, require_year
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.ikk import Ikk, IkkElement
    from app.models.store.store import Store
    from app.services.ikk.service import IkkService

VALUE, SOURCE = "value", "source"


@dataclass(frozen=True, slots=True)
class ElementCell:
    """A cell of an element: ``column`` is VALUE or SOURCE."""

    element_id: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ValuesEdited:
    """What a block changed: (before, after) of each value; one that is new has id 0 before."""

    values: tuple[tuple[IkkValue, IkkValue], ...] = ()


@dataclass(frozen=True, slots=True)
class IkkSaved:
    """An IKK with its elements before (None: it is new) and after."""

    before: tuple[Ikk, tuple[IkkElement, ...]] | None
    after: Ikk


def read_element(column: str, text: str, satuan: str, typing: Typing) -> Entered | NotAValue:
    """Return what a text is in a cell of an element."""
    if column == SOURCE:
        line = clean_line(text, NAME_LIMIT + 1)
        return NotAValue(tr("terlalu panjang")) if len(line) > NAME_LIMIT else Entered(line)
    return read_value(text, expected_value(typing, is_money=False, satuan=satuan))


class IkkEdits:
    """Edits IKK for a screen."""

    def __init__(self, store: Store, service: IkkService) -> None:
        self._store = store
        self._records = store.ikk
        self._service = service

    def enter(
        self, year: int, cells: Sequence[ElementCell], typing: Typing
    ) -> tuple[ValuesEdited, Changes]:
        """Take a block, all of it or nothing; raises BlockRefusedError."""
        require_open(self._store, require_year(year))
        before: dict[int, IkkValue] = {}
        for cell in cells:
            found = self._records.values.all(year=year, element_id=cell.element_id)
            before[cell.element_id] = found[0] if found else IkkValue(cell.element_id, year)
        wanted = self._read(cells, dict(before), typing)
        with self._store.transaction():
            saved = tuple(
                (before[key], self._records.values.save(one))
                for key, one in wanted.items()
                if one != before[key]
            )
        return ValuesEdited(saved), capaian_changed(year) if saved else NOTHING

    def undo(self, edited: ValuesEdited) -> Changes:
        """Take a block back. Raises InputError where something of it was changed since."""
        with self._store.transaction():
            for old, new in edited.values:
                take_back(self._records.values, old, new)
        return capaian_changed(*{new.year for _, new in edited.values})

    def save(self, ikk: Ikk, elements: Sequence[IkkElement]) -> tuple[IkkSaved, Changes]:
        """Keep an IKK with exactly these elements; raises as ``IkkService.save`` does."""
        before = None
        if ikk.id:
            known = self._records.elements.all(ikk_id=ikk.id)
            before = (self._records.indikator.get(ikk.id), tuple(known))
        saved, _, changes = self._service.save(ikk, elements)
        return IkkSaved(before, saved), changes

    def undo_save(self, saved: IkkSaved) -> Changes:
        """Take back what was saved; elements that were taken out come back as new ones."""
        found = self._records.indikator.all(uuid=saved.after.uuid)
        now = found[0] if found else saved.after
        if saved.before is None:
            return self._service.delete(now)[1]
        ikk, elements = saved.before
        there = {one.id: one for one in self._records.elements.all(ikk_id=now.id)}
        again = [
            replace(one, revision=there[one.id].revision) if one.id in there else replace(one, id=0)
            for one in elements
        ]
        return self._service.save(replace(ikk, id=now.id, revision=now.revision), again)[2]

    def _read(
        self, cells: Sequence[ElementCell], made: dict[int, IkkValue], typing: Typing
    ) -> dict[int, IkkValue]:
        problems: list[CellProblem] = []
        for place, cell in enumerate(cells):
            satuan = self._records.elements.get(cell.element_id).satuan
            value = read_element(cell.column, cell.text, satuan, typing)
            if isinstance(value, NotAValue):
                problems.append(CellProblem(place, cell.text, value.reason))
            elif cell.column == SOURCE:
                made[cell.element_id] = replace(made[cell.element_id], source=value.text)
            else:
                made[cell.element_id] = replace(made[cell.element_id], value=value)
        if problems:
            raise BlockRefusedError(problems)
        return made
