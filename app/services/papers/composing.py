"""One questionnaire made of several, in the order of the paper.

Its keys cannot clash: those of the first instrument stay as they are, a later one's question
``persyaratan`` is ``1.persyaratan``. No key of an instrument has a point or begins with a digit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.questionnaire import Instrument
from app.services.papers.deriving import tells
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import ProfileField, Question, Unsur


@dataclass(frozen=True, slots=True)
class PartField:
    """A characteristic of one instrument, and the one on the paper that gives it."""

    own: ProfileField
    asked: ProfileField
    """As it stands on the paper, under the paper's key."""


@dataclass(frozen=True)
class Part:
    """One instrument within the paper."""

    place: int
    instrument: Instrument
    fields: tuple[PartField, ...]

    @property
    def name(self) -> str:
        """The letters by which it is called: ``SPAK``."""
        return self.instrument.survey_short

    def key_of(self, question: str) -> str:
        """Return the key on the paper of one of its own questions or unsur."""
        return f"{self.place}.{question}" if self.place and question else question


@dataclass(frozen=True)
class PaperInstrument(Instrument):
    """A questionnaire made of several; its index, scale and mutu are those of the first."""

    parts: tuple[Part, ...] = ()


def compose(instruments: Sequence[Instrument]) -> PaperInstrument:
    """Return the questionnaire of a paper that asks ``instruments`` one after the other.

    ``lowest`` and ``highest`` span all scales; which answers a question takes, its options say.
    """
    profile, fields = _profile(instruments)
    parts = tuple(
        Part(place, instrument, tuple(fields[place]))
        for place, instrument in enumerate(instruments)
    )
    first = instruments[0]
    return PaperInstrument(
        key="+".join(instrument.key for instrument in instruments),
        version=first.version,
        name=" + ".join(part.name for part in parts),
        index_name=first.index_name,
        index_short=first.index_short,
        source=first.source,
        lowest=min(instrument.lowest for instrument in instruments),
        highest=max(instrument.highest for instrument in instruments),
        unsur=tuple(_unsur(part, unsur) for part in parts for unsur in part.instrument.unsur),
        questions=tuple(_question(part, q) for part in parts for q in part.instrument.questions),
        profile=profile,
        mutu=first.mutu,
        definition="\n".join(instrument.definition for instrument in instruments),
        index_highest=first.index_highest,
        index_factor=first.index_factor,
        parts=parts,
    )


def _unsur(part: Part, unsur: Unsur) -> Unsur:
    return replace(unsur, key=part.key_of(unsur.key))


def _question(part: Part, question: Question) -> Question:
    return replace(
        question,
        key=part.key_of(question.key),
        unsur=part.key_of(question.unsur),
        short_name=part.instrument.name_of(question) if part.place else question.short_name,
    )


# ------------------------------------------------------------------ the profile
Definitions = list[tuple[int, "ProfileField"]]
"""A characteristic as each instrument defines it, with the instrument's place."""


def _profile(
    instruments: Sequence[Instrument],
) -> tuple[tuple[ProfileField, ...], list[list[PartField]]]:
    """Return what the paper asks, and what each instrument takes from it."""
    taken = {key for instrument in instruments[:1] for key in instrument.question_keys}
    asked: list[ProfileField] = []
    fields: list[list[PartField]] = [[] for _ in instruments]
    for key in _in_order(field.key for one in instruments for field in one.profile):
        groups = _groups(
            [(at, f) for at, one in enumerate(instruments) for f in one.profile if f.key == key]
        )
        for group in groups:
            field = _on_paper(group, taken, instruments if len(groups) > 1 else ())
            taken.add(field.key)
            asked.append(field)
            for place, own in group:
                fields[place].append(PartField(own, field))
    return tuple(asked), fields


def _groups(definitions: Definitions) -> list[Definitions]:
    """Part the definitions of one key into as few groups as can be asked once each.

    The first of a group is the one that is asked: it tells all others.
    """
    groups: list[Definitions] = []
    while definitions:
        told_by = [[d for d in definitions if tells(asked, d[1])] for _, asked in definitions]
        best = max(told_by, key=len)
        asked = definitions[told_by.index(best)]
        groups.append([asked, *(d for d in best if d is not asked)])
        definitions = [d for d in definitions if d not in best]
    return sorted(groups, key=lambda group: min(place for place, _ in group))


def _on_paper(
    group: Definitions, taken: set[str], instruments: Sequence[Instrument]
) -> ProfileField:
    """Return the field that is asked; its name says for which instruments, where it is not one."""
    place, field = group[0]
    key = field.key if field.key not in taken else f"{place}.{field.key}"
    if not instruments:
        return replace(field, key=key)
    names = ", ".join(instruments[at].survey_short for at, _ in sorted(group, key=lambda d: d[0]))
    return replace(field, key=key, name=tr("{isian} ({survei})", isian=field.name, survei=names))


def _in_order(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
