"""What is kept of a survey whose sheets were destroyed: counts and sums, nobody's answers.

The aggregates are counted once from all sheets and then stand for them: answers by service and by
each characteristic alone, days, and for every two questions the sums that a variance needs. What
joins two characteristics is not kept: its small cells would speak of single people.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.models.questionnaire import ProfileField
    from app.models.selection import Selection
    from app.models.store.database import Row

    Stored = str | int | None
    Pattern = tuple[dict[str, int], int]


@dataclass(frozen=True)
class KeptAnswers:
    """Answers the questions of cross-tables from the aggregates of a destroyed survey."""

    aggregates: Mapping[str, Any]

    def sheets(self, only: Selection, *, complete_only: bool) -> int:
        """Return how many sheets were chosen; 0 where a choice was not counted."""
        if only.field:
            return sum(n for _, n, _ in self.groups(only.field, only, complete_only=complete_only))
        return sum(self.sheets_per_service(only, complete_only=complete_only).values())

    def sheets_per_service(self, only: Selection, *, complete_only: bool) -> dict[int, int]:
        """Return service → number of sheets; nothing within a group of a characteristic."""
        found: dict[int, int] = defaultdict(int)
        for service_id, complete, n in self.aggregates["sheets"]:
            chosen = not only.field and only.service_id in (None, service_id)
            if chosen and complete >= complete_only:
                found[service_id] += n
        return dict(found)

    def respondents(
        self, field: str, only: Selection, *, complete_only: bool
    ) -> dict[str | int | None, int]:
        """Return stored value of a characteristic → number of sheets."""
        found = self.groups(field, only, complete_only=complete_only)
        return {value: n for value, n, _ in found}

    def answers(self, only: Selection, *, complete_only: bool) -> list[tuple[int, str, int, int]]:
        """Return (service, question, score, n); within a group the service is 0: not known."""
        if only.field:
            counts: Counter[tuple[str, int]] = Counter()
            for _, _, answers in self.groups(only.field, only, complete_only=complete_only):
                counts.update(answers)
            return [(0, question, score, n) for (question, score), n in counts.items()]
        cells: Counter[tuple[int, str, int]] = Counter()
        for service_id, complete, question, score, n in self.aggregates["answers"]:
            if only.service_id in (None, service_id) and complete >= complete_only:
                cells[service_id, question, score] += n
        return [(*cell, n) for cell, n in sorted(cells.items())]

    def groups(
        self, field: str, only: Selection, *, complete_only: bool
    ) -> list[tuple[Stored, int, Counter[tuple[str, int]]]]:
        """Return (stored value, n, answers) of a characteristic.

        Nothing for a part of the survey that joins it with another.
        """
        if only.service_id is not None or only.field not in ("", field):
            return []
        sheets: Counter[Stored] = Counter()
        answers: dict[Stored, Counter[tuple[str, int]]] = defaultdict(Counter)
        for value, complete, n, cells in self.aggregates["profile"].get(field, ()):
            if complete < complete_only or (only.field and value not in only.values):
                continue
            sheets[value] += n
            answers[value].update({(question, score): m for question, score, m in cells})
        return [(value, n, answers[value]) for value, n in sheets.items()]

    def patterns(self, *, complete_only: bool) -> list[Pattern]:
        """Return weighted answers with the same sums of first and second order as the sheets had.

        Nobody gave these answers, and some weights are negative. Whatever adds up a polynomial of
        second degree of the answers, as variance and covariance do, comes to the same integer.
        """
        parts = [_whole_patterns(self._sums["1"])]
        if not complete_only:
            parts.append(_broken_patterns(self._sums["0"]))
        return [pattern for part in parts for pattern in part]

    @cached_property
    def _sums(self) -> Mapping[str, Any]:
        sums: Mapping[str, Any] = self.aggregates["sums"]
        return sums

    @property
    def days(self) -> list[str]:
        """The days on which there are sheets, as ISO text, in their order."""
        return sorted(self.aggregates["days"])

    @property
    def last_change(self) -> str | None:
        """When a sheet was last saved or corrected, as ISO text."""
        found: str | None = self.aggregates["last_change"]
        return found


def count_up(
    rows: Iterable[Row], fields: Sequence[ProfileField], questions: Sequence[str]
) -> dict[str, Any]:
    """Return the aggregates of sheets; ``rows`` are rows of their table."""
    sheets: Counter[tuple[int, int]] = Counter()
    cells: Counter[tuple[int, int, str, int]] = Counter()
    profile: dict[str, dict[tuple[Stored, int], Counter[tuple[str, int]]]] = {
        field.key: defaultdict(Counter) for field in fields
    }
    people: dict[str, Counter[tuple[Stored, int]]] = {field.key: Counter() for field in fields}
    days: Counter[str] = Counter()
    papers: dict[str, Counter[str]] = {"0": Counter(), "1": Counter()}
    saran, last_change = 0, None
    for row in rows:
        answers, stored = json.loads(row["answers"]), json.loads(row["profile"])
        complete = row["complete"]
        sheets[row["service_id"], complete] += 1
        cells.update((row["service_id"], complete, *pair) for pair in answers.items())
        for field in fields:
            group = (representative(field, stored.get(field.key)), complete)
            people[field.key][group] += 1
            profile[field.key][group].update(answers.items())
        days[row["day"]] += 1
        papers[str(complete)][row["answers"]] += 1
        saran += bool(row["saran"])
        last_change = max(last_change or "", row["changed_at"])
    return {
        "sheets": sorted([*key, n] for key, n in sheets.items()),
        "answers": sorted([*key, n] for key, n in cells.items()),
        "profile": {
            key: [
                [value, complete, n, sorted([*cell, m] for cell, m in profile[key][group].items())]
                for group, n in sorted(groups.items(), key=str)
                for value, complete in (group,)
            ]
            for key, groups in people.items()
        },
        "days": dict(sorted(days.items())),
        "sums": {key: _sums(found, questions) for key, found in papers.items()},
        "saran": saran,
        "last_change": last_change,
    }


def representative(field: ProfileField, value: Stored) -> Stored:
    """Return what stands for a stored value: of a number the lowest of its band."""
    if value is None or value == "":
        return None
    if isinstance(value, int):
        return next((b.lower for b in field.bands if b.lower <= value <= b.upper), value)
    return value


def _sums(papers: Mapping[str, int], questions: Sequence[str]) -> dict[str, Any]:
    """Return n, [n, Σx, Σx²] of each question and [n, Σx, Σy, Σxy] of every two answered."""
    single = {key: [0, 0, 0] for key in questions}
    pairs = {f"{k}|{m}": [0, 0, 0, 0] for k, m in combinations(questions, 2)}
    for text, n in papers.items():
        answers = json.loads(text)
        given = [(key, answers[key]) for key in questions if key in answers]
        for key, x in given:
            _add(single[key], n, (1, x, x * x))
        for (k, x), (m, y) in combinations(given, 2):
            _add(pairs[f"{k}|{m}"], n, (1, x, y, x * y))
    return {"n": sum(papers.values()), "single": single, "pairs": pairs}


def _add(sums: list[int], n: int, values: Sequence[int]) -> None:
    for place, value in enumerate(values):
        sums[place] += n * value


def _whole_patterns(sums: Mapping[str, Any]) -> list[Pattern]:
    """Return patterns that answer every question, the ones not spoken of with 0.

    For f of second degree and the unit points e: Σ f = n·f(0) + Σ_k (Σx·[f(e) - f(0)] +
    (Σx² - Σx)/2 · [f(2e) - 2f(e) + f(0)]) + Σ_kl Σxy·[f(e_k + e_l) - f(e_k) - f(e_l) + f(0)].
    """
    keys = list(sums["single"])
    weights: Counter[tuple[tuple[str, int], ...]] = Counter({(): sums["n"]})
    for key, (_, total, squares) in sums["single"].items():
        half = (squares - total) // 2
        weights[((key, 1),)] += total - 2 * half
        weights[((key, 2),)] += half
        weights[()] += half - total
    for pair, (_, _, _, product) in sums["pairs"].items():
        k, m = pair.split("|")
        weights[((k, 1), (m, 1))] += product
        weights[((k, 1),)] -= product
        weights[((m, 1),)] -= product
        weights[()] += product
    nought = dict.fromkeys(keys, 0)
    return [(nought | dict(point), n) for point, n in weights.items() if n]


def _broken_patterns(sums: Mapping[str, Any]) -> list[Pattern]:
    """Return patterns of sheets with blanks: what is not spoken of is not answered.

    As above, but for f of second degree in what each answered question adds, with f(∅) = 0.
    """
    weights: Counter[tuple[tuple[str, int], ...]] = Counter()
    for key, (n, total, squares) in sums["single"].items():
        half = (squares - total) // 2
        weights[((key, 0),)] += n - total + half
        weights[((key, 1),)] += total - 2 * half
        weights[((key, 2),)] += half
    for pair, (n, of_k, of_m, product) in sums["pairs"].items():
        k, m = pair.split("|")
        corners = {
            (0, 0): n - of_k - of_m + product,
            (1, 0): of_k - product,
            (0, 1): of_m - product,
            (1, 1): product,
        }
        for (x, y), weight in corners.items():
            weights[((k, x), (m, y))] += weight
            weights[((k, x),)] -= weight
            weights[((m, y),)] -= weight
    weights[()] += sums["n"] - sum(weights.values())
    return [(dict(point), n) for point, n in weights.items() if n]
