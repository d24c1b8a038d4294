"""400 numbered questionnaires in one PDF: seconds of CPU, and how they grow with their number."""

from __future__ import annotations

import sys

from measuring import Ratio, cpu_seconds, report, workplace

SHEETS = 400
RUNS = 5
MOST_SECONDS = 10.0


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from app.services.blank_forms.numbering import Numbers
    from app.services.blank_forms.service import print_forms
    from tests.support.paper_office import office_with_paper

    with workplace() as folder:
        session, paper = office_with_paper(folder / "kantor.puas")
        forms, survey_id = session.blank_forms, paper.first.id
        many = forms.job(survey_id, Numbers(1, SHEETS))
        few = forms.job(survey_id, Numbers(1, SHEETS // 4))
        session.store.close()
        printed = print_forms(many)
        seconds = cpu_seconds(lambda: print_forms(many), RUNS)
        quarter = cpu_seconds(lambda: print_forms(few), RUNS)
    ratios = [
        Ratio(f"{SHEETS} sheets of three instruments ÷ 10 s", seconds, MOST_SECONDS, 1),
        Ratio(f"{SHEETS} sheets ÷ {SHEETS // 4}", seconds, quarter, 4.4),
    ]
    return report("forms", ratios, bytes=len(printed.pdf), pages=SHEETS * printed.pages)


if __name__ == "__main__":
    sys.exit(main())
