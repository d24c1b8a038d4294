"""Work away from the window: one lane for the office file, another for pictures and pages.

The office file has one connection, and it belongs to the thread of the store lane. Results come
back to the thread of the window through a queued signal, in the order of the work.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.errors import PuasError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")


@dataclass(slots=True)
class _Task:
    work: Callable[[], Any]
    on_done: Callable[[Any], object] | None
    on_failed: Callable[[PuasError], object] | None
    owner: QObject | None
    key: str
    future: Future[Any] | None = None


class Background(QObject):
    """Runs tasks one after another on each of two threads; tells when nothing is left to do."""

    idle = Signal()
    refused = Signal(object)
    """A PuasError of a task that nobody else looks after."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._tasks: set[int] = set()
        self._waiting: dict[str, _Task] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """How many tasks are not delivered yet."""
        return len(self._tasks)

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], object] | None = None,
        on_failed: Callable[[PuasError], object] | None = None,
        *,
        replace_key: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Do ``work`` on the thread of the office file.

        ``replace_key`` takes the place of a waiting task with the same key. The result of a task
        whose ``owner`` is gone is dropped. An error that is no PuasError is a bug and goes to
        ``sys.excepthook``.
        """
        self._hand_in("berkas", _Task(work, on_done, on_failed, owner, replace_key))

    def render(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], object] | None = None,
        on_failed: Callable[[PuasError], object] | None = None,
        *,
        replace_key: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Do ``work`` that needs no office file, such as drawing pages, beside the store's lane."""
        key = f"gambar:{replace_key}" if replace_key else ""
        self._hand_in("gambar", _Task(work, on_done, on_failed, owner, key))

    def shut_down(self) -> None:
        """Wait until everything handed in is done; nothing is delivered any more."""
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _lane(self, name: str) -> ThreadPoolExecutor:
        """Return a lane; it begins with its first task, long after the first paint."""
        from concurrent.futures import ThreadPoolExecutor

        if name not in self._lanes:
            self._lanes[name] = ThreadPoolExecutor(1, thread_name_prefix=f"puas-{name}")
        return self._lanes[name]

    def _hand_in(self, lane: str, task: _Task) -> None:
        if task.key:
            self._replace(task)
        self._tasks.add(id(task))
        task.future = self._lane(lane).submit(self._start, task)
        task.future.add_done_callback(lambda _: self._finished.emit(task))

    def _start(self, task: _Task) -> Any:  # noqa: ANN401 - whatever the work returns
        if self._waiting.get(task.key) is task:
            self._waiting.pop(task.key, None)
        return task.work()

    def _replace(self, task: _Task) -> None:
        earlier = self._waiting.get(task.key)
        if earlier is not None and earlier.future is not None:
            earlier.future.cancel()
        self._waiting[task.key] = task

    def _deliver(self, task: _Task) -> None:
        self._tasks.discard(id(task))
        try:
            self._hand_over(task)
        finally:
            if not self._tasks:
                self.idle.emit()

    def _hand_over(self, task: _Task) -> None:
        future = task.future
        if future is None or future.cancelled():
            return
        gone = task.owner is not None and not shiboken6.isValid(task.owner)
        error = future.exception()
        if isinstance(error, PuasError):
            handler = self.refused.emit if gone or task.on_failed is None else task.on_failed
            handler(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        elif task.on_done is not None and not gone:
            task.on_done(future.result())
