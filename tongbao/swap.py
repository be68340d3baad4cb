"""A new folder in the place of an old one: by one call where the system has it, else by two."""

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_CURRENT_FOLDER = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS

# What a kernel or a file system says that has no exchange.
_UNABLE = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP},
)


def swap(fresh: Path, site: Path, kept: Path) -> None:
    """Put the folder `fresh` in the place of `site`.

    Both are in one folder. Afterwards `fresh` names what was there, if anything. Where they can't
    be exchanged, `site` is renamed to `kept` first: a process killed at that moment leaves the old
    tree there, for the next one to put back.

    Raises:
        OSError: it failed, and `site` is what it was.
    """
    try:
        site.lstat()
    except FileNotFoundError:
        fresh.rename(site)
        return
    try:
        exchange(fresh, site)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        _swap_by_names(fresh, site, kept)


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change names, in one step that nobody sees half done.

    Raises:
        OSError: it failed; ENOSYS where the system has no such call.
    """
    # As os.rename does, so that whoever watches this process sees every change of name.
    sys.audit("os.rename", str(one), str(other), -1, -1)
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    flag = ctypes.c_uint(_EXCHANGE)
    try:
        if sys.platform == "darwin":
            result = library.renamex_np(*names, flag)
        else:
            result = library.renameat2(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], flag)
    except AttributeError as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _swap_by_names(fresh: Path, site: Path, kept: Path) -> None:
    site.rename(kept)
    try:
        fresh.rename(site)
    except OSError:
        kept.rename(site)
        raise
    # The new tree stands: whatever becomes of the old one, this has worked.
    with suppress(OSError):
        kept.rename(fresh)
