"""What is wrong with the data, as values: every stage yields them, nothing raises them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning is for a person to look at."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Enum):
    """Every rule a file can break: stable id, Chinese title, severity."""

    # Files and folders
    FILE_KIND = ("file-kind", "不是普通文件")
    FILE_STRAY = ("file-stray", "不该在这里的文件")
    FILE_NAME = ("file-name", "文件名不合规定")
    FILE_SIZE = ("file-size", "文件过大")
    FILE_UNREADABLE = ("file-unreadable", "文件读不出")
    FILE_MISSING = ("file-missing", "缺少文件")
    # Text
    TEXT_ENCODING = ("text-encoding", "不是 UTF-8 编码")
    TEXT_CONTROL = ("text-control", "含有控制字符")
    TEXT_HIDDEN = ("text-hidden", "含有看不见的字符")
    TEXT_GLYPH = ("text-glyph", "字体里没有的字")
    # YAML
    YAML_SYNTAX = ("yaml-syntax", "YAML 写法有误")
    YAML_COLON = ("yaml-colon", "用了全角冒号")
    YAML_TAB = ("yaml-tab", "用制表符缩进")
    YAML_NESTED_COLON = ("yaml-nested-colon", "一行里有两个冒号")
    YAML_ALIAS = ("yaml-alias", "用了锚点或别名")
    YAML_TAG = ("yaml-tag", "用了标签或指令")
    YAML_COMMENT = ("yaml-comment", "值后面跟着 #")
    YAML_DEPTH = ("yaml-depth", "嵌套太深")
    YAML_DUPLICATE_KEY = ("yaml-duplicate-key", "字段重复")
    YAML_KEY = ("yaml-key", "字段名写法有误")
    YAML_DOCUMENTS = ("yaml-documents", "一个文件里有几份文档")
    FRONT_MATTER = ("front-matter", "缺少文件头")
    # Fields
    FIELD_UNKNOWN = ("field-unknown", "不认识的字段")
    FIELD_MISSING = ("field-missing", "缺少字段")
    FIELD_SHAPE = ("field-shape", "字段的结构不对")
    FIELD_VALUE = ("field-value", "字段的值不对")
    FIELD_DATE = ("field-date", "日期写法有误")
    FIELD_NUMBER = ("field-number", "数字写法有误")
    FIELD_ID = ("field-id", "编号写法有误")
    # References between records
    UNIT_UNKNOWN = ("unit-unknown", "没有登记的单位")
    UNIT_FOLDER = ("unit-folder", "单位与文件夹不一致")
    UNIT_PENDING = ("unit-pending", "单位还没有核实")
    UNIT_NOT_SCORED = ("unit-not-scored", "这一天单位不在考评之列")
    GROUP_UNKNOWN = ("group-unknown", "没有登记的分组")
    OUTLET_UNKNOWN = ("outlet-unknown", "没有登记的采用刊物")
    OUTLET_LISTED = ("outlet-listed", "刊物已经登记")
    LEVEL_UNKNOWN = ("level-unknown", "没有登记的级别")
    CATEGORY_UNKNOWN = ("category-unknown", "没有登记的信息类别")
    SUBMISSION_UNKNOWN = ("submission-unknown", "找不到这条报送")
    COMMISSION_UNKNOWN = ("commission-unknown", "找不到这个约稿")
    COMMISSION_UNIT = ("commission-unit", "约稿没有约这个单位")
    DUTY_UNKNOWN = ("duty-unknown", "找不到这项任务")
    DUTY_UNIT = ("duty-unit", "任务没有要求这个单位")
    DUTY_KIND = ("duty-kind", "考评办法没有这种任务")
    MARK_UNKNOWN = ("mark-unknown", "考评办法没有这种标记")
    JOINT_UNIT = ("joint-unit", "联合单位写重了")
    JOINT_PART = ("joint-part", "不能这样综合的报送")
    COLUMN_UNKNOWN = ("column-unknown", "没有这个计分栏")
    CLAUSE_UNKNOWN = ("clause-unknown", "没有这个条款")
    FIELD_NAME = ("bulletin-field", "正文里的字段不认识")
    # Identity
    NAME_TWICE = ("name-twice", "名称重复")
    TITLE_TWICE = ("title-twice", "同一条信息报送了两次")
    ADOPTION_TWICE = ("adoption-twice", "同一次采用登记了两次")
    NUMBER_TWICE = ("number-twice", "发文字号重复")
    NUMBER_GAP = ("number-gap", "发文字号空了号")
    NUMBER_ORDER = ("number-order", "发文字号的先后不对")
    COMMISSION_TWICE = ("commission-twice", "一个单位应同一个约稿报送了几条", Severity.WARNING)
    ENTRY_TWICE = ("entry-twice", "同一项扣分认定了两次")
    TASK_TWICE = ("task-twice", "同一单位同时有两项任务数")
    WITHDRAWN = ("submission-withdrawn", "信息已撤回")
    RETURNED = ("submission-returned", "信息已退回，没有通过")
    # Dates
    DATE_YEAR = ("date-year", "年份与文件夹不一致")
    DATE_ORDER = ("date-order", "日期先后不对")
    CUTOFF_DIFFERS = ("cutoff-differs", "同一天结束的通报截止日期不同")
    DATE_FAR = ("date-far", "日期晚了一年以上")
    DATE_FUTURE = ("date-future", "日期晚于今天", Severity.WARNING)
    CALENDAR_DAY = ("calendar-day", "放假、上班的日子不对")
    CALENDAR_MISSING = ("calendar-missing", "缺少这一年的放假安排")
    # Review and manual entries
    REVIEW_MISSING = ("review-missing", "三审签名不全")
    ENTRY_CLAUSE = ("entry-clause", "这一条不能手工登记")
    ENTRY_ABOUT = ("entry-about", "针对的记录不对")
    ENTRY_IDLE = ("entry-idle", "没有可以认定的扣分")
    ENTRY_POINTS = ("entry-points", "登记的分值不对")
    # Rulebooks and scores
    RULEBOOK_OVERLAP = ("rulebook-overlap", "两部考评办法的施行期重叠")
    RULEBOOK_MIDWAY = ("rulebook-midway", "考评办法在计数期间的中途更换")
    RULEBOOK_NONE = ("rulebook-none", "这一天没有施行中的考评办法")
    CLAUSE_FACT = ("clause-fact", "条款用不上的条件")
    TASK_NONE = ("task-none", "没有登记任务数")
    EXAMPLE_EMPTY = ("example-empty", "举例的单位没有这一条的计分")
    POINTS_MISSING = ("points-missing", "考评办法没有给出分值")
    JOINT_UNSTATED = ("joint-unstated", "考评办法没有写明联合信息怎样计分")
    OUTLET_UNLISTED = ("outlet-unlisted", "考评办法不认没有登记的刊物")
    DEDUCTION_PROPOSED = ("deduction-proposed", "拟扣分，待办公室认定", Severity.WARNING)
    # Issued bulletins
    ISSUED_MISSING = ("issued-missing", "有发文字号而没有定稿")
    ISSUED_BROKEN = ("issued-broken", "定稿不能用")
    ISSUED_RECORD = ("issued-record", "印发之后改了通报的内容")
    ISSUED_RESULT = ("issued-result", "会改变已经印发的结果")
    ISSUED_CORRECTED = (
        "issued-corrected",
        "更正通报将更正的结果",
        Severity.WARNING,
    )
    ERRATUM = ("erratum", "更正通报与所更正的通报不合")
    # Who may change what
    MERGE_CONFLICT = ("merge-conflict", "与别人的改动冲突")
    ACTOR_UNKNOWN = ("actor-unknown", "账号没有登记")
    CHANGE_REFUSED = ("change-refused", "这个账号不能这样改动")
    RECORD_DELETED = ("record-deleted", "记录不能删除")
    RECORD_SETTLED = ("record-settled", "记录已有结果，不能再改")
    FIELD_OFFICE = ("field-office", "由办公室填写的字段")
    DATE_BACK = ("date-back", "日期倒填")
    DATE_STALE = ("date-stale", "日期在几天之前", Severity.WARNING)
    BULLETIN_ISSUED = ("bulletin-issued", "改动已经印发的通报", Severity.WARNING)
    TITLE_NEAR = ("title-near", "与另一条信息的标题相近", Severity.WARNING)
    # Privacy
    PERSONAL_DATA = ("personal-data", "公开的内容里有个人信息", Severity.WARNING)
    # Documents
    LAYOUT = ("layout", "版面排不下")

    def __init__(self, identifier: str, title: str, severity: Severity = Severity.ERROR) -> None:
        """Keep the three parts of a member's value under their names."""
        self.identifier = identifier
        self.title = title
        self.severity = severity


ABOUT_ISSUED = frozenset(
    {Rule.ISSUED_MISSING, Rule.ISSUED_BROKEN, Rule.ISSUED_RECORD, Rule.ISSUED_RESULT}
)
"""Errors that leave no point in doubt: only an issued bulletin says something else."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in the data something stands: path from the repository root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One broken rule at one place: what was found, what is expected, how to mend it (Chinese)."""

    place: Place
    rule: Rule
    found: str
    expected: str
    advice: str

    @property
    def is_error(self) -> bool:
        """Whether this stops the build."""
        return self.rule.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[Place, str, str, str, str]:
        """Order of a report: by place, then rule, then text."""
        return (self.place, self.rule.identifier, self.found, self.expected, self.advice)


def in_order(diagnostics: "list[Diagnostic]") -> tuple[Diagnostic, ...]:
    """Sort for a report and drop exact repeats."""
    return tuple(sorted(set(diagnostics), key=lambda diagnostic: diagnostic.sort_key))


def has_errors(diagnostics: "Iterable[Diagnostic]") -> bool:
    """Whether any of them stops the build."""
    return any(diagnostic.is_error for diagnostic in diagnostics)
