"""The kinds of records that can be made, and the options that answer for each."""

from collections.abc import Callable
from dataclasses import dataclass

from tongbao.desk.asking import Desk
from tongbao.desk.draft import Draft
from tongbao.desk.records import adoption, bulletin, commission, duty
from tongbao.desk.submissions import STEPS, submission


@dataclass(frozen=True, slots=True)
class Question:
    """An option of the command: its name, what it is for, how it is given."""

    name: str
    help: str
    is_many: bool = False
    is_flag: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """A kind of record that can be made: what it is called, its options, how it is asked for.

    Of the `required` options one that is missing means that somebody is there to be asked.
    """

    name: str
    title: str
    compose: Callable[[Desk], Draft]
    required: tuple[str, ...]
    questions: tuple[Question, ...]


_DATE = Question("date", "日期，年-月-日；不写是今天")
_TITLE = Question("title", "标题")
_OPENNESS = Question("openness", "是否公开：公开、依申请公开、不公开")
_UNITS = Question("unit", "单位的编号、名称或别名，或分组的名称；可写几次", is_many=True)

MAKINGS = (
    Making(
        "submission",
        "报送",
        submission,
        ("unit", "title", "category", "openness"),
        (
            Question("unit", "报送单位：编号、名称或别名"),
            _TITLE,
            Question("category", "信息类别"),
            _OPENNESS,
            _DATE,
            Question("author", "拟稿人姓名；可写几次", is_many=True),
            Question("sensitive", "涉及重大、敏感社会事件", is_flag=True),
            *(
                Question(step, f"{name}签名人，可加日期：“姓名 2021-03-05”")
                for step, name in STEPS.items()
            ),
            Question("commission", "所应约稿的编号"),
            Question("duty", "所应任务的编号"),
            Question("body", "正文的文件（UTF-8 的文本）"),
        ),
    ),
    Making(
        "adoption",
        "采用",
        adoption,
        ("submission",),
        (
            Question("submission", "被采用的报送：编号，或标题里的几个字"),
            Question("outlet", "采用刊物：编号、名称或别名"),
            Question("unlisted", "没有登记的刊物的名称（不写 --outlet）"),
            Question("level", "没有登记的刊物的级别"),
            Question("issue", "期号，如 2021年第2期"),
            _DATE,
        ),
    ),
    Making(
        "commission",
        "约稿",
        commission,
        ("title", "deadline", "openness", "unit"),
        (_TITLE, Question("deadline", "截稿日期"), _OPENNESS, _UNITS, _DATE),
    ),
    Making(
        "duty",
        "任务（重大会议、重大部署）",
        duty,
        ("title", "kind", "openness", "unit"),
        (
            _TITLE,
            Question("kind", "种类，如 重大会议"),
            _DATE,
            Question("deadline", "办公室另定的最后报送日期"),
            _OPENNESS,
            _UNITS,
        ),
    ),
    Making(
        "bulletin",
        "通报",
        bulletin,
        ("period", "openness"),
        (
            Question("period", "期间：2021-01、2021-q1 或 2021"),
            Question("name", "文件夹的名字；不写是期间"),
            Question("title", "标题"),
            Question("cutoff", "采用截止日期；不写是今天"),
            _DATE,
            Question("recipients", "主送机关；不写照最近一期"),
            _OPENNESS,
        ),
    ),
)
