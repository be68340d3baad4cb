"""Confirmations that count for nothing, and what is not said while files are refused."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from tests.unit.clauses import book
from tests.unit.office import OFFICE, Scores, filed
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.scoring.duedates import commission_states
from tongbao.scoring.score import score
from tongbao.source.load import load

COMMISSION, DUTY = "commissions/2021/0101-1", "duties/2021/a"
LATE = "event: commission\naward: per-event\nwhere: {state: [逾期, 未报]}\npoints: -10\n"
MISSED = "event: duty\naward: per-event\nwhere: {state: [未报]}\npoints: -50\n"
BEFORE, AFTER = date(2021, 1, 31), date(2021, 2, 1)
IN_TIME = {"submissions/beixian/2021/x.yaml": filed("2021-01-31", "commission: 2021/0101-1")}
MEETING = {
    "duties/2021/a.yaml": (
        "title: 会议\nkind: 会议\ndate: 2021-01-01\ndeadline: 2021-01-31\n"
        "openness: 公开\nunits: [beixian]\n"
    )
}


def entry(about: str, clause: str = "late", unit: str = "beixian") -> str:
    """Write a confirmation."""
    return (
        f"unit: {unit}\ndate: 2021-02-10\nclause: {clause}\nreason: 认定\nsigner: 某某\n"
        f"openness: 公开\nabout: {about}\n"
    )


def idle(scores: Scores, files: dict[str, str], today: date | None) -> list[Diagnostic]:
    """Return what is said of confirmations that count for nothing."""
    found = scores(files, today).diagnostics
    return [problem for problem in found if problem.rule is Rule.ENTRY_IDLE]


@pytest.mark.parametrize(("files", "today"), [(IN_TIME, AFTER), ({}, BEFORE)])
def test_a_confirmation_without_a_deduction_is_reported(
    scores: Scores, files: dict[str, str], today: date
) -> None:
    """北县 filed in time, or still can."""
    found = idle(
        scores, {**book(late=LATE), **files, "entries/2021/a.yaml": entry(COMMISSION)}, today
    )
    assert found == [
        Diagnostic(
            Place("data/moushi/entries/2021/a.yaml", 7, 8),
            Rule.ENTRY_IDLE,
            f"beixian，{COMMISSION}",
            "逾期或者没有报送，按这一条要扣分的",
            "这个单位按期报送了，或者还没有到期：登记错了的删去这个文件，或改正 about",
        )
    ]


def test_one_for_a_duty_is_reported_likewise(scores: Scores) -> None:
    files = {**book(missed=MISSED), **MEETING, "entries/2021/a.yaml": entry(DUTY, "missed")}
    assert [problem.found for problem in idle(scores, files, BEFORE)] == [f"beixian，{DUTY}"]
    assert idle(scores, files, AFTER) == []


def test_without_a_day_no_confirmation_is_idle(scores: Scores) -> None:
    files = {**book(late=LATE), "entries/2021/a.yaml": entry(COMMISSION)}
    assert idle(scores, files, None) == []


def test_a_second_confirmation_of_what_counts_is_not_idle(scores: Scores) -> None:
    files = {
        **book(late=LATE),
        "entries/2021/a.yaml": entry(COMMISSION),
        "entries/2021/b.yaml": entry(COMMISSION),
    }
    assert idle(scores, files, AFTER) == []


@pytest.mark.parametrize(
    ("clause", "confirmation"),
    [
        # What the checks report: a unit that was not asked, a clause of another kind.
        (LATE, entry(COMMISSION, unit="nanxian")),
        (LATE, entry(DUTY)),
        (LATE, entry("commissions/2021/none")),
        (LATE, entry("submissions/beixian/2021/0105-1")),
        (f"{LATE}automatic: true", entry(COMMISSION)),
    ],
)
def test_what_confirms_nothing_of_the_kind_is_the_checks_business(
    scores: Scores, clause: str, confirmation: str
) -> None:
    files = {**book(late=clause), **MEETING, "entries/2021/a.yaml": confirmation}
    assert idle(scores, files, BEFORE) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("submissions/nanxian/2021/x.yaml", []),
        ("entries/2021/x.yaml", [Rule.ENTRY_IDLE]),
        ("adoptions/2021/x.yaml", [Rule.ENTRY_IDLE, Rule.DEDUCTION_PROPOSED]),
    ],
)
def test_while_a_file_is_refused_what_it_may_hold_is_left_open(
    tmp_path: Path, broken: str, said: list[Rule]
) -> None:
    """北县 filed in time and is confirmed all the same; 南县 filed nothing."""
    files = {
        **OFFICE,
        **IN_TIME,
        **book(late=LATE),
        "commissions/2021/0101-1.yaml": OFFICE["commissions/2021/0101-1.yaml"].replace(
            "[beixian]", "[beixian, nanxian]"
        ),
        "entries/2021/a.yaml": entry(COMMISSION),
        broken: "一行\n",
    }
    write(tmp_path, files)
    found = score(load(tmp_path / "data").datasets[0], AFTER).diagnostics
    assert sorted(problem.rule.name for problem in found) == sorted(rule.name for rule in said)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        target = folder / "data" / "moushi" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), encoding="utf-8")


@pytest.mark.parametrize("broken", ["rules/2020.yaml", "adoptions/2021/x.yaml"])
def test_while_a_rulebook_is_refused_no_day_lacks_one(tmp_path: Path, broken: str) -> None:
    """An item of 2020, before the rulebook of 2021."""
    item = filed("2020-12-31")
    write(
        tmp_path,
        {**OFFICE, "submissions/beixian/2020/1231-1.yaml": item, broken: "一行\n"},
    )
    found = score(load(tmp_path / "data").datasets[0], AFTER).diagnostics
    rules = [] if broken.startswith("rules") else [Rule.RULEBOOK_NONE]
    assert [problem.rule for problem in found] == rules
    for problem in found:
        assert problem.place == Place("data/moushi/submissions/beixian/2020/1231-1.yaml", 2, 7)
        assert problem.found == "2020-12-31"
        assert problem.expected == "在某部考评办法的施行期内"
        assert problem.advice == "核对日期；无误的，请办公室在 rules 里补上这一时期的考评办法"


def test_a_compiled_piece_answers_for_nobody(scores: Scores) -> None:
    """It is of 北县's folder and names the commission; the piece itself is no answer."""
    piece = filed("2021-01-20", "commission: 2021/0101-1\njoint: {parts: [beixian/2021/0105-1]}")
    dataset = scores({"submissions/beixian/2021/x.yaml": piece}).dataset
    (due,) = commission_states(dataset, AFTER)
    assert due.state == "未报"
