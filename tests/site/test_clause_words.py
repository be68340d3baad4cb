"""Clauses in plain words: every primitive a rulebook can use."""

import pytest
from pydantic import TypeAdapter

from tests.site.reading import Site
from tongbao.documents.clause_words import headings, in_words, short_name
from tongbao.model.clause import Clause
from tongbao.source.dataset import Dataset

CLAUSE: TypeAdapter[Clause] = TypeAdapter(Clause)
BASE = {"id": "a", "citation": "第一条", "text": "原文。", "column": "filing"}
EVENT = {**BASE, "award": "per-event"}
PERIOD = {**BASE, "award": "per-period", "event": "submission"}
ADOPTED = {**EVENT, "event": "adoption", "points": "10"}
ENTRY = {**EVENT, "event": "entry"}


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


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        # Which events
        ({**EVENT, "event": "forwarding", "points": "2", "where": {"level": ["国家"]}},
         "每有一条信息由办公室转报国家级，得2分。"),
        ({**EVENT, "event": "forwarding", "points": "2"}, "每有一条信息由办公室转报上级，得2分。"),
        ({**EVENT, "event": "submission", "points": "10",
          "where": {"commissioned": "true", "timely": "true", "group": ["各县"]}},
         "各县的单位每报送一条按期的约稿信息，得10分。"),
        ({**EVENT, "event": "submission", "points": "1", "where": {"timely": "false", "unit": ["beixian"]}},
         "北县每报送一条逾期的信息，得1分。"),
        ({**EVENT, "event": "submission", "points": "5", "beyond_task": "year"},
         "报送超过全年任务数的，每超过一条信息，得5分。"),
        ({**EVENT, "event": "submission", "points": "5", "beyond_task": "month"},
         "报送超过当月任务数的，每超过一条信息，得5分。"),
        ({**ADOPTED, "where": {"route": ["单位直接报送"], "placement": ["头版头条"], "outlet": ["xinxi"]}},
         "每有一条信息单位直接报送被医保信息在头版头条采用，得10分。"),
        ({**ADOPTED, "where": {"joint": "true", "mark": ["综"], "role": ["牵头"]}},
         "每有一条标“综”的本单位牵头的几个单位联合的信息被刊物采用，得10分。"),
        ({**ADOPTED, "where": {"compiled": "true"}}, "每有一条办公室综合的信息被刊物采用，得10分。"),
        ({**EVENT, "event": "instruction", "points": "30",
          "where": {"level": ["国家"], "leader": ["主要领导"], "outlet": ["xinxi"]}},
         "每有一条信息在医保信息上得到国家主要领导批示，得30分。"),
        ({**EVENT, "event": "commission", "points": "-10", "where": {"state": ["逾期", "未报"]}},
         "每有一次约稿逾期、未报，扣10分。由办公室认定后生效。"),
        ({**EVENT, "event": "duty", "points": "-50", "automatic": "true",
          "where": {"duty": ["重大会议"], "state": ["未报"]}},
         "每有一次重大会议未报，扣50分。到期自动生效。"),
        ({**EVENT, "event": "duty", "points": "2", "where": {"state": ["按期"]}},
         "每有一次任务按期，得2分。"),
        # How many points
        ({**ENTRY, "points": "-100"}, "办公室每登记一次，扣100分。"),
        ({**ENTRY, "range": {"least": "-50", "most": "100"}},
         "办公室每登记一次，由办公室在-50分到100分之间定分。"),
        ({**ENTRY, "steps": {"period": "year", "points": ["-2", "-4", "-8"]}},
         "办公室每登记一次，一年里第一次扣2分，第二次扣4分，第三次起每次扣8分。"),
        ({**EVENT, "event": "adoption", "cases": [
            {"where": {"route": ["经办公室报送"]}, "points": "5"},
            {"where": {"placement": ["头版头条"]}, "points": "4"},
            {"where": {"joint": "true"}, "points": "3"},
            {"where": {}, "points": "0"}]},
         "每有一条信息被刊物采用：经办公室报送得5分；头版头条得4分；几个单位联合的得3分；其余不计分。"),
        ({**EVENT, "event": "instruction", "cases": [
            {"where": {"level": ["国家"], "leader": ["其他领导"]}, "points": "5"},
            {"where": {"outlet": ["xinxi"]}, "points": "3"}]},
         "每有一条信息得到领导批示：国家其他领导批示得5分；在医保信息上批示得3分。"),
        # What changes them
        ({**ADOPTED, "multipliers": [
            {"where": {"placement": ["头版头条"]}, "factor": "2"},
            {"where": {"category": ["经验总结"]}, "factor": "1.5"}]},
         "每有一条信息被刊物采用，得10分。头版头条的乘以2；经验总结的乘以1.5；都不符合的不变，几项都符合的连乘。"),
        ({**ADOPTED, "joint": [
            {"where": {"mark": ["单"]}, "split": "full"}, {"where": {"mark": ["综"]}, "factor": "0.5"},
            {"where": {"role": ["参与"]}, "factor": "0.3"}, {"where": {"commissioned": "true"}, "points": "3"},
            {"where": {"category": ["动态信息"]}, "split": "people"}, {"split": "equal"}]},
         "每有一条信息被刊物采用，得10分。联合信息的各单位：标“单”的，各得全分；标“综”的，各得一半；参与单位，各得全分的30%；约稿，各得3分；动态信息，按撰稿人数分；平均分。"),
        ({**ADOPTED, "repeat": {"pool": "alone", "each_level": "true"}},
         "每有一条信息被刊物采用，得10分。同一条信息在同一级别几次符合本条的，只计最高的一次；不同级别的累加。"),
        ({**ADOPTED, "caps": [{"period": "month", "points": "20"}, {"period": "year", "points": "120"}]},
         "每有一条信息被刊物采用，得10分。每个单位按本条最多得：一个月20分、一年120分。"),
        ({**ENTRY, "veto": "item"}, "办公室每登记一次，该条信息计零分。"),
        ({**ENTRY, "veto": "month"}, "办公室每登记一次，当月计零分。"),
        ({**ENTRY, "veto": "year", "bars": "year", "points": "-5"},
         "办公室每登记一次，扣5分。一票否决，当年计零分。当年取消评先评优资格。"),
        ({**ENTRY, "bars": "quarter"}, "办公室每登记一次，当季取消评先评优资格。"),
        ({**EVENT, "event": "duty", "veto": "quarter"},
         "每有一次任务按期、逾期、未报，当季计零分。由办公室认定后生效。"),
        # Periods and sums
        ({**PERIOD, "period": "week", "quota": {"task": "true", "points": "5"}},
         "每周数各单位报送的条数，没有完成任务的不得分，完成任务的得5分。"),
        ({**PERIOD, "period": "month", "quota": {"task": "true"}, "where": {"group": ["各县"]},
          "short": {"points": "-5", "consecutive": "3"}},
         "每月数各县的单位报送的条数，应完成任务数。连续3个月不足的扣5分，期间结束以后才扣。"),
        ({**PERIOD, "period": "month", "quota": {"count": "3"}, "short": {"each": "-1"}},
         "每月数各单位报送的条数，应满3条。不足的，每缺一条扣1分，期间结束以后才扣。"),
        ({**PERIOD, "event": "adoption", "period": "quarter", "short": {"points": "-5"},
          "quota": {"points": "10", "any_of": [
              {"where": {"category": ["调研报告"]}, "count": "1"}, {"where": {"category": ["经验总结"]}, "count": "2"}]}},
         "每季度数各单位被采用的条数，调研报告1条，或者经验总结2条，满足一种就得10分，都不满足的不得分。都不满足的扣5分，期间结束以后才扣。"),
        ({**BASE, "award": "ratio", "period": "quarter", "below": "0.3", "points": "-1"},
         "每季度看各单位报送的信息有多少被采用，采用率低于30%的，扣1分；没有报送的不看，期间结束以后才计。"),
        ({**BASE, "award": "base", "period": "month", "points": "6"}, "每个单位每月开始时有基础分6分。"),
        ({**BASE, "award": "base", "period": "year", "points": "6", "where": {"group": ["各县"]}},
         "各县的单位每年开始时有基础分6分。"),
        ({**BASE, "award": "total", "period": "month", "least": "0", "most": "10"},
         "每月合计各单位全部得分：低于0分的补到0分；高于10分的减到10分。"),
        ({**BASE, "award": "total", "period": "year", "columns": ["filing"], "target": "2"},
         "每年合计各单位“报送”的得分：少于目标分的，按差额的2倍扣分，期间结束以后才扣。"),
    ],
)  # fmt: skip
def test_a_clause_of_any_kind_says_what_it_does(
    small_dataset: Dataset, fields: dict[str, object], words: str
) -> None:
    book = small_dataset.rulebooks["2021"]
    assert in_words(small_dataset, book, CLAUSE.validate_python(fields)) == words


def test_a_clause_is_called_after_its_place_in_the_document() -> None:
    citations = [
        "《某某办法》第五条",
        "某医保字〔2020〕33号四（一）1",
        "《某某办法》（某医保字〔2020〕33号）第五条",
        "第五条",
        "某医保字〔2020〕33号",
    ]
    clauses = [CLAUSE.validate_python({**ADOPTED, "citation": each}) for each in citations]
    assert [short_name(clause) for clause in clauses] == [
        "第五条", "四（一）1", "第五条", "第五条", "某医保字〔2020〕33号",
    ]  # fmt: skip


def test_clauses_of_every_kind_are_told_apart(small_dataset: Dataset) -> None:
    due = {**EVENT, "points": "-5", "where": {"state": ["逾期", "未报"]}}
    clauses: list[dict[str, object]] = [
        {**EVENT, "event": "submission", "points": "1", "where": {"group": ["各县"]}},
        {**EVENT, "event": "submission", "points": "5", "beyond_task": "year"},
        {
            **EVENT,
            "event": "submission",
            "points": "9",
            "where": {"timely": "true", "joint": "true"},
        },
        {**EVENT, "event": "forwarding", "points": "1", "where": {"level": ["国家"]}},
        {**EVENT, "event": "instruction", "points": "1", "where": {"leader": ["主要领导"]}},
        {**due, "event": "commission"},
        {**due, "event": "duty", "where": {"duty": ["重大会议"], "state": ["未报"]}},
        {**ENTRY, "points": "-100"},
        {**BASE, "award": "ratio", "period": "month", "below": "0.3", "points": "-1"},
        {**BASE, "award": "base", "period": "month", "points": "6"},
        {**BASE, "award": "total", "period": "month", "least": "0"},
        {**BASE, "award": "total", "period": "month", "target": "2"},
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
        "第一条（各县的单位，报送）",
        "第一条（超额报送）",
        "第一条（按期联合报送）",
        "第一条（转报国家级）",
        "第一条（主要领导批示）",
        "第一条（约稿逾期、未报）",
        "第一条（重大会议未报）",
        "第一条（手工登记）",
        "第一条（采用率）",
        "第一条（基础分）",
        "第一条（合计调整）",
        "第一条（目标分）",
    ]


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
        "附件“国家、自治区采用计分”栏推定",
        "第六条（约稿采用）",
        "附件“领导批示计分”栏推定",
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
    page = clashing.page("moushi/units/group-1/2021/")
    (column,) = (
        each for each in page.all("section", "column") if each.attributes["id"] == "journal"
    )
    quoted = [quote.one("a").attributes["href"] for quote in column.all("p", "quote")]
    assert quoted == [
        "../../../rules/2021/index.html#filing",
        "../../../rules/2021-xia/index.html#filing",
    ]
