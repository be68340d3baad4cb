"""What the filing page's script works by: rules, words, registries, the forge.

Every rule that the script refuses an entry by comes from the models and the checks, and so do
the words: this only carries them over. Of a field left open it says less: its label says the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic_core import PydanticCustomError

from tongbao.diagnostic import Place
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import full_date
from tongbao.model.forge import Forge, ForgeKind
from tongbao.model.naming import DRAWN, LETTERS
from tongbao.model.scalars import (
    MARKDOWN_SIGNS,
    MAX_LINES,
    MAX_PROSE,
    MAX_SIGNS,
    MAX_TEXT,
    TOO_DEEP,
    YEARS,
    day,
    line_of_text,
    prose,
)
from tongbao.model.submission import Openness, Submission
from tongbao.source.text import BLANK_LETTERS, forbidden
from tongbao.source.writing import PLAIN_DAY, PLAIN_NAME, PLAIN_TEXT, schema_line

ASKED = (
    "unit",
    "date",
    "title",
    "category",
    "openness",
    "sensitive",
    "review",
    "commission",
    "duty",
    "body",
)
"""The fields of a submission that the form asks for."""

NOT_ASKED = {
    "authors": "contact data would reach a forge that may be public",
    "joint": "the office marks joint items, and the other units have to agree",
    "returns": "the office's",
    "forwarded": "the office's",
    "withdrawn": "of what was filed before",
    "note": "printed with the item; the review form has no such row",
}
"""The others, and why not."""


# What forges and browsers still take; a Chinese character is nine of these.
_LONGEST_ADDRESS = 7000
_STEPS_TO_FILE = 4


@dataclass(frozen=True, slots=True)
class NewFilePage:
    """Where a forge takes a new file: the page, its parameters for the file's path and content.

    A forge without parameters fills in nothing: what was copied is pasted there.
    """

    name: str
    page: str
    path: str = ""
    content: str = ""


FORGES: Mapping[ForgeKind, NewFilePage] = {
    ForgeKind.GITHUB: NewFilePage("GitHub", "/new/{branch}", "filename", "value"),
    ForgeKind.GITLAB: NewFilePage("GitLab", "/-/new/{branch}", "file_name", "content"),
    ForgeKind.GITEA: NewFilePage("Gitea", "/_new/{branch}/", "filename", "value"),
    ForgeKind.FORGEJO: NewFilePage("Forgejo", "/_new/{branch}/", "filename", "value"),
    ForgeKind.GITEE: NewFilePage("Gitee", "/new/{branch}"),
}


def script_data(source: PageSource, steps: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    """Return what the page hands to its script; `steps` are the signatures asked for."""
    dataset = source.dataset
    bureau = dataset.bureau.record
    return {
        "bureau": dataset.id,
        "folder": str(PurePosixPath(dataset.bureau.path).parent),
        "schemaLine": schema_line("submissions", _STEPS_TO_FILE),
        "order": [name for name in Submission.model_fields if name in ASKED],
        "fields": _fields(Submission.model_json_schema(by_alias=True)),
        "categories": bureau.categories,
        "open": Openness.OPEN,
        "limits": _limits(),
        "words": _words(),
        "plain": [PLAIN_TEXT, PLAIN_NAME, PLAIN_DAY],
        "letters": LETTERS,
        "drawn": DRAWN,
        "dues": {"commission": list(_commissions(source)), "duty": list(_duties(source))},
        "steps": steps,
        "forge": _forge(bureau.forge) if bureau.forge else None,
    }


def _fields(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the rules of the fields that are asked for."""
    parts = schema["$defs"]
    fields = {
        name: {**_rules(field, parts), "required": name in schema["required"]}
        for name, field in schema["properties"].items()
        if name in ASKED
    }
    signed = parts["SignOff"]["properties"]
    fields["review"] = {name: _rules(signed[name], parts) for name in parts["SignOff"]["required"]}
    return fields


def _rules(field: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    if "anyOf" in field:
        field = next(option for option in field["anyOf"] if option.get("type") != "null")
    if "$ref" in field:
        field = parts[field["$ref"].rsplit("/", 1)[1]]
    kept = ("type", "minLength", "maxLength", "pattern", "enum")
    return {name: field[name] for name in kept if name in field}


def _limits() -> Mapping[str, Any]:
    return {
        "signs": MARKDOWN_SIGNS,
        "mostSigns": MAX_SIGNS,
        "mostLines": MAX_LINES,
        "tooDeep": TOO_DEEP.pattern,
        "years": [YEARS.start, YEARS.stop],
        "blankLetters": "".join(sorted(BLANK_LETTERS)),
        "address": _LONGEST_ADDRESS,
    }


def _words() -> Mapping[str, tuple[str, str]]:
    """Return what is said of a fault: what is expected, how to mend it; `{found}` is a number."""
    too_long = "字" * (MAX_TEXT + 1)
    return {
        "empty": ("", "请填写"),
        "choice": ("", "请选一项"),
        "line": _said(line_of_text, "一\n二"),
        "longLine": _counted(line_of_text, too_long),
        "longProse": _counted(prose, "字" * (MAX_PROSE + 1)),
        "lines": _said(prose, "字" + "\n" * (MAX_LINES + 1)),
        "signs": _said(prose, MARKDOWN_SIGNS[0] * (MAX_SIGNS + 1)),
        "day": _said(day, "2021/3/5"),
        "noDay": _said(day, "2021-02-30"),
        "year": _said(day, "1999-01-01"),
        "hidden": _of_character("\u200b"),
        "control": _of_character("\u0001"),
    }


def _said(read: Callable[[object], object], value: str) -> tuple[str, str]:
    """Return what the model says of a value that it refuses."""
    try:
        read(value)
    except PydanticCustomError as error:
        context = error.context or {}
        return context["expected"], context["advice"]
    raise AssertionError(value)


def _counted(read: Callable[[object], object], value: str) -> tuple[str, str]:
    expected, advice = _said(read, value)
    return expected, advice.replace(str(len(value)), "{found}")


def _of_character(character: str) -> tuple[str, str]:
    (problem,) = forbidden(character, Place(""))
    return problem.expected, problem.advice


def _commissions(source: PageSource) -> Iterator[Mapping[str, object]]:
    """Yield the commissions everybody may know of, the latest first."""
    for name, entry in sorted(source.dataset.commissions.items(), reverse=True):
        record = entry.record
        if record.openness is Openness.OPEN:
            text = f"{record.title}（{full_date(record.deadline)}截稿）"
            yield {"id": name, "text": text, "units": record.units}


def _duties(source: PageSource) -> Iterator[Mapping[str, object]]:
    for name, entry in sorted(source.dataset.duties.items(), reverse=True):
        record = entry.record
        if record.openness is Openness.OPEN:
            text = f"{record.title}（{record.kind}，{full_date(record.date)}）"
            yield {"id": name, "text": text, "units": record.units}


def _forge(forge: Forge) -> Mapping[str, Any]:
    kind = FORGES[forge.kind]
    return {
        "name": kind.name,
        "page": forge.url + kind.page.format(branch=forge.branch),
        "path": kind.path,
        "content": kind.content,
        "isPublic": not forge.private,
    }
