"""What follows from versions of sheets depends on their set alone."""

from __future__ import annotations

import random  # noqa: TC003 - hypothesis reads the types
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.consolidation import BOTH, NOTHING, ConflictKind, Version
from app.services.consolidation.settling import (
    STEP,
    Settled,
    joined,
    key_of,
    settle,
    united,
)

A, B, C = (UUID(int=n).bytes for n in (1, 2, 3))


def version(revision: int, letter: str = "a", number: int = 1, saran: str = "") -> Version:
    """Return a version whose content is named by a letter; no letter is a deletion."""
    digest = letter.encode().rjust(16, b"\x01") if letter else NOTHING
    told = saran.encode().rjust(16, b"\x02") if saran else NOTHING
    return Version(revision, digest, told, number if letter else 0)


versions = st.builds(
    version,
    st.integers(1, 3),
    st.sampled_from(["a", "b", ""]),
    st.integers(1, 3),
    st.sampled_from(["", "x", "y"]),
)
packages = st.lists(
    st.dictionaries(st.sampled_from([A, B, C]), versions, max_size=3), min_size=1, max_size=5
)


def same(one: Settled, other: Settled) -> bool:
    return one.sheets == other.sheets and set(one.clashes) == set(other.clashes)


@given(packages, st.randoms())
def test_order_and_repetition_do_not_matter(
    found: list[dict[bytes, Version]], chance: random.Random
) -> None:
    whole = settle(united(found), {})
    shuffled = found * 2
    chance.shuffle(shuffled)
    assert same(settle(united(shuffled), {}), whole)
    first, *rest = shuffled
    grown = united([first])
    for one in rest:
        grown = dict(joined(grown, one))  # type: ignore[arg-type] # sets of versions
    assert same(settle(grown, {}), whole)


@given(packages)
def test_no_sheet_is_lost_and_no_number_given_twice(found: list[dict[bytes, Version]]) -> None:
    settled = settle(united(found), {})
    numbers = [placed.number for placed in settled.sheets.values()]
    assert len(set(numbers)) == len(numbers)
    for uuid, known in united(found).items():
        top = max(one.revision for one in known)
        alive = [one for one in known if one.revision == top and not one.is_deleted]
        assert (uuid in settled.sheets) == bool(alive)
        if alive:
            assert settled.sheets[uuid].version in alive


@given(packages, st.data())
def test_what_was_decided_counts(found: list[dict[bytes, Version]], data: st.DataObject) -> None:
    known = united(found)
    for clash in settle(known, {}).clashes:
        choice = data.draw(st.sampled_from(clash.candidates))
        settled = settle(known, {clash.fingerprint: choice})
        if clash.kind is ConflictKind.SHEET:
            uuid = UUID(clash.subject).bytes
            placed = settled.sheets.get(uuid)
            chosen = next(v for v in known[uuid] if key_of(v) == choice)
            assert (placed is None) == chosen.is_deleted
            assert placed is None or key_of(placed.version) == choice
        elif clash in settled.clashes:
            others = {UUID(one).bytes for one in clash.candidates} - {UUID(choice).bytes}
            assert not others & settled.sheets.keys()
            assert UUID(choice).bytes in settled.sheets


@pytest.mark.parametrize(
    ("known", "expected", "clashes"),
    [
        ([version(1), version(2, "b")], "b", 0),
        ([version(1), version(1, "b")], "a", 1),
        ([version(1), version(2, "")], None, 0),
        ([version(2, "b"), version(2, "")], "b", 1),
        ([version(2, ""), version(3, "a")], "a", 0),
        ([version(1, saran=""), version(1, saran="x")], "a", 0),
        ([version(1, saran="x"), version(1, saran="y")], "a", 1),
    ],
    ids=[
        "a newer one replaces",
        "two of one revision clash",
        "a deletion is newer",
        "a correction against a deletion clashes",
        "what was put back lives",
        "one without saran is told by one with it",
        "two saran clash",
    ],
)
def test_one_sheet(known: list[Version], expected: str | None, clashes: int) -> None:
    settled = settle({A: known}, {})
    found = settled.sheets.get(A)
    assert (found.version.digest if found else None) == (
        version(1, expected).digest if expected else None
    )
    assert len(settled.clashes) == clashes


def test_a_second_sheet_of_a_number_is_kept_under_another() -> None:
    settled = settle({A: [version(1, number=31)], B: [version(1, number=31)]}, {})
    assert [settled.sheets[uuid].number for uuid in (A, B)] == [31, 31 + STEP]
    (clash,) = settled.clashes
    assert (clash.kind, clash.subject) == (ConflictKind.NUMBER, "31")
    both = settle(
        {A: [version(1, number=31)], B: [version(1, number=31)]}, {clash.fingerprint: BOTH}
    )
    assert both.sheets == settled.sheets
    only = settle(
        {A: [version(1, number=31)], B: [version(1, number=31)]},
        {clash.fingerprint: str(UUID(bytes=B))},
    )
    assert {uuid: placed.number for uuid, placed in only.sheets.items()} == {B: 31}


def test_a_number_that_somebody_made_up_is_not_given_again() -> None:
    known = {
        A: [version(1, number=5)],
        B: [version(1, number=5)],
        C: [version(1, number=5 + STEP)],
    }
    numbers = {uuid: placed.number for uuid, placed in settle(known, {}).sheets.items()}
    assert numbers == {A: 5, B: 5 + 2 * STEP, C: 5 + STEP}
