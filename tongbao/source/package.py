"""An .xlsx file somebody sent: opened only if it is small, plain and complete.

Nothing that could run, reach outside or blow up gets through: macros, links, embedded objects,
XML entities (ECMA-376 part 2 forbids them), archives that unpack to more than they should.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 500
MAX_DEPTH = 40
MAX_ROWS = 20_000
_LAST_ROW = 1_048_576
MAX_FORMAT = 255
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_PARTS = (".xml", ".rels")
_REFUSED = {
    "xl/vbaproject": "宏",
    "xl/macrosheets/": "宏",
    "xl/dialogsheets/": "宏",
    "xl/activex/": "控件",
    "xl/embeddings/": "嵌入的文件",
    "xl/externallinks/": "到别的文件的链接",
    "xl/connections": "外部数据的连接",
    "xl/querytables/": "外部数据的连接",
}
# What the library raises where an archive is not what it says it is.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_MACRO_TYPE = b"macroenabled"


class WorkbookError(Exception):
    """A workbook can't be read; the message (Chinese) says why and what to do."""


def vetted(path: Path) -> io.BytesIO:
    """Return a package with the XML parts of a workbook, each of them looked through.

    Raises:
        WorkbookError: the file is no workbook, or holds what a register has no need of.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise WorkbookError(f"{path} 读不出（{error.strerror}）") from error
    if len(raw) > MAX_BYTES:
        raise WorkbookError(f"{path} 超过 8 MiB：删去图片和用不着的工作表，另存一份再导入")
    if raw.startswith(_OLD_FORMAT):
        raise WorkbookError(f"{path} 是旧格式（.xls）或加了密码：去掉密码，另存为 .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _repacked(archive, path)
    except _BROKEN as error:
        raise WorkbookError(f"{path} 不是完好的 .xlsx 文件：在 Excel 里打开，另存一份") from error


def _repacked(archive: zipfile.ZipFile, path: Path) -> io.BytesIO:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    for name in names:
        for start, what in _REFUSED.items():
            if name.lower().startswith(start):
                raise WorkbookError(f"{path} 里有{what}：另存为普通的 .xlsx，只留数据，再导入")
    too_many = len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED
    if too_many or len(set(names)) != len(names):
        raise WorkbookError(f"{path} 解开以后过大或有重复的部分：只留台账一张表，另存一份再导入")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for part in parts:
            if part.filename.lower().endswith(_PARTS):
                content = archive.read(part)
                _look_through(content, path)
                target.writestr(part.filename, content)
    packed.seek(0)
    return packed


def _look_through(content: bytes, path: Path) -> None:
    """Refuse a part that is no plain XML, or that no spreadsheet program writes."""
    if _MACRO_TYPE in content.lower() and b"content-types" in content.lower():
        raise WorkbookError(f"{path} 是带宏的工作簿（.xlsm）：另存为普通的 .xlsx，再导入")
    parser = expat.ParserCreate()
    guard = _Guard(path)
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    try:
        parser.Parse(content, True)  # noqa: FBT003  # the parser takes it by position
    except (expat.ExpatError, _OddError, ValueError) as error:
        raise WorkbookError(
            f"{path} 里的内容不合 .xlsx 的格式：在 Excel 里打开，另存一份再导入"
        ) from error


class _OddError(Exception):
    """The part holds what no spreadsheet program writes."""


class _Guard:
    """Watches the elements of a part go by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0
        self._row = 0

    def doctype(self, *_: object) -> None:
        raise _OddError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(":")[2]
        if local == "sheetData":
            self._row = 0
        if local == "row":
            row = int(attributes.get("r", self._row + 1))
            # Rows that go back would be left out without a word.
            if not self._row < row <= _LAST_ROW:
                raise _OddError
            self._row = row
        if local in {"v", "is", "f"} and self._row > MAX_ROWS:
            raise WorkbookError(
                f"{self._path} 有的表超过 {MAX_ROWS} 行：删去别的表，台账太长的分成几个文件导入"
            )
        if self._depth > MAX_DEPTH or len(attributes.get("formatCode", "")) > MAX_FORMAT:
            raise _OddError

    def end(self, _: str) -> None:
        self._depth -= 1
