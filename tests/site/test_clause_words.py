"""Clauses in plain words: every primitive a rulebook can use."""

import pytest
from pydantic import TypeAdapter

from tests.site.reading import Site
from tongbao.documents.clause_words import headings, in_words
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
            "每有一条信息被刊物采用：调研报告得2分；约稿得1分；非约稿得0.8分；其余得0.5分。同一条信息几次符合本条，或者又按第二条计分的，不累加，只计最高的一次，先计的不变，后来的分值更高时补计差额。",
        ),
        (
            {**EVENT, "event": "adoption", "points": "1", "repeat": {"pool": "alone"}},
            "每有一条信息被刊物采用，得1分。同一条信息几次符合本条的，不累加，只计最高的一次。",
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
            "每有一条信息得到省领导批示，分值未定，登记前要先在考评办法里补上。",
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
    book = small_dataset.rulebooks["2021"]
    assert in_words(small_dataset, book, CLAUSE.validate_python(fields)) == words


def test_clauses_of_one_article_are_told_apart_by_what_they_count(small_dataset: Dataset) -> None:
    adopted: dict[str, object] = {**EVENT, "event": "adoption", "points": "1"}
    clauses: list[dict[str, object]] = [
        {**EVENT, "event": "submission", "points": "1", "citation": "《办法》第二条"},
        {**EVENT, "event": "submission", "points": "1", "where": {"category": ["经验总结"]}},
        {**adopted, "where": {"outlet": ["xinxi", "guanwang"]}},
        {**adopted, "where": {"level": ["国家"], "commissioned": "true"}},
        {**adopted, "where": {"commissioned": "false"}},
        {**EVENT, "event": "instruction", "where": {"level": ["国家"]}},
        adopted,
        adopted,
    ]
    book = small_dataset.rulebooks["2021"].record.model_copy(
        update={
            "clauses": tuple(
                CLAUSE.validate_python({**clause, "id": f"c{number}"})
                for number, clause in enumerate(clauses)
            )
        }
    )
    assert list(headings(small_dataset, book).values()) == [
        "第二条",
        "第一条（经验总结类报送）",
        "第一条（医保信息、局官网采用）",
        "第一条（约稿，国家级刊物采用）",
        "第一条（非约稿采用）",
        "第一条（国家领导批示）",
        "第一条（采用·1）",
        "第一条（采用·2）",
    ]


def test_the_rulebook_names_the_clauses_that_are_not_added_up(ningxia: Site) -> None:
    page = ningxia.page("ningxia/rules/2021/")
    sections = {each.attributes["id"]: each for each in page.all("section", "clause-view")}
    assert [each.one("h2").text for each in sections.values()] == [
        "第五条",
        "第六条（宁夏医疗保障信息采用）",
        "第六条（局官网、宁夏医保动态采用）",
        "宁医保办发〔2021〕28号附件“国家、自治区采用计分”栏推定",
        "第六条（约稿采用）",
        "宁医保办发〔2021〕28号附件“领导批示计分”栏推定",
    ]
    rule = "计分的，不累加，只计最高的一次，先计的不变，后来的分值更高时补计差额。"
    for clause, partner in (
        ("journal", "第六条（局官网、宁夏医保动态采用）"),
        ("web", "第六条（宁夏医疗保障信息采用）"),
    ):
        assert f"同一条信息几次符合本条，或者又按{partner}{rule}" in sections[clause].text
    assert "同一条信息几次符合本条的，不累加，只计最高的一次。" in sections["commission"].text
    assert "不累加" not in sections["higher"].text


def test_a_pool_reaches_over_the_end_of_a_rulebook(clashing: Site, small: Site) -> None:
    sentence = "在其他考评办法施行期内已按同类条款计过分的，同样处理。"
    for book in ("2021", "2021-xia"):
        assert sentence in clashing.page(f"moushi/rules/{book}/").text
    assert sentence not in small.page("moushi/rules/2021/").text


def test_the_rulebook_shows_quotation_and_words(ningxia: Site) -> None:
    page = ningxia.page("ningxia/rules/2021/")
    (clause,) = (each for each in page.all("section", "clause-view") if "约稿任务，" in each.text)
    assert "出处：《自治区医疗保障局政务信息报送考评办法》第六条" in clause.text
    assert "每有一条约稿信息被刊物采用，在采用分之外另加3分" in clause.text


def test_inferred_clauses_carry_a_badge_and_their_reason(ningxia: Site) -> None:
    page = ningxia.page("ningxia/rules/2021/")
    inferred = [
        section.attributes["id"]
        for section in page.all("section", "clause-view")
        if section.all("span", "badge")
    ]
    assert inferred == ["higher", "instruction"]
    assert [
        section.attributes["id"]
        for section in page.all("section", "clause-view")
        if "推定依据：" in section.text
    ] == inferred


def test_a_year_quotes_the_clauses_of_both_its_rulebooks(clashing: Site) -> None:
    page = clashing.page("moushi/units/group-1/")
    (year,) = (each for each in page.walk() if each.attributes.get("id") == "2021_journal")
    (column,) = (each for each in page.all("section", "column") if year in each.all("table"))
    quoted = [quote.one("a").attributes["href"] for quote in column.all("p", "quote")]
    assert quoted == [
        "../../rules/2021/index.html#filing",
        "../../rules/2021-xia/index.html#filing",
    ]
