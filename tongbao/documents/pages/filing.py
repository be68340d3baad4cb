"""The filing page (报送信息): a form like the printed one, for people without git."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongbao.documents import addresses
from tongbao.documents.pages.filing_data import FORGES, script_data
from tongbao.documents.pages.forms import blank_form_links
from tongbao.documents.pages.page import Link, PageHead, section_head
from tongbao.documents.pages.source import PageSource
from tongbao.model.bureau import ReviewStep
from tongbao.model.scalars import MAX_TEXT
from tongbao.model.submission import Openness, Submission

_HEAD = "head"


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A group of units as the list offers them: id and name of each."""

    name: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """A signature the form asks for: the step's name, who signs; one only for sensitive items."""

    step: str
    name: str
    who: str
    only_sensitive: bool


@dataclass(frozen=True, slots=True)
class FilingPage:
    """The filing page; `forge` is where an item can be sent from here, empty if nowhere.

    `is_forge_public` says that everybody reads what is sent there. `blank_forms` are for those who
    file on paper.
    """

    head: PageHead
    help: Link
    bureau: str
    office: str
    form: str
    groups: tuple[UnitGroup, ...]
    categories: tuple[str, ...]
    openness: tuple[str, ...]
    sign_offs: tuple[SignOffRow, ...]
    most: int
    forge: str
    is_forge_public: bool
    data: Mapping[str, Any]
    blank_forms: tuple[Link, ...]


def filing_page(source: PageSource) -> FilingPage:
    """Return the filing page."""
    dataset = source.dataset
    bureau = dataset.bureau.record
    forge = bureau.forge
    sign_offs = tuple(_sign_offs(source))
    return FilingPage(
        section_head(addresses.FILING, "报送信息"),
        Link("怎样报送", addresses.HELP),
        bureau.name,
        bureau.office,
        bureau.form or f"{bureau.short}信息报送",
        tuple(_groups(source)),
        bureau.categories,
        tuple(Openness),
        sign_offs,
        MAX_TEXT,
        FORGES[forge.kind].name if forge else "",
        forge is not None and not forge.private,
        script_data(source, [(row.step, row.name) for row in sign_offs]),
        blank_form_links(source),
    )


def _groups(source: PageSource) -> Iterator[UnitGroup]:
    for group in source.dataset.registry.record.groups:
        units = source.dataset.units.values()
        members = tuple((unit.id, unit.name) for unit in units if unit.group == group)
        if members:
            yield UnitGroup(group, members)


def _sign_offs(source: PageSource) -> Iterator[SignOffRow]:
    """Yield the signatures an item must have when it is filed; the office's own comes later."""
    policy = source.dataset.bureau.record.review
    if policy is None:
        return
    described = Submission.model_json_schema()["$defs"]["Review"]["properties"]
    for step in (*(step.value for step in ReviewStep if step in policy.steps), _HEAD):
        if step == ReviewStep.OFFICE:
            continue
        name, _, who = described[step]["description"].partition("：")
        yield SignOffRow(step, name, who, step == _HEAD)
