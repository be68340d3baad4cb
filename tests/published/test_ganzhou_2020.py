"""The points of the notice 赣市医保字〔2020〕33号, worked by hand on a few records each.

The registries and the rulebook are those of `data/ganzhou`; the records are only the example's.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tongbao.model.period import Period
from tongbao.model.scalars import UnitId
from tongbao.scoring.ledger import Ledger
from tongbao.scoring.score import Scored, score
from tongbao.scoring.tasks import progress
from tongbao.source.load import load_bureau

JULY = Period(2020, 7, 7)

Records = Mapping[str, Mapping[str, Any]]
Scores = Callable[[Records], Scored]


def filed(unit: str, day: str, number: int = 1, **more: Any) -> dict[str, Mapping[str, Any]]:  # noqa: ANN401
    """Write one submission, by its path."""
    fields = {
        "unit": unit,
        "date": day,
        "title": f"{unit}{day}第{number}条",
        "category": "工作动态类",
        "openness": "公开",
        **more,
    }
    return {f"submissions/{unit}/2020/{day[5:7]}{day[8:]}-{number}.yaml": fields}


def some(unit: str, day: str, count: int) -> dict[str, Mapping[str, Any]]:
    """Write so many plain submissions of one day."""
    return {
        path: fields
        for number in range(1, count + 1)
        for path, fields in filed(unit, day, number).items()
    }


def adopted(submission: str, outlet: str, day: str) -> dict[str, Mapping[str, Any]]:
    """Write one adoption, by its path."""
    fields = {"submission": submission, "outlet": outlet, "date": day}
    return {f"adoptions/2020/{outlet}.yaml": fields}


def asked(*units: str) -> dict[str, Mapping[str, Any]]:
    """Write a commission of 6 July to be answered by 15 July."""
    fields = {"title": "约稿", "asked": "2020-07-06", "deadline": "2020-07-15"}
    return {"commissions/2020/c.yaml": {**fields, "openness": "公开", "units": list(units)}}


def duty(kind: str, day: str, *units: str) -> dict[str, Mapping[str, Any]]:
    """Write an event that obliges units to file."""
    fields = {"title": kind, "kind": kind, "date": day, "openness": "公开", "units": list(units)}
    return {"duties/2020/d.yaml": fields}


def returned(*revised: str | None) -> list[dict[str, str]]:
    """Write returns, each on the 7th, with the day of the revision or none."""
    plain: dict[str, str] = {"date": "2020-07-07", "reason": "缺少具体做法"}
    return [plain if day is None else {**plain, "revised": day} for day in revised]


def joint_piece(mark: str) -> dict[str, Mapping[str, Any]]:
    """Write an item of three counties, adopted by a provincial medium."""
    units = [{"unit": "zhanggong"}, {"unit": "ganxian"}]
    return {
        **filed("nankang", "2020-07-14", joint={"mark": mark, "units": units}),
        **adopted("nankang/2020/0714-1", "jiangxi-ribao", "2020-07-22"),
    }


EXAMPLE_1 = {
    **some("office", "2020-07-03", 4),
    **adopted("office/2020/0703-1", "wangzhan", "2020-07-06"),
}
EXAMPLE_2 = {
    **filed("xinfeng", "2020-07-08"),
    **adopted("xinfeng/2020/0708-1", "meiri-yaoqing", "2020-07-13"),
    **adopted("xinfeng/2020/0708-1", "jinri-yibao-xinxi", "2020-07-20"),
    "instructions/2020/i.yaml": {
        "submission": "xinfeng/2020/0708-1",
        "level": "市",
        "date": "2020-07-15",
    },
}
EXAMPLE_4 = {
    **asked("longnan", "dingnan", "xunwu"),
    **filed("longnan", "2020-07-14", commission="2020/c"),
    **adopted("longnan/2020/0714-1", "weixin", "2020-07-16"),
    **filed("dingnan", "2020-07-17", commission="2020/c"),
}
EXAMPLE_5 = {
    **duty("重大会议", "2020-07-24", "dayu", "chongyi", "rongjiang"),
    **filed("dayu", "2020-07-29", duty="2020/d"),
    **filed("chongyi", "2020-07-30", duty="2020/d"),
}
EXAMPLE_6 = {
    **filed("quannan", "2020-07-06", returns=returned("2020-07-07", "2020-07-09")),
    **filed("huichang", "2020-07-06", returns=returned("2020-07-07", "2020-07-09", None)),
}
EXAMPLE_7 = some("xingguo", "2020-07-06", 20) | some("xingguo", "2020-09-07", 13)
COMPILED = {
    **asked("ganxian", "shangyou", "huichang"),
    **filed("ganxian", "2020-07-14", commission="2020/c"),
    **filed("shangyou", "2020-07-14", commission="2020/c"),
    **filed("huichang", "2020-07-14", commission="2020/c"),
    **filed(
        "office",
        "2020-07-20",
        commission="2020/c",
        joint={"parts": [f"{unit}/2020/0714-1" for unit in ("ganxian", "shangyou", "huichang")]},
    ),
    **adopted("office/2020/0720-1", "jiangxi-yibao-gongzuo", "2020-07-31"),
}
HIGHEST = {
    **filed("daiyu", "2020-07-06"),
    **adopted("daiyu/2020/0706-1", "zuori-yaoqing", "2020-07-18"),
    **adopted("daiyu/2020/0706-1", "sheng-zhengwu-xitong", "2020-07-17"),
    **adopted("daiyu/2020/0706-1", "wangzhan", "2020-07-08"),
    **adopted("daiyu/2020/0706-1", "weixin", "2020-07-09"),
    **{
        f"instructions/2020/{name}.yaml": {
            "submission": "daiyu/2020/0706-1",
            "level": level,
            "date": "2020-07-20",
        }
        for name, level in (("state", "国家"), ("province", "省"))
    },
}
BLUNDER = {
    **filed("chuangkou", "2020-07-06"),
    "entries/2020/e.yaml": {
        "unit": "chuangkou",
        "date": "2020-07-20",
        "clause": "blunder",
        "reason": "数据有误",
        "signer": "局长",
        "openness": "不公开",
    },
}
DEPLOYMENT = {
    **duty("重大部署", "2020-07-01", "anyuan", "jingkai", "ruijin"),
    **filed("anyuan", "2020-07-21", duty="2020/d"),
    **filed("jingkai", "2020-07-22", duty="2020/d"),
}

# Records; the totals by unit; those by the month's task; those by 附件2. An empty reading: the same.
CASES: dict[str, tuple[Records, dict[str, int], dict[str, int], dict[str, int]]] = {
    "1 four items, one on the site": (EXAMPLE_1, {"office": 14}, {"office": 19}, {}),
    "2 city, instruction, 省局": (EXAMPLE_2, {"xinfeng": 91}, {}, {"xinfeng": 81}),
    "3 综": (joint_piece("综"), {"nankang": 51, "zhanggong": 50, "ganxian": 50}, {}, {}),
    "3 单": (joint_piece("单"), {"nankang": 101, "zhanggong": 100, "ganxian": 100}, {}, {}),
    "4 commission": (EXAMPLE_4, {"longnan": 20, "dingnan": -9, "xunwu": -10}, {}, {}),
    "5 meeting": (EXAMPLE_5, {"dayu": 1, "chongyi": -49, "rongjiang": -50}, {}, {}),
    "6 returns": (EXAMPLE_6, {"quannan": 1, "huichang": 0}, {}, {}),
    # By the month: July 20 - 5 and September 13 - 5 above the task, 23 × 5 = 115.
    "7 excess": (EXAMPLE_7, {"xingguo": 48}, {"xingguo": 148}, {}),
    "compiled from commissions": (
        COMPILED,
        {"ganxian": 60, "shangyou": 60, "huichang": 60, "office": 0},
        {},
        {},
    ),
    # What units filed together shares by its mark, commissioned or not: 10, and half of 100 each.
    "3 综 answering a commission": (
        {
            **asked("nankang"),
            **joint_piece("综"),
            **filed(
                "nankang",
                "2020-07-14",
                commission="2020/c",
                joint={"mark": "综", "units": [{"unit": "zhanggong"}, {"unit": "ganxian"}]},
            ),
        },
        {"nankang": 60, "zhanggong": 50, "ganxian": 50},
        {},
        {},
    ),
    # 1 + 200 + 100 + 100 + 50, and 10 once for site and WeChat.
    "highest levels": (HIGHEST, {"daiyu": 461}, {}, {}),
    "blunder": (BLUNDER, {"chuangkou": -99}, {}, {}),
    "deployment": (DEPLOYMENT, {"anyuan": 1, "jingkai": -49, "ruijin": -50}, {}, {}),
}


@pytest.fixture(name="scores")
def fixture_scores(root: Path, tmp_path: Path) -> Scores:
    """Return what scores records under the registries and the rulebook of the notice."""

    def scores(records: Records) -> Scored:
        folder = tmp_path / "ganzhou"
        for name in ("bureau.yaml", "units.yaml", "outlets.yaml", "rules/2020.yaml"):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / "data" / "ganzhou" / name).read_bytes())
        for path, fields in records.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(yaml.safe_dump(dict(fields), allow_unicode=True), encoding="utf-8")
        dataset, diagnostics = load_bureau(folder, "ganzhou")
        assert dataset is not None
        assert diagnostics == []
        return score(dataset, date(2020, 12, 31))

    return scores


def totals(ledger: Ledger) -> dict[str, Decimal]:
    """Return the total of each unit that has awards."""
    return {unit: ledger.of_unit(unit).total for unit in {award.unit for award in ledger}}


def by_hand(points: Mapping[str, int]) -> dict[str, Decimal]:
    """Return worked-out totals of the units that have any."""
    return {unit: Decimal(total) for unit, total in points.items() if total}


@pytest.mark.parametrize("name", CASES)
def test_worked_example(name: str, scores: Scores) -> None:
    records, points, by_month, annex_2 = CASES[name]
    found = scores(records)
    assert found.diagnostics == ()
    assert len(found.proposed) == 0
    assert totals(found.ledger) == by_hand(points)
    assert {
        str(result.reading.id): totals(result.ledger) for result in found.readings
    } == {"by-month": by_hand(points | by_month), "annex-2": by_hand(points | annex_2)}  # fmt: skip


def test_a_third_return_does_not_count_to_the_task(scores: Scores) -> None:
    dataset = scores(EXAMPLE_6).dataset
    done = {unit: progress(dataset, UnitId(unit), JULY) for unit in ("quannan", "huichang")}
    assert {unit: found.done for unit, found in done.items() if found} == {
        "quannan": 1,
        "huichang": 0,
    }


def test_joint_and_compiled_items_count_to_one_task_once(scores: Scores) -> None:
    dataset = scores({**joint_piece("综"), **COMPILED}).dataset
    units = ("nankang", "zhanggong", "ganxian", "office")
    done = {unit: progress(dataset, UnitId(unit), JULY) for unit in units}
    assert {unit: found.done for unit, found in done.items() if found} == {
        "nankang": 1,
        "zhanggong": 0,
        "ganxian": 1,
        "office": 0,
    }


NOT_SCORING: dict[str, Records] = {
    "sent back": filed("longnan", "2020-07-08", returns=returned(None)),
    "refused": filed("longnan", "2020-07-08", returns=returned("2020-07-08", "2020-07-09", None)),
    "withdrawn": filed("longnan", "2020-07-08", withdrawn={"date": "2020-07-09", "reason": "有误"}),
    "not yet due": {
        "commissions/2020/later.yaml": {
            "title": "另一约稿",
            "asked": "2020-12-30",
            "deadline": "2021-01-10",
            "openness": "公开",
            "units": ["longnan", "office"],
        },
    },
}


@pytest.mark.parametrize("more", NOT_SCORING)
@pytest.mark.parametrize("records", [EXAMPLE_1, EXAMPLE_4], ids=["1", "4"])
def test_what_does_not_score_changes_nothing(records: Records, more: str, scores: Scores) -> None:
    before, after = scores(records), scores({**records, **NOT_SCORING[more]})
    assert len(after.dataset.submissions) + len(after.dataset.commissions) > (
        len(before.dataset.submissions) + len(before.dataset.commissions)
    )
    assert after.ledger == before.ledger
    assert [result.ledger for result in after.readings] == [
        result.ledger for result in before.readings
    ]
