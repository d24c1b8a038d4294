"""Rules about what occurs twice: the same values, the same unit, the same answer of everybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.plausibility.finding import Finding, Rule, comma
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from app.services.plausibility.recap import Recap, RecapRow

    Rows = Iterable[RecapRow]

_NAMED = 3
"""How many other rows a sentence names."""


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
    same = _alike(rows, _all_values)
    named = set[int]()
    for row in rows:
        others = same[_all_values(row)].others_than(row)
        if others.count:
            named.add(row.number)
            yield _twin(row, others)
    yield from _near_twins([row for row in rows if row.number not in named])


def unit_ganda(recap: Recap) -> Iterator[Finding]:
    """Find a unit that has two rows for one period."""
    groups: dict[Hashable, list[RecapRow]] = defaultdict(list)
    for row in recap.units:
        groups[_survey(row)].append(row)
    for row in recap.units:
        group = groups[_survey(row)]
        if len(group) > 1 and row.unit:
            others = [other for other in group[: _NAMED + 1] if other is not row][:_NAMED]
            message = tr(
                "unit ini muncul {kali} kali untuk periode yang sama, juga pada {daftar}.",
                kali=len(group),
                daftar=_cut([other.reference for other in others], len(group) - 1),
            )
            yield row.finding(Rule.UNIT_GANDA, "unit", row.unit, message)


@dataclass(frozen=True, slots=True)
class Others:
    """Rows like another one: how many there are, and the first few of them."""

    count: int
    first: tuple[RecapRow, ...]


class Alike:
    """Rows that are alike in something, counted so that ten thousand of them are no burden."""

    def __init__(self) -> None:
        self._count = 0
        self._of_survey: Counter[Hashable] = Counter()
        self._first: dict[Hashable, RecapRow] = {}

    def __len__(self) -> int:
        return self._count

    def add(self, row: RecapRow) -> None:
        """Take a row in."""
        survey = _survey(row)
        self._count += 1
        self._of_survey[survey] += 1
        if len(self._first) <= _NAMED:
            self._first.setdefault(survey, row)

    def others_than(self, row: RecapRow) -> Others:
        """Return those of another unit or period: a row that occurs twice is no twin."""
        own = _survey(row)
        first = tuple(other for survey, other in self._first.items() if survey != own)
        return Others(self._count - self._of_survey[own], first[:_NAMED])


def _survey(row: RecapRow) -> Hashable:
    return row.identity, row.period.identity


def _alike(rows: Rows, key: Callable[[RecapRow], Hashable]) -> dict[Hashable, Alike]:
    groups: dict[Hashable, Alike] = defaultdict(Alike)
    for row in rows:
        groups[key(row)].add(row)
    return groups


def _all_values(row: RecapRow) -> Hashable:
    return (row.instrument.key, *(value.value for value in row.values))


def _twin(row: RecapRow, others: Others) -> Finding:
    message = tr(
        "nilai semua {n} unsur sama persis dengan {daftar}.",
        n=len(row.values),
        daftar=_names(others),
    )
    return row.finding(Rule.BARIS_KEMBAR, _unsur_columns(row), _texts(row), message)


def _near_twins(rows: list[RecapRow]) -> Iterator[Finding]:
    alike: dict[Hashable, list[RecapRow]] = defaultdict(list)
    for row in rows:
        if row.ikm is not None and row.ikm.sound and _n(row):
            alike[row.ikm.value, _n(row), row.instrument.key, len(row.values)].append(row)
    for group in alike.values():
        if len(group) > 1:
            open_at = _by_all_but_one(group)
            found = (_near_twin(row, open_at) for row in group)
            yield from (finding for finding in found if finding is not None)


def _by_all_but_one(rows: Rows) -> dict[Hashable, Alike]:
    """Group rows by all values but one, for every unsur left out in turn."""
    groups: dict[Hashable, Alike] = defaultdict(Alike)
    for row in rows:
        for place in range(len(row.values)):
            groups[_all_but(row, place)].add(row)
    return groups


def _all_but(row: RecapRow, place: int) -> Hashable:
    values = tuple(value.value for value in row.values)
    return (place, values[:place], values[place + 1 :])


def _near_twin(row: RecapRow, groups: dict[Hashable, Alike]) -> Finding | None:
    for place, figure in enumerate(row.values):
        others = groups[_all_but(row, place)].others_than(row)
        if others.count:
            message = tr(
                "hampir sama dengan {daftar}: IKM, jumlah responden, dan semua unsur sama"
                " kecuali {kolom} ({nilai} dan {lain}).",
                daftar=_names(others),
                kolom=figure.column,
                nilai=comma(figure.text),
                lain=comma(others.first[0].values[place].text),
            )
            return row.finding(Rule.BARIS_KEMBAR, _unsur_columns(row), _texts(row), message)
    return None


def _n(row: RecapRow) -> int | None:
    return row.n.value if row.n is not None else None


def _unsur_columns(row: RecapRow) -> str:
    return ", ".join(value.column for value in row.values)


def _texts(row: RecapRow) -> str:
    return "; ".join(value.text for value in row.values)


def _names(others: Others) -> str:
    return _cut([row.reference for row in others.first], others.count)


def _cut(names: list[str], count: int) -> str:
    named = ", ".join(names)
    if count > len(names):
        return tr("{daftar}, dan {n} lagi", daftar=named, n=count - len(names))
    return named
