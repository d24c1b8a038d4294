"""The surveys of one paper, and its sheet divided among them and joined again."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.errors import InputError
from app.models.response import Sheet
from app.services.papers.composing import PaperInstrument
from app.services.papers.deriving import tells, told
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.services.papers.composing import Part, PartField

Parts = tuple[Sheet | None, ...]
"""The stored sheets of one number, in the order of the surveys; None where a survey has none."""


@dataclass(frozen=True, slots=True)
class PaperSheet(Sheet):
    """A sheet of several surveys: its keys are those of the paper.

    ``uuid`` is that of the first survey's part, from which those of the others follow.
    """

    parts: Parts = ()
    """As they were read; empty for a new sheet."""


@dataclass(frozen=True)
class Paper:
    """The surveys that are asked on one sheet, and the questionnaire they make together."""

    surveys: tuple[Survey, ...]
    instrument: Instrument
    """The survey's own where it stands alone, else a ``PaperInstrument``."""

    @property
    def first(self) -> Survey:
        """The survey whose number of sheets and minimum stand for the paper."""
        return self.surveys[0]

    @property
    def is_shared(self) -> bool:
        """Say whether there are several surveys on it."""
        return len(self.surveys) > 1

    @property
    def parts(self) -> tuple[Part, ...]:
        """The instruments on the paper; none where a survey stands alone."""
        return self.instrument.parts if isinstance(self.instrument, PaperInstrument) else ()

    def split(self, sheet: Sheet) -> tuple[Sheet, ...]:
        """Return the sheet of each survey, with number, day and layanan of the paper.

        Every answer goes to one of them; the saran belongs to the first. What was not changed since
        the parts were read stays as it is in each. Raises InputError for a key that is not asked.
        """
        if not self.parts:
            return (sheet,)
        self._require_known(sheet)
        stored = stored_of(sheet) or (None,) * len(self.parts)
        before = self._profile(stored)
        return tuple(
            self._part(sheet, part, survey, old, before)
            for part, survey, old in zip(self.parts, self.surveys, stored, strict=True)
        )

    def join(self, parts: Sequence[Sheet | None], survey: Survey | None = None) -> Sheet:
        """Return one sheet with the keys of the paper, as seen from ``survey`` (the first)."""
        place, first = next((at, part) for at, part in enumerate(parts) if part is not None)
        if not self.parts:
            return first
        shared = {field.name: getattr(first, field.name) for field in fields(Sheet)}
        seen_from = (survey or self.first).id
        return PaperSheet(
            **shared
            | {
                "survey_id": seen_from,
                "uuid": _identity(first.uuid, place),
                "answers": self._answers(parts),
                "profile": self._profile(parts),
                "saran": parts[0].saran if parts[0] is not None else "",
                "parts": tuple(parts),
            }
        )

    def spread(self, sheet: Sheet, survey: Survey, stored: Parts) -> tuple[Sheet, ...]:
        """Return the parts where only that of one survey is given, with that survey's own keys.

        What the respondent is goes to all of them; the others' answers stay as they are stored.
        """
        if not self.parts:
            return (sheet,)
        place = next(at for at, one in enumerate(self.surveys) if one.id == survey.id)
        known = stored or (None,) * len(self.surveys)
        whole = PaperSheet(
            survey.id,
            sheet.service_id,
            sheet.number,
            sheet.day,
            self._answers(known),
            self._profile_with(known, place, sheet),
            next((part.saran for part in known[:1] if part is not None), ""),
            uuid=_identity(sheet.uuid, place),
            parts=known,
        )
        parts = self.split(whole)
        return (*parts[:place], sheet, *parts[place + 1 :])

    # ------------------------------------------------------------------ parts
    def _part(
        self,
        sheet: Sheet,
        part: Part,
        survey: Survey,
        old: Sheet | None,
        before: Mapping[str, str | int],
    ) -> Sheet:
        own = ((question.key, part.key_of(question.key)) for question in part.instrument.questions)
        values = ((f.own.key, _value(f, sheet, old, before)) for f in part.fields)
        base = old or Sheet(
            survey.id,
            sheet.service_id,
            sheet.number,
            sheet.day,
            {},
            uuid=_identity(sheet.uuid, part.place),
            import_id=sheet.import_id,
        )
        return replace(
            base,
            number=sheet.number,
            day=sheet.day,
            service_id=sheet.service_id,
            answers={
                key: sheet.answers[on_paper] for key, on_paper in own if on_paper in sheet.answers
            },
            profile={key: value for key, value in values if value is not None},
            saran=base.saran if part.place else sheet.saran,
        )

    def _answers(self, parts: Sequence[Sheet | None]) -> dict[str, int]:
        return {
            part.key_of(question.key): sheet.answers[question.key]
            for part, sheet in zip(self.parts, parts, strict=True)
            for question in part.instrument.questions
            if sheet is not None and question.key in sheet.answers
        }

    def _profile(self, parts: Sequence[Sheet | None]) -> dict[str, str | int]:
        """Return what the paper shows: of several that hold a value, the first."""
        found: dict[str, str | int] = {}
        for part, sheet in zip(self.parts, parts, strict=True):
            for field in part.fields if sheet is not None else ():
                value = sheet.profile.get(field.own.key) if sheet is not None else None
                if value is not None and tells(field.own, field.asked):
                    found.setdefault(field.asked.key, value)
        return found

    def _profile_with(self, known: Parts, place: int, sheet: Sheet) -> dict[str, str | int]:
        """Return the profile of the paper after one part changed its own."""
        found, before = self._profile(known), known[place]
        for field in self.parts[place].fields:
            value = sheet.profile.get(field.own.key)
            old = before.profile.get(field.own.key) if before is not None else None
            if value == old or not tells(field.own, field.asked):
                continue
            if value is None:
                found.pop(field.asked.key, None)
            else:
                found[field.asked.key] = value
        return found

    def _require_known(self, sheet: Sheet) -> None:
        known = {*self.instrument.question_keys, *(field.key for field in self.instrument.profile)}
        strange = next((key for key in (*sheet.answers, *sheet.profile) if key not in known), None)
        if strange is not None:
            raise InputError(
                tr(
                    "Lembar {nomor}: isian {kunci} tidak ada pada kertas ini.",
                    nomor=sheet.number,
                    kunci=strange,
                ),
                next=tr("Periksa kertasnya, lalu isi sekali lagi."),
            )


def stored_of(sheet: Sheet) -> Parts:
    """Return the parts of a sheet as they were read; none for a new one."""
    return sheet.parts if isinstance(sheet, PaperSheet) else ()


def _value(
    field: PartField, sheet: Sheet, old: Sheet | None, before: Mapping[str, str | int]
) -> str | int | None:
    """Return what a part keeps: its own value where the paper's is unchanged, else the new one."""
    value = sheet.profile.get(field.asked.key)
    if old is not None and value == before.get(field.asked.key):
        return old.profile.get(field.own.key)
    return None if value is None else told(field.asked, field.own, value)


def _identity(uuid: str, place: int) -> str:
    """Return the identity of a part, which follows from that of the paper.

    So a sheet that is saved again because nobody saw the answer is known in every survey.
    """
    return str(UUID(int=UUID(uuid).int ^ place)) if uuid and place else uuid
