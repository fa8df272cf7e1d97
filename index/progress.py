"""Progress: how far a build is, told to a terminal and to nobody else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class Progress(Protocol):
    """Follows one task after another."""

    def start(self, task: str, total: int) -> None:
        """A task of `total` steps begins; it ends the one before."""

    def advance(self, steps: int = 1) -> None:
        """So many more steps are done."""


class NoProgress:
    """Says nothing."""

    def start(self, task: str, total: int) -> None:
        """Nothing."""

    def advance(self, steps: int = 1) -> None:
        """Nothing."""


@contextmanager
def stderr_progress() -> Iterator[Progress]:
    """Bars on stderr while the block runs; silence where stderr is no terminal, so that logs stay clean."""
    if not sys.stderr.isatty():
        yield NoProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield _BarProgress(bars)


class _BarProgress:
    """One bar a task."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def start(self, task: str, total: int) -> None:
        self._task = self._bars.add_task(task, total=total)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, steps)
