"""The site on this machine while someone edits: serve it, and build again on every change."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

_POLL_SECONDS = 0.5

Snapshot = frozenset[tuple[str, int, int]]


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """Return path, time and size of every file below the folders."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            found.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(found)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Keep the terminal for what the build says."""

    def end_headers(self) -> None:
        """Forbid caching: the next look must show the next build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serving(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Start serving a folder on localhost in a thread of its own and return the server.

    Raises:
        OSError: the port is taken.
    """
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def rebuild_on_change(
    folders: Iterable[Path], rebuild: Callable[[], object], stop: threading.Event
) -> None:
    """Call `rebuild` after each change below the folders until `stop` is set."""
    watched = tuple(folders)
    seen = snapshot(watched)
    while not stop.wait(_POLL_SECONDS):
        now = snapshot(watched)
        if now != seen:
            seen = now
            rebuild()
