"""Links from one page of the site to another: always relative, so the site works from anywhere."""

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
    folders = here.split("/")[:-1]
    steps = file_of(page).split("/")
    common = 0
    while common < min(len(folders), len(steps) - 1) and folders[common] == steps[common]:
        common += 1
    return "../" * (len(folders) - common) + "/".join(steps[common:]) + mark + fragment
