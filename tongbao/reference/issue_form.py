"""The issue form of a bureau: filing for people who can only send text."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from tongbao.model.bureau import Bureau, ReviewStep
from tongbao.model.submission import Openness
from tongbao.source.dataset import Dataset

_HEAD = "# 由 build.py schema 依据机关的登记表生成，不要手改。\n"
_WARNING = """\
**涉密信息严禁录入。** 不要写手机号、座机、微信号、邮箱等个人联系方式。
办公室收到后替你登记，登记好了会在下面回复。
"""
_PUBLIC = "这里发的谁都看得到：依申请公开和不公开的信息不要在这里报，交给办公室。\n"
_STEPS = {
    ReviewStep.FIRST: "初审",
    ReviewStep.SECOND: "复核",
    ReviewStep.OFFICE: "核稿",
    ReviewStep.THIRD: "审核",
}


def issue_form_text(dataset: Dataset) -> str:
    """Return the form as the forge reads it: the rows of the review form (附件1), then the text."""
    bureau = dataset.bureau.record
    form = {
        "name": f"报送信息（{bureau.short}）",
        "description": "不会用网站报送页的，在这里把信息发给办公室",
        "title": "报送：",
        "labels": ["报送"],
        "body": list(_elements(dataset, bureau)),
    }
    return _HEAD + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=1000)


def _elements(dataset: Dataset, bureau: Bureau) -> Iterator[dict[str, Any]]:
    warning = _WARNING if _is_private(bureau) else _WARNING + _PUBLIC
    yield {"type": "markdown", "attributes": {"value": warning}}
    yield _choice("unit", "报送单位", [unit.name for unit in dataset.units.values()])
    yield _line("title", "信息标题", "与稿件上的标题一致")
    yield _choice("category", "信息类别", bureau.categories)
    yield _choice("openness", "是否公开", _openness(bureau))
    yield _line("date", "报送日期", "年-月-日，如 2026-03-05")
    yield _line("answers", "应哪次约稿、哪项任务", "不是应约的不填", required=False)
    if bureau.review is not None:
        steps = "、".join(_STEPS[step] for step in bureau.review.steps)
        yield _text("review", "三审", f"{steps}：各写签名人和日期，如 张某 2026-03-05")
    yield _text("body", "正文", "段落之间空一行，图片、表格另发邮件")
    yield {
        "type": "checkboxes",
        "id": "confirmation",
        "attributes": {
            "label": "确认",
            "options": [
                {"label": "内容不涉及国家秘密、工作秘密", "required": True},
                {"label": "没有写个人联系方式", "required": True},
            ],
        },
    }


def _is_private(bureau: Bureau) -> bool:
    return bureau.forge is not None and bureau.forge.private


def _openness(bureau: Bureau) -> list[str]:
    """Return what may be filed where everybody can read it."""
    return [each.value for each in Openness if _is_private(bureau) or each is Openness.OPEN]


def _choice(identifier: str, label: str, options: Iterable[str]) -> dict[str, Any]:
    return _field("dropdown", identifier, {"label": label, "options": list(options)})


def _line(
    identifier: str, label: str, description: str, *, required: bool = True
) -> dict[str, Any]:
    attributes = {"label": label, "description": description}
    return _field("input", identifier, attributes, required=required)


def _text(identifier: str, label: str, description: str) -> dict[str, Any]:
    return _field("textarea", identifier, {"label": label, "description": description})


def _field(
    kind: str, identifier: str, attributes: dict[str, Any], *, required: bool = True
) -> dict[str, Any]:
    return {
        "type": kind,
        "id": identifier,
        "attributes": attributes,
        "validations": {"required": required},
    }
