"""Diagnostics as text for a terminal, JSON for programs, annotations for a forge."""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from tongbao.diagnostic import Diagnostic, Severity

_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


def printable(text: str) -> str:
    """Replace control and format characters, so that data can't steer a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter).startswith("C") else letter
        for letter in text
    )


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a block of four lines a diagnostic, and a line that counts them."""
    blocks = [text_block(diagnostic) for diagnostic in diagnostics]
    return "\n".join([*blocks, summary(diagnostics)])


def text_block(diagnostic: Diagnostic) -> str:
    """Return the four lines of a diagnostic, each ended."""
    place, rule = diagnostic.place, diagnostic.rule
    where = f"{place.path}:{place.line}:{place.column}"
    lines = (
        f"{where}: {_SEVERITY[rule.severity]} [{rule.identifier}] {rule.title}",
        f"  发现：{diagnostic.found}",
        f"  应为：{diagnostic.expected}",
        f"  改法：{diagnostic.advice}",
    )
    return "".join(f"{printable(line)}\n" for line in lines)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the closing line: how many errors and warnings there are."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return "检查通过，没有发现问题。"
    counted = [f"{errors} 处错误"] if errors else []
    if warnings:
        counted.append(f"{warnings} 处提醒")
    return f"共 {'、'.join(counted)}。"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a list with an object a diagnostic, its parts under their names."""
    rows = [
        {
            "path": diagnostic.place.path,
            "line": diagnostic.place.line,
            "column": diagnostic.place.column,
            "severity": diagnostic.rule.severity.value,
            "rule": diagnostic.rule.identifier,
            "title": diagnostic.rule.title,
            "found": diagnostic.found,
            "expected": diagnostic.expected,
            "advice": diagnostic.advice,
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return workflow commands that annotate the lines of a pull request.

    `%`, CR and LF are encoded everywhere, `:` and `,` in properties too, as the forge's command
    syntax asks, so that text from a file can't start a command of its own.
    """
    return "\n".join(_annotation(diagnostic) for diagnostic in diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    place, rule = diagnostic.place, diagnostic.rule
    message = "\n".join(
        (
            f"发现：{diagnostic.found}",
            f"应为：{diagnostic.expected}",
            f"改法：{diagnostic.advice}",
        )
    )
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{rule.title} [{rule.identifier}]",
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{rule.severity.value} {written}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


REPORTERS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
