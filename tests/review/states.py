"""Two states of an office's data, each laid out in a folder of its own and judged on one day."""

from datetime import date
from pathlib import Path
from textwrap import dedent

from tests.review.git_office import Files
from tests.unit.cycle import CYCLE
from tests.unit.freezing import freeze
from tests.unit.office import OFFICE
from tongbao.pipeline import Examined, examine
from tongbao.review.comparison import Comparison, Scope
from tongbao.review.difference import BureauDifference, Difference, difference

TODAY = date(2021, 4, 30)


def laid_out(folder: Path, files: Files) -> Path:
    """Write an office of these files, a path below its folder each; None is no file."""
    for path, text in files.items():
        if text is not None:
            target = folder / "data" / "moushi" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(text), encoding="utf-8")
    return folder / "data"


def state(folder: Path, files: Files) -> Examined:
    """Examine an office of these files."""
    return examine(laid_out(folder, files), TODAY)


def changed(folder: Path, change: Files, base: Files | None = None) -> Difference:
    """Compare the office with tasks and deadlines (and `base`) with what a change makes of it.

    Bulletins with a number were issued before the change.
    """
    before = with_issued(folder / "issued", {**OFFICE, **CYCLE, **(base or {})})
    return difference(
        state(folder / "before", before), state(folder / "after", {**before, **change})
    )


def with_issued(folder: Path, files: Files) -> Files:
    """Return an office's files with the frozen records of its bulletins that have a number."""
    data = laid_out(folder, files)
    freeze(data, TODAY)
    office = data / "moushi"
    frozen = {
        path.relative_to(office).as_posix(): path.read_text(encoding="utf-8")
        for path in office.glob("bulletins/*/issued.json")
    }
    return {**files, **frozen}


def of_bureau(found: Difference) -> BureauDifference:
    (bureau,) = found.bureaus
    return bureau


def merge_of(found: Difference) -> Comparison:
    return Comparison(Scope.MERGE, TODAY, (), found)


def bulletin(tables: str, number: str = "number: 某医保办发〔2021〕1号") -> str:
    """Write a bulletin on February with these tables; one with a number is issued."""
    return f"""---
title: 2月通报
{number}
period: 2021-02
cutoff: 2021-02-28
date: 2021-03-05
recipients: 各县
openness: 公开
annex:
  title: 附表
  tables: {tables}
---

共报送{{报送条数}}条，未完成任务的有{{未完成任务名单：各县}}，表扬{{表扬名单：各县}}。
"""
