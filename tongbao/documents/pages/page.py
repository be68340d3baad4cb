"""What every page has: its address, its title, the way back, the section it belongs to."""

from dataclasses import dataclass

from tongbao.documents import addresses


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; without a target it is only a text."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page's place: `trail` are the pages above it below home, `section` its entry of the menu.

    `address` and all targets are below the bureau's folder (see `addresses`). `feeds` are those the
    page offers to feed readers, beside the bureau's.
    """

    address: str
    title: str
    trail: tuple[Link, ...] = ()
    section: str = ""
    feeds: tuple[Link, ...] = ()


MENU = (
    Link("首页", addresses.HOME),
    Link("概览", addresses.OVERVIEW),
    Link("通报", addresses.BULLETINS),
    Link("单位", addresses.UNITS),
    Link("任务", addresses.TASKS),
    Link("台账", addresses.LEDGERS),
    Link("采用刊物", addresses.OUTLETS),
    Link("考评办法", addresses.RULEBOOKS),
    Link("报送信息", addresses.FILING),
    Link("关于", addresses.ABOUT),
)

_NAMES = {link.target: link for link in MENU}


def in_section(
    section: str, address: str, title: str, *above: Link, feeds: tuple[Link, ...] = ()
) -> PageHead:
    """Return the head of a page below a section of the menu, `above` the pages in between."""
    return PageHead(address, title, (_NAMES[section], *above), section, feeds)


def section_head(section: str, title: str) -> PageHead:
    """Return the head of a section's own page."""
    return PageHead(section, title, (), section)
