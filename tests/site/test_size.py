"""Pages stay light enough for a slow line."""

from tests.site.reading import Site


def test_every_page_is_below_100_kilobytes(site: Site) -> None:
    heavy = {path: len(site.files[path]) for path in site.pages}
    assert {path: size for path, size in heavy.items() if size >= 100_000} == {}
    assert len(site.files["style.css"]) < 50_000
