"""The open data of a bulletin, byte by byte where it matters; figures from the published table."""

import csv
import io
import json
from decimal import Decimal

import pytest

from tests.site.reading import Site
from tongbao.render import open_data

FOLDER = "ningxia/bulletins/2021-q1/"


def rows(site: Site, file: str, folder: str = FOLDER) -> list[dict[str, str]]:
    text = site.files[folder + file].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_scores_begin_with_a_mark_and_the_header_and_end_lines_with_crlf(ningxia: Site) -> None:
    content = ningxia.files[FOLDER + "scores.csv"]
    header = "unit,group,filing,journal,higher,commission,instruction,total,rank\r\n"
    first = "办公室,区局处室、中心,3,6.5,0,0,0,9.5,1\r\n"
    assert content.startswith(b"\xef\xbb\xbf" + header.encode() + first.encode())
    assert content.count(b"\n") == content.count(b"\r\n") == 37


@pytest.mark.parametrize(
    "line",
    [
        "待遇保障处,区局处室、中心,1,1,5,0,0,7,3",
        "医药价格和招标采购处,区局处室、中心,1,0.5,5,0,0,6.5,4",
        "银川市医疗保障局,五市医疗保障部门,6,1.5,0,0,0,7.5,2",
        "石嘴山市医疗保障局,五市医疗保障部门,3.6,0.5,0,0,0,4.1,5",
        "固原市医疗保障局（固原市社保中心）,五市医疗保障部门,6,4,0,3,0,13,1",
        "盐池县医疗保障局,各县（区）医疗保障部门,6,3,0,0,0,9,1",
        "宁东管委会社会事务局,各县（区）医疗保障部门,4.8,0.5,0,0,0,5.3,12",
    ],
)
def test_scores_are_the_published_ones(ningxia: Site, line: str) -> None:
    assert line in ningxia.files[FOLDER + "scores.csv"].decode("utf-8-sig").split("\r\n")


def test_units_are_in_official_order(ningxia: Site) -> None:
    names = [row["unit"] for row in rows(ningxia, "scores.csv")]
    assert len(names) == 36
    assert names[0] == "办公室"
    assert names[8] == "银川市医疗保障局"
    assert names[-1] == "宁东管委会社会事务局"


def test_awards_add_up_to_the_scores(ningxia: Site) -> None:
    awards = rows(ningxia, "awards.csv")
    header = ["unit", "month", "clause", "column", "points", "records", "reason"]
    assert list(awards[0]) == header
    totals: dict[tuple[str, str], Decimal] = {}
    for award in awards:
        key = (award["unit"], award["column"])
        totals[key] = totals.get(key, Decimal(0)) + Decimal(award["points"])
    for row in rows(ningxia, "scores.csv"):
        for column in ("filing", "journal", "higher", "commission", "instruction"):
            assert totals.get((row["unit"], column), Decimal(0)) == Decimal(row[column])


def test_an_awards_records_are_separated_by_a_space(ningxia: Site) -> None:
    awards = rows(ningxia, "awards.csv")
    (award,) = (award for award in awards if award["column"] == "commission")
    assert award["unit"] == "固原市医疗保障局（固原市社保中心）"
    assert (award["month"], award["clause"], award["points"]) == ("2021-02", "commission", "3")
    adoption, submission = award["records"].split(" ")
    assert adoption.startswith("adoptions/2021/")
    assert submission.startswith("submissions/guyuan/2021/")
    assert award["reason"].startswith("约稿任务，宁夏医疗保障信息2021年第2期采用")


def test_the_whole_bulletin_is_in_the_json(ningxia: Site) -> None:
    content = ningxia.files[FOLDER + "bulletin.json"].decode()
    bulletin = json.loads(content)
    assert content.startswith('{\n  "id": "2021-q1",\n')
    assert content.endswith("}\n")
    assert bulletin["title"] == "自治区医保局关于2021年一季度政务信息工作情况的通报"
    assert bulletin["number"] == "宁医保办发〔2021〕28号"
    assert bulletin["period"] == {"id": "2021-q1", "start": "2021-01-01", "end": "2021-03-31"}
    assert bulletin["cutoff"] == "2021-04-05"
    assert "54条" in bulletin["text"][0]
    assert len(bulletin["scores"]) == 36
    assert len(bulletin["items"]) == 54
    assert bulletin["remarks"][0]["heading"] == "报送评分"
    assert len(bulletin["awards"]) == len(rows(ningxia, "awards.csv"))
    (yanchi,) = (score for score in bulletin["scores"] if score["unit"] == "yanchi")
    assert yanchi == {
        "unit": "yanchi",
        "name": "盐池县医疗保障局",
        "group": "各县（区）医疗保障部门",
        "points": {
            "filing": "6",
            "journal": "3",
            "higher": "0",
            "commission": "0",
            "instruction": "0",
        },
        "total": "9",
        "rank": 1,
    }


def test_the_pdf_is_what_the_renderer_gave(ningxia: Site) -> None:
    assert ningxia.files[FOLDER + "bulletin.pdf"] == b"%PDF bulletins/2021-q1/bulletin.pdf"


def test_formulas_in_cells_are_neutralised(small: Site) -> None:
    folder = "moushi/bulletins/2021/"
    scores = {row["unit"]: row for row in rows(small, "scores.csv", folder)}
    county = scores["'=南县<b>医疗保障局</b>"]
    # 动态信息 adopted by the web site 0.5, the instruction -5; two negative numbers stay numbers.
    assert (county["adopted"], county["instruction"], county["total"]) == ("0.5", "-5", "-4.5")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("-5", "-5"),
        ("-0.5", "-0.5"),
        ("0.5", "0.5"),
        ("1=1", "1=1"),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, written: str) -> None:
    assert open_data.harmless(cell) == written
