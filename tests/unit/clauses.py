"""Rulebooks of a few clauses for the small office, and what they give."""

from textwrap import dedent

from tongbao.scoring.award import shown
from tongbao.scoring.ledger import Ledger

HEAD = """\
title: 办法
in_force: {from: 2021-01-01}
columns: [{id: points, name: 得分}]
rounding: {places: 1}
joint_marks: [{sign: 综, label: 综合}]
"""


def book(more: str = "", **clauses: str) -> dict[str, str]:
    """Return a rulebook with clauses given as the lines that tell them apart.

    `more` are further lines of the rulebook itself.
    """
    text = f"{HEAD}{dedent(more)}clauses:\n"
    for name, lines in clauses.items():
        head = f"id: {name}\ncitation: 第一条\ntext: 原文\ncolumn: points\n"
        block = dedent(head + lines).strip().replace("\n", "\n    ")
        text += f"  - {block}\n"
    return {"rules/2021.yaml": text}


def given(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Return awards that are not 0 as unit, day, points."""
    return [(award.unit, str(award.date), shown(award.points)) for award in ledger if award.points]


def reasons(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Return awards as unit, day, reason."""
    return [(award.unit, str(award.date), award.reason) for award in ledger]
