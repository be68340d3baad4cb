"""Clauses in plain words: every primitive a rulebook can use."""

import pytest
from pydantic import TypeAdapter

from tests.site.reading import Site
from tongbao.documents.clause_words import in_words
from tongbao.model.rulebook import Clause
from tongbao.source.dataset import Dataset

CLAUSE: TypeAdapter[Clause] = TypeAdapter(Clause)
BASE = {"id": "a", "citation": "第一条", "text": "原文。", "column": "filing"}
EVENT = {**BASE, "award": "per-event"}
PERIOD = {**BASE, "award": "per-period", "event": "submission"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {**EVENT, "event": "submission", "points": "1"},
            "每报送一条信息，得1分。",
        ),
        (
            {**EVENT, "event": "submission", "points": "1", "where": {"category": ["经验总结"]}},
            "每报送一条经验总结类的信息，得1分。",
        ),
        (
            {**EVENT, "event": "adoption", "points": "10", "where": {"level": ["国家", "省"]}},
            "每有一条信息被国家、省级刊物采用，得10分。",
        ),
        (
            {
                **EVENT,
                "event": "adoption",
                "cases": [
                    {"where": {"category": ["调研报告"]}, "points": "2"},
                    {"where": {"commissioned": "true"}, "points": "1"},
                    {"where": {"commissioned": "false"}, "points": "0.8"},
                    {"where": {}, "points": "0.5"},
                ],
                "repeat": {"pool": "own"},
            },
            "每有一条信息被刊物采用：调研报告得2分；约稿得1分；非约稿得0.8分；其余得0.5分；同一条信息重复符合的，只计分值最高的一次。",
        ),
        (
            {
                **EVENT,
                "event": "adoption",
                "points": "3",
                "where": {"commissioned": "true"},
                "on_top": "true",
            },
            "每有一条约稿信息被刊物采用，在采用分之外另加3分。",
        ),
        (
            {**EVENT, "event": "instruction", "where": {"level": ["省"]}},
            "每有一条信息得到省领导批示，分值未定，暂不计分。",
        ),
        (
            {**PERIOD, "period": "quarter", "quota": {"count": "6", "points": "3"}},
            "每季度数各单位报送的条数，不足6条不得分，满6条得3分。",
        ),
        (
            {
                **PERIOD,
                "period": "year",
                "where": {"category": ["动态信息"]},
                "quota": {"count": "1", "points": "1"},
                "beyond": "0.5",
                "cap": "5",
            },
            "每年数各单位报送的条数（动态信息），不足1条不得分，满1条得1分，超出的每条再加0.5分，一年最多得5分。",
        ),
    ],
)
def test_a_clause_says_what_it_does(
    small_dataset: Dataset, fields: dict[str, object], words: str
) -> None:
    assert in_words(small_dataset, CLAUSE.validate_python(fields)) == words


def test_the_rulebook_shows_quotation_and_words(ningxia: Site) -> None:
    page = ningxia.page("ningxia/rules/2021/")
    (clause,) = (each for each in page.all("section", "clause-view") if "约稿任务，" in each.text)
    assert "出处：《自治区医疗保障局政务信息报送考评办法》第六条" in clause.text
    assert "每有一条约稿信息被刊物采用，在采用分之外另加3分" in clause.text


def test_inferred_clauses_carry_a_badge(ningxia: Site) -> None:
    page = ningxia.page("ningxia/rules/2021/")
    inferred = [
        section.attributes["id"]
        for section in page.all("section", "clause-view")
        if section.all("span", "badge")
    ]
    assert inferred == ["higher", "instruction"]
