"""Records to events: whom they are of, on which day, with which facts, in which words."""

from datetime import date

import pytest

from tests.unit.office import OFFICE, Scores, adopted, filed
from tongbao.model.clause import EventKind
from tongbao.scoring.events import Event, gather

ITEM = "submissions/beixian/2021/0105-1"
OUTLETS = """\
    levels: [国家, 省, 本局]
    outlets:
      - {id: xinxi, name: 医保信息, level: 本局}
      - {id: guanwang, name: 局官网, level: 本局}
      - {id: dongtai, name: 医保动态, level: 国家}
"""
PLAIN = {"category": "经验总结", "commissioned": False, "joint": False, "compiled": False}


def events(
    scores: Scores, kind: EventKind, files: dict[str, str], today: date | None = None
) -> list[Event]:
    """Return the events of one kind of the small office with further files."""
    dataset = scores(files, today).dataset
    return [event for event in gather(dataset, today) if event.kind is kind]


def units(event: Event) -> list[tuple[str, str | None, int]]:
    """Return the parties of an event as unit, role, people."""
    return [(party.unit, party.role, party.people) for party in event.parties]


def test_an_item_as_it_was_filed(scores: Scores) -> None:
    (event,) = events(scores, EventKind.SUBMISSION, {})
    assert units(event) == [("beixian", None, 1)]
    assert (event.date, event.submission) == (date(2021, 1, 5), "beixian/2021/0105-1")
    assert (event.record, event.records) == (ITEM, (ITEM,))
    assert event.facts == PLAIN
    assert event.what == "报送（经验总结）"
    assert (event.clause, event.points, event.is_joint) == (None, None, False)


@pytest.mark.parametrize(
    ("day", "timely", "words"),
    [("2021-01-31", True, "按期应约稿"), ("2021-02-01", False, "应约稿逾期")],
)
def test_an_answer_says_whether_it_came_in_time(
    scores: Scores,
    day: str,
    timely: bool,  # noqa: FBT001  # a row of the table
    words: str,
) -> None:
    item = filed(day, "commission: 2021/0101-1")
    _, event = events(scores, EventKind.SUBMISSION, {"submissions/beixian/2021/x.yaml": item})
    assert event.what == f"报送（动态信息），{words}"
    assert event.facts == {**PLAIN, "category": "动态信息", "commissioned": True, "timely": timely}


def test_an_answer_to_a_duty_has_no_words_for_it(scores: Scores) -> None:
    files = {
        "duties/2021/a.yaml": (
            "title: 会议\nkind: 会议\ndate: 2021-01-01\ndeadline: 2021-01-10\n"
            "openness: 公开\nunits: [beixian]\n"
        ),
        "submissions/beixian/2021/x.yaml": filed("2021-01-10", "duty: 2021/a"),
    }
    _, event = events(scores, EventKind.SUBMISSION, files)
    assert (event.what, event.facts["timely"]) == ("报送（动态信息）", True)


def test_a_joint_item_names_its_units_with_role_and_people(scores: Scores) -> None:
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + (
        "        joint_marks: [{sign: 综, label: 综合}]\n"
    )
    item = filed("2021-01-10", "joint: {mark: 综, people: 3, units: [{unit: nanxian, people: 2}]}")
    joint = {
        "rules/2021.yaml": rules,
        "submissions/beixian/2021/x.yaml": item,
        "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang", "beixian/2021/x"),
    }
    _, event = events(scores, EventKind.SUBMISSION, joint)
    assert units(event) == [("beixian", "牵头", 3), ("nanxian", "参与", 2)]
    assert event.facts == {**PLAIN, "category": "动态信息", "joint": True, "mark": "综"}
    assert event.is_joint
    (adoption,) = events(scores, EventKind.ADOPTION, joint)
    assert units(adoption) == [("beixian", "牵头", 3), ("nanxian", "参与", 2)]
    assert adoption.what == "局官网采用（动态信息，综）"


def test_a_compiled_piece_is_of_the_units_of_its_parts(scores: Scores) -> None:
    """Compiled from two items of 南县 and one of 北县: each unit once; no filing of anybody's."""
    piece = filed(
        "2021-01-10",
        "joint: {parts: [nanxian/2021/0106-1, beixian/2021/0105-1, nanxian/2021/0107-1]}",
    )
    files = {
        "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
        "submissions/nanxian/2021/0107-1.yaml": filed("2021-01-07", unit="nanxian"),
        "submissions/beixian/2021/x.yaml": piece,
        "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang", "beixian/2021/x"),
    }
    filings = events(scores, EventKind.SUBMISSION, files)
    assert [event.submission for event in filings] == [
        "beixian/2021/0105-1",
        "nanxian/2021/0106-1",
        "nanxian/2021/0107-1",
    ]
    (adoption,) = events(scores, EventKind.ADOPTION, files)
    assert units(adoption) == [("nanxian", "参与", 1), ("beixian", "参与", 1)]
    assert adoption.facts["compiled"] is True
    assert adoption.what == "局官网采用（动态信息）"


def test_what_was_forwarded_is_an_event_of_its_own_day(scores: Scores) -> None:
    """Forwarded twice; one withdrawn before it in the folder, which was forwarded, too."""
    record = "submissions/beixian/2021/0106-1"
    forwarded = "forwarded: [{date: 2021-01-07, level: 省}, {date: 2021-01-09, level: 国家}]"
    found = events(
        scores,
        EventKind.FORWARDING,
        {
            "outlets.yaml": OUTLETS,
            "submissions/beixian/2021/0104-1.yaml": filed(
                "2021-01-04", f"{forwarded}\nwithdrawn: {{date: 2021-01-10, reason: 误}}"
            ),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06", forwarded),
        },
    )
    assert [(str(event.date), event.what, event.facts["level"]) for event in found] == [
        ("2021-01-07", "转报省（动态信息）", "省"),
        ("2021-01-09", "转报国家（动态信息）", "国家"),
    ]
    assert found[0].facts == {**PLAIN, "category": "动态信息", "level": "省"}
    assert units(found[0]) == [("beixian", None, 1)]
    assert (found[0].submission, found[0].record, found[0].records) == (
        "beixian/2021/0106-1",
        record,
        (record,),
    )


def test_an_adoption_says_outlet_issue_and_place(scores: Scores) -> None:
    (event,) = events(
        scores,
        EventKind.ADOPTION,
        {
            "adoptions/2021/a.yaml": adopted("2021-01-20", "dongtai")
            + "issue: 第3期\nplacement: 头版头条\nroute: 单位直接报送\n"
        },
    )
    assert event.what == "医保动态第3期头版头条采用（经验总结）"
    assert event.facts == {
        **PLAIN,
        "level": "国家",
        "route": "单位直接报送",
        "outlet": "dongtai",
        "placement": "头版头条",
    }
    assert (event.date, event.submission) == (date(2021, 1, 20), "beixian/2021/0105-1")
    assert (event.record, event.records) == ("adoptions/2021/a", ("adoptions/2021/a", ITEM))
    assert units(event) == [("beixian", None, 1)]


@pytest.mark.parametrize(
    ("way", "level", "counts_as"),
    [
        ("same-level", "国家", "国家"),
        ("level-down", "国家", "省"),
        ("level-down", "省", "本局"),
        ("level-down", "本局", "本局"),  # there is none below
        ("error", "省", "省"),
    ],
)
def test_an_outlet_that_is_not_registered_counts_as_the_rulebook_says(
    scores: Scores, way: str, level: str, counts_as: str
) -> None:
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + f"        unlisted: {way}\n"
    adoption = (
        "submission: beixian/2021/0105-1\ndate: 2021-01-20\n"
        f"unlisted: {{name: 某报, level: {level}}}\n"
    )
    (event,) = events(
        scores,
        EventKind.ADOPTION,
        {"outlets.yaml": OUTLETS, "rules/2021.yaml": rules, "adoptions/2021/a.yaml": adoption},
    )
    assert event.facts == {**PLAIN, "level": counts_as, "route": "经办公室报送"}
    assert event.what == "某报采用（经验总结）"


def test_a_registered_outlet_keeps_its_level(scores: Scores) -> None:
    rules = OFFICE["rules/2021.yaml"].rstrip(" ") + "        unlisted: level-down\n"
    files = {
        "outlets.yaml": OUTLETS,
        "rules/2021.yaml": rules,
        "adoptions/2021/a.yaml": adopted("2021-01-20", "dongtai"),
    }
    (event,) = events(scores, EventKind.ADOPTION, files)
    assert event.facts["level"] == "国家"


def test_records_that_lead_nowhere_are_passed_over(scores: Scores) -> None:
    """Before each sound record stands one of an unknown item, outlet or level."""
    adoption = "submission: {}\noutlet: {}\ndate: 2021-01-20\n"
    instruction = "submission: {}\nlevel: {}\ndate: 2021-01-20\n"
    item = "beixian/2021/0105-1"
    files = {
        "adoptions/2021/a.yaml": adoption.format("beixian/2021/none", "dongtai"),
        "adoptions/2021/b.yaml": adoption.format(item, "none"),
        "adoptions/2021/c.yaml": (
            f"submission: {item}\nunlisted: {{name: 某报, level: 县}}\ndate: 2021-01-20\n"
        ),
        "adoptions/2021/d.yaml": adoption.format(item, "dongtai"),
        "instructions/2021/a.yaml": instruction.format("beixian/2021/none", "国家"),
        "instructions/2021/b.yaml": instruction.format(item, "县"),
        "instructions/2021/c.yaml": instruction.format(item, "国家"),
        "entries/2021/a.yaml": manual("none"),
        "entries/2021/b.yaml": manual("beixian"),
    }
    dataset = scores(files).dataset
    assert [event.record for event in gather(dataset, None)] == [
        ITEM,
        "adoptions/2021/d",
        "instructions/2021/c",
        "entries/2021/b",
    ]


def manual(unit: str, more: str = "", day: str = "2021-02-01") -> str:
    """Write a manual entry; `more` is a further line."""
    return (
        f"unit: {unit}\ndate: {day}\nclause: filing\nreason: 认定\nsigner: 某某\n"
        f"openness: 公开\n{more}\n"
    )


@pytest.mark.parametrize(
    ("more", "facts", "what"),
    [
        ("", {}, "国家领导批示（经验总结）"),
        ("leader: 主要领导", {"leader": "主要领导"}, "国家主要领导批示（经验总结）"),
        ("outlet: xinxi", {"outlet": "xinxi"}, "国家领导批示（经验总结）"),
    ],
)
def test_an_instruction_says_whose_it_is(
    scores: Scores, more: str, facts: dict[str, str], what: str
) -> None:
    instruction = f"submission: beixian/2021/0105-1\nlevel: 国家\ndate: 2021-01-20\n{more}\n"
    files = {"instructions/2021/a.yaml": instruction}
    (event,) = events(scores, EventKind.INSTRUCTION, files)
    assert event.facts == {**PLAIN, "level": "国家", **facts}
    assert event.what == what
    assert (event.date, event.submission) == (date(2021, 1, 20), "beixian/2021/0105-1")
    assert (event.record, event.records) == ("instructions/2021/a", ("instructions/2021/a", ITEM))
    assert units(event) == [("beixian", None, 1)]


@pytest.mark.parametrize(
    ("more", "submission", "records"),
    [
        ("", None, ("entries/2021/a",)),
        (f"about: {ITEM}", "beixian/2021/0105-1", ("entries/2021/a", ITEM)),
        ("points: -3", None, ("entries/2021/a",)),
    ],
)
def test_a_manual_entry_brings_its_clause_and_its_points(
    scores: Scores, more: str, submission: str | None, records: tuple[str, ...]
) -> None:
    files = {"entries/2021/a.yaml": manual("beixian", more)}
    (event,) = events(scores, EventKind.ENTRY, files)
    assert (event.clause, event.points) == ("filing", -3 if "points" in more else None)
    assert (event.submission, event.record, event.records) == (
        submission,
        "entries/2021/a",
        records,
    )
    assert (event.date, event.facts, event.what) == (date(2021, 2, 1), {}, "办公室登记")
    assert units(event) == [("beixian", None, 1)]


@pytest.mark.parametrize("about", ["commissions/2021/0101-1", "duties/2021/a"])
def test_a_deduction_confirmed_is_no_event_of_its_own(scores: Scores, about: str) -> None:
    files = {
        "duties/2021/a.yaml": (
            "title: 会议\nkind: 会议\ndate: 2021-01-01\ndeadline: 2021-01-10\n"
            "openness: 公开\nunits: [beixian]\n"
        ),
        "entries/2021/a.yaml": manual("beixian", f"about: {about}"),
        "entries/2021/b.yaml": manual("beixian"),
    }
    found = events(scores, EventKind.ENTRY, files)
    assert [event.record for event in found] == ["entries/2021/b"]


def test_a_commission_met_missed_or_answered_late(scores: Scores) -> None:
    """Asked of both for 31 January: 北县 files on the 30th, 南县 on 2 February."""
    commission = OFFICE["commissions/2021/0101-1.yaml"].replace("[beixian]", "[beixian, nanxian]")
    files = {
        "commissions/2021/0101-1.yaml": commission,
        "submissions/beixian/2021/x.yaml": filed("2021-01-30", "commission: 2021/0101-1"),
    }
    late = {
        "submissions/nanxian/2021/y.yaml": filed(
            "2021-02-02", "commission: 2021/0101-1", "nanxian"
        ),
    }
    met, missed = events(scores, EventKind.COMMISSION, files, date(2021, 2, 1))
    record = "commissions/2021/0101-1"
    assert [(event.what, event.facts, str(event.date)) for event in (met, missed)] == [
        ("约稿（1月31日截止）按期", {"state": "按期"}, "2021-01-30"),
        ("约稿（1月31日截止）未报", {"state": "未报"}, "2021-02-01"),
    ]
    assert (met.submission, met.record, met.records) == (
        "beixian/2021/x",
        record,
        (record, "submissions/beixian/2021/x"),
    )
    assert (missed.submission, missed.record, missed.records) == (None, record, (record,))
    assert [units(event) for event in (met, missed)] == [
        [("beixian", None, 1)],
        [("nanxian", None, 1)],
    ]
    _, answered = events(scores, EventKind.COMMISSION, {**files, **late}, date(2021, 2, 2))
    assert answered.what == "约稿（1月31日截止）逾期"
    assert str(answered.date) == "2021-02-01"  # since when it is late, not when it came
    assert answered.records == (record, "submissions/nanxian/2021/y")
    assert events(scores, EventKind.COMMISSION, files) == []


def test_a_duty_is_called_by_its_kind(scores: Scores) -> None:
    duty = (
        "title: 某次会\nkind: 重大会议\ndate: 2021-01-01\ndeadline: 2021-01-10\n"
        "openness: 公开\nunits: [nanxian]\n"
    )
    (event,) = events(scores, EventKind.DUTY, {"duties/2021/a.yaml": duty}, date(2021, 1, 11))
    assert event.what == "重大会议（1月10日截止）未报"
    assert event.facts == {"state": "未报", "duty": "重大会议"}
    assert (str(event.date), event.record, event.records, event.submission) == (
        "2021-01-11",
        "duties/2021/a",
        ("duties/2021/a",),
        None,
    )


def test_an_item_accepted_after_a_period_counts_in_the_bulletin_that_takes_it_in(
    scores: Scores,
) -> None:
    """Filed in March, revised on 2 April, the cut-off is 5 April: it counts on 31 March."""
    bulletin = """\
        ---
        title: 一季度通报
        period: 2021-q1
        cutoff: 2021-04-05
        date: 2021-04-08
        recipients: 各县
        openness: 公开
        annex: {title: 通报表}
        ---
        采用{采用条数}条。
    """
    returned = "returns: [{date: 2021-03-30, reason: 短, revised: 2021-04-02}]"
    files = {
        "bulletins/2021-q1/bulletin.md": bulletin,
        "commissions/2021/0101-1.yaml": OFFICE["commissions/2021/0101-1.yaml"].replace(
            "deadline: 2021-01-31", "deadline: 2021-03-31"
        ),
        "submissions/beixian/2021/x.yaml": filed(
            "2021-03-29", f"commission: 2021/0101-1\n{returned}"
        ),
    }
    _, item = events(scores, EventKind.SUBMISSION, files)
    assert str(item.date) == "2021-03-31"
    (met,) = events(scores, EventKind.COMMISSION, files, date(2021, 4, 8))
    assert (met.what, str(met.date)) == ("约稿（3月31日截止）按期", "2021-03-31")


def test_events_stand_by_day_then_record_then_unit(scores: Scores) -> None:
    """The commission is missed by both on 6 January; an item is of the same day."""
    commission = (
        OFFICE["commissions/2021/0101-1.yaml"]
        .replace("[beixian]", "[nanxian, beixian]")
        .replace("deadline: 2021-01-31", "deadline: 2021-01-05")
    )
    dataset = scores(
        {
            "commissions/2021/0101-1.yaml": commission,
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06"),
        }
    ).dataset
    found = gather(dataset, date(2021, 1, 6))
    assert [(str(event.date), event.record, event.parties[0].unit) for event in found] == [
        ("2021-01-05", ITEM, "beixian"),
        ("2021-01-06", "commissions/2021/0101-1", "beixian"),
        ("2021-01-06", "commissions/2021/0101-1", "nanxian"),
        ("2021-01-06", "submissions/beixian/2021/0106-1", "beixian"),
    ]
