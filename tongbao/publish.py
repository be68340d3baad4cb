"""A set of pages to a published tree: written whole beside the old one, then swapped in."""

import errno
import fcntl
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tongbao.swap import swap

MARKER = ".tongbao"
_MARKER_TEXT = b"Written by build.py; the whole folder is replaced at every build.\n"

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755

# The names that tempfile gives, and the one of a tree between two renames.
_OWN_NAME = re.compile(r"\.(?P<site>.+)\.(new-[a-z0-9_]{8}|previous)")

# What no path of a file of ours has between its slashes.
_NO_STEPS = frozenset({"", ".", ".."})

_PATIENCE_SECONDS = 60.0
_LOOK_AGAIN_SECONDS = 0.05
# Where nothing can be locked, whatever is younger may belong to a build that is still running.
_SURELY_DEAD_SECONDS = 24 * 3600.0
# What network file systems say to a lock on a folder.
_UNABLE_TO_LOCK = frozenset(
    {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP},
)

_REASONS = {
    errno.ENOSPC: "磁盘满了，请腾出空间后再运行",
    errno.EDQUOT: "超出了磁盘配额，请腾出空间后再运行",
    errno.EFBIG: "文件超过了允许的大小，请放宽限制（ulimit -f）后再运行",
    errno.EROFS: "磁盘是只读的，请换一个输出文件夹",
    errno.EACCES: "没有权限，请换一个输出文件夹，或请管理员给予权限",
    errno.EPERM: "没有权限，请换一个输出文件夹，或请管理员给予权限",
    errno.EIO: "磁盘读写出错，请检查磁盘后再运行",
    errno.EBUSY: "它是挂载点，不能整个换掉，请输出到它里面的一个文件夹",
    errno.ENOENT: "找不到它的上级文件夹，请换一个输出文件夹",
    errno.EEXIST: "另一次生成刚刚写过它，请再运行一次",
    errno.ENOTEMPTY: "另一次生成刚刚写过它，请再运行一次",
    errno.ENOTDIR: "它的上级不是文件夹，请换一个输出文件夹",
    errno.ENAMETOOLONG: "名字太长，请换一个输出文件夹",
}


class PublishError(Exception):
    """The tree can't be published; the message is Chinese, one line, and says what to do."""


def publish(files: Mapping[str, bytes], site: Path) -> None:
    """Replace the folder `site` with the given files (path below it → content).

    Whenever it is stopped, `site` is the old tree or the new one, each complete; what a killed run
    leaves beside it, the next one removes. A folder that this function has not written is never
    replaced. Runs for folders with one parent wait for each other.

    Raises:
        PublishError: the folder is not ours, or can't be written; the old tree stands.
        ValueError: there is no file, or paths are not such that can be files of one folder.
    """
    _check_paths(files)
    with publishing(site) as tree:
        for path, content in files.items():
            tree.write(path, content)
        tree.publish(files)


Written = tuple[int, int, int]
"""A file that was written: its size in bytes, the moment (ns), its number."""


class Tree:
    """A new tree while it is written, by one process or by several forks of one at once.

    `old` is the place of the tree that stands. Nothing is published before `publish` is called.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self.old = place
        self._folder = folder
        self._made = {folder}
        _write_file(folder / MARKER, _MARKER_TEXT)

    def write(self, path: str, content: bytes) -> Written:
        """Write a file, by its path below the site.

        Raises:
            OSError: it can't be written, or was written already.
        """
        target = self._folder / path
        _make_folder(target.parent, self._made)
        return _write_file(target, content)

    def link(self, path: str) -> Written:
        """Take over a file of the old tree: both trees have it, until the old one is removed.

        Raises:
            OSError: it can't be linked.
        """
        target = self._folder / path
        _make_folder(target.parent, self._made)
        os.link(self.old / path, target, follow_symlinks=False)
        return _written(target.lstat())

    def publish(self, paths: Collection[str]) -> None:
        """Put the tree in the place of the old one, and remove that; `paths` are all its files.

        Raises:
            OSError: it failed; the old tree stands.
            ValueError: there is no file, or paths are not such that can be files of one folder.
        """
        _check_paths(paths)
        _open_to_readers(self._folder, _FOLDER_MODE)
        swap(self._folder, self.old, _kept(self.old))
        _discard(self._folder)


@contextmanager
def publishing(site: Path) -> Iterator[Tree]:
    """Give a tree to write; where it is not published when the context ends, it is removed.

    See `publish` for what is promised.

    Raises:
        PublishError: the folder is not ours, or can't be written; the old tree stands.
    """
    try:
        place = _absolute(site)
        _refuse_foreign(place, site)
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place.parent) as is_alone:
            _tidy(place, is_alone=is_alone)
            _refuse_foreign(place, site)
            fresh = _fresh_folder(place)
            try:
                yield Tree(fresh, place)
            finally:
                _discard(fresh)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        raise PublishError(f"网站写不进 {site}：{reason}") from error


def folders_of(files: Iterable[str]) -> set[str]:
    """Return the folders that files are in, by their paths; the site itself is the empty one."""
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _check_paths(files: Collection[str]) -> None:
    if not files:
        raise ValueError("no files to publish")
    for path in files:
        steps = path.split("/")
        if not _NO_STEPS.isdisjoint(steps) or steps[0].casefold() == MARKER:
            raise ValueError(f"not a path of a published file: {path!r}")
    folders = folders_of(files)
    # Some disks take a.html and A.html for one file.
    different = {path.casefold() for path in [*files, *folders]}
    if len(different) < len(files) + len(folders):
        raise ValueError("paths of published files that are one on some disks")


def _absolute(site: Path) -> Path:
    """Return the place without links in its parents, so that all agree on the lock's folder."""
    if site.name in ("", ".."):
        return Path(os.path.realpath(site))
    return Path(os.path.realpath(site.parent)) / site.name


def _refuse_foreign(place: Path, site: Path) -> None:
    """Refuse what must not be replaced, or would not stay; `site` is its name for messages."""
    for part in place.parts:
        if _OWN_NAME.fullmatch(part):
            raise PublishError(f"{site} 不能作输出文件夹：{part} 是生成时临时用的名字，请换一个")
    for folder in place.parents:
        if _is_marked(folder):
            raise PublishError(
                f"{site} 在另一个生成的网站 {folder} 里面，那个网站下次生成时会整个换掉："
                "请换一个输出文件夹"
            )
    if _exists(place) and not _is_ours(place):
        raise PublishError(
            f"{site} 不是本程序生成的网站，不会覆盖它：请换一个输出文件夹，或先把它移走"
        )


def _exists(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _is_ours(folder: Path) -> bool:
    """Whether this is a folder, not a link, that holds our marker or nothing at all."""
    return stat.S_ISDIR(folder.lstat().st_mode) and (
        _is_marked(folder) or not any(folder.iterdir())
    )


def _is_marked(folder: Path) -> bool:
    try:
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    except FileNotFoundError:
        return False


@contextmanager
def _alone(parent: Path) -> Iterator[bool]:
    """Keep other runs from the folder meanwhile; give whether the file system can lock at all.

    The lock is the kernel's, on the folder itself: no file is left behind, and a killed process
    lets go of it.
    """
    folder = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _lock(folder, parent)
    finally:
        # Nothing was written through it: what was published stands, whatever this says.
        with suppress(OSError):
            os.close(folder)


def _lock(folder: int, parent: Path) -> bool:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise PublishError(
                    f"另一次生成正在写 {parent} 里的网站，等了 {_PATIENCE_SECONDS:.0f} 秒"
                    "还没有结束：请等它结束后再运行"
                ) from None
        except OSError as error:
            if error.errno not in _UNABLE_TO_LOCK:
                raise
            return False
        else:
            return True
        time.sleep(_LOOK_AGAIN_SECONDS)


def _kept(site: Path) -> Path:
    return site.with_name(f".{site.name}.previous")


def _fresh_folder(site: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix=f".{site.name}.new-", dir=site.parent))


def _tidy(site: Path, *, is_alone: bool) -> None:
    """Put right what killed runs have left: the old tree back in its place, the rest removed."""
    kept = _kept(site)
    if _exists(kept) and _is_ours(kept):
        stands = _is_marked(site)
        kept.replace(_fresh_folder(site) if stands else site)
    for path in list(site.parent.iterdir()):
        match = _OWN_NAME.fullmatch(path.name)
        if match and match["site"] == site.name and path != kept and (is_alone or _is_dead(path)):
            _discard(path)


def _is_dead(folder: Path) -> bool:
    try:
        return time.time() - folder.lstat().st_mtime > _SURELY_DEAD_SECONDS
    except FileNotFoundError:
        return False


def _discard(folder: Path) -> None:
    """Remove a folder of ours as far as possible: what stays, the next run removes.

    The marker goes last, so that what is left is still known as ours.
    """
    with suppress(OSError):
        if not _is_ours(folder):
            return
        for path in list(folder.iterdir()):
            if path.name == MARKER:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def _make_folder(folder: Path, made: set[Path]) -> None:
    if folder in made:
        return
    _make_folder(folder.parent, made)
    # Another process that writes the same tree may have been first.
    with suppress(FileExistsError):
        folder.mkdir(_FOLDER_MODE)
    _open_to_readers(folder, _FOLDER_MODE)
    made.add(folder)


def _write_file(target: Path, content: bytes) -> Written:
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(number, "wb") as file:
        file.write(content)
    _open_to_readers(target, _FILE_MODE)
    return _written(target.lstat())


def _written(found: os.stat_result) -> Written:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _open_to_readers(path: Path, mode: int) -> None:
    """Let everybody read, whatever the umask; a web server is somebody else.

    Disks without modes refuse to change them, so they are only asked where a bit is missing.
    """
    if path.stat().st_mode & mode != mode:
        path.chmod(mode)
