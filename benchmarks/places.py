"""Where benchmarks work: in memory if there is room, so that no disk is measured."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEPT = Path(__file__).parents[1] / ".cache" / "benchmarks"
"""What outlives a run: the other tools' programs, the figures of the last run."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_GIB = 1 << 30
ROOM = 2 * _GIB


@contextmanager
def work_folder(asked: Path | None, room: int = ROOM) -> Iterator[Path]:
    """Give a folder of our own that is gone afterwards, below the one asked for.

    Without one, in memory if that has so much room in bytes, else on the disk.
    """
    place = asked or (_MEMORY if _has_room(_MEMORY, room) else KEPT)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tongbao-benchmark-", dir=place) as folder:
        yield Path(folder).resolve()


def _has_room(folder: Path, room: int) -> bool:
    return (
        folder.is_mount() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > room
    )


def machine() -> str:
    """Describe the machine in a line, and say whether it is busy with something else."""
    cores = len(os.sched_getaffinity(0))
    names = (line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines())
    model = next((line.partition(":")[2].strip() for line in names if "model name" in line), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    load, _, _ = os.getloadavg()
    busy = f"; it is busy (load {load:.1f}): figures will scatter" if load > cores / 4 else ""
    return f"{cores} cores of {model}, {memory:.0f} GiB, Linux {os.uname().release}{busy}"
