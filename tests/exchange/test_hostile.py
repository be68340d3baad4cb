"""A workbook somebody sent may be anything: it is refused in words, quickly, never run or followed."""

import contextlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from tests.exchange.conftest import run
from tests.exchange.sheets import filed, save, sheet_of
from tongbao.source.package import WorkbookError
from tongbao.source.workbook import MAX_COLUMNS, read_grid

SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
Parts = dict[str, bytes]
Change = Callable[[Parts], None]


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> Change:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return change


def added(part: str, content: bytes = b"x") -> Change:
    def change(parts: Parts) -> None:
        parts[part] = content

    return change


def removed(part: str) -> Change:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""
DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
FAULTS: list[tuple[str, Change, str]] = [
    ("macros", added("xl/vbaProject.bin"), "里有宏：另存为普通的 .xlsx，只留数据"),
    ("macros in capitals", added("XL/VBAPROJECT.BIN"), "里有宏"),
    ("old macros", added("xl/macrosheets/sheet1.xml", b"<a/>"), "里有宏"),
    ("a macro workbook", replaced(
        TYPES, b"spreadsheetml.sheet.main+xml", b"x.macroEnabled.main+xml"
    ), "带宏的工作簿（.xlsm）"),
    ("links", added("xl/externalLinks/externalLink1.xml", b"<a/>"), "里有到别的文件的链接"),
    ("controls", added("xl/activeX/activeX1.xml", b"<a/>"), "里有控件"),
    ("objects", added("xl/embeddings/oleObject1.bin"), "里有嵌入的文件"),
    ("connections", added("xl/connections.xml", b"<a/>"), "里有外部数据的连接"),
    ("entities", added(SHEET, LAUGHS), "不合 .xlsx 的格式"),
    ("entities in UTF-16", added(SHEET, LAUGHS.decode().encode("utf-16")), "不合 .xlsx 的格式"),
    ("a file from outside", added("docProps/app.xml", OUTSIDE), "不合 .xlsx 的格式"),
    ("depth", added(SHEET, DEEP), "不合 .xlsx 的格式"),
    ("no XML", added(SHEET, b"PK"), "不合 .xlsx 的格式"),
    ("a row too far", replaced(SHEET, b'<row r="3"', b'<row r="99999999999"'), "不合 .xlsx 的格式"),
    ("rows that go back", replaced(SHEET, b'<row r="3"', b'<row r="1"'), "不合 .xlsx 的格式"),
    ("a row without a number", replaced(SHEET, b'<row r="3"', b'<row r="x"'), "不合 .xlsx 的格式"),
    ("a cell nowhere", replaced(SHEET, b'r="C3"', b'r="?"'), "读不出：在 Excel 里打开"),
    ("a number that is none", replaced(SHEET, b'<c r="A3" t="n"><v>1', b'<c r="A3" t="n"><v>1x'),
        "读不出：在 Excel 里打开"),
    ("a string that is not there", replaced(
        SHEET, b'<c r="A3" t="n"><v>1', b'<c r="A3" t="s"><v>9999'
    ), "读不出：在 Excel 里打开"),
    ("merged cells without end", replaced(
        SHEET, b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 20 + b"</mergeCells>",
    ), "里合并的单元格太多"),
    ("a long format", replaced(
        "xl/styles.xml", b"<fonts",
        b'<numFmts count="1"><numFmt numFmtId="200" formatCode="' + b"[" * 256 + b'"/></numFmts><fonts',
    ), "不合 .xlsx 的格式"),
    ("a bomb", added("xl/media/image1.png", b"\0" * (65 * 1024 * 1024)), "解开以后过大"),
    ("a thousand parts", lambda parts: parts.update({f"xl/{n}.bin": b"" for n in range(1000)}),
        "解开以后过大"),
    ("a prefix of nothing", replaced("xl/workbook.xml", b"<sheet ", b'<sheet x:y="1" '), "读不出"),
    ("no workbook", removed("xl/workbook.xml"), "读不出"),
    ("no types", removed(TYPES), "读不出"),
]  # fmt: skip


@pytest.fixture(name="plain")
def fixture_plain(tmp_path: Path) -> Path:
    return save(sheet_of([filed()]), tmp_path / "register.xlsx")


@pytest.mark.parametrize(("change", "message"), [pytest.param(c, m, id=n) for n, c, m in FAULTS])
def test_a_hostile_workbook_is_refused(plain: Path, change: Change, message: str) -> None:
    parts = parts_of(plain)
    change(parts)
    plain.write_bytes(packed(parts))
    with pytest.raises(WorkbookError) as told:
        read_grid(plain, None)
    assert message in str(told.value)


OTHER_FILES = [
    (b"", "不是完好的 .xlsx 文件"),
    ("单位,标题\n".encode("gbk"), "不是完好的 .xlsx 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "是旧格式（.xls）或加了密码"),
    (b"\0" * (8 * 1024 * 1024 + 1), "超过 8 MiB"),
]


@pytest.mark.parametrize(("content", "message"), OTHER_FILES)
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorkbookError, match=message.replace("(", ".").replace(")", ".")):
        read_grid(path, None)


def test_a_file_cut_short_or_scratched_is_refused(plain: Path) -> None:
    whole = plain.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:200] + b"\xff" * 200 + whole[400:]):
        plain.write_bytes(broken)
        with pytest.raises(WorkbookError):
            read_grid(plain, None)


@given(
    part=st.sampled_from([SHEET, TYPES, "xl/workbook.xml", "xl/styles.xml"]),
    places=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=3),
    signs=st.text('0123456789<>/"=&ax', min_size=3, max_size=3),
)
def test_no_scratch_in_a_part_ends_in_anything_but_words(
    tmp_path_factory: pytest.TempPathFactory, part: str, places: list[float], signs: str
) -> None:
    path = save(sheet_of([filed()]), tmp_path_factory.mktemp("scratched") / "register.xlsx")
    parts = parts_of(path)
    content = bytearray(parts[part])
    for place, sign in zip(places, signs, strict=False):
        content[int(place * len(content))] = ord(sign)
    path.write_bytes(packed({**parts, part: bytes(content)}))
    with contextlib.suppress(WorkbookError):
        read_grid(path, None)


def test_a_file_that_is_not_there_is_said(office_map: Path, data: Path, tmp_path: Path) -> None:
    result = run("import", tmp_path / "no.xlsx", "--map", office_map, "--data", data)
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}/no.xlsx 读不出（No such file or directory）。没有导入。\n"


def test_more_rows_than_a_register_has_are_refused(tmp_path: Path) -> None:
    sheet = sheet_of([])
    sheet.cell(20_001, 1).value = "甲"
    with pytest.raises(WorkbookError, match="有的表超过 20000 行"):
        read_grid(save(sheet, tmp_path / "long.xlsx"), None)


def test_formats_far_down_are_no_rows(tmp_path: Path) -> None:
    sheet = sheet_of([filed()])
    sheet.cell(1_000_000, 30).font = Font(bold=True)
    path = save(sheet, tmp_path / "far.xlsx")
    assert sorted(read_grid(path, None).rows) == [1, 2, 3]


def test_which_sheet_must_be_said_where_there_are_several(tmp_path: Path) -> None:
    sheet = sheet_of([filed()])
    assert sheet.parent is not None
    sheet.parent.create_sheet("说明")
    path = save(sheet, tmp_path / "two.xlsx")
    with pytest.raises(WorkbookError, match=r"里有几张表（2026年、说明）"):
        read_grid(path, None)
    with pytest.raises(WorkbookError, match="里没有“台账”这张表，有的是：2026年、说明"):
        read_grid(path, "台账")
    assert read_grid(path, "2026年").name == "2026年"


def test_no_more_columns_are_read_than_a_register_has(tmp_path: Path) -> None:
    """A cell far to the right, set by mistake or by malice, makes no row of 16,384 cells."""
    sheet = sheet_of([filed()])
    sheet.cell(3, MAX_COLUMNS, "最后一栏")
    sheet.cell(3, MAX_COLUMNS + 1, "再往右")
    row = read_grid(save(sheet, tmp_path / "wide.xlsx"), None).rows[3]
    assert max(row) == MAX_COLUMNS
    assert row[MAX_COLUMNS].value == "最后一栏"
