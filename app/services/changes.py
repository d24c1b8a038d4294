"""What a deed changed, so that each screen decides whether to ask for new figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Returned by every service function that writes."""

    surveys: frozenset[int] = frozenset()
    """Surveys whose sheets or settings changed."""
    office: bool = False
    """The office, its people, units, services or list of surveys changed."""
    capaian: frozenset[int] = frozenset()
    """Years whose capaian changed. One that is linked to a survey changes with the survey too."""

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.surveys | other.surveys,
            self.office or other.office,
            self.capaian | other.capaian,
        )


NOTHING = Changes()


def survey_changed(survey_id: int) -> Changes:
    """Return the changes of a deed within one survey."""
    return Changes(frozenset({survey_id}))


def capaian_changed(*years: int) -> Changes:
    """Return the changes of a deed within the capaian of these years."""
    return Changes(capaian=frozenset(years))


OFFICE_CHANGED = Changes(office=True)
