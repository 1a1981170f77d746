"""Serve with granian: a worker for each core, none of which outlives the server."""

import multiprocessing
import os
import threading
from functools import partial
from multiprocessing.synchronize import Event
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from coe_site.database.configuration import POOL_SIZE

# Seconds for a worker to finish what it is answering after Ctrl-C or SIGTERM.
STOP_PATIENCE = 4


def serve_until_stopped(address: str, port: int) -> int:
    """The exit code: 0 after Ctrl-C or SIGTERM, 1 when the workers could not be kept alive."""
    # Fresh workers everywhere alike: a fork would inherit database connections, locks and threads.
    multiprocessing.set_start_method("spawn", force=True)
    cannot_start = multiprocessing.Event()
    while True:
        server = _make_server(address, port)
        try:
            server.serve(target_loader=partial(load_application, cannot_start), wrap_loader=False)
        except SystemExit:
            pass  # how granian says that a worker ended by itself
        if server.interrupt_signal:
            return 0
        # granian gives up when one worker dies twice within six seconds. One that cannot start
        # will never start; but one that was killed, however often, deserves another.
        if cannot_start.is_set():
            return 1


def load_application(cannot_start: Event) -> Any:
    """Runs in each worker, before its first request."""
    # A terminal's Ctrl-C would reach it as well as the server, whose own word comes a moment
    # later: a worker told twice hangs until it is killed.
    os.setpgid(0, 0)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    try:
        from coe_site.wsgi import application  # noqa: PLC0415 - the worker's, not the server's
    except BaseException:
        cannot_start.set()
        raise
    return application


def count_cores() -> int:
    """Those this process may use, which in a container can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Server(MPServer):
    """granian's, which two signals close together would freeze while its workers go on serving."""

    def signal_handler_interrupt(self, *_args: Any, **_kwargs: Any) -> None:
        if not self.interrupt_signal:
            self.interrupt_signal = True
            # Setting an event takes its lock, which the code we interrupt may be holding.
            threading.Thread(target=self.main_loop_interrupt.set, daemon=True).start()

    # A terminal that was closed: granian would start its workers anew, for nobody.
    signal_handler_reload = signal_handler_interrupt


def _make_server(address: str, port: int) -> Server:
    return Server(
        "coe_site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=count_cores(),
        blocking_threads=POOL_SIZE,
        # It counts open connections, idle ones too: a proxy may keep hundreds.
        backpressure=1024,
        backlog=2048,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_PATIENCE,
        log_access=False,
        log_level=LogLevels.error,
    )


def _end_with_the_server() -> None:
    """Killed with no chance to tell its workers, it would leave them answering for the next one."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)
