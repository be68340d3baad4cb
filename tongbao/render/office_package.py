"""The zip package of an office file (.xlsx, .docx): the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

# The earliest an entry can be from; when it was written says nothing here.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NOTHING: Mapping[str, bytes] = {}


def repacked(raw: io.BytesIO, replaced: Mapping[str, bytes] = _NOTHING) -> bytes:
    """Return a package without the moment at which it was written, some parts replaced by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, replaced.get(name) or source.read(name))
    return packed.getvalue()
