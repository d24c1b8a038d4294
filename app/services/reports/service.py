"""Makes reports of an open office file, in steps that belong to different threads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.services.reports.kinds import About, Format, Options
from app.services.reports.rendering import render_report

if TYPE_CHECKING:
    from app.services.reports.document import Report
    from app.services.reports.kinds import ReportKind
    from app.services.reports.progress import Progress
    from app.services.session import Session


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that one report prints, read from the file; from here on any thread will do."""

    kind: ReportKind[Any]
    data: Any
    options: Options

    def build(self) -> Report:
        """Return the report as blocks, for the renderer of any format."""
        return self.kind.build(self.data, self.options)

    def render(self, form: Format = Format.PDF, progress: Progress | None = None) -> bytes:
        """Return the report as a file."""
        return render_report(self.build(), form, progress)

    def file_name(self, form: Format = Format.PDF) -> str:
        """Return the name under which the report is offered to be saved."""
        from app.services.files import safe_file_name

        return safe_file_name(self.kind.name_of(self.data), form.suffix)


class ReportService:
    """Reports of an open office file. It belongs to the thread of the file."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(
        self,
        kind: ReportKind[Any],
        about: About,
        options: Options | None = None,
        at: datetime | None = None,
    ) -> Collected:
        """Read what a report prints; ``at`` is the time of printing, now where it is left out.

        Raises InputError where the file lacks what the report needs.
        """
        options = options or Options()
        at = at or datetime.now().astimezone()
        return Collected(kind, kind.collect(self._session, about, options, at), options)

    def render(
        self,
        kind: ReportKind[Any],
        about: About,
        options: Options | None = None,
        *,
        form: Format = Format.PDF,
        at: datetime | None = None,
        progress: Progress | None = None,
    ) -> bytes:
        """Return a report as a file, collected and rendered in one go."""
        return self.collect(kind, about, options, at).render(form, progress)

    def minutes_pdf(self, minutes_id: int) -> bytes:
        """Return a berita acara as PDF: what was so then, however often it is printed.

        Raises KeyError when there is none with this id.
        """
        from app.services.reports.minutes import BERITA_ACARA

        return self.render(BERITA_ACARA, About(minutes_id=minutes_id))
