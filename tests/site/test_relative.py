"""Links between pages: always relative, index files named."""

import pytest

from tongbao.render.relative import file_of, relative


@pytest.mark.parametrize(
    ("here", "target", "link"),
    [
        ("", "", "index.html"),
        ("", "a/", "a/index.html"),
        ("a/", "", "../index.html"),
        ("a/", "a/", "index.html"),
        ("a/b/", "a/c/", "../c/index.html"),
        ("a/b/", "a/c/#x", "../c/index.html#x"),
        ("a/b/", "a/b/#x", "#x"),
        ("a/b/", "a/b/file.csv", "file.csv"),
        ("a/b/c/", "style.css", "../../../style.css"),
        ("a/b/", "a/", "../index.html"),
        ("a/", "a/b/", "b/index.html"),
        ("ab/", "a/", "../a/index.html"),
    ],
)
def test_a_link_goes_up_and_down_by_folders(here: str, target: str, link: str) -> None:
    assert relative(here, target) == link


@pytest.mark.parametrize(
    ("address", "file"), [("", "index.html"), ("a/", "a/index.html"), ("a/b.csv", "a/b.csv")]
)
def test_a_folders_file_is_its_index(address: str, file: str) -> None:
    assert file_of(address) == file
