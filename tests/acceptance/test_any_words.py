"""Ten thousand texts through every report in every format: none fails, opens a file or runs.

The data are those of an office and of a city that have everything their reports can print. Each
example takes a hundred texts and puts them in turn wherever somebody may have typed (``spoiling``).
A nightly run (``PUAS_FAULTS=nightly``) prints 10,000 texts of each kind in each format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.services.reports.kinds import Format, Options, ReportKind
from app.services.reports.service import Collected
from tests.faults.processes import NIGHTLY
from tests.services.reports.printed import check_file, nothing_opened
from tests.support.every_report import KINDS, every_report
from tests.support.hostile import texts
from tests.support.spoiling import places_of, spoilt

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_ONCE = 100
"""Texts of one example; hypothesis bears no more."""
EXAMPLES = 10_000 // AT_ONCE if NIGHTLY else 2
CASES = [(kind, form) for kind in KINDS for form in kind.formats]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return {one.kind.key: one.data for one in every_report(tmp_path_factory.mktemp("kata"))}


@pytest.mark.timeout(7200 if NIGHTLY else 120)
@pytest.mark.parametrize(("kind", "form"), CASES, ids=lambda case: getattr(case, "key", case))
def test_any_words_print(kind: ReportKind[Any], form: Format, collected: Mapping[str, Any]) -> None:
    data = collected[kind.key]
    several = min(AT_ONCE, places_of(data))
    widest = Options(chosen={choice.key: choice.values[-1][0] for choice in kind.choices})

    @settings(
        max_examples=EXAMPLES,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(words=st.lists(texts(40), min_size=several, max_size=several), wide=st.booleans())
    def prints(words: list[str], *, wide: bool) -> None:
        made = Collected(kind, spoilt(data, words), widest if wide else Options())
        with nothing_opened():
            content = made.render(form)
        check_file(content, form)
        assert made.file_name(form).endswith(form.suffix)

    prints()
