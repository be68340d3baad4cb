"""A program: publish() is stopped at its first file-system call, at its second, and so on.

    python -m tests.faults.sweep START FAULT FOLDER

START says what stands there before (`linked`: an old site, of which files are taken over), FAULT is `kill` or the name of an errno, with `+` if all later
calls fail, too. Each attempt runs in a fork of its own. Prints how many calls there were, and what
was wrong after which.
"""

import contextlib
import errno
import itertools
import json
import mmap
import os
import shutil
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.trees import NEW, OLD, held, no_exchange, whole
from tongbao import swap
from tongbao.publish import MARKER, PublishError, publish, publishing

EVENTS = frozenset(
    {
        "fcntl.flock",
        "open",
        "os.chmod",
        "os.link",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.scandir",
        "os.symlink",
        "os.truncate",
        "shutil.copytree",
        "shutil.move",
        "shutil.rmtree",
        "tempfile.mkdtemp",
    }
)
PUBLISHED, REFUSED, CRASHED = 0, 1, 2


class Trap:
    """Counts the calls of an armed process, and springs at the n-th."""

    def __init__(self, fault: str) -> None:
        self.fault = fault.removesuffix("+")
        self.lasting = fault.endswith("+")
        self.at = 0
        # Shared with the forks: the parent reads how far they came.
        self._count = mmap.mmap(-1, 8)

    @property
    def count(self) -> int:
        return int(struct.unpack("q", self._count[:8])[0])

    def arm(self, at: int) -> None:
        self.at = at
        self._count[:8] = struct.pack("q", 0)

    def disarm(self) -> None:
        self.at = 0

    def hook(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if event in EVENTS:
            self.hit()

    def hit(self) -> None:
        if not self.at:
            return
        self._count[:8] = struct.pack("q", self.count + 1)
        if self.count == self.at or (self.lasting and self.count > self.at):
            if self.fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            number = getattr(errno, self.fault)
            raise OSError(number, os.strerror(number))

    def watching(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that is counted, too: the interpreter doesn't announce this one."""

        def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever it takes
            self.hit()
            return function(*arguments, **named)

        return watched


def prepare(site: Path, start: str) -> None:
    """Set up what stands there before: a site or none, and what killed runs have left.

    The old site stands there from the run before.
    """
    if start == "none":
        shutil.rmtree(site)
    if start == "between":
        site.rename(site.with_name(".site.previous"))
    site.with_name(".site.new-aaaaaaaa").mkdir()
    half = site.with_name(".site.new-bbbbbbbb")
    (half / "ningxia").mkdir(parents=True)
    (half / MARKER).write_bytes(b"")
    (half / "ningxia" / "index.html").write_bytes(b"half")


def put(site: Path, *, takes_over: bool) -> None:
    """Publish the new tree; `takes_over` says whether files that are the same are linked."""
    if not takes_over:
        publish(NEW, site)
        return
    with publishing(site) as tree:
        for path, content in NEW.items():
            if OLD.get(path) == content:
                tree.link(path)
            else:
                tree.write(path, content)
        tree.publish(NEW)


def attempt(trap: Trap, at: int, site: Path, start: str) -> int | None:
    """Publish in a fork with the trap armed; return how that ended, None if it was killed."""
    process = os.fork()
    if process == 0:
        result = CRASHED
        try:
            trap.arm(at)
            put(site, takes_over=start == "linked")
            result = PUBLISHED
        except PublishError as error:
            trap.disarm()
            plain = str(error).startswith("网站写不进") and "\n" not in str(error)
            result = REFUSED if plain else CRASHED
        except BaseException:  # noqa: BLE001  # whatever it is, the parent has to hear of it
            trap.disarm()
            traceback.print_exc()
        finally:
            os._exit(result)
    _, status = os.waitpid(process, 0)
    return None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def wrong(result: int | None, site: Path, start: str, *, lasting: bool) -> str | None:
    """Return what is not as it must be after an attempt."""
    before = None if start in {"none", "between"} else whole(OLD)
    allowed: list[dict[str, bytes | None] | None] = []
    if result in {None, PUBLISHED}:
        allowed.append(whole(NEW))
    if result in {None, REFUSED}:
        allowed.append(before)
        if start == "between":
            allowed.append(whole(OLD))
    now = held(site)
    if now in allowed:
        return None
    # What two renames can't promise: here the old tree waits for the next run to put it back.
    is_between = start == "fallback" and now is None and (result is None or lasting)
    if is_between and held(site.with_name(".site.previous")) == whole(OLD):
        return None
    return f"ended {result}, site: {now}"


class DiskFull(dict[str, bytes]):
    """Files whose content can't be had."""

    def __getitem__(self, name: str) -> bytes:
        raise OSError(errno.ENOSPC, name)

    def items(self) -> Any:  # noqa: ANN401  # a view of the values that can't be had
        return ((name, self[name]) for name in self)


def after(site: Path, start: str) -> str | None:
    """Publish as the next run does; return what is not as it must be."""
    if start != "none" and held(site) is None:
        with contextlib.suppress(PublishError):
            publish(DiskFull(OLD), site)
        if held(site) != whole(OLD):
            return f"the next run has not put the old tree back: {held(site)}"
    publish(OLD, site)
    beside = sorted(path.name for path in site.parent.iterdir())
    if held(site) != whole(OLD) or beside != ["site"]:
        return f"the next run: {held(site)}, {beside}"
    return None


def main(start: str, fault: str, folder: Path) -> None:
    """Sweep, and print a report."""
    trap = Trap(fault)
    site = folder / "site"
    publish(OLD, site)
    sys.addaudithook(trap.hook)
    if start in {"fallback", "between"}:
        swap.exchange = no_exchange
    for name in ("close", "lstat", "stat"):
        vars(os)[name] = trap.watching(getattr(os, name))
    problems: list[str] = []
    for at in itertools.count(1):
        prepare(site, start)
        result = attempt(trap, at, site, start)
        if trap.count < at:
            break
        found = wrong(result, site, start, lasting=trap.lasting), after(site, start)
        problems.extend(f"call {at}: {problem}" for problem in found if problem)
    sys.stdout.write(json.dumps({"calls": at - 1, "problems": problems}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
