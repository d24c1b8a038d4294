"""Rules about what occurs twice: the same values, the same unit, the same answer of everybody."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from app.services.plausibility.finding import Finding, Rule, comma
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from app.services.plausibility.recap import Recap, RecapRow

    Rows = Iterable[RecapRow]

_NAMED = 3
"""How many other rows a sentence names."""
_MANY = 50
"""A cell open to so many rows says nothing about any two of them."""

T = TypeVar("T")


def jawaban_seragam(recap: Recap) -> Iterator[Finding]:
    """Find rows whose unsur all have one value: every respondent the same answer."""
    for row in recap.units:
        if row.uniform:
            value = row.values[0].text
            message = tr(
                "semua {n} unsur bernilai sama, {nilai}; jawaban yang seragam tidak lazim.",
                n=len(row.values),
                nilai=comma(value),
            )
            yield row.finding(Rule.JAWABAN_SERAGAM, _unsur_columns(row), value, message)


def baris_kembar(recap: Recap) -> Iterator[Finding]:
    """Find two units or periods with the same value in every unsur.

    Rows that differ in one unsur alone are named when IKM and respondents are the same too.
    """
    rows = [row for row in recap.units if row.whole and not row.uniform]
    same = _groups(rows, _all_values)
    named = set[int]()
    for row in rows:
        others = _of_another_survey(row, same[_all_values(row)])
        if others:
            named.add(row.number)
            yield _twin(row, others)
    yield from _near_twins([row for row in rows if row.number not in named])


def unit_ganda(recap: Recap) -> Iterator[Finding]:
    """Find a unit that has two rows for one period."""
    groups = _groups(recap.units, lambda row: (row.identity, row.period.identity))
    for row in recap.units:
        others = [o for o in groups[row.identity, row.period.identity] if o is not row]
        if others and row.unit:
            message = tr(
                "unit ini muncul {kali} kali untuk periode yang sama, juga di baris {daftar}.",
                kali=len(others) + 1,
                daftar=_numbers(others),
            )
            yield row.finding(Rule.UNIT_GANDA, "unit", row.unit, message)


def _all_values(row: RecapRow) -> Hashable:
    return (row.instrument.key, *(value.value for value in row.values))


def _groups(rows: Rows, key: Callable[[RecapRow], T]) -> dict[T, list[RecapRow]]:
    groups: dict[T, list[RecapRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _of_another_survey(row: RecapRow, rows: Rows) -> list[RecapRow]:
    """Return the other rows, without those that repeat the very unit and period."""
    own = (row.identity, row.period.identity)
    return [o for o in rows if o is not row and (o.identity, o.period.identity) != own]


def _twin(row: RecapRow, others: list[RecapRow]) -> Finding:
    message = tr(
        "nilai semua {n} unsur sama persis dengan baris {daftar}.",
        n=len(row.values),
        daftar=_names(others),
    )
    return row.finding(Rule.BARIS_KEMBAR, _unsur_columns(row), _texts(row), message)


def _near_twins(rows: list[RecapRow]) -> Iterator[Finding]:
    alike: dict[Hashable, list[RecapRow]] = _groups(
        (row for row in rows if row.ikm is not None and row.ikm.sound and _n(row)),
        lambda row: (row.ikm and row.ikm.value, _n(row), row.instrument.key, len(row.values)),
    )
    for group in alike.values():
        if len(group) == 1:
            continue
        open_at = _by_all_but_one(group)
        for row in group:
            found = _near_twin(row, open_at)
            if found is not None:
                yield found


def _by_all_but_one(rows: Rows) -> dict[Hashable, list[RecapRow]]:
    """Group rows by all values but one, for every unsur left out in turn."""
    groups: dict[Hashable, list[RecapRow]] = defaultdict(list)
    for row in rows:
        for place in range(len(row.values)):
            groups[_all_but(row, place)].append(row)
    return groups


def _all_but(row: RecapRow, place: int) -> Hashable:
    values = tuple(value.value for value in row.values)
    return (place, values[:place], values[place + 1 :])


def _near_twin(row: RecapRow, groups: dict[Hashable, list[RecapRow]]) -> Finding | None:
    for place, figure in enumerate(row.values):
        group = groups.get(_all_but(row, place), [])
        others = _of_another_survey(row, group) if 1 < len(group) < _MANY else []
        if others:
            message = tr(
                "hampir sama dengan baris {daftar}: IKM, jumlah responden, dan semua unsur sama"
                " kecuali {kolom} ({nilai} dan {lain}).",
                daftar=_names(others),
                kolom=figure.column,
                nilai=comma(figure.text),
                lain=comma(others[0].values[place].text),
            )
            return row.finding(Rule.BARIS_KEMBAR, _unsur_columns(row), _texts(row), message)
    return None


def _n(row: RecapRow) -> int | None:
    return row.n.value if row.n is not None else None


def _unsur_columns(row: RecapRow) -> str:
    return ", ".join(value.column for value in row.values)


def _texts(row: RecapRow) -> str:
    return "; ".join(value.text for value in row.values)


def _numbers(rows: list[RecapRow]) -> str:
    return _cut([str(row.number) for row in rows])


def _names(rows: list[RecapRow]) -> str:
    return _cut([f"{row.number} ({row.unit or '–'})" for row in rows])


def _cut(names: list[str]) -> str:
    named = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        return tr("{daftar}, dan {n} lagi", daftar=named, n=len(names) - _NAMED)
    return named
