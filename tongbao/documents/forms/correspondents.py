"""The registry of correspondents (附件4): personal data, never part of a public build."""

from datetime import date

from tongbao.documents.forms.table import Cell, PrintedForm, Row, labels
from tongbao.documents.words import full_date
from tongbao.model.correspondent import Correspondent, CorrespondentRegistry
from tongbao.model.period import Period
from tongbao.model.unit import Unit
from tongbao.source.dataset import Dataset

_HEAD = (
    "序\n号",
    "科室（单位）",
    "姓 名",
    "职 务",
    "联系方式\n（手机及固话）",
    "微信号",
    "电子邮箱",
)
_WIDTHS = (4, 18, 8, 11, 13, 12, 19)


def correspondent_table(
    dataset: Dataset, registry: CorrespondentRegistry, day: date
) -> PrintedForm:
    """Return who serves on a day, in the units' order; a unit without anybody has an empty row."""
    bureau = dataset.bureau.record
    rows: list[Row] = []
    for unit in dataset.units_in(Period.month_of(day)):
        serving = [
            person
            for person in registry.correspondents
            if person.unit == unit.id and person.serves_on(day)
        ]
        rows.extend(
            _row(len(rows) + index, unit, person)
            for index, person in enumerate(serving or [None], start=1)
        )
    return PrintedForm(
        mark=registry.mark or "",
        title=registry.title,
        note="",
        filler=f"科室（单位）：{bureau.name}",
        day=full_date(day),
        widths=_WIDTHS,
        head=(labels(_HEAD),),
        rows=tuple(rows),
        remark=f"备注：{registry.remark}" if registry.remark else "",
        author=bureau.name,
        is_landscape=True,
        is_sample=bureau.sample,
        is_internal=True,
    )


def _row(number: int, unit: Unit, person: Correspondent | None) -> Row:
    own = (
        (
            person.name,
            person.post,
            "\n".join(filter(None, (person.mobile, person.landline))),
            person.wechat,
            person.email,
        )
        if person
        else ("",) * 5
    )
    return tuple(Cell(text or "") for text in (str(number), unit.name, *own))
