"""Nodes to records: the models judge, this turns their findings into Chinese diagnostics."""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.record import Record
from tongbao.source.nodes import MapNode, Node, locate, plain
from tongbao.source.strict_yaml import full_width_colon

RecordT = TypeVar("RecordT", bound=Record)

_LONGEST_QUOTE = 40


def quoted(value: object) -> str:
    """Show a found value in a message: short, on one line, never a whole structure."""
    if isinstance(value, dict):
        return "下一级字段"
    if isinstance(value, list):
        return "列表"
    text = str(value).strip("\n").replace("\n", " ")
    if not text.strip():
        return "（空）"
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "……"


def read_record(node: Node, model: type[RecordT]) -> tuple[RecordT | None, list[Diagnostic]]:
    """Return the record a node holds, or None and every field that is wrong."""
    if not isinstance(node, MapNode):
        found = quoted(plain(node))
        expected = "“字段名: 内容”，一行一个"
        return None, [
            Diagnostic(
                node.place, Rule.FIELD_SHAPE, found, expected, "照 docs/data-format.md 的样例写"
            )
        ]
    try:
        return model.of(plain(node)), []
    except ValidationError as error:
        return None, list(_diagnostics(error, node, model))


def _diagnostics(
    error: ValidationError, node: Node, model: type[BaseModel]
) -> Iterator[Diagnostic]:
    for detail in error.errors(include_url=False):
        if detail["type"] == "extra_forbidden":
            yield _unknown(detail, node, model)
            continue
        if detail["type"] == "model_type":
            yield _no_fields(detail, node, _names_in(detail["loc"], model))
            continue
        found = _FINDINGS.get(detail["type"], _no_fields)(detail, node)
        if found is not None:
            yield found


def _refused(detail: ErrorDetails, node: Node) -> Diagnostic:
    context = detail["ctx"]
    return Diagnostic(
        locate(node, detail["loc"]),
        Rule[context["rule"]],
        context["found"] or quoted(detail["input"]),
        context["expected"],
        context["advice"],
    )


def _unknown(detail: ErrorDetails, node: Node, model: type[BaseModel]) -> Diagnostic:
    name = str(detail["loc"][-1])
    known = _names_in(detail["loc"][:-1], model)
    close = get_close_matches(unicodedata.normalize("NFKC", name).casefold(), known, n=1)
    advice = f"是不是想写 {close[0]}？" if close else "删去这一行，或改为上面的字段之一"
    if name != name.strip():
        advice = "删去字段名前后的全角空格，缩进用半角空格"
    return Diagnostic(
        locate(node, detail["loc"], key=True),
        Rule.FIELD_UNKNOWN,
        quoted(name),
        "、".join(known) + " 之一",
        advice,
    )


def _names_in(location: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """Return the field names allowed at a place of a record, from the JSON schema."""
    schema = _schema(model)
    here: dict[str, Any] = schema
    for step in location:
        here = _resolve(here, schema)
        if isinstance(step, int):
            here = here["items"]
        elif step in here.get("properties", {}):
            here = here["properties"][step]
        elif "discriminator" in here:
            here = {"$ref": here["discriminator"]["mapping"][step]}
    return list(_resolve(here, schema)["properties"])


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _resolve(here: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in here:
        here = next(option for option in here["anyOf"] if option.get("type") != "null")
    if "$ref" in here:
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
    return here


def _missing(detail: ErrorDetails, node: Node) -> Diagnostic:
    name = str(detail["loc"][-1])
    return Diagnostic(
        locate(node, detail["loc"]),
        Rule.FIELD_MISSING,
        f"没有 {name}",
        f"必须有 {name}",
        f"补上一行“{name}: ……”",
    )


def _choice(detail: ErrorDetails, node: Node) -> Diagnostic:
    context = detail["ctx"]
    options = context.get("expected") or context.get("expected_tags") or ""
    expected = options.replace("'", "").replace(" or ", "、").replace(", ", "、") + " 之一"
    location = detail["loc"]
    if detail["type"] == "union_tag_invalid":
        location = (*location, context["discriminator"].strip("'"))
    return Diagnostic(
        locate(node, location),
        Rule.FIELD_VALUE,
        quoted(context.get("tag", detail["input"])),
        expected,
        "改为上面的写法之一，一字不差",
    )


def _no_tag(detail: ErrorDetails, node: Node) -> Diagnostic:
    name = detail["ctx"]["discriminator"].strip("'")
    moved: ErrorDetails = {**detail, "loc": (*detail["loc"], name)}
    return _missing(moved, node)


def _too_few(detail: ErrorDetails, node: Node) -> Diagnostic | None:
    # The library counts the valid items; where some are there but wrong, that is said already.
    if len(detail["input"]) >= detail["ctx"]["min_length"]:
        return None
    return Diagnostic(
        locate(node, detail["loc"]),
        Rule.FIELD_SHAPE,
        f"{len(detail['input'])} 项",
        f"至少 {detail['ctx']['min_length']} 项",
        "补上列表的内容，每项一行，以“- ”开头",
    )


def _too_many(detail: ErrorDetails, node: Node) -> Diagnostic:
    return Diagnostic(
        locate(node, detail["loc"]),
        Rule.FIELD_SHAPE,
        f"{len(detail['input'])} 项",
        f"至多 {detail['ctx']['max_length']} 项",
        "删去多余的项",
    )


def _not_a_list(detail: ErrorDetails, node: Node) -> Diagnostic:
    return Diagnostic(
        locate(node, detail["loc"]),
        Rule.FIELD_SHAPE,
        quoted(detail["input"]),
        "列表",
        "短的项用方括号括起来，用半角逗号隔开，如 [甲, 乙]；只有一项也写方括号",
    )


def _no_fields(detail: ErrorDetails, node: Node, names: Sequence[str] = ()) -> Diagnostic:
    place = locate(node, detail["loc"])
    colon = full_width_colon(str(detail["input"]), place)
    if colon is not None:
        return colon
    return Diagnostic(
        place,
        Rule.FIELD_SHAPE,
        quoted(detail["input"]),
        f"下一级字段 {'、'.join(names)}" if names else "下一级字段",
        "照 docs/data-format.md 的样例，另起一行、缩进两个空格写下一级字段",
    )


_FINDINGS = {
    "refused": _refused,
    "missing": _missing,
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "union_tag_not_found": _no_tag,
    "too_short": _too_few,
    "too_long": _too_many,
    "tuple_type": _not_a_list,
}
