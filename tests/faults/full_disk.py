"""A program: publish() on a disk that is full after one more page, after two, and so on.

    python -m tests.faults.full_disk FOLDER

FOLDER is a small file system of its own. Prints how often the disk was full, and what was wrong.
"""

import itertools
import json
import sys
from pathlib import Path

from tests.faults.trees import LAST, NEW, OLD, held, whole
from tongbao.publish import PublishError, publish

PAGE = 4096
# Content of a page or more: what is written half must not be taken for whole.
BEFORE = {path: content * PAGE for path, content in OLD.items()}
AFTER = {path: content * PAGE for path, content in NEW.items()}


def fill(ballast: Path, pages_left: int) -> None:
    """Fill the disk but for some pages."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            file.truncate(max(0, file.tell() - pages_left * PAGE))


def main(folder: Path) -> None:
    """Give one page more each time until it is enough, and print a report."""
    site, ballast = folder / "site", folder / "ballast"
    problems = []
    for pages in itertools.count():
        publish(BEFORE, site)
        fill(ballast, pages)
        try:
            publish(AFTER, site)
        except PublishError as error:
            if "磁盘满了" not in str(error):
                problems.append(f"{pages} pages: {error}")
            is_done, expected = False, whole(BEFORE)
        else:
            is_done, expected = True, whole(AFTER)
        beside = sorted(path.name for path in folder.iterdir())
        if held(site) != expected or beside != ["ballast", "site"]:
            problems.append(f"{pages} pages: {sorted(held(site) or {})}, {beside}")
        ballast.unlink()
        publish(LAST, site)
        if held(site) != whole(LAST):
            problems.append(f"{pages} pages, the next run: {held(site)}")
        if is_done:
            break
    sys.stdout.write(json.dumps({"full": pages, "problems": problems}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
