"""Fields in the office's text, on the example bureau (one item adopted twice, one by 省)."""

from datetime import date
from pathlib import Path

import pytest

from tongbao.documents.bulletin import bulletin_view
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
        ("1", "adopted/2026-q1/#_level-1"),
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
