"""The example bureau and a neighbour in a repository, with items that nothing came of yet."""

from pathlib import Path

import pytest

from tests.review.proposal_case import TODAY
from tests.review.repository import Repository, repository
from tests.unit.freezing import issue

_REVIEW = """\
review:
  first: {name: 示例甲, date: 2026-03-28}
  second: {name: 示例乙, date: 2026-03-28}
  third: {name: 示例丙, date: 2026-03-28}
"""


def _item(day: str, title: str, more: str = "") -> str:
    fields = f"unit: donghe\ndate: {day}\ntitle: {title}\ncategory: 动态信息\nopenness: 公开\n"
    return f"{fields}{_REVIEW}{more}"


def _desk(folder: Path, example_data: Path) -> Repository:
    made = repository(folder, example_data)
    issue(made.data / "shili/bulletins/2026-q1", "示医保发〔2026〕6号", TODAY)
    own = "data/shili/submissions/donghe/2026"
    registries = ("bureau.yaml", "units.yaml", "outlets.yaml")
    made.commit(
        {
            f"{own}/0428-1.yaml": _item("2026-04-28", "东河县走访定点药店"),
            f"{own}/0410-1.yaml": _item(
                "2026-04-10",
                "东河县清理历史数据",
                "returns:\n  - {date: 2026-04-27, reason: 缺数字}\n",
            ),
            f"{own}/0328-1.yaml": _item(
                "2026-03-28",
                "东河县调整窗口时间",
                "returns:\n  - {date: 2026-04-02, reason: 缺数字}\n",
            ),
            **{f"data/linshi/{name}": made.text(f"data/shili/{name}") for name in registries},
            "data/linshi/accounts.yaml": (
                "accounts:\n"
                "  - {name: linshi-office, office: true, from: 2026-01-01}\n"
                "  - {name: both, unit: donghe, from: 2026-01-01}\n"
            ),
            "data/shili/accounts.yaml": made.text("data/shili/accounts.yaml")
            + "  - {name: both, unit: donghe, from: 2026-01-01}\n",
        }
    )
    return made


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory, example_data: Path) -> Repository:
    """A repository for several tests: each has a branch of its own and leaves main alone."""
    return _desk(tmp_path_factory.mktemp("desk"), example_data)


@pytest.fixture
def desk(tmp_path: Path, example_data: Path) -> Repository:
    """A repository of a test's own."""
    return _desk(tmp_path, example_data)
