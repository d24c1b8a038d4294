"""Whether every sheet of a paper is in all of its surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.store.store import Store
    from app.models.survey import Survey


def missing_parts(store: Store) -> Iterator[tuple[Survey, tuple[int, ...]]]:
    """Yield surveys with the numbers that another survey of their paper has and they have not.

    A survey whose sheets were destroyed misses none.
    """
    papers: dict[str, list[Survey]] = {}
    for survey in store.surveys.all():
        if survey.paper and survey.destroyed_on is None:
            papers.setdefault(survey.paper, []).append(survey)
    for surveys in papers.values():
        numbers = {survey.id: store.sheets.numbers_of(survey.id) for survey in surveys}
        every = set[int]().union(*numbers.values())
        for survey in surveys:
            missing = every - numbers[survey.id]
            if missing:
                yield survey, tuple(sorted(missing))
