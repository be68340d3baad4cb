"""A difference for a terminal, for a comment on a pull request, and for programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from tongbao.review.comparison import Comparison
from tongbao.review.difference import BureauDifference
from tongbao.review.difference_words import Chapter, Section, chapters, title
from tongbao.review.markdown import escaped
from tongbao.review.position_changes import Position
from tongbao.review.reporters import printable
from tongbao.scoring.award import shown
from tongbao.scoring.award_changes import AwardChange

COMMENT_LIMIT = 60_000
"""Most characters of a comment; GitHub takes 65,536."""

_FEW = 8
"""A comment of so many lines stands without headings."""

_OPEN = 6
"""A longer section is folded."""

_LONG = 300
"""Most characters of a line in a comment, before they are escaped."""


def as_text(comparison: Comparison) -> str:
    """Return the sections for a terminal."""
    lines = [title(comparison)]
    for chapter in chapters(comparison):
        if chapter.name:
            lines.append(f"【{chapter.name}】")
        for section in chapter.sections:
            lines.append(f"{section.heading}（{len(section.lines)}）")
            lines.extend(f"  {line}" for line in section.lines)
    return "\n".join(printable(line) for line in lines)


def as_markdown(comparison: Comparison) -> str:
    """Return a comment: a few lines where little changes, folded sections where much does.

    Where it would be too long, each section keeps as many lines as fit.
    """
    found = chapters(comparison)
    for most in (5000, 500, 100, 20, 5, 0):
        comment = "\n".join(_comment(comparison, found, most))
        if len(comment) <= COMMENT_LIMIT:
            return comment
    return f"**{title(comparison)}**\n\n改动太多，写不下：请在本机运行 build.py diff。"


def _comment(comparison: Comparison, found: tuple[Chapter, ...], most: int) -> Iterator[str]:
    yield f"**{title(comparison)}**"
    is_short = sum(chapter.count for chapter in found) <= _FEW
    for chapter in found:
        yield ""
        if chapter.name:
            yield from (f"**{escaped(chapter.name)}**", "")
        if is_short:
            yield from (_bullet(line) for section in chapter.sections for line in section.lines)
        else:
            for section in chapter.sections:
                yield from _folded(section, most)


def _folded(section: Section, most: int) -> Iterator[str]:
    count = len(section.lines)
    is_folded = count > _OPEN
    if is_folded:
        yield f"<details><summary>{section.heading}（{count}）</summary>"
    else:
        yield f"{section.heading}（{count}）"
    yield ""
    yield from (_bullet(line) for line in section.lines[:most])
    if count > most:
        yield f"- 还有{count - most}行，请在本机运行 build.py diff 看全部"
    yield ""
    if is_folded:
        yield from ("</details>", "")


def _bullet(line: str) -> str:
    return f"- {escaped(line if len(line) <= _LONG else f'{line[:_LONG]}……')}"


def as_json(comparison: Comparison) -> str:
    """Return everything for programs: points as text, days as 2021-04-08, null where nothing is."""
    difference = comparison.difference
    content = {
        "scope": comparison.scope.value,
        "today": str(comparison.today) if comparison.today else None,
        "conflicts": list(comparison.conflicts),
        "bureaus": [_bureau(bureau) for bureau in difference.bureaus],
        "appeared": list(difference.appeared),
        "vanished": list(difference.vanished),
        "problems": [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "severity": problem.rule.severity.value,
                "rule": problem.rule.identifier,
                "title": problem.rule.title,
            }
            for problem in difference.problems
        ],
        "remaining_errors": difference.remaining,
        "solved": difference.solved,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _bureau(bureau: BureauDifference) -> dict[str, object]:
    return {
        "id": bureau.id,
        "name": bureau.name,
        "records": [asdict(change) for change in bureau.records],
        "awards": [_award(change) for change in bureau.awards],
        "positions": [
            {
                "unit": change.unit,
                "name": change.name,
                "group": change.group,
                "period": str(change.period),
                "before": _position(change.before),
                "after": _position(change.after),
            }
            for change in bureau.positions
        ],
        "proposed": [_award(change) for change in bureau.proposed],
        "bulletins": None
        if bureau.bulletins is None
        else [asdict(change) for change in bureau.bulletins],
    }


def _award(change: AwardChange) -> dict[str, object]:
    award = change.award
    return {
        "unit": award.unit,
        "name": change.unit,
        "day": str(award.date),
        "rulebook": award.rulebook,
        "clause": award.clause,
        "citation": change.citation,
        "before": shown(change.before.points) if change.before else None,
        "after": shown(change.after.points) if change.after else None,
        "reason_before": change.before.reason if change.before else None,
        "reason_after": change.after.reason if change.after else None,
    }


def _position(position: Position | None) -> dict[str, object] | None:
    if position is None:
        return None
    return {
        "points": shown(position.total),
        "rank": position.rank,
        "done": position.done,
        "due": position.due,
    }


STYLES: Mapping[str, Callable[[Comparison], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
