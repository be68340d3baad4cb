"""Rules between records that need more than one fault in one file to show."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tongbao.diagnostic import Rule
from tongbao.documents.composing import bulletin_view
from tongbao.pipeline import examine

TODAY = date(2026, 5, 1)
RULES = "shili/rules/2026.yaml"
WITHDRAWN = "shili/submissions/xishan/2026/0210-1.yaml"
BULLETIN = "shili/bulletins/2026-q1/bulletin.md"


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


def edit(data: Path, name: str, old: str, new: str, target: str = "") -> None:
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / (target or name)).write_text(text.replace(old, new), encoding="utf-8")


def rules(data: Path) -> list[tuple[str, Rule]]:
    return [(found.place.path, found.rule) for found in examine(data, TODAY).diagnostics]


DUTY = "shili/duties/2026/0413-1.yaml"
JOINT = "shili/submissions/donghe/2026/0415-1.yaml"
COMMISSION = "shili/commissions/2026/yichuang.yaml"
CONFIRMED = """\
unit: donghe
date: 2026-05-01
clause: meeting
about: duties/2026/0413-1
reason: 到期没有报送
signer: 示例丁
openness: 不公开
"""
WEEKLY = """\
  - id: weekly
    citation: 《考评办法》第十条
    text: 每周报送1条得1分。
    column: filing
    event: submission
    award: per-period
    period: week
    quota: {count: 1, points: 1}

duties:
"""


@pytest.mark.parametrize("name", [COMMISSION, DUTY, JOINT, RULES, "shili/calendar/2026.yaml"])
def test_what_refers_to_an_unreadable_record_is_not_reported_again(data: Path, name: str) -> None:
    edit(data, JOINT, "duty: 2026/0413-1", "duty: 2026/0413-1\ncommission: 2026/yichuang")
    answer = "shili/submissions/donghe/2026/0112-1.yaml"
    edit(data, answer, "commission: 2026/yichuang\n", "")
    (data / name).write_text("title：x\n", encoding="utf-8")
    assert rules(data) == [(f"data/{name}", Rule.YAML_COLON)]


def test_a_deduction_is_confirmed_under_the_rulebook_of_its_deadline(data: Path) -> None:
    """The duty fell due in April; in May another rulebook holds that has no such clause."""
    edit(data, RULES, "id: meeting", "id: conference", "shili/rules/2026-may.yaml")
    edit(data, "shili/rules/2026-may.yaml", "{from: 2026-01-01}", "{from: 2026-05-01}")
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-04-30}")
    edit(data, JOINT, "duty: 2026/0413-1\n", "")
    edit(data, DUTY, "[donghe, xishan]", "[donghe]")
    (data / "shili/entries/2026/0501-1.yaml").write_text(CONFIRMED, encoding="utf-8")
    assert rules(data) == []


def test_a_rulebook_may_begin_in_the_middle_of_a_week(data: Path) -> None:
    """1 April 2026 is a Wednesday: it cuts the week, and no month."""
    edit(data, RULES, "duties:\n", WEEKLY)
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-04-01}", "shili/rules/2026-april.yaml")
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-03-31}")
    assert rules(data) == []


def test_an_outlet_of_an_earlier_rulebook_stays_registered(data: Path) -> None:
    later = "shili/rules/2026-may.yaml"
    edit(data, RULES, "event: adoption\n    where: {level: [省]}", "event: forwarding", later)
    edit(data, later, "{from: 2026-01-01}", "{from: 2026-05-01}")
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-04-30}")
    assert rules(data) == []


def test_a_third_rulebook_inside_a_long_first_one_overlaps(data: Path) -> None:
    """2026 has no end; one of February alone and one of April alone both lie inside it."""
    for month, days in (("02", "28"), ("04", "30")):
        span = f"{{from: 2026-{month}-01, to: 2026-{month}-{days}}}"
        edit(data, RULES, "{from: 2026-01-01}", span, f"shili/rules/2026-{month}.yaml")
    assert rules(data) == [
        ("data/shili/rules/2026-02.yaml", Rule.RULEBOOK_OVERLAP),
        ("data/shili/rules/2026-04.yaml", Rule.RULEBOOK_OVERLAP),
    ]


def test_rulebooks_that_follow_each_other_at_a_months_end_are_fine(data: Path) -> None:
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-03-01}", "shili/rules/2026-march.yaml")
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-02-28}")
    assert rules(data) == []


def test_withdrawn_before_it_was_filed(data: Path) -> None:
    edit(data, WITHDRAWN, "date: 2026-02-12", "date: 2026-02-09")
    assert rules(data) == [(f"data/{WITHDRAWN}", Rule.DATE_ORDER)]


def test_a_withdrawn_item_may_be_filed_again(data: Path) -> None:
    again = "shili/submissions/xishan/2026/0213-1.yaml"
    edit(data, WITHDRAWN, "withdrawn:", "note: 重新报送\nwithdrawn:", again)
    text = (data / again).read_text(encoding="utf-8").partition("withdrawn:")[0]
    signed = "".join(
        f"  {step}: {{name: 示例甲, date: 2026-02-13}}\n" for step in ("first", "second", "third")
    )
    text = text.replace("2026-02-10", "2026-02-13") + "review:\n" + signed
    (data / again).write_text(text, encoding="utf-8")
    assert rules(data) == []


def test_a_bulletin_between_period_and_cutoff_is_too_early(data: Path) -> None:
    edit(data, BULLETIN, "date: 2026-04-08", "date: 2026-04-02")
    assert rules(data) == [(f"data/{BULLETIN}", Rule.DATE_ORDER)]


def test_a_bulletin_far_in_the_future(data: Path) -> None:
    edit(data, BULLETIN, "date: 2026-04-08", "date: 2062-04-08")
    assert rules(data) == [(f"data/{BULLETIN}", Rule.DATE_FAR)]


def test_an_empty_data_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    examined = examine(tmp_path / "data", None)
    assert not examined.is_sound
    assert [found.rule for found in examined.diagnostics] == [Rule.FILE_MISSING]


def test_a_bureau_without_records_is_sound_and_has_no_day(data: Path) -> None:
    for folder in (data / "shili").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    examined = examine(data, None)
    assert (examined.diagnostics, examined.data_date) == ((), None)


def test_two_rulebooks_in_a_period_say_what_both_say_once(data: Path) -> None:
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-03-01}", "shili/rules/2026-march.yaml")
    edit(data, RULES, "{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-02-28}")
    (bureau,) = examine(data, TODAY).bureaus
    view = bulletin_view(bureau.dataset, bureau.ledger, bureau.dataset.bulletins["2026-q1"])
    text = view.annex.remarks[0].text
    assert text.count("每月报送不少于2条") == 1
    assert text.count("1月报送2条，满2条得1分") == 1
    assert "3月报送0条" in text


def test_a_record_of_no_known_kind_is_not_found(data: Path) -> None:
    (bureau,) = examine(data, date(2026, 5, 1)).bureaus
    assert bureau.dataset.find("submissions/donghe/2026/0112-1") is not None
    assert bureau.dataset.find("submissions/donghe/2026/none") is None
    assert bureau.dataset.find("weather/donghe/2026/0112-1") is None
