from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.store.proof import findings
from app.services.follow_up.library import Library, Origin, shipped_proposals
from app.services.instruments.reading import shipped_instruments
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SKM = next(i for i in shipped_instruments() if i.key == "skm-9")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    session = open_office(tmp_path / "kantor.sqlite")
    yield session.follow_up.library
    assert list(findings(session.store)) == []
    session.store.close()


def test_every_shipped_unsur_has_proposals() -> None:
    for instrument in shipped_instruments():
        least = 4 if instrument.key.startswith("skm") else 2
        for unsur in instrument.unsur:
            assert len(shipped_proposals()[unsur.key]) >= least, (instrument.key, unsur.key)


def test_proposals_are_sentences_and_differ() -> None:
    for texts in shipped_proposals().values():
        assert len(set(texts.values())) == len(texts)
        assert all(text[0].isupper() and text.endswith(".") for text in texts.values())
        assert all(30 < len(text) < 200 for text in texts.values())


def test_a_proposal_is_changed_hidden_and_restored(library: Library) -> None:
    first = library.entries("waktu")[0]
    library.change(first, "  Menyelesaikan surat keterangan dalam 15 menit. ")
    changed = library.entries("waktu")[0]
    assert (changed.text, changed.origin) == (
        "Menyelesaikan surat keterangan dalam 15 menit.",
        Origin.CHANGED,
    )
    library.remove(changed)
    assert library.entries("waktu")[0].origin is Origin.HIDDEN
    assert first.text not in library.offered("waktu")
    assert len(library.offered("waktu")) == 4
    library.put_back(changed)
    assert library.entries("waktu")[0].text == changed.text
    library.restore(library.entries("waktu")[0])
    assert library.entries("waktu")[0] == first


def test_the_office_adds_its_own(library: Library) -> None:
    library.add("parkir", "Menata parkir.")
    (own,) = library.entries("parkir")
    assert own.origin is Origin.OWN
    library.remove(own)
    assert library.entries("parkir") == ()
    library.put_back(own)
    assert library.offered("parkir") == ("Menata parkir.",)
    hidden = library.entries("biaya")[1]
    library.remove(hidden)
    library.put_back(hidden)
    assert library.entries("biaya")[1] == hidden


@pytest.mark.parametrize("text", ["", "  \u200b ", "x" * 1001])
def test_words_that_do_not_fit_are_refused(library: Library, text: str) -> None:
    with pytest.raises(InputError):
        library.add("waktu", text)
    with pytest.raises(InputError):
        library.change(library.entries("waktu")[0], text)


def test_the_same_words_are_not_there_twice(library: Library) -> None:
    one, two = library.entries("waktu")[:2]
    with pytest.raises(InputError, match="sudah ada"):
        library.add("waktu", one.text.upper())
    with pytest.raises(InputError, match="sudah ada"):
        library.change(two, one.text)
    library.change(one, one.text)
