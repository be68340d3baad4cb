"""A case is a text file: who proposes what to the example data, then what is reported of it.

It begins with `actor: NAME` and, where it matters, `today: DAY`. Sections `@@ path` hold a whole
file, `@@ path (edit)` changes as in tests/cases/case.py, `@@ path (deleted)` nothing, `@@ path
(link)` where a symbolic link leads. `@@ expected`, the last section, is the whole report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.cases.case import edited
from tests.review.repository import Files, Link, Repository
from tongbao.diagnostic import Diagnostic, in_order
from tongbao.pipeline import Examined, examine
from tongbao.review.authority import judge
from tongbao.review.new_issues import unfounded
from tongbao.review.proposal import Proposal, Request, opened
from tongbao.review.reporters import as_text

TODAY = date(2026, 5, 1)


@dataclass(frozen=True)
class ProposalCase:
    actor: str
    today: date
    sections: tuple[str, ...]
    given: str
    expected: str

    def files(self, made: Repository) -> Files:
        found: dict[str, str | Link | None] = {}
        for section in self.sections:
            head, _, body = section.partition("\n")
            name, _, form = head.partition(" ")
            if form == "(deleted)":
                found[name] = None
            elif form == "(link)":
                found[name] = Link(body.strip())
            else:
                found[name] = edited(made.text(name), body) if form == "(edit)" else body
        return found


def read_case(path: Path) -> ProposalCase:
    given, _, expected = path.read_text(encoding="utf-8").partition("@@ expected\n")
    head, *sections = given.split("@@ ")
    fields = dict(line.split(": ") for line in head.splitlines())
    today = date.fromisoformat(fields["today"]) if "today" in fields else TODAY
    return ProposalCase(fields["actor"], today, tuple(sections), given, expected)


def judged(
    made: Repository, actor: str, head: str | None, today: date | None = TODAY
) -> tuple[Diagnostic, ...]:
    """Return everything that is found wrong with a proposal and its data, but for its layout."""
    with opened(made.data, Request("main", head, actor), today) as proposal:
        if proposal.conflicts:
            return in_order(judge(proposal, ()))
        examined = examine(proposal.data, proposal.day)
        after = [scored.dataset for scored in examined.bureaus]
        new = _unfounded(proposal, examined) if examined.is_scored else ()
        return in_order([*examined.diagnostics, *judge(proposal, after), *new])


def _unfounded(proposal: Proposal, examined: Examined) -> Iterator[Diagnostic]:
    return unfounded(proposal.policy, examined.bureaus, lambda _: True)


def report(made: Repository, actor: str, head: str | None, today: date | None = TODAY) -> str:
    return as_text(judged(made, actor, head, today)) + "\n"
