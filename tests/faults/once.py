"""A program: publish() once, in a fork that may not write files of more than so many bytes.

    python -m tests.faults.once SITE [BYTES kill|error]

At the limit the kernel kills the fork, or the call fails. Prints how it ended and what stands there.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

from tests.faults.trees import NEW, held, whole
from tongbao.publish import PublishError, publish

BIG = {**NEW, "ningxia/通报.html": b"new" * 20_000}


def limit(size: int, consequence: str) -> None:
    """Limit the size of files of this process."""
    # Python ignores the signal unless told otherwise, and the call fails instead.
    if consequence == "kill":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def attempt(site: Path, arguments: list[str]) -> None:
    """Publish and write how it went to standard output."""
    try:
        if arguments:
            limit(int(arguments[0]), arguments[1])
        publish(BIG, site)
        os.write(1, b"published")
    except PublishError as error:
        os.write(1, str(error).encode())


def main(site: Path, arguments: list[str]) -> None:
    """Publish in a fork, and print a report."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.dup2(write_end, 1)
            attempt(site, arguments)
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(process, 0)
    killed = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
    now = held(site)
    tree = "new" if now == whole(BIG) else sorted(set(now or {}))
    sys.stdout.write(json.dumps({"ended": killed or said, "site": tree}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
