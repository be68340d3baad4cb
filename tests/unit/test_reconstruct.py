"""The script that wrote the sample records: counts, samples, file names, refusals."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.reconstruct import main, reconstruct

UNITS = {"units": [{"id": "beixian", "name": "北县医疗保障局"}]}


def source(filed: list[int]) -> dict[str, Any]:
    """Return an input with one unit and one known title, filed in February."""
    title = {
        "title": "北县经验",
        "category": "经验总结",
        "date": date(2021, 2, 8),
        "adopted": [{"outlet": "xinxi", "issue": "2021年第3期"}],
    }
    return {
        "year": 2021,
        "months": [1, 2],
        "openness": "公开",
        "note": "日期为重建。",
        "adoption_note": "采用日期为重建。",
        "sample": {
            "title": "〔示例〕{unit}{year}年{month}月第{number}条",
            "category": "动态信息",
            "body": "本条为示例。",
        },
        "holidays": [date(2021, 1, 1)],
        "issues": {"xinxi": {"2021年第3期": date(2021, 2, 26)}},
        "units": {"beixian": {"filed": filed, "titles": [title]}},
    }


def test_samples_fill_each_month_up_to_its_count() -> None:
    files = reconstruct(source([1, 2]), {"beixian": "北县医疗保障局"})
    titles = [fields["title"] for path, fields in files.items() if path.startswith("submissions/")]
    assert titles == [
        "〔示例〕北县医疗保障局2021年1月第1条",
        "北县经验",
        "〔示例〕北县医疗保障局2021年2月第2条",
    ]
    assert files["submissions/beixian/2021/0208-1.yaml"] == {
        "unit": "beixian",
        "date": date(2021, 2, 8),
        "title": "北县经验",
        "category": "经验总结",
        "openness": "公开",
        "note": "日期为重建。",
    }
    assert files["adoptions/2021/xinxi-03-1.yaml"] == {
        "submission": "beixian/2021/0208-1",
        "outlet": "xinxi",
        "issue": "2021年第3期",
        "date": date(2021, 2, 26),
        "note": "采用日期为重建。",
    }


def test_samples_fall_on_working_days() -> None:
    files = reconstruct(source([20, 5]), {"beixian": "北县医疗保障局"})
    days = [fields["date"] for path, fields in files.items() if path.startswith("submissions/")]
    assert len(days) == 25
    assert all(day.weekday() < 5 and day != date(2021, 1, 1) for day in days)


def test_more_titles_than_the_count_are_refused() -> None:
    with pytest.raises(SystemExit, match="1 titles in month 2, filed 0"):
        reconstruct(source([0, 0]), {"beixian": "北县医疗保障局"})


def test_what_is_there_is_overwritten_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "units.yaml").write_text(yaml.safe_dump(UNITS), encoding="utf-8")
    (tmp_path / "input.yaml").write_text(yaml.safe_dump(source([1, 2])), encoding="utf-8")
    command = ["reconstruct.py", str(tmp_path / "input.yaml"), str(tmp_path)]
    monkeypatch.setattr(sys, "argv", command)
    main()
    item = tmp_path / "submissions/beixian/2021/0208-1.yaml"
    written = item.read_text(encoding="utf-8")
    assert written == (
        "# yaml-language-server: $schema=../../../../../docs/schema/submissions.json\n"
        "unit: beixian\n"
        "date: 2021-02-08\n"
        "title: 北县经验\n"
        "category: 经验总结\n"
        "openness: 公开\n"
        "note: 日期为重建。\n"
    )
    item.write_text("edited", encoding="utf-8")
    with pytest.raises(SystemExit, match="--force"):
        main()
    assert item.read_text(encoding="utf-8") == "edited"
    monkeypatch.setattr(sys, "argv", [*command, "--force"])
    main()
    assert item.read_text(encoding="utf-8") == written
