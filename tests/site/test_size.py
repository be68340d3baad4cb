"""Pages stay light enough for a slow line."""

from tests.site.reading import Site


def test_every_page_is_below_100_kilobytes(ningxia: Site) -> None:
    heavy = {path: len(ningxia.files[path]) for path in ningxia.pages}
    assert {path: size for path, size in heavy.items() if size >= 100_000} == {}
    assert len(ningxia.files["style.css"]) < 30_000
