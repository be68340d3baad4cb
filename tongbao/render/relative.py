"""Links from one page of the site to another: always relative, so the site works from anywhere."""

from functools import lru_cache

INDEX = "index.html"


def file_of(address: str) -> str:
    """Return the file an address without fragment names: a folder's is its index."""
    return address + INDEX if address == "" or address.endswith("/") else address


def relative(here: str, target: str) -> str:
    """Return the link from the page at `here` to an address; both are below the site's root.

    `here` is a page's folder: empty, or ending in `/`. Index files are named, so that the site
    can be read from a disk.
    """
    page, mark, fragment = target.partition("#")
    if mark and page == here:
        return mark + fragment
    folders, to_root = _ways_up(here)
    for folder, way_up in folders:
        if page.startswith(folder):
            return way_up + file_of(page[len(folder) :]) + mark + fragment
    return to_root + file_of(page) + mark + fragment


# A page has many links, and pages follow one another: few folders are asked for at a time.
@lru_cache(maxsize=16)
def _ways_up(here: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the folders a page lies in with the ways there, its own first; the way to the root."""
    steps = here.split("/")[:-1]
    depth = len(steps)
    folders = tuple(
        ("".join(f"{step}/" for step in steps[: depth - up]), "../" * up) for up in range(depth)
    )
    return folders, "../" * depth
