"""The words of an office's reports: shipped, or put in its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.report_text import ReportText
from app.services.changes import NOTHING, OFFICE_CHANGED
from app.services.report_texts.fields import examples, text_fields
from app.services.report_texts.shipped import shipped_texts
from app.services.report_texts.template import Problem, problems_of
from app.services.reports.kinds import Subject
from app.services.text import clean_text
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.services.changes import Changes
    from app.services.report_texts.shipped import ShippedText

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A text as the office uses it."""

    key: str
    title: str
    text: str
    shipped: str
    about: str = ""
    """For which surveys it is printed, where that is not all of them."""
    subject: Subject = Subject.SURVEY
    """What the report is about that it stands in; it decides which fields the text may hold."""

    @property
    def is_own(self) -> bool:
        """Say whether the office put it in its own words."""
        return self.text != self.shipped


class ReportTextService:
    """Reads and changes the texts of reports; each change is logged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[OfficeText, ...]:
        """Return every text in the order in which reports print them."""
        own = {record.key: record.text for record in self._store.report_texts.all()}
        return tuple(
            OfficeText(
                one.key, one.title, own.get(one.key, one.text), one.text, one.about, one.subject
            )
            for one in shipped_texts()
        )

    def save(self, key: str, text: str) -> Changes:
        """Put a text in the office's own words; the shipped words take those away.

        Raises InputError naming each line that cannot be printed, and KeyError for an unknown key.
        """
        shipped = _shipped(key)
        require_printable(shipped.title, text, shipped.subject)
        words = clean_text(text)
        if words == shipped.text:
            return self.restore(key)
        record = self._record(key)
        if record is not None and record.text == words:
            return NOTHING
        known = record or ReportText(key, words)
        self._store.report_texts.save(replace(known, text=words))
        return OFFICE_CHANGED

    def restore(self, key: str) -> Changes:
        """Go back to the shipped words. Raises KeyError for an unknown key."""
        record = self._record(_shipped(key).key)
        if record is None:
            return NOTHING
        self._store.report_texts.delete(record)
        return OFFICE_CHANGED

    def _record(self, key: str) -> ReportText | None:
        return next(iter(self._store.report_texts.all(key=key)), None)


def text_problems(text: str, subject: Subject) -> tuple[Problem, ...]:
    """Return everything that keeps a text about ``subject`` from being printed."""
    return problems_of(text, examples(subject))


def require_printable(title: str, text: str, subject: Subject) -> None:
    """Raise InputError that names the lines which cannot be printed, and the known fields."""
    found = text_problems(text, subject)
    if not found:
        return
    named = " ".join(problem.sentence for problem in found[:_MOST_NAMED])
    if len(found) > _MOST_NAMED:
        named += " " + tr("Masih ada {n} masalah lain.", n=len(found) - _MOST_NAMED)
    known = ", ".join(field.name for field in text_fields(subject))
    raise InputError(
        tr("Teks “{judul}” belum dapat dipakai. {masalah}", judul=title, masalah=named),
        safe=tr("Teks yang tersimpan tidak berubah."),
        next=tr("Betulkan dahulu. Isian yang dikenal: {daftar}.", daftar=known),
    )


def _shipped(key: str) -> ShippedText:
    found = next((one for one in shipped_texts() if one.key == key), None)
    if found is None:
        raise KeyError(key)
    return found
