"""What would become of a file, in one or two sentences, and the work that finds it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from app.services.imports.checking import Checked
    from app.services.imports.mapping import AnswerMapping
    from app.services.imports.service import Inspected, Progress
    from app.services.plausibility.batch_findings import BatchFinding
    from app.services.session import Session


def looked_through(
    session: Session, inspected: Inspected, mapping: AnswerMapping, progress: Progress
) -> tuple[Checked, tuple[BatchFinding, ...]]:
    """Check a file; where all of it fits, look for what is unusual in it as well."""
    checked = session.imports.check(inspected, mapping, progress)
    if not checked.acceptable:
        return checked, ()
    return checked, session.imports.unusual(inspected.survey_id, checked)


def verdict_of(checked: Checked) -> str:
    """Say in one or two sentences what would be taken over."""
    n = indonesian(len(checked.columns), 0)
    if checked.problem_count:
        said = tr(
            "{masalah} masalah di {n} lembar: belum ada yang dapat diimpor.",
            masalah=indonesian(checked.problem_count, 0),
            n=n,
        )
        return f"{said} {_chief(checked)}"
    said = tr("{n} lembar siap diimpor.", n=n)
    if checked.outside_period:
        n = indonesian(checked.outside_period, 0)
        said += " " + tr("{n} lembar bertanggal di luar periode survei.", n=n)
    if closing := len(checked.closing):
        said += " " + tr("{n} baris penutup dilewati.", n=indonesian(closing, 0))
    if checked.unanswered:
        n = indonesian(checked.unanswered, 0)
        said += " " + tr("{n} baris tanpa jawaban dilewati.", n=n)
    return said


def _chief(checked: Checked) -> str:
    """Say what stands in the way most often, so that nobody must look for it in the list."""
    problem, n = checked.found.commonest()
    if n == 1:
        return tr("Yang pertama: {soal}.", soal=checked.found.kept[0].text)
    return tr(
        "Terbanyak, {n} kali, di kolom {kolom}: {sebab}.",
        n=indonesian(n, 0),
        kolom=problem.column or "–",
        sebab=problem.reason,
    )
