"""The bulletins: the list, and each as a page beside its files."""

from dataclasses import dataclass

from tongbao.documents import addresses
from tongbao.documents.bulletin import AnnexTableView, BulletinView
from tongbao.documents.later_errata import later_errata, shows_sums
from tongbao.documents.pages.page import Link, PageHead, in_section, section_head
from tongbao.documents.pages.source import PageSource
from tongbao.documents.words import DRAFT_MARK, full_date
from tongbao.model.bulletin import Bulletin
from tongbao.source.dataset import Entry

PDF = "bulletin.pdf"
WORD = "bulletin.docx"
SCORES = "scores.csv"
AWARDS = "awards.csv"
JSON = "bulletin.json"

_DRAFT_FILES = (
    (PDF, "PDF 草稿", "按公文格式排版，每页印有“草稿”，供核对"),
    (WORD, "Word 草稿", "可编辑，供核对"),
)
_ISSUED_FILES = (
    (PDF, "PDF 公文", "按公文格式排版，可打印、存档"),
    (WORD, "Word 文件", "可编辑；以 PDF 公文为准"),
)
_DATA_FILES = (
    (SCORES, "得分表（CSV）", "每个单位一行：各栏得分、总分、名次，可用电子表格软件打开"),
    (AWARDS, "计分明细（CSV）", "每笔计分一行：月份、条款、分值、依据的记录和理由"),
    (JSON, "通报全文（JSON）", "正文、得分、采用条目、备注和计分明细，供程序读取"),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the bulletin: its name for people and what it is good for."""

    file: Link
    text: str


@dataclass(frozen=True, slots=True)
class BulletinSummary:
    """A bulletin in a list; its title breaks where the document's does.

    A draft says so in the place of its number and has no `date`. `corrected_by` are its errata,
    `corrects` is the bulletin that an erratum corrects.
    """

    bulletin: Link
    title_lines: tuple[str, ...]
    pdf: Link
    number: str
    date: str
    corrected_by: tuple[Link, ...]
    corrects: Link | None


@dataclass(frozen=True, slots=True)
class BulletinsPage:
    """The bulletins, the latest first."""

    head: PageHead
    bulletins: tuple[BulletinSummary, ...]


@dataclass(frozen=True, slots=True)
class BulletinPage:
    """One bulletin as issued, its errata, and its files; `working` only inside the bureau.

    The first table of the annex stands on the page, `further` ones on pages of their own.
    `sums_corrected_by` are the errata of earlier bulletins that change what its table says of the
    points since January.
    """

    head: PageHead
    bulletin: BulletinView
    table: AnnexTableView
    further: tuple[Link, ...]
    pdf: Link
    downloads: tuple[Download, ...]
    working: Link | None
    corrected_by: tuple[Link, ...]
    corrects: Link | None
    sums_corrected_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """A further table of a bulletin's annex; `sums_corrected_by` as on the bulletin's page."""

    head: PageHead
    bulletin: str
    table: AnnexTableView
    sums_corrected_by: tuple[Link, ...]


def bulletin_summary(source: PageSource, entry: Entry[Bulletin]) -> BulletinSummary:
    """Return a bulletin as lists show it."""
    record = entry.record
    return BulletinSummary(
        Link(record.title_line, addresses.bulletin(entry.id)),
        tuple(record.title.split("\n")),
        Link("PDF", addresses.bulletin_file(entry.id, PDF)),
        record.number or DRAFT_MARK,
        full_date(record.date) if record.number else "",
        _corrected_by(source, entry),
        _corrects(source, entry),
    )


def _corrected_by(source: PageSource, entry: Entry[Bulletin]) -> tuple[Link, ...]:
    return tuple(_numbered(erratum) for erratum in source.correction_of(entry))


def _numbered(entry: Entry[Bulletin]) -> Link:
    return Link(entry.record.number or "", addresses.bulletin(entry.id))


def sums_corrected_by(source: PageSource, entry: Entry[Bulletin]) -> tuple[Link, ...]:
    """Return the errata of earlier bulletins that change a bulletin's points since January."""
    return tuple(
        _numbered(erratum)
        for erratum in later_errata(source.dataset, entry)
        if source.audience.shows(erratum.record.openness)
    )


def _noted(source: PageSource, entry: Entry[Bulletin], table: AnnexTableView) -> tuple[Link, ...]:
    return sums_corrected_by(source, entry) if shows_sums(table) else ()


def _corrects(source: PageSource, entry: Entry[Bulletin]) -> Link | None:
    corrected = source.dataset.bulletins.get(entry.record.corrects or "")
    if corrected is None:
        return None
    shows = source.audience.shows(corrected.record.openness)
    target = addresses.bulletin(corrected.id) if shows else None
    return Link(corrected.record.number or "", target)


def bulletins_page(source: PageSource) -> BulletinsPage:
    """Return the list of bulletins."""
    summaries = tuple(bulletin_summary(source, entry) for entry in source.bulletins)
    return BulletinsPage(section_head(addresses.BULLETINS, "通报"), summaries)


def bulletin_page(source: PageSource, entry: Entry[Bulletin]) -> BulletinPage:
    """Return one bulletin's page."""
    view = source.bulletin_views[entry.id]
    first, *others = view.annex.tables
    files = downloads(entry)
    return BulletinPage(
        in_section(addresses.BULLETINS, addresses.bulletin(entry.id), entry.record.title_line),
        view,
        first,
        tuple(
            Link(table.caption, addresses.annex_table(entry.id, index))
            for index, table in enumerate(others, 1)
        ),
        Link(f"下载 {files[0].file.text}", files[0].file.target),
        files,
        Link("工作页：口径比较和待办", addresses.working(entry.id))
        if source.audience.is_internal
        else None,
        _corrected_by(source, entry),
        _corrects(source, entry),
        _noted(source, entry, first),
    )


def annex_pages(source: PageSource, entry: Entry[Bulletin]) -> "tuple[AnnexPage, ...]":
    """Return the further tables of a bulletin's annex."""
    title = entry.record.title_line
    return tuple(
        AnnexPage(
            in_section(
                addresses.BULLETINS,
                addresses.annex_table(entry.id, index),
                table.caption,
                Link(title, addresses.bulletin(entry.id)),
            ),
            title,
            table,
            _noted(source, entry, table),
        )
        for index, table in enumerate(source.bulletin_views[entry.id].annex.tables)
        if index
    )


def downloads(entry: Entry[Bulletin]) -> tuple[Download, ...]:
    """Return the files beside a bulletin, its PDF first."""
    documents = _ISSUED_FILES if entry.record.number else _DRAFT_FILES
    return tuple(
        Download(Link(name, addresses.bulletin_file(entry.id, file)), text)
        for file, name, text in (*documents, *_DATA_FILES)
    )
