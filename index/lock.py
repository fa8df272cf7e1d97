"""File locks that the system releases when their process dies, however it dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ShinchokuError

_POLL_SECONDS = 0.2


def try_lock(descriptor: int, *, shared: bool) -> bool:
    """Lock an open file without waiting; False where somebody else's lock stands against it."""
    if sys.platform == "win32":
        return _try_lock_windows(descriptor, shared=shared)
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_windows(descriptor: int, *, shared: bool) -> bool:
    if sys.platform != "win32":
        return True
    import msvcrt

    if shared:
        # Windows keeps open files from being deleted, which is all that a shared lock is for here.
        return True
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


@contextmanager
def build_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file `path`, which tells the holder's process id; `ShinchokuError` when the wait is over.

    The lock of a dead process is free, so nothing has to be cleared by hand.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for(descriptor, path, time.monotonic() + wait_seconds)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, deadline: float) -> None:
    while not try_lock(descriptor, shared=False):
        if time.monotonic() >= deadline:
            holder = path.read_text(encoding="ascii", errors="replace").strip() or "unknown"
            raise ShinchokuError(f"Another build of this index is running (process {holder}); wait for it to end.")
        time.sleep(_POLL_SECONDS)
