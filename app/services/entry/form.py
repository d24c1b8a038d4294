"""One sheet being keyed in: a state machine without a screen.

Every key goes through ``press``; what it did is an ``Outcome``. The state is an immutable snapshot,
so that a screen can compare two of them and an undo is the snapshot from before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Literal

from app.models.response import Draft, Sheet
from app.services.entry.fields import AnswerField, Meaning, NumberField, Value, fields_of
from app.services.papers.composing import PaperInstrument
from app.services.papers.paper import PaperSheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.services.entry.fields import FormField, Reading


class Key(Enum):
    """Keys that are no characters."""

    BACK = auto()
    PREVIOUS = auto()
    NEXT = auto()
    FIRST = auto()
    LAST = auto()
    ENTER = auto()
    CLEAR = auto()


class Outcome(Enum):
    """What a key did."""

    TAKEN = auto()
    """A value was taken and the form moved on."""
    PARTIAL = auto()
    """A digit was taken; the number waits for the next one."""
    MOVED = auto()
    CLEARED = auto()
    REFUSED = auto()
    """A wrong key; nothing was stored."""
    NOTHING = auto()
    COMPLETED = auto()
    """Every field has its value: the sheet is to be saved."""


class _Waiting(Enum):
    WAITING = auto()


WAITING: Final = _Waiting.WAITING
Held = Value | Literal[_Waiting.WAITING]
"""A value, None for a blank, or WAITING for a field that nobody has filled in yet."""


@dataclass(frozen=True, slots=True)
class FormState:
    """All there is of a form at one moment; ``values`` stand in the order of the fields."""

    values: tuple[Held, ...]
    cursor: int = 0
    pending: str = ""
    saran: str = ""


class Form:
    """The form of one sheet: empty, resumed from a draft, or opened to correct a saved sheet."""

    def __init__(
        self, instrument: Instrument, *, day: date, service_id: int, number: int, uuid: str = ""
    ) -> None:
        self.instrument = instrument
        self.fields = fields_of(instrument)
        self.day = day
        self.service_id = service_id
        self.number = number
        self.uuid = uuid
        self.number_is_typed = False
        """The number is that of a paper which bore it before, and not the next one."""
        self.corrects: Sheet | None = None
        self._places = {field.key: place for place, field in enumerate(self.fields)}
        self._state = self._empty = FormState((WAITING,) * len(self.fields))

    @classmethod
    def of_sheet(cls, instrument: Instrument, sheet: Sheet) -> Form:
        """Open a saved sheet to be corrected; the first field waits."""
        form = cls(
            instrument,
            day=sheet.day,
            service_id=sheet.service_id,
            number=sheet.number,
            uuid=sheet.uuid,
        )
        form.corrects = sheet
        stored = {**sheet.profile, **sheet.answers}
        values = tuple(form._fitting(field, stored.get(field.key)) for field in form.fields)
        form._state = form._empty = FormState(values, saran=sheet.saran)
        return form

    @classmethod
    def of_draft(cls, instrument: Instrument, draft: Draft, corrects: Sheet | None = None) -> Form:
        """Take up a half-typed sheet; a value that does not fit is left out and waits again."""
        form = cls(
            instrument, day=draft.day, service_id=draft.service_id, number=draft.number, uuid=""
        )
        if corrects is not None:
            form.corrects, form.uuid = corrects, corrects.uuid
            form._empty = cls.of_sheet(instrument, corrects).state
        stored: Mapping[str, Value] = {**draft.profile, **draft.answers}
        values = tuple(
            form._fitting(field, stored[field.key]) if field.key in stored else WAITING
            for field in form.fields
        )
        cursor = form._places.get(draft.cursor, 0)
        form._state = FormState(values, cursor=cursor, saran=draft.saran)
        return form

    # ------------------------------------------------------------ what it holds
    @property
    def state(self) -> FormState:
        """The snapshot of this moment."""
        return self._state

    @property
    def waiting_field(self) -> FormField:
        """The field that the next key is for."""
        return self.fields[self._state.cursor]

    @property
    def pending(self) -> str:
        """The digits of a number that is not whole yet."""
        return self._state.pending

    @property
    def saran(self) -> str:
        """What the respondent wrote."""
        return self._state.saran

    @property
    def is_touched(self) -> bool:
        """Say whether there is anything to lose; another day or service alone is carried on."""
        if self.corrects is not None and (self.day, self.service_id) != (
            self.corrects.day,
            self.corrects.service_id,
        ):
            return True
        return replace(self._state, cursor=0) != replace(self._empty, cursor=0)

    @property
    def is_complete(self) -> bool:
        """Say whether every field has a value or was left blank on purpose."""
        return WAITING not in self._state.values

    def held(self, key: str) -> Held:
        """Return what a field holds."""
        return self._state.values[self._places[key]]

    def answers(self) -> dict[str, int]:
        """Return the scores that were given; blanks have no entry."""
        return {
            field.key: held
            for field, held in zip(self.fields, self._state.values, strict=True)
            if isinstance(field, AnswerField) and isinstance(held, int)
        }

    def profile(self) -> dict[str, str | int]:
        """Return the characteristics that were given; blanks have no entry."""
        return {
            field.key: held
            for field, held in zip(self.fields, self._state.values, strict=True)
            if not isinstance(field, AnswerField) and isinstance(held, str | int)
        }

    def sheet(self, survey_id: int) -> Sheet:
        """Return the sheet as it is to be saved."""
        kind = PaperSheet if isinstance(self.instrument, PaperInstrument) else Sheet
        base = self.corrects or kind(
            survey_id=survey_id,
            service_id=self.service_id,
            number=self.number,
            day=self.day,
            answers={},
            uuid=self.uuid,
        )
        return replace(
            base,
            service_id=self.service_id,
            day=self.day,
            answers=self.answers(),
            profile=self.profile(),
            saran=self.saran,
        )

    def draft(self, survey_id: int, instrument_id: int) -> Draft:
        """Return the half-typed sheet as it is to be kept; fields that wait have no entry."""
        held = {
            field.key: (field, value)
            for field, value in zip(self.fields, self._state.values, strict=True)
            if value is not WAITING
        }
        return Draft(
            survey_id=survey_id,
            instrument_id=instrument_id,
            number=self.number,
            day=self.day,
            service_id=self.service_id,
            answers={
                key: value
                for key, (field, value) in held.items()
                if isinstance(field, AnswerField) and not isinstance(value, str)
            },
            profile={
                key: value
                for key, (field, value) in held.items()
                if not isinstance(field, AnswerField)
            },
            cursor=self.waiting_field.key,
            saran=self.saran,
            sheet_uuid=self.corrects.uuid if self.corrects else "",
        )

    # ------------------------------------------------------------ what happens to it
    def press(self, key: str | Key) -> Outcome:
        """Take one key: a character, or one of ``Key``."""
        return self._act(key) if isinstance(key, Key) else self._read(key)

    def go_to(self, key: str) -> Outcome:
        """Let the next key be for this field."""
        return self._move_to(self._places[key])

    def write_saran(self, text: str) -> None:
        """Keep what the respondent wrote."""
        self._state = replace(self._state, saran=text)

    def restore(self, state: FormState) -> None:
        """Go back to a snapshot of this form."""
        self._state = state

    def _act(self, key: Key) -> Outcome:
        match key:
            case Key.BACK:
                return self._back()
            case Key.PREVIOUS:
                return self._move_to(self._state.cursor - 1)
            case Key.NEXT:
                return self._move_to(self._state.cursor + 1)
            case Key.FIRST:
                return self._move_to(0)
            case Key.LAST:
                return self._move_to(len(self.fields) - 1)
            case Key.ENTER:
                return self._enter()
            case Key.CLEAR:
                return self._clear()

    def _read(self, key: str) -> Outcome:
        reading = self.waiting_field.read(key, self._state.pending)
        if reading.meaning is Meaning.REFUSED:
            return Outcome.REFUSED
        if reading.meaning is Meaning.PARTIAL:
            self._state = replace(self._state, pending=reading.pending)
            return Outcome.PARTIAL
        return self._take(reading)

    def _take(self, reading: Reading) -> Outcome:
        place = self._state.cursor
        self._hold(reading.value)
        if place + 1 < len(self.fields):
            self._state = replace(self._state, cursor=place + 1)
            return Outcome.TAKEN
        return self._to_first_waiting()

    def _enter(self) -> Outcome:
        """Finish a number, then go where something is missing; nothing missing: complete."""
        field = self.waiting_field
        if self._state.pending and isinstance(field, NumberField):
            reading = field.finish(self._state.pending)
            if reading.meaning is Meaning.REFUSED:
                return Outcome.REFUSED
            self._hold(reading.value)
        return self._to_first_waiting()

    def _to_first_waiting(self) -> Outcome:
        if self.is_complete:
            return Outcome.COMPLETED
        self._state = replace(self._state, cursor=self._state.values.index(WAITING))
        return Outcome.TAKEN

    def _hold(self, value: Value) -> None:
        values = list(self._state.values)
        values[self._state.cursor] = value
        self._state = replace(self._state, values=tuple(values), pending="")

    def _back(self) -> Outcome:
        if self._state.pending:
            self._state = replace(self._state, pending=self._state.pending[:-1])
            return Outcome.PARTIAL
        return self._move_to(self._state.cursor - 1)

    def _move_to(self, place: int) -> Outcome:
        if not 0 <= place < len(self.fields) or place == self._state.cursor:
            return Outcome.NOTHING
        self._state = replace(self._state, cursor=place, pending="")
        return Outcome.MOVED

    def _clear(self) -> Outcome:
        if not self.is_touched and self._state.cursor == 0:
            return Outcome.NOTHING
        self._state = self._empty
        return Outcome.CLEARED

    @staticmethod
    def _fitting(field: FormField, value: Value) -> Held:
        return value if field.accepts(value) else WAITING
