"""A build does what has changed, however much there is: counted, not timed."""

import re
from pathlib import Path

import pytest

from tests.building.workshop import Workshop, submission, tree, working_in

BODY, TITLE = ("正文第一版", "正文第二版"), ("题目第七号", "改过的题目第七号")
CHANGED = "donghe/2026/0107-3"


def many(data: Path, count: int) -> None:
    """Add submissions of one unit, some a day from January on, with and without adoptions."""
    folder = data / "shili" / "submissions" / "donghe" / "2026"
    for number in range(count):
        day = f"{1 + number // 40:02}-{1 + number % 28:02}"
        name = f"{day.replace('-', '')}-{3 + number // 28}"
        title = f"题目第{'七' if number == 6 else number}号"
        text = submission(f"2026-{day}", title, f"{BODY[0]}{number}")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        if number % 4 == 0:
            (data / "shili" / "adoptions" / "2026" / f"guanwang-{number}.yaml").write_text(
                f"submission: donghe/2026/{name}\noutlet: guanwang\ndate: 2026-04-20\n",
                encoding="utf-8",
            )


def rewritten(workshop: Workshop, before: str, after: str) -> None:
    path = workshop.data / "shili" / "submissions" / f"{CHANGED}.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def rebuilt(workshop: Workshop) -> tuple[set[str], int]:
    """Build; return the files that are different now, and how many were made."""
    before = tree(workshop.site())
    code, said = workshop.build()
    assert code == 0, said
    after = tree(workshop.site())
    different = {
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    counts = re.search(r"：(\d+) 个文件，其中 (\d+) 个没有变化。", said)
    assert counts is not None, said
    return different, int(counts[1]) - int(counts[2])


@pytest.mark.parametrize("count", [40, 120])
def test_a_changed_text_is_worked_on_where_it_stands(
    example_data_copy: Path, count: int, tmp_path: Path
) -> None:
    """Its page, the file of the search for its year, the list of files: whatever else there is."""
    many(example_data_copy, count)
    with working_in(tmp_path, example_data_copy) as workshop:
        assert workshop.build()[0] == 0
        workshop.printed.clear()
        rewritten(workshop, *BODY)
        different, made = rebuilt(workshop)
        assert different == {
            f"shili/submissions/{CHANGED}/index.html",
            "shili/search/2026.js",
            "manifest.json",
        }
        assert made == len(different)
        assert workshop.printed == []


def test_a_changed_title_is_as_much_work_in_a_larger_office(
    example_data_copy: Path, tmp_path: Path
) -> None:
    """As many pages show it, however many others there are; no others are made."""
    found = []
    for count in (40, 120):
        many(example_data_copy, count)
        with working_in(tmp_path, example_data_copy) as workshop:
            assert workshop.build()[0] == 0
            rewritten(workshop, *TITLE)
            different, made = rebuilt(workshop)
            assert f"shili/submissions/{CHANGED}/index.html" in different
            assert "shili/ledger/2026-01/items/index.html" in different
            # The register's page of the year is of one view with its script, and made along.
            assert made - len(different) in {0, 1}
            found.append(made)
            rewritten(workshop, *reversed(TITLE))
    assert found[0] == found[1]


def test_documents_are_set_where_they_have_changed(workshop: Workshop) -> None:
    """A word in the bulletin concerns the bulletin; the forms and the reminders stand."""
    path = workshop.data / "shili" / "bulletins" / "2026-q1" / "bulletin.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n又及。\n", encoding="utf-8")
    assert workshop.build()[0] == 0
    assert len(workshop.printed) == 1
    assert "通报" in workshop.printed[0]
    workshop.printed.clear()
    (workshop.data / "shili" / "entries" / "2026" / "0420-1.yaml").touch()
    assert workshop.build()[0] == 0
    assert workshop.printed == []


def test_other_fonts_set_every_document_anew(workshop: Workshop) -> None:
    """Also where the files are the same, and only serve another role."""
    path = workshop.data / "shili" / "bureau.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}fonts: {{songti: FandolHei-Regular.otf}}\n", encoding="utf-8")
    assert workshop.build()[0] == 0
    assert len(workshop.printed) == sum(1 for _ in workshop.site().rglob("*.pdf"))
    assert tree(workshop.site()) == workshop.clean()[1]
