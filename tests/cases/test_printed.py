"""Each file in printed/ is a change of the example data that nothing is wrong with; see case.py.

Below `@@ expected` stand pages of the site: for each its path, then the lines that the page made
from the example data does not have. `pytest --bless` writes the lines of these pages anew.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cases.case import TODAY, data_of, read_case
from tongbao.pipeline import examine
from tongbao.render.files import all_made
from tongbao.render.site import site_groups

CASES = sorted((Path(__file__).parent / "printed").glob("*.txt"))
Lines = tuple[str, ...]


def pages(data: Path) -> Iterator[tuple[str, Lines]]:
    """Yield the site's pages by path, each as lines; reading on stops the rendering."""
    examined = examine(data, TODAY)
    assert examined.diagnostics == ()
    for page in all_made(site_groups(examined.bureaus, TODAY, lambda *_: iter(()))):
        text = page.content.decode("utf-8-sig")
        yield page.path, tuple(line.strip() for line in text.split("\n") if line.strip())


@pytest.fixture(scope="module")
def unchanged(example_data: Path) -> Mapping[str, Lines]:
    return dict(pages(example_data))


def shown(data: Path, wanted: list[str], unchanged: Mapping[str, Lines]) -> str:
    found: dict[str, str] = {}
    for path, lines in pages(data):
        if path in wanted:
            fresh = [line for line in lines if line not in unchanged.get(path, ())]
            found[path] = "".join(f"{line}\n" for line in (path, *fresh))
        if len(found) == len(wanted):
            break
    return "\n".join(found[path] for path in wanted)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_prints_literally(
    path: Path,
    example_data: Path,
    tmp_path: Path,
    unchanged: Mapping[str, Lines],
    pytestconfig: pytest.Config,
) -> None:
    case = read_case(path)
    wanted = [block.split("\n", 1)[0] for block in case.expected.split("\n\n")]
    found = shown(data_of(case, example_data, tmp_path), wanted, unchanged)
    if pytestconfig.getoption("--bless"):
        path.write_text(f"{case.given}@@ expected\n{found}", encoding="utf-8")
    else:
        assert found == case.expected
