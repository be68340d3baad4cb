"""`build.py new`: what is asked, what is written, where, and what is said of it."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tongbao.command_line import main
from tongbao.source.load import KINDS

TODAY = "2026-04-20"
SIGNED = ("--first", "示例甲 2026-04-19", "--second", "示例乙 2026-04-19", "--third", "示例丙")
FILED = ("--unit", "东河", "--category", "经验总结", "--openness", "公开")


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


def new(data: Path, *arguments: str, typed: str = "") -> Result:
    given = ["new", *arguments, "--data", str(data), "--today", TODAY]
    return CliRunner().invoke(main, given, input=typed)


def files(data: Path) -> set[Path]:
    return {path for path in data.rglob("*") if path.is_file()}


def written(data: Path, *arguments: str, typed: str = "") -> tuple[Path, str, Result]:
    """Return the one file that a call writes, its text, and the call's result."""
    before = files(data)
    result = new(data, *arguments, typed=typed)
    (path,) = files(data) - before
    return path.relative_to(data / "shili"), path.read_text(encoding="utf-8"), result


def test_a_submission_from_options_alone(data: Path) -> None:
    path, text, result = written(data, "submission", *FILED, "--title", "东河县: 试点 #1", *SIGNED)
    assert result.exit_code == 0, result.output
    assert re.fullmatch(
        r"submissions/donghe/2026/0420-[2-9bcdfghjkmnpqrstvwxz]{5}\.yaml", path.as_posix()
    )
    fields, _, comments = text.partition("# 以下选填")
    assert (
        fields
        == """\
# yaml-language-server: $schema=../../../../../docs/schema/submissions.json
unit: donghe
date: 2026-04-20
title: "东河县: 试点 #1"
category: 经验总结
openness: 公开
review:
  first:
    name: 示例甲
    date: 2026-04-19
  second:
    name: 示例乙
    date: 2026-04-19
  third:
    name: 示例丙
    date: 2026-04-20
"""
    )
    assert "# 选填：所应约稿的编号\n# commission: ……\n" in comments
    assert "# 选填：撤回\n# withdrawn:\n#   date: 撤回日期\n#   reason: 撤回原因\n" in comments


def test_what_is_wrong_is_said_at_once_and_the_file_stays(data: Path) -> None:
    late = ("--first", "示例甲 2026-04-21", "--second", "示例乙", "--third", "示例丙")
    path, _, result = written(data, "submission", *FILED, "--title", "试点", *late)
    assert result.exit_code == 1
    assert f"data/shili/{path}:13:11: 错误 [date-order] 日期先后不对" in result.output
    assert "不早于初审日期 2026-04-21" in result.output
    assert "[date-far]" not in result.output


def test_only_what_the_new_record_brought_about_is_reported(data: Path) -> None:
    old = data / "shili" / "adoptions" / "2026" / "guanwang-0131.yaml"
    old.write_text(old.read_text(encoding="utf-8") + "note: ' '\n", encoding="utf-8")
    signed = ("--first", "甲", "--second", "乙", "--third", "丙")
    _, _, result = written(data, "submission", *FILED, "--title", "试点", *signed)
    assert result.exit_code == 0
    assert "检查通过，没有发现问题。" in result.output
    assert "另有原来就有的" in result.output
    assert "[field-value]" not in result.output


def test_questions_take_numbers_names_and_ids(data: Path) -> None:
    """Unit 2 of 3, no date, a title at the second try, category by name, openness by number.

    Not sensitive; three sign-offs; the newest of the unit's commissions; no duty, no text.
    """
    typed = "2\n\n \n新的做法\n经验总结\n1\nn\n甲\n乙\n丙\n2026/yichuang\n\n\n"
    path, text, result = written(data, "submission", typed=typed)
    assert result.exit_code == 0, result.output
    assert path.parts[:3] == ("submissions", "donghe", "2026")
    assert "\ntitle: 新的做法\ncategory: 经验总结\nopenness: 公开\n" in text
    assert "\ncommission: 2026/yichuang\n" in text
    assert "  2  东河县医疗保障局（donghe）\n" in result.output
    assert "应为：不为空的值" in result.output


def test_a_sensitive_item_needs_the_heads_name(data: Path) -> None:
    signed = ("--first", "甲", "--second", "乙", "--third", "丙", "--sensitive")
    before = files(data)
    result = new(data, "submission", *FILED, "--title", "试点", *signed)
    assert result.exit_code == 1
    assert "没有回答“签发签名人（姓名，可加日期）”：补上 --head。没有写文件。" in result.output
    assert files(data) == before


def test_a_text_is_written_as_a_block(data: Path, tmp_path: Path) -> None:
    body = tmp_path / "body.txt"
    body.write_bytes("\ufeff　　第一段。  \r\n\r\n# 第二段: - 甲\r\n\r\n".encode())
    signed = ("--first", "甲", "--second", "乙", "--third", "丙", "--body", str(body))
    _, text, result = written(data, "submission", *FILED, "--title", "试点", *signed)
    assert result.exit_code == 0, result.output
    assert "\nbody: |\n  　　第一段。\n\n  # 第二段: - 甲\n#" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--unit", "东诃县"), "没有登记的单位：东诃县；是不是 东河县。没有写文件。"),
        (("--title", "题" * 201), "应为：不超过200个字。改法：现有201个字，请删减。没有写文件。"),
        (("--openness", "半公开"), "没有登记的是否公开：半公开；是不是 公开、不公开。没有写文件。"),
        (("--openness", "x"), "没有登记的是否公开：x；应为 公开、依申请公开、不公开。没有写文件。"),
        (("--date", "2026-02-30"), "改法：日历上没有这一天，请核对。"),
        (("--first", "甲 2026-02-30"), "改法：日历上没有这一天，请核对。"),
        (("--commission", "2026/none"), "没有登记的约稿：2026/none"),
        (("--body", "/nonexistent"), "/nonexistent 读不出"),
    ],
)
def test_an_option_that_can_not_be_taken_writes_nothing(
    data: Path, arguments: tuple[str, str], message: str
) -> None:
    before = files(data)
    given = [*FILED, "--title", "试点", "--first", "甲", "--second", "乙", "--third", "丙"]
    result = new(data, "submission", *given, *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert f"{arguments[0]}　" in result.output
    assert files(data) == before


def test_an_adoption_is_named_by_outlet_and_issue(data: Path) -> None:
    path, text, result = written(
        data, "adoption", "--submission", "政策进乡村", "--outlet", "示例医保", "--issue", "第7期"
    )
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"adoptions/2026/shiyibao-07-[a-z0-9]{5}\.yaml", path.as_posix())
    assert "submission: donghe/2026/0120-1\noutlet: shiyibao\nissue: 第7期\n" in text
    assert "\ndate: 2026-04-20\n" in text


def test_an_adoption_without_an_issue_is_named_by_the_day(data: Path) -> None:
    path, _, _ = written(
        data, "adoption", "--submission", "donghe/2026/0120-1", "--outlet", "guanwang"
    )
    assert re.fullmatch(r"adoptions/2026/guanwang-0420-[a-z0-9]{5}\.yaml", path.as_posix())


def test_words_of_several_titles_are_no_answer(data: Path) -> None:
    result = new(data, "adoption", "--submission", "县", "--outlet", "guanwang")
    assert result.exit_code == 1
    assert "标题含“县”的有" in result.output
    assert "donghe/2026/0120-1　东河县开展医保政策进乡村活动" in result.output


def test_a_commission_asks_a_group(data: Path) -> None:
    given = ("--title", "参保工作", "--deadline", "2026-05-08", "--openness", "公开")
    path, text, result = written(data, "commission", *given, "--unit", "各县医疗保障局")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"commissions/2026/0420-[a-z0-9]{5}\.yaml", path.as_posix())
    assert (
        "asked: 2026-04-20\ndeadline: 2026-05-08\nopenness: 公开\nunits:\n  - donghe\n  - xishan\n"
        in text
    )


def test_a_duty_is_of_a_kind_of_the_rulebook(data: Path) -> None:
    given = ("--title", "推进会", "--openness", "公开", "--unit", "donghe")
    path, text, result = written(data, "duty", *given, "--kind", "重大会议")
    assert result.exit_code == 0, result.output
    assert path.parts[:2] == ("duties", "2026")
    assert "title: 推进会\nkind: 重大会议\ndate: 2026-04-20\n" in text
    assert "没有登记的种类：小会" in new(data, "duty", *given, "--kind", "小会").output


def test_a_bulletin_takes_over_what_stays_the_same(data: Path) -> None:
    given = ("--period", "2026-03", "--openness", "公开", "--cutoff", "2026-04-05")
    path, text, result = written(data, "bulletin", *given, "--date", "2026-04-08")
    assert result.exit_code == 0, result.output
    assert path.as_posix() == "bulletins/2026-03/bulletin.md"
    assert text.startswith(
        "---\ntitle: |-\n  示例市医疗保障局关于2026年3月\n  政务信息工作情况的通报\nperiod: 2026-03\n"
    )
    assert "\nrecipients: 各县医疗保障局，局机关各科室\n" in text
    assert text.endswith(
        "---\n\n2026年3月，各单位报送信息{报送条数}条，被采用{采用条数}条。现将有关情况通报如下。\n"
    )


def test_a_draft_does_not_offer_what_other_commands_write(data: Path) -> None:
    """The number comes with `issue`, what is corrected with `erratum`."""
    _, text, _ = written(data, "bulletin", "--period", "2026-03", "--openness", "公开")
    offered = set(re.findall(r"^# ([a-z]+):", text, re.MULTILINE))
    assert offered == {"cc", "sealed"}


def test_recipients_are_written_without_the_colon_that_is_printed(data: Path) -> None:
    given = ("--period", "2026-03", "--openness", "公开", "--recipients", "各县医疗保障局：")
    result = new(data, "bulletin", *given)
    assert result.exit_code == 1
    assert result.output.endswith(
        "--recipients　应为：主送机关，末尾不带冒号。"
        "改法：删去末尾的“：”，印的时候自动加上。没有写文件。\n"
    )


def test_the_new_file_is_named_from_where_somebody_is(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("bulletin", "--period", "2026-03", "--openness", "公开")
    monkeypatch.chdir(data.parent)
    assert "已写好 data/shili/bulletins/2026-03/bulletin.md\n" in new(data, *given).output
    assert new(data, *given).output.startswith("data/shili/bulletins/2026-03/bulletin.md 已经有了")
    monkeypatch.chdir("/")
    (data / "shili/bulletins/2026-03/bulletin.md").unlink()
    assert f"已写好 {str(data).lstrip('/')}/shili/" in new(data, *given).output
    monkeypatch.chdir(data / "shili" / "bulletins" / "2026-03")
    said = new(data, *given, "--name", "2026-03-b").output
    assert f"已写好 {data}/shili/bulletins/2026-03-b/bulletin.md\n" in said


def test_nothing_is_ever_overwritten(data: Path) -> None:
    path = data / "shili" / "bulletins" / "2026-q1" / "bulletin.md"
    before = path.read_bytes()
    result = new(data, "bulletin", "--period", "2026-q1", "--openness", "公开")
    assert result.exit_code == 1
    assert "已经有了，没有覆盖" in result.output
    assert path.read_bytes() == before
    result = new(data, "bulletin", "--period", "2026-q1", "--openness", "公开", "--name", "../../x")
    assert "--name　应为：小写字母、数字和短横线组成的名字。没有写文件。" in result.output


def test_two_people_never_take_the_same_name(data: Path) -> None:
    given = (*FILED, "--first", "甲", "--second", "乙", "--third", "丙")
    names = {written(data, "submission", *given, "--title", f"第{i}条")[0] for i in range(4)}
    assert len(names) == 4


def test_every_comment_of_a_new_file_is_yaml_once_uncommented(data: Path) -> None:
    """What is offered as an example has the shape that the model wants."""
    given = (*FILED, "--title", "试点", "--first", "甲", "--second", "乙", "--third", "丙")
    path, text, _ = written(data, "submission", *given)
    schema = KINDS["submissions"].model.model_json_schema(by_alias=True)
    offered = set(re.findall(r"^# ([a-z]+):", text, re.MULTILINE))
    given_fields = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    assert offered | given_fields == set(schema["properties"])
    lines = [re.sub(r"^# (?=[a-z ])(?!yaml-)", "", line) for line in text.split("\n")]
    (data / "shili" / path).write_text("\n".join(lines), encoding="utf-8")
    report = CliRunner().invoke(main, ["check", "--data", str(data), "--today", TODAY]).output
    assert "[yaml-" not in report
    assert "[field-shape]" not in report
    assert "[field-unknown]" not in report


def test_of_several_bureaus_one_is_named(data: Path) -> None:
    shutil.copytree(data / "shili", data / "linshi")
    result = new(data, "submission")
    assert "没有回答“发文机关（序号、编号或名称）”：补上 --bureau" in result.output
    given = (*FILED, "--title", "试点", "--first", "甲", "--second", "乙", "--third", "丙")
    result = new(data, "submission", "--bureau", "linshi", *given)
    assert f"已写好 {data / 'linshi' / 'submissions'}" in result.output
