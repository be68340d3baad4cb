"""Whatever was changed since: a build that takes over what it can gives what a clean one gives."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.building.workshop import Workshop, submission, tree, working_in
from tongbao.documents.audience import Audience

Change = Callable[[Path, int], None]
Content = dict[str, Any]


@pytest.fixture(scope="module")
def workshop(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("same")
    shutil.copytree(example_data, folder / "data")
    with working_in(folder, folder / "data") as workshop:
        yield workshop


def of_kind(data: Path, kind: str, number: int) -> Path | None:
    found = sorted((data / "shili" / kind).rglob("*.yaml"))
    return found[number % len(found)] if found else None


def edited(path: Path, edit: Callable[[Content], object]) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def record(kind: str, **fields: object) -> Change:
    """Return what gives a record of a kind other fields; `{}` in a text is a number."""

    def change(data: Path, number: int) -> None:
        path = of_kind(data, kind, number)
        if path is not None:
            texts = {
                name: value.format(number) if isinstance(value, str) else value
                for name, value in fields.items()
            }
            edited(path, lambda content: content.update(texts))

    return change


def registry(name: str, edit: Callable[[Content, int], object]) -> Change:
    return lambda data, number: edited(data / "shili" / name, lambda content: edit(content, number))


def added_submission(data: Path, number: int) -> None:
    day = f"{1 + number % 28:02}"
    path = data / "shili" / "submissions" / "donghe" / "2026" / f"02{day}-7.yaml"
    text = submission(f"2026-02-{day}", f"新的信息{number}", "新的**正文**。")
    path.write_text(text, encoding="utf-8")


def added_adoption(data: Path, number: int) -> None:
    path = of_kind(data, "submissions", number)
    if path is not None:
        name = path.relative_to(data / "shili" / "submissions").with_suffix("").as_posix()
        (data / "shili" / "adoptions" / "2026" / f"guanwang-{number}.yaml").write_text(
            f"submission: {name}\noutlet: guanwang\ndate: 2026-04-28\n", encoding="utf-8"
        )


def renamed_submission(data: Path, number: int) -> None:
    """Give a submission another name, and tell those that name it."""
    path = of_kind(data, "submissions", number)
    if path is None:
        return
    folder = data / "shili" / "submissions"
    new = path.with_name(f"{path.stem.partition('-')[0]}-{5 + number % 3}.yaml")
    if new.exists():
        return
    before, after = (each.relative_to(folder).with_suffix("").as_posix() for each in (path, new))
    path.rename(new)
    for other in (data / "shili").rglob("*.yaml"):
        text = other.read_text(encoding="utf-8")
        if f" {before}\n" in text:
            other.write_text(text.replace(f" {before}\n", f" {after}\n"), encoding="utf-8")


def deleted(kind: str) -> Change:
    def change(data: Path, number: int) -> None:
        path = of_kind(data, kind, number)
        if path is not None:
            path.unlink()

    return change


def reworded_bulletin(data: Path, number: int) -> None:
    path = data / "shili" / "bulletins" / "2026-q1" / "bulletin.md"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\n又及：第{number}次修改。\n", encoding="utf-8"
    )


CHANGES: tuple[Change, ...] = (
    record("submissions", title="改过的题目{}"),
    record("submissions", body="改过的正文{}\n\n- 一\n- 二\n"),
    record("submissions", category="经验总结"),
    record("submissions", note="备注{}"),
    record("adoptions", issue="2026年第{}期"),
    record("instructions", note="批示{}"),
    registry("bureau.yaml", lambda content, number: content.update(notice=f"说明{number}")),
    registry("bureau.yaml", lambda content, number: content.update(site=f"https://a{number}.example/")),
    registry("bureau.yaml", lambda content, _: content.update(fonts={"songti": "FandolHei-Regular.otf"})),
    registry("units.yaml", lambda content, number: content["units"][number % len(content["units"])].update(name=f"改名局{number}")),
    registry("outlets.yaml", lambda content, number: content["outlets"][0].update(name=f"改名刊{number}")),
    registry("rules/2026.yaml", lambda content, number: content.update(title=f"办法第{number}稿")),
    registry("rules/2026.yaml", lambda content, number: content["clauses"][0].update(text=f"原文第{number}稿")),
    added_submission,
    added_adoption,
    renamed_submission,
    deleted("submissions"),
    deleted("adoptions"),
    deleted("instructions"),
    reworded_bulletin,
)  # fmt: skip


# The folder is put back by hand: building it anew for every example would take most of the time.
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 40)), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    ),
    audience=st.sampled_from(Audience),
)
def test_a_build_gives_what_a_clean_one_gives(
    workshop: Workshop,
    example_data: Path,
    steps: list[list[tuple[Change, int]]],
    audience: Audience,
) -> None:
    shutil.rmtree(workshop.data)
    shutil.copytree(example_data, workshop.data)
    for changes in steps:
        for change, number in changes:
            change(workshop.data, number)
        before = tree(workshop.site(audience))
        code, said = workshop.build(audience)
        clean_code, clean = workshop.clean(audience)
        assert code == clean_code, said
        assert tree(workshop.site(audience)) == (before if code else clean)
