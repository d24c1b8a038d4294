"""Texts about an indikator and a year, and the computed sentences that somebody may change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.capaian import Narrative
from app.services.capaian.history import histories
from app.services.capaian.reading import year_record
from app.services.capaian.sentence_check import Disagreement, disagreements
from app.services.capaian.sentences import Subject, Topic, proposals
from app.services.capaian.table_sentences import YearSubject, table_proposals
from app.services.capaian.taking_back import take_back
from app.services.capaian.yearly import require_year
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.text import clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.store.store import Store
    from app.services.capaian.history import IndikatorHistory
    from app.services.capaian.reading import YearReader
    from app.services.capaian.year import YearFigures

TEXTS = (
    *("definisi", "faktor_pendukung", "faktor_penghambat"),
    *("penyebab", "upaya", "tindak_lanjut"),
)
"""The fields of a narrative, in the order of the report."""
TEXT_LIMIT = 10_000
SENTENCE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is printed. ``disagreements`` are its numbers that left the data."""

    topic: Topic
    proposal: str
    """The computed one of today."""
    text: str
    """What is printed: the proposal, or what somebody made of it."""
    is_changed: bool
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class IndikatorNarrative:
    """Everything that is written about an indikator in a year."""

    texts: Narrative
    """The stored texts; without any they are blank, with id 0."""
    sentences: tuple[Sentence, ...]
    """In the order of ``Topic``."""
    history: IndikatorHistory

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Every number that no longer agrees with the data."""
        return tuple(found for one in self.sentences for found in one.disagreements)


class NarrativeService:
    """Keeps texts. A locked year takes them too: they come after the figures."""

    def __init__(self, store: Store, reader: YearReader) -> None:
        self._store = store
        self._reader = reader

    def of_year(self, year: int) -> dict[int, IndikatorNarrative]:
        """Return what is written about every indikator of a year, by its id."""
        figures = self._reader.figures(year)
        past = histories(self._store, self._reader, year)
        texts = {one.indikator_id: one for one in self._store.capaian.narratives.all(year=year)}
        return {
            one.indikator.id: self._written(figures, one.indikator.id, past, texts)
            for one in figures.indikator
        }

    def of(self, indikator_id: int, year: int) -> IndikatorNarrative:
        """Return what is written about one indikator; KeyError where it is not of the year."""
        figures = self._reader.figures(year)
        figures.of(indikator_id)
        past = histories(self._store, self._reader, year)
        kept = self.texts_of(indikator_id, year)
        return self._written(figures, indikator_id, past, {indikator_id: kept})

    def texts_of(self, indikator_id: int, year: int) -> Narrative:
        """Return the stored texts; without any they are blank, with id 0."""
        found = self._store.capaian.narratives.all(year=year, indikator_id=indikator_id)
        return found[0] if found else Narrative(indikator_id, year)

    def save_texts(self, narrative: Narrative) -> tuple[Narrative, Changes]:
        """Keep the texts about an indikator; its sentences stay as they are."""
        require_year(narrative.year)
        kept = self.texts_of(narrative.indikator_id, narrative.year)
        texts: dict[str, Any] = {name: _text(name, getattr(narrative, name)) for name in TEXTS}
        wanted = replace(narrative, **texts, sentences=kept.sentences)
        if wanted == kept:
            return kept, NOTHING
        return self._store.capaian.narratives.save(wanted), capaian_changed(narrative.year)

    def change_sentence(self, indikator_id: int, year: int, topic: Topic, text: str) -> Changes:
        """Print another sentence about an indikator; blank or the proposal takes it back."""
        written = self.of(indikator_id, year)
        proposal = next(one.proposal for one in written.sentences if one.topic is topic)
        kept = _changed(written.texts.sentences, topic, text, proposal)
        if kept == written.texts.sentences:
            return NOTHING
        self._store.capaian.narratives.save(replace(written.texts, sentences=kept))
        return capaian_changed(year)

    def undo(self, before: Narrative, after: Narrative) -> Changes:
        """Put what is written about an indikator back as it was; refused where it changed since."""
        take_back(self._store.capaian.narratives, before, after)
        return capaian_changed(after.year)

    def table_sentences(self, year: int) -> tuple[Sentence, ...]:
        """Return the sentence under each table of a year."""
        return _sentences(self._table_proposals(year), year_record(self._store, year).sentences)

    def change_table_sentence(self, year: int, topic: Topic, text: str) -> Changes:
        """Print another sentence under a table; blank or the proposal takes it back."""
        known = year_record(self._store, require_year(year))
        kept = _changed(known.sentences, topic, text, self._table_proposals(year)[topic])
        if kept == known.sentences:
            return NOTHING
        self._store.capaian.years.save(replace(known, sentences=kept))
        return capaian_changed(year)

    def _table_proposals(self, year: int) -> dict[Topic, str]:
        past = histories(self._store, self._reader, year)
        return table_proposals(YearSubject(self._reader.figures(year), past))

    def _written(
        self,
        figures: YearFigures,
        indikator_id: int,
        past: Mapping[int, IndikatorHistory],
        texts: Mapping[int, Narrative],
    ) -> IndikatorNarrative:
        if figures.rpjmd is None:  # an indikator of the year has its RPJMD
            raise KeyError(indikator_id)
        subject = Subject(figures.of(indikator_id), past[indikator_id], figures.rpjmd)
        kept = texts.get(indikator_id) or Narrative(indikator_id, figures.number)
        return IndikatorNarrative(
            kept, _sentences(proposals(subject), kept.sentences), past[indikator_id]
        )


def _sentences(computed: Mapping[Topic, str], kept: Mapping[str, Any]) -> tuple[Sentence, ...]:
    found = []
    for topic, proposal in computed.items():
        own = kept.get(topic.value)
        if own is None:
            found.append(Sentence(topic, proposal, proposal, is_changed=False))
            continue
        wrong = disagreements(own["text"], own["basis"], proposal)
        found.append(Sentence(topic, proposal, own["text"], is_changed=True, disagreements=wrong))
    return tuple(found)


def _changed(kept: Mapping[str, Any], topic: Topic, text: str, proposal: str) -> dict[str, Any]:
    """Return the changed sentences with one more, or one less."""
    clean = clean_text(text, SENTENCE_LIMIT + 1)
    if len(clean) > SENTENCE_LIMIT:
        raise _too_long(tr("Kalimat"), SENTENCE_LIMIT)
    others = {key: value for key, value in kept.items() if key != topic.value}
    if not clean or clean == proposal:
        return others
    return {**others, topic.value: {"text": clean, "basis": proposal}}


def _text(name: str, text: str) -> str:
    clean = clean_text(text, TEXT_LIMIT + 1)
    if len(clean) > TEXT_LIMIT:
        raise _too_long(text_title(name), TEXT_LIMIT)
    return clean


def text_title(name: str) -> str:
    """Return the title of a text of the narrative."""
    return {
        "definisi": tr("Definisi dan metode"),
        "faktor_pendukung": tr("Faktor pendukung"),
        "faktor_penghambat": tr("Faktor penghambat"),
        "penyebab": tr("Penyebab tidak tercapai"),
        "upaya": tr("Upaya"),
        "tindak_lanjut": tr("Tindak lanjut"),
    }[name]


def _too_long(what: str, limit: int) -> InputError:
    return InputError(
        tr("{isian} terlalu panjang: paling banyak {batas} huruf.", isian=what, batas=limit),
        next=tr("Pendekkan isian itu, lalu simpan sekali lagi."),
    )
