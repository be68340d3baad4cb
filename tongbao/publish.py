"""A set of pages to a published tree: written whole beside the old one, then swapped in."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

MARKER = ".tongbao"
_MARKER_TEXT = b"Written by build.py; the whole folder is replaced at every build.\n"


class PublishError(Exception):
    """The tree can't be published; the message is Chinese and says what to do."""


def publish(files: Mapping[str, bytes], site: Path) -> None:
    """Replace the folder `site` with the given files (path below it → content).

    The new tree is complete on disk before the old one is moved away. A folder that this function
    has not written is never replaced.

    Raises:
        PublishError: the folder is not ours, or can't be written.
    """
    if site.is_symlink() or (site.exists() and not _is_ours(site)):
        raise PublishError(
            f"{site} 不是本程序生成的网站，不会覆盖它：请换一个输出文件夹，或先把它移走"
        )
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}.new-", dir=site.parent))
        try:
            _write(files, fresh)
            _swap(fresh, site)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise PublishError(f"网站写不进 {site}：{error.strerror}") from error


def _is_ours(site: Path) -> bool:
    return site.is_dir() and ((site / MARKER).is_file() or not any(site.iterdir()))


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.chmod(0o755)
    (folder / MARKER).write_bytes(_MARKER_TEXT)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _swap(fresh: Path, site: Path) -> None:
    if not site.exists():
        fresh.rename(site)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{site.name}.old-", dir=site.parent))
    site.replace(old / site.name)
    try:
        fresh.replace(site)
    except OSError:
        (old / site.name).replace(site)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
