"""A program: several publishers of different trees at once, and a reader that looks at the site.

    python -m tests.faults.race PUBLISHERS ROUNDS FOLDER [MODE]

MODE is `by-names` for a file system that can't exchange names, where the site may be missing for
moments, or `unlocked` for one that can't lock folders. Prints how often the reader looked, how many trees it saw, and what was wrong.
"""

import errno
import fcntl
import json
import os
import sys
import traceback
from pathlib import Path

from tests.faults.trees import held, no_exchange, whole
from tongbao import swap
from tongbao.publish import MARKER, publish

# Only its own pages say which tree it is, so that parts of another are noticed.
PAGES = ("index.html", "a/index.html", "a/b/index.html", "c/index.html", "d.css")

MISSING = "the site is missing"


def tree(number: int) -> dict[str, bytes]:
    """Return the files of one publisher: all of them, and one that no other has, say its number."""
    content = str(number).encode()
    return {**dict.fromkeys(PAGES, content), f"own/{number}.html": content}


def publisher(number: int, rounds: int, site: Path) -> int:
    """Publish again and again in a fork; return its process id."""
    process = os.fork()
    if process == 0:
        failed = 1
        try:
            for _ in range(rounds):
                publish(tree(number), site)
            failed = 0
        except BaseException:  # noqa: BLE001  # whatever it is, the parent has to hear of it
            traceback.print_exc()
        finally:
            os._exit(failed)
    return process


def files_of(folder: int, prefix: str = "") -> dict[str, bytes]:
    """Return the files below an opened folder, looking at nothing outside it."""
    found: dict[str, bytes] = {}
    for name in os.listdir(folder):
        inside = os.open(name, os.O_RDONLY, dir_fd=folder)
        try:
            if os.fstat(inside).st_mode & 0o040000:
                found |= files_of(inside, f"{prefix}{name}/")
            else:
                found[f"{prefix}{name}"] = os.read(inside, 4096)
        finally:
            os.close(inside)
    return found


def no_lock(_folder: object, _operation: int) -> None:
    """Do as a file system that can't lock a folder."""
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def look(site: Path, publishers: int) -> tuple[int | None, str | None]:
    """Read the site through one opened folder; return whose tree it is and what is wrong with it.

    A tree that has been replaced meanwhile may be vanishing, but holds nothing of another.
    """
    try:
        folder = os.open(site, os.O_RDONLY)
    except FileNotFoundError:
        return None, MISSING
    try:
        try:
            files = files_of(folder)
        except FileNotFoundError:
            files = {}
        try:
            is_replaced = os.path.samestat(os.fstat(folder), site.stat()) is False
        except FileNotFoundError:
            return None, MISSING
    finally:
        os.close(folder)
    files.pop(MARKER, None)
    if is_replaced:
        return None, f"mixed: {files}" if len(set(files.values())) > 1 else None
    for number in range(publishers):
        if files == tree(number):
            return number, None
    return None, f"not whole: {files}"


def main(publishers: int, rounds: int, folder: Path, mode: str) -> None:
    """Let them race, and print a report."""
    site = folder / "site"
    publish(tree(0), site)
    if mode == "by-names":
        swap.exchange = no_exchange
    if mode == "unlocked":
        fcntl.flock = no_lock
    running = {publisher(number, rounds, site) for number in range(publishers)}
    looks, seen, problems = 0, set(), []
    while running:
        for process in list(running):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                running.remove(process)
                if status:
                    problems.append("a publisher failed")
        looks += 1
        number, problem = look(site, publishers)
        seen.add(number)
        if problem and not (problem == MISSING and mode == "by-names"):
            problems.append(problem)
    if held(site) not in [whole(tree(number)) for number in range(publishers)]:
        problems.append(f"at the end: {held(site)}")
    beside = sorted(path.name for path in folder.iterdir())
    if beside != ["site"]:
        problems.append(f"left behind: {beside}")
    report = {"looks": looks, "trees": len(seen - {None}), "problems": problems}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), "".join(sys.argv[4:]))
