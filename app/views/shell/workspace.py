"""What every screen is given: the open file, the work away from the window, the way to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.texts import tr
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import PuasError
    from app.services.session import Session
    from app.views.background import Background
    from app.views.consolidation.watching import FolderWatch

Result = TypeVar("Result")


class Workspace(QObject):
    """One window's office file and the state that its screens share.

    The session belongs to the thread of the file: only functions handed to ``run`` touch it.
    """

    changed = Signal(object)
    """Changes: something was written; screens that show it ask for new figures."""
    survey_chosen = Signal(int)
    """The id of the survey that all screens now speak of; 0 when there is none."""
    screen_wanted = Signal(str, object)
    leaving = Signal()
    """The file is about to be closed; what is still to be kept is handed over now."""
    restore_wanted = Signal(object, object)
    """The path of the open file, and the backup that is to take its place."""
    message = Signal(str, object, str, object)
    unsaid = Signal(str)
    """A message that offered what is done now; it goes where it still stands."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.background = background
        self._session: Session | None = None
        self._survey_id = 0
        self._watch: FolderWatch | None = None
        self.read_only = False
        self.operator = ""
        background.refused.connect(self.say_error)

    @property
    def is_open(self) -> bool:
        """Say whether an office file is open."""
        return self._session is not None

    @property
    def survey_id(self) -> int:
        """The survey that all screens speak of; 0 when there is none."""
        return self._survey_id

    @property
    def watch(self) -> FolderWatch:
        """The folder that is watched for packages; made when it is first wanted."""
        from app.views.consolidation.watching import FolderWatch

        if self._watch is None:
            self._watch = FolderWatch(self, self)
        return self._watch

    def attach(self, session: Session) -> None:
        """Take over a session that was opened on the thread of the file."""
        self._session = session
        self.read_only = session.read_only

    def detach(self) -> Session | None:
        """Give the session away, to be closed on the thread of the file."""
        if self._session is not None:
            self.leaving.emit()
        session, self._session = self._session, None
        return session

    def choose_survey(self, survey_id: int) -> None:
        """Make all screens speak of another survey."""
        if survey_id != self._survey_id:
            self._survey_id = survey_id
            self.survey_chosen.emit(survey_id)

    def run(
        self,
        work: Callable[[Session], Result],
        on_done: Callable[[Result], object] | None = None,
        on_failed: Callable[[PuasError], object] | None = None,
        *,
        replace_key: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Do ``work`` with the open file on its own thread (see Background.run).

        A screen whose file has just been closed may still ask; nobody waits for the answer.
        """
        session = self._session
        if session is None:
            return
        self.background.run(
            lambda: work(session), on_done, on_failed, replace_key=replace_key, owner=owner
        )

    def write(
        self,
        work: Callable[[Session], Result],
        on_done: Callable[[Result], object] | None = None,
        on_failed: Callable[[PuasError], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do ``work`` that returns Changes, alone or last in a tuple, and tell all screens."""

        def done(result: Result) -> None:
            self.changed.emit(result[-1] if isinstance(result, tuple) else result)
            if on_done is not None and (owner is None or shiboken6.isValid(owner)):
                on_done(result)

        self.run(work, done, on_failed, owner=self)

    def go(self, screen: str, target: object = None) -> None:
        """Show another screen; ``target`` is handed to its ``open_target`` if it has one."""
        self.screen_wanted.emit(screen, target)

    def say(
        self,
        text: str,
        tone: Tone = Tone.GOOD,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a message line under the screen, with a deed offered in it."""
        self.message.emit(text, tone, action, act)

    def say_with_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Show what happened and offer to take it back."""
        self.say(text, action=tr("Urungkan"), act=undo)

    def say_error(self, error: PuasError) -> None:
        """Show a refusal: what happened, that the data are safe, what to do next."""
        self.say(error.sentence, Tone.DANGER)
