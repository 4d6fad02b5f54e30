"""Spread many files over processes. The same parts come back, in the same order, as from one process."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from rightsgate.fleet.session import Checked, Session, Settings
from rightsgate.fleet.signals import SIGNALS

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

PER_PROCESS: Final = 32  # below that, starting a process costs more than it saves
IN_HAND: Final = 2  # files that a process has at a time, so that it need not wait for the next
AHEAD: Final = 32  # files a process beyond the one that is waited for: what comes back early is kept in memory


def check_in_processes(session: Session, paths: Sequence[str], jobs: int) -> Iterator[Checked]:
    """Check ``paths`` in up to ``jobs`` processes, and yield what each gives in their order.

    Where processes cannot be started, or one of them ends early (the system may end one that takes much memory), what
    is left is checked here: an error that ended a process then shows as it would have without any.
    """
    done = 0
    workers = min(jobs, len(paths) // PER_PROCESS)
    if workers > 1:
        with _Workers(session, workers) as started:
            for result in started.check(paths):
                yield result
                done += 1
    yield from map(session.check_file, paths[done:])


class _Workers:
    """Processes that check files, each at the other end of a pipe; fewer than asked for where no more can be started.

    The process that starts them needs no thread, which a system could refuse half-way.
    """

    def __init__(self, session: Session, number: int) -> None:
        self.session = session
        self.number = number
        self.pipes: list[Connection] = []
        self.processes: list[BaseProcess] = []

    def __enter__(self) -> Self:
        # A fork shares the rules that are compiled already; where there is none, each worker compiles its own.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        with _uninterrupted(), suppress(OSError):
            for _ in range(self.number):
                self._start(context)
        return self

    def _start(self, context: BaseContext) -> None:
        forked = context.get_start_method() == "fork"
        here, there = context.Pipe()
        inherited = (*self.pipes, here) if forked else ()
        arguments = (there, self.session.settings, self.session if forked else None, inherited)
        try:
            process = context.Process(target=_work, args=arguments, daemon=True)  # type: ignore[attr-defined] # all have it
            process.start()
        except OSError:
            here.close()
            raise
        finally:
            there.close()
        self.pipes.append(here)
        self.processes.append(process)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in self.pipes:
            pipe.close()
        for process in self.processes:
            process.kill()  # idle, or at work on what is of no use any more
        for process in self.processes:
            process.join()

    def check(self, paths: Sequence[str]) -> Iterator[Checked]:
        """Yield results in order, to the end or up to what a process that ended has left."""
        if len(self.pipes) < 2:
            return
        free = self.pipes * IN_HAND
        ready: dict[int, Checked] = {}
        asked = done = 0
        ahead = AHEAD * len(self.pipes)
        try:
            while done < len(paths):
                while free and asked < min(len(paths), done + ahead):
                    free.pop().send((asked, paths[asked]))
                    asked += 1
                arrived = wait(self.pipes)
                for pipe in self.pipes:
                    if pipe in arrived:
                        at, result = pipe.recv()
                        ready[at] = result
                        free.append(pipe)
                while done in ready:
                    yield ready.pop(done)
                    done += 1
        except (EOFError, OSError):
            return


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Block signals while workers start: only the parent handles them, and it ends the workers."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, settings: Settings, session: Session | None, inherited: Sequence[Connection]) -> None:
    """Check what comes through ``pipe`` until nobody is at the other end, or until anything goes wrong."""
    with suppress(RuntimeError):  # where no thread can be started, it ends once it has checked what it is at
        threading.Thread(target=_end_with_parent, daemon=True).start()
    for number in SIGNALS:  # they are for the process that started this one, which ends it
        signal.signal(number, signal.SIG_IGN)
    for other in inherited:  # held open here, they would hide that the process that reads them has ended
        other.close()
    with suppress(BaseException):  # what it was shows when the file is checked again
        session = session or Session(settings)
        while True:
            at, path = pipe.recv()
            pipe.send((at, session.check_file(path)))


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, even where it waits for a file meanwhile."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
