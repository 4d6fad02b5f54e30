"""Spread many files over processes. The same parts come back, in the same order, as from one process."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait

from rightsgate.cli.ending import SIGNALS
from rightsgate.cli.session import Checked, Session, Settings
from rightsgate.errors import EngineError

PER_PROCESS = 32  # below that, starting a process costs more than it saves
CHUNK = 16


def spread(session: Session, paths: Sequence[str], jobs: int) -> Iterator[Checked]:
    """Check ``paths`` in up to ``jobs`` processes, and yield what each gives in their order."""
    workers = min(jobs, len(paths) // PER_PROCESS)
    if workers < 2:
        yield from map(session.check_file, paths)
        return
    # A fork shares the rules that are compiled already; where there is none, each worker compiles its own.
    method = "fork" if sys.platform == "linux" else "spawn"
    _Worker.session = session if method == "fork" else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, _Worker.start, (session.settings,)) as pool:
        try:
            with _uninterrupted():
                results = pool.map(_Worker.check, paths, chunksize=CHUNK)
            yield from results
        except BaseException:  # interrupted, or out of time: what the processes still do is of no use
            for process in multiprocessing.active_children():
                process.kill()
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold signals back while processes start: what starts them gets them, and ends its workers; they get none."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End a worker whose parent was killed and cannot end it: nobody waits for what it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class _Worker:
    """What a worker process keeps between files; in the parent it only hands the session over to a fork."""

    session: Session | None = None

    @classmethod
    def start(cls, settings: Settings) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        if cls.session is None:
            cls.session = Session(settings)

    @classmethod
    def check(cls, path: str) -> Checked:
        if cls.session is None:
            raise EngineError("a worker that was not started")
        return cls.session.check_file(path)
