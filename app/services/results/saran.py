"""What respondents wrote: which unsur it speaks of, and whether and how it is printed.

A saran may name a person. What nobody has looked at is not printed, and what is printed is the
text that somebody approved, even when the sheet is corrected afterwards (rules/skm.md §4).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.review import SaranDecision, SaranReview
from app.paths import resource
from app.services.changes import Changes, survey_changed
from app.services.text import clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.services.instruments.service import InstrumentService
    from app.services.results.survey_results import Saran

MASK = "[…]"
"""Stands for what was blanked."""

_PRIVATE = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # NIK, KK and account numbers, also in groups; then telephone numbers.
    re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)"),
    re.compile(r"(?<![\d+])(?:\+?62|0)[ .-]?\d{2,3}(?:[ .-]?\d{2,5}){2,3}(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class PrintableSaran:
    """The saran of a survey that may be printed, and how many nobody has looked at yet."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]
    """(text, names of the unsur) each, in the order of the sheets."""
    unreviewed: int

    @property
    def sentence(self) -> str:
        """What is missing; empty where all were reviewed."""
        if not self.unreviewed:
            return ""
        return tr("{n} saran belum ditinjau dan tidak dicetak.", n=self.unreviewed)


class SaranService:
    """Keeps the reviews of saran."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def decide(
        self, survey_id: int, sheet_uuids: Sequence[str], decision: SaranDecision, text: str = ""
    ) -> Changes:
        """Say whether saran are printed; ``text``, for a single one, is printed in its place.

        Where no text is given, the one written on the sheet is approved, with what could point to
        a person blanked. Raises InputError for saran that are not there.
        """
        written = self._written(survey_id)
        with self._store.transaction():
            for uuid in sheet_uuids:
                if uuid not in written:
                    raise _gone()
                approved = clean_text(text) or masked(written[uuid])
                printed = approved if decision is SaranDecision.PRINT else ""
                self._save(survey_id, uuid, decision=decision, printed=printed)
        return survey_changed(survey_id)

    def tag(self, survey_id: int, sheet_uuid: str, tags: Sequence[str]) -> Changes:
        """Say which unsur a saran speaks of. Raises InputError for one that is not there."""
        survey = self._store.surveys.get(survey_id)
        known = [unsur.key for unsur in self._instruments.of(survey.instrument_id).unsur]
        if sheet_uuid not in self._written(survey_id):
            raise _gone()
        chosen = tuple(key for key in known if key in tags)
        self._save(survey_id, sheet_uuid, tags=chosen)
        return survey_changed(survey_id)

    def toggle(self, survey_id: int, sheet_uuid: str, key: str) -> Changes:
        """Tag a saran with an unsur, or take that tag away."""
        tags = self._review(survey_id, sheet_uuid).tags
        changed = tuple(tag for tag in tags if tag != key) if key in tags else (*tags, key)
        return self.tag(survey_id, sheet_uuid, changed)

    def restore(self, survey_id: int, before: dict[str, SaranReview | None]) -> Changes:
        """Bring reviews (by uuid of the sheet) back to what they were, to undo a deed."""
        with self._store.transaction():
            for uuid, old in before.items():
                now = self._review(survey_id, uuid)
                if old is None and now.id:
                    self._store.saran_reviews.delete(now, tr("diurungkan"))
                elif old is not None:
                    kept = replace(old, id=now.id, uuid=now.uuid, revision=now.revision)
                    self._store.saran_reviews.save(kept, tr("diurungkan"))
        return survey_changed(survey_id)

    def printable(self, survey_id: int) -> PrintableSaran:
        """Return what may be printed of a survey."""
        survey = self._store.surveys.get(survey_id)
        return printable_saran(self._store, survey_id, self._instruments.of(survey.instrument_id))

    def _written(self, survey_id: int) -> dict[str, str]:
        return {row[4]: row[3] for row in self._store.crosstabs.saran(survey_id)}

    def _review(self, survey_id: int, uuid: str) -> SaranReview:
        found = self._store.saran_reviews.all(survey_id=survey_id, sheet_uuid=uuid)
        return found[0] if found else SaranReview(survey_id, uuid)

    def _save(self, survey_id: int, uuid: str, **values: object) -> None:
        old = self._review(survey_id, uuid)
        new = replace(old, **values)  # type: ignore[arg-type] # fields of SaranReview
        if new != old:
            self._store.saran_reviews.save(new)


def printable_saran(store: Store, survey_id: int, instrument: Instrument) -> PrintableSaran:
    """Return what may be printed of a survey, and how many saran nobody has looked at."""
    names = {unsur.key: unsur.short_name for unsur in instrument.unsur}
    reviews = {one.sheet_uuid: one for one in store.saran_reviews.all(survey_id=survey_id)}
    found, unreviewed = [], 0
    for *_, uuid in store.crosstabs.saran(survey_id):
        review = reviews.get(uuid)
        if review is None or review.decision is SaranDecision.OPEN:
            unreviewed += 1
        elif review.decision is SaranDecision.PRINT and review.printed:
            tags = tuple(names[key] for key in review.tags if key in names)
            found.append((review.printed, tags))
    return PrintableSaran(tuple(found), unreviewed)


def masked(text: str) -> str:
    """Return a text with e-mail addresses, NIK-like and telephone numbers blanked.

    Names are not recognised: that is why somebody reads it.
    """
    for pattern in _PRIVATE:
        text = pattern.sub(MASK, text)
    return text


def proposed_tags(instrument: Instrument, text: str) -> tuple[str, ...]:
    """Return the unsur that the words of a saran point to, in the order of the instrument."""
    found = f" {' '.join(text.casefold().split())} "
    return tuple(
        unsur.key
        for unsur in instrument.unsur
        if (pattern := _patterns().get(unsur.key)) and pattern.search(found)
    )


def per_unsur(instrument: Instrument, saran: Sequence[Saran]) -> list[tuple[str, str, int]]:
    """Return (key, name, number of saran) of every unsur that a saran is tagged with."""
    counted = Counter(key for one in saran for key in one.tags)
    return [(u.key, u.short_name, counted[u.key]) for u in instrument.unsur if counted[u.key]]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with resource("texts", "saran.toml").open("rb") as file:
        words: dict[str, list[str]] = tomllib.load(file)["kata"]
    return {key: re.compile("|".join(map(_start, some))) for key, some in words.items()}


def _start(word: str) -> str:
    """Short words must stand alone (wc, ac); longer ones may go on (antrean, parkirnya)."""
    short = len(word) <= 3  # noqa: PLR2004 - what is so short begins many other words
    return rf"\b{re.escape(word)}" + (r"(?:nya)?\b" if short else "")


def _gone() -> InputError:
    return InputError(
        tr("Saran itu tidak ada lagi pada lembarnya."),
        safe=tr("Tidak ada yang diubah."),
        next=tr("Buka layar Hasil sekali lagi."),
    )
