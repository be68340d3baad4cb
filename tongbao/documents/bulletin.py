"""The bulletin (通报) as it is issued: one view model for the PDF, the page and the open data."""

from dataclasses import dataclass

from tongbao.documents.correction_table import CorrectionTable
from tongbao.documents.item_table import ItemTable
from tongbao.documents.prose import Block
from tongbao.documents.ranking_table import RankingTable
from tongbao.documents.score_table import ScoreTable
from tongbao.documents.words import DRAFT_MARK, SAMPLE_MARK
from tongbao.model.bulletin import AnnexTable
from tongbao.model.period import Period


@dataclass(frozen=True, slots=True)
class Remark:
    """One paragraph of the remarks (备注): a heading and what it says."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The score table with the headings over its scores and its totals."""

    group_heading: str
    total_heading: str
    table: ScoreTable


TableView = ScoresView | RankingTable | ItemTable | CorrectionTable


@dataclass(frozen=True, slots=True)
class AnnexTableView:
    """One table of the annex; `caption` is blank where there is only one."""

    kind: AnnexTable
    caption: str
    content: TableView


@dataclass(frozen=True, slots=True)
class AnnexView:
    """The annex: its title, the cut-off line below it, the tables, the remarks."""

    title: str
    cutoff_line: str
    tables: tuple[AnnexTableView, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Everything a bulletin prints, in the order of GB/T 9704-2012.

    `scores` are the period's, whichever tables the annex has; `notice` is what the bureau's pages
    say at their foot.
    `revision` is the revision of the data an issued bulletin was made from, blank before that.
    """

    id: str
    head: tuple[str, ...]
    number: str
    is_draft: bool
    title_lines: tuple[str, ...]
    recipients: str
    body: tuple[Block, ...]
    annex_note: str
    signature: str
    date: str
    sealed: bool
    note: str
    annex: AnnexView
    cc: str
    issuing_office: str
    issue_line: str
    period: Period
    target: str
    scores: ScoreTable
    is_sample: bool
    notice: str = ""
    revision: str = ""

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.title_lines)

    @property
    def margin_mark(self) -> str:
        """What every printed page says above its text: a draft, of a sample bureau; or nothing."""
        marks = ((self.is_draft, DRAFT_MARK), (self.is_sample, SAMPLE_MARK))
        return "　".join(mark for applies, mark in marks if applies)
