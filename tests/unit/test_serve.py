"""Serving on localhost, and building again when something changes."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tongbao.serve import rebuild_on_change, serving, snapshot


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_text("页", encoding="utf-8")
    (tmp_path / "secret").write_text("x")
    running = serving(tmp_path / "site", 0)
    yield running
    running.shutdown()
    running.server_close()


def fetch(server: ThreadingHTTPServer, path: str) -> tuple[bytes, str | None]:
    with urllib.request.urlopen(
        f"http://127.0.0.1:{server.server_port}{path}", timeout=5
    ) as answer:
        return answer.read(), answer.headers["Cache-Control"]


def test_a_folder_shows_its_index_and_is_never_cached(server: ThreadingHTTPServer) -> None:
    assert fetch(server, "/a/") == ("页".encode(), "no-store")


def test_nothing_outside_the_folder_is_served(server: ThreadingHTTPServer) -> None:
    for path in ("/../secret", "/%2e%2e/secret", "/a/../../secret"):
        with pytest.raises(urllib.error.HTTPError, match="404") as caught:
            fetch(server, path)
        caught.value.close()


def test_only_this_machine_is_listened_to(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_snapshot_changes_with_content_names_and_deletion(tmp_path: Path) -> None:
    seen = [snapshot([tmp_path])]
    (tmp_path / "a").write_text("1")
    seen.append(snapshot([tmp_path]))
    (tmp_path / "a").write_text("12")
    seen.append(snapshot([tmp_path]))
    (tmp_path / "a").rename(tmp_path / "b")
    seen.append(snapshot([tmp_path]))
    (tmp_path / "b").unlink()
    assert len(set(seen)) == 4
    assert snapshot([tmp_path]) == seen[0]


def test_each_change_builds_once(tmp_path: Path) -> None:
    stop = threading.Event()
    built = threading.Semaphore(0)
    watcher = threading.Thread(
        target=rebuild_on_change, args=([tmp_path], built.release, stop), daemon=True
    )
    watcher.start()
    assert not built.acquire(timeout=1.2)
    (tmp_path / "a").write_text("1")
    assert built.acquire(timeout=5)
    assert not built.acquire(timeout=1.2)
    stop.set()
    watcher.join(timeout=5)
    assert not watcher.is_alive()
