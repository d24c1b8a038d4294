"""Keeps IKK, their elements and the values of those."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.ikk import Ikk, IkkElement, IkkValue
from app.services.capaian.edits import expected_value
from app.services.capaian.structure import MOST_DECIMALS, NAME_LIMIT
from app.services.capaian.typed import NotAValue, read_value
from app.services.capaian.values import DEFAULT_TYPING
from app.services.capaian.yearly import require_open, require_year
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.ikk.expression import read_formula
from app.services.ikk.figures import ElementFigures, IkkFigures, ikk_figures
from app.services.text import clean_line, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.services.capaian.edits import Typing
    from app.services.ikk.edits import IkkEdits

SYMBOL_LIMIT = 60
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class RemovedIkk:
    """An IKK that was deleted with its elements and their values, to be put back."""

    ikk: Ikk
    elements: tuple[IkkElement, ...]
    values: tuple[IkkValue, ...]


class IkkService:
    """Indikator kinerja kunci of an open file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records = store.ikk

    def figures(self, year: int) -> tuple[IkkFigures, ...]:
        """Return the IKK in use, and those that have values in the year, in their order."""
        values = {one.element_id: one for one in self._records.values.all(year=year)}
        elements: dict[int, list[ElementFigures]] = {}
        for one in self._records.elements.all():
            held = values.get(one.id) or IkkValue(one.id, year)
            elements.setdefault(one.ikk_id, []).append(ElementFigures(one, held))
        return tuple(
            ikk_figures(ikk, own)
            for ikk in self._records.indikator.all()
            for own in [elements.get(ikk.id, [])]
            if ikk.active or any(held.value.id for held in own)
        )

    @cached_property
    def edits(self) -> IkkEdits:
        """Cells, blocks and whole IKK, each deed with its way back."""
        from app.services.ikk.edits import IkkEdits

        return IkkEdits(self._store, self)

    def years(self) -> list[int]:
        """Return the years that have values, the latest first."""
        return sorted({one.year for one in self._records.values.all()}, reverse=True)

    def save(
        self, ikk: Ikk, elements: Sequence[IkkElement]
    ) -> tuple[Ikk, tuple[IkkElement, ...], Changes]:
        """Keep an IKK (id 0 is new) with exactly these elements.

        Raises FormulaError with the place of what cannot be read or is no element, InputError for
        other things that cannot be, and StorageError where a locked year hangs on it.
        """
        ikk, wanted = self._accepted(ikk), [_accepted_element(one) for one in elements]
        symbols = [one.symbol for one in wanted]
        if len(set(symbols)) < len(symbols):
            raise InputError(
                tr("Dua elemen memakai lambang yang sama."),
                next=tr("Beri setiap elemen lambangnya sendiri."),
            )
        read_formula(ikk.formula).require_known(frozenset(symbols))
        with self._store.transaction():
            if not ikk.id:
                others = self._records.indikator.all()
                last = max((one.position for one in others), default=-1)
                ikk = replace(ikk, position=1 + last)
            saved = self._records.indikator.save(ikk)
            kept = self._save_elements(saved, wanted)
        return saved, kept, self._changes()

    def delete(self, ikk: Ikk) -> tuple[RemovedIkk, Changes]:
        """Delete an IKK with its elements and values; what is returned can be put back."""
        changes = self._changes()
        elements = self._records.elements.all(ikk_id=ikk.id)
        values = [v for one in elements for v in self._records.values.all(element_id=one.id)]
        with self._store.transaction():
            for value in values:
                self._records.values.delete(value)
            for element in elements:
                self._records.elements.delete(element)
            self._records.indikator.delete(ikk)
        return RemovedIkk(ikk, tuple(elements), tuple(values)), changes

    def put_back(self, removed: RemovedIkk) -> Changes:
        """Undo ``delete``."""
        with self._store.transaction():
            again = self._records.indikator.save(replace(removed.ikk, id=0))
            for element in removed.elements:
                new = self._records.elements.save(replace(element, id=0, ikk_id=again.id))
                for value in removed.values:
                    if value.element_id == element.id:
                        self._records.values.save(replace(value, id=0, element_id=new.id))
        return self._changes()

    def enter(
        self,
        year: int,
        element_id: int,
        text: str,
        source: str | None = None,
        typing: Typing = DEFAULT_TYPING,
    ) -> tuple[IkkValue, Changes]:
        """Keep the value of an element in a year, with the office that gave it.

        Without a source the one before stays. Raises InputError for a text that is no value.
        """
        require_open(self._store, require_year(year))
        element = self._records.elements.get(element_id)
        expected = expected_value(typing, is_money=False, satuan=element.satuan)
        value = read_value(text, expected)
        if isinstance(value, NotAValue):
            raise InputError(
                tr(
                    "“{isi}” tidak dapat dipakai untuk elemen {nama}: {sebab}.",
                    isi=clean_line(text, _SHOWN),
                    nama=element.symbol,
                    sebab=value.reason,
                ),
                next=tr("Betulkan isinya atau nyatakan tanda desimal yang lain."),
            )
        found = self._records.values.all(year=year, element_id=element_id)
        old = found[0] if found else IkkValue(element_id, year)
        kept = old.source if source is None else fitting_line(source, tr("Sumber"), NAME_LIMIT)
        wanted = replace(old, value=value, source=kept)
        if wanted == old:
            return old, NOTHING
        return self._records.values.save(wanted), capaian_changed(year)

    def _save_elements(self, ikk: Ikk, wanted: Sequence[IkkElement]) -> tuple[IkkElement, ...]:
        known = {one.id: one for one in self._records.elements.all(ikk_id=ikk.id)}
        for old in known.values():
            if old.id not in {one.id for one in wanted}:
                if self._records.values.all(element_id=old.id):
                    raise InputError(
                        tr("Elemen {nama} punya nilai, jadi tidak dihapus.", nama=old.symbol),
                        next=tr("Kosongkan rumusnya dari elemen itu, tetapi biarkan elemennya."),
                    )
                self._records.elements.delete(old)
        saved = []
        for place, one in enumerate(wanted):
            new = replace(one, ikk_id=ikk.id, position=place)
            saved.append(new if known.get(one.id) == new else self._records.elements.save(new))
        return tuple(saved)

    def _accepted(self, ikk: Ikk) -> Ikk:
        number = required_line(ikk.number, tr("Nomor IKK"), NAME_LIMIT)
        if any(one.id != ikk.id for one in self._records.indikator.all(number=number)):
            raise InputError(
                tr("Nomor IKK {nomor} sudah ada.", nomor=number), next=tr("Pakai nomor lain.")
            )
        if not 0 <= ikk.decimals <= MOST_DECIMALS:
            raise InputError(
                tr("{n} angka desimal tidak dapat dicetak.", n=ikk.decimals),
                next=tr("Isi 0 sampai 12."),
            )
        return replace(
            ikk,
            number=number,
            name=required_line(ikk.name, tr("Nama IKK"), NAME_LIMIT),
            formula=required_line(ikk.formula, tr("Rumus"), NAME_LIMIT),
            urusan=fitting_line(ikk.urusan, tr("Urusan"), NAME_LIMIT),
            satuan=fitting_line(ikk.satuan, tr("Satuan")),
        )

    def _changes(self) -> Changes:
        return capaian_changed(*self.years())


def _accepted_element(element: IkkElement) -> IkkElement:
    symbol = required_line(element.symbol, tr("Lambang elemen"), SYMBOL_LIMIT)
    if "[" in symbol or "]" in symbol:
        raise InputError(
            tr("Lambang {nama} memuat kurung siku.", nama=symbol),
            next=tr("Pakai huruf, angka, spasi, dan garis bawah saja."),
        )
    return replace(
        element,
        symbol=symbol,
        name=required_line(element.name, tr("Nama elemen"), NAME_LIMIT),
        satuan=fitting_line(element.satuan, tr("Satuan")),
        source=fitting_line(element.source, tr("Sumber"), NAME_LIMIT),
    )
