"""Fields in the office's text, on the example bureau (one item adopted twice, one by 省)."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.cycle import CYCLE
from tests.unit.office import Scores
from tongbao.documents.composing import bulletin_view, check_bulletin
from tongbao.documents.fields import FieldSource, filled
from tongbao.documents.prose import blocks
from tongbao.model.period import Period
from tongbao.pipeline import examine
from tongbao.scoring.score import Scored

QUARTER = Period(2026, 1, 3)


@pytest.fixture(scope="module")
def scored(example_data: Path) -> Scored:
    (bureau,) = examine(example_data, date(2026, 5, 1)).bureaus
    return bureau


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("采用{采用条数}条", "采用2条"),
        ("{采用条数：省}", "1"),
        ("{采用条数: 本局 }", "1"),
        ("{报送条数}", "3"),
        ("{表扬名单：各县医疗保障局}", "西山县"),
        ("{没有的}", "{没有的}"),
        ("**{采用条数}**", "2"),
    ],
)
def test_a_field_is_replaced_by_its_value(scored: Scored, written: str, shown: str) -> None:
    source = FieldSource(scored.dataset, scored.ledger, QUARTER)
    (block,) = blocks(written)
    assert filled(source, block).text == shown


def test_a_number_leads_to_its_awards(scored: Scored) -> None:
    source = FieldSource(scored.dataset, scored.ledger, QUARTER)
    (block,) = blocks("共{采用条数：省}条")
    assert [(run.text, run.target) for run in filled(source, block).runs] == [
        ("共", None),
        ("1", "adopted/2026-q1/level-1/"),
        ("条", None),
    ]


def test_what_was_filed_leads_to_the_list_of_it(scored: Scored) -> None:
    source = FieldSource(scored.dataset, scored.ledger, QUARTER)
    (block,) = blocks("{报送条数}")
    (run,) = filled(source, block).runs
    assert run.target == "filed/2026-q1/"


def test_the_field_is_empty_in_an_empty_period(scored: Scored) -> None:
    source = FieldSource(scored.dataset, scored.ledger, Period(2027, 1, 3))
    (block,) = blocks("{采用条数}，{表扬名单：各县医疗保障局}")
    assert filled(source, block).text == "0，（无）"


def test_the_example_bulletin_reads_as_written(scored: Scored) -> None:
    view = bulletin_view(scored.dataset, scored.ledger, scored.dataset.bulletins["2026-q1"])
    assert [block.text for block in view.body] == [
        "2026年一季度，市医保局采用各单位信息2条，其中被省级刊物采用1条。",
        "报送情况较好的单位有：西山县。",
    ]
    assert view.note == "（此件公开发布）"
    assert view.annex.cutoff_line == "（截至4月5日）"
    assert [remark.heading for remark in view.annex.remarks] == ["报送评分", "采用评分"]
    assert "东河县医疗保障局1月报送2条，满2条得1分" in view.annex.remarks[0].text


@pytest.mark.parametrize(
    ("month", "written", "shown"),
    [
        (2, "{未完成任务名单：各县}", "南县、东县、西县"),
        (1, "{未完成任务名单：各县}", "南县、东县、西县"),
        (2, "{未完成任务名单：科室}", "（无）"),
        (2, "{零报送名单：各县}", "（无）"),
        (2, "{零报送名单：科室}", "办公室"),
        (1, "{零报送名单: 各县}", "南县、东县、西县"),
        (3, "{扣分名单：各县}", "南县（-100分）、东县（-10分）"),
        (2, "{扣分名单：各县}", "（无）"),
        # Half of three ranked units is one place; 南县 is barred in March, and nobody moves up.
        (2, "{表扬名单：各县}", "北县"),
        (2, "{报送条数}", "6"),
        (2, "{采用条数}", "2"),
        (2, "{采用条数：国家}", "1"),
    ],
)
def test_fields_of_a_yearly_cycle(scores: Scores, month: int, written: str, shown: str) -> None:
    scored = scores(CYCLE, date(2021, 3, 31))
    source = FieldSource(scored.dataset, scored.ledger, Period(2021, month, month))
    (block,) = blocks(written)
    assert filled(source, block).text == shown


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{未完成任务名单：某组}", "科室、各县 之一"),
        ("{零报送名单}", "科室、各县 之一"),
        ("{扣分名单：北县}", "科室、各县 之一"),
        ("{表扬名单：科室}", "考评办法有名额的分组：各县"),
    ],
)
def test_a_group_that_does_not_exist_is_named(scores: Scores, written: str, expected: str) -> None:
    text = BULLETIN.replace("正文。", f"正文{written}。")
    scored = scores({**CYCLE, "bulletins/2021-02/bulletin.md": text})
    (entry,) = scored.dataset.bulletins.values()
    (found,) = check_bulletin(scored.dataset, scored.ledger, entry)
    assert (found.found, found.expected) == (written, expected)


def test_tables_of_an_annex_are_numbered_in_the_order_written(scores: Scores) -> None:
    scored = scores({**CYCLE, "bulletins/2021-02/bulletin.md": BULLETIN}, date(2021, 3, 31))
    (entry,) = scored.dataset.bulletins.values()
    view = bulletin_view(scored.dataset, scored.ledger, entry)
    assert [(table.kind, table.caption) for table in view.annex.tables] == [
        ("items", "表1　采用条目"),
        ("ranking", "表2　得分排名和任务完成情况"),
    ]
    assert [(remark.heading, remark.text) for remark in view.annex.remarks] == [
        ("标题前的标记", "（综）多个单位综合，各得一半。")
    ]
    assert view.number == "某医保办发〔2021〕　号"
    assert view.is_draft
    assert not view.is_sample
    assert [row.rank for row in view.scores.groups[1].rows] == [1, 2, 2, None]


BULLETIN = """\
---
title: 关于2021年2月信息工作情况的通报
period: 2021-02
cutoff: 2021-03-05
date: 2021-03-08
recipients: 各单位
openness: 公开
annex:
  title: 2021年2月得分排名表
  tables: [items, ranking]
---

正文。
"""
