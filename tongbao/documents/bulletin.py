"""The bulletin (通报) as it is issued: one view model for the PDF, the page and the open data."""

from dataclasses import dataclass

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.documents import addresses
from tongbao.documents.fields import FieldSource, check_fields, filled
from tongbao.documents.prose import Block, blocks
from tongbao.documents.score_table import ScoreTable, score_table
from tongbao.documents.words import full_date, short_date
from tongbao.model.bulletin import Bulletin, Example
from tongbao.model.period import Period
from tongbao.model.rulebook import Clause
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True)
class Remark:
    """One paragraph of the remarks (备注): a heading and what it says."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class AnnexView:
    """The annex: its title, the cut-off line below it, the table, the remarks."""

    title: str
    cutoff_line: str
    group_heading: str
    total_heading: str
    table: ScoreTable
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Everything a bulletin prints, in the order of GB/T 9704-2012."""

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

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.title_lines)


_NOTES = {"公开": "此件公开发布", "依申请公开": "此件依申请公开", "不公开": "此件不公开"}


def bulletin_view(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> BulletinView:
    """Return one bulletin, its fields filled and its table made from the ledger."""
    record, bureau = entry.record, dataset.bureau.record
    source = FieldSource(dataset, ledger, record.period)
    draft_number = f"{bureau.number_prefix}〔{record.date.year}〕　号"
    return BulletinView(
        id=entry.id,
        head=bureau.head,
        number=record.number or draft_number,
        is_draft=record.number is None,
        title_lines=tuple(record.title.split("\n")),
        recipients=f"{record.recipients}：",
        body=tuple(filled(source, block) for block in blocks(record.text)),
        annex_note=record.annex.title,
        signature=bureau.name,
        date=full_date(record.date),
        sealed=record.sealed,
        note=f"（{_NOTES[record.openness]}）",
        annex=_annex(dataset, ledger, record),
        cc=record.cc or "",
        issuing_office=bureau.office,
        issue_line=f"{full_date(record.date)}印发",
        period=record.period,
        target=addresses.bulletin(entry.id),
    )


def _annex(dataset: Dataset, ledger: Ledger, record: Bulletin) -> AnnexView:
    name = record.period.name
    return AnnexView(
        title=record.annex.title,
        cutoff_line=f"（截至{short_date(record.cutoff)}）",
        group_heading=f"{name}信息采用情况",
        total_heading=f"{name}得分",
        table=score_table(dataset, ledger, record.period),
        remarks=remarks(dataset, ledger, record.period, record.annex.example),
    )


def remarks(
    dataset: Dataset, ledger: Ledger, period: Period, example: Example | None
) -> tuple[Remark, ...]:
    """Return the remarks: what the rulebooks' clauses say, by heading, with a worked example.

    Under each heading the clauses of one citation are introduced once, and what two rulebooks of
    the period both say is said once; the example is the arithmetic of the awards themselves.
    """
    clauses = {
        (clause.remark, clause.citation, clause.text): clause
        for book in dataset.rulebooks_in(period)
        for clause in book.record.clauses
        if clause.remark
    }
    headings = dict.fromkeys(heading for heading, _, _ in clauses)
    selection = ledger.within(period)
    return tuple(
        Remark(
            heading or "",
            _remark_text(
                dataset,
                selection,
                [clause for clause in clauses.values() if clause.remark == heading],
                example,
            ),
        )
        for heading in headings
    )


def _remark_text(
    dataset: Dataset, ledger: Ledger, clauses: list[Clause], example: Example | None
) -> str:
    sentences = []
    citation = None
    for clause in clauses:
        # An inferred clause has no regulation to cite; its text says what it is inferred from.
        if clause.citation != citation and not clause.inferred:
            citation = clause.citation
            sentences.append(f"依据{citation}赋分。")
        sentences.append(_sentence(clause.text))
        if example is not None and example.clause == clause.id:
            name = dataset.units[example.unit].name
            arithmetic = "；".join(award.reason for award in _worked(ledger, example))
            sentences.append(f"例如：{name}{arithmetic}。")
    return "".join(sentences)


def _worked(ledger: Ledger, example: Example) -> Ledger:
    return ledger.of_unit(example.unit).under(example.clause)


def check_bulletin(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> list[Diagnostic]:
    """Return what a bulletin's text and example ask of the ledger that is not in it."""
    record = entry.record
    found = list(check_fields(FieldSource(dataset, ledger, record.period), entry))
    example = record.annex.example
    if example is not None and example.unit in dataset.units:
        known = {clause.id for book in dataset.rulebooks.values() for clause in book.record.clauses}
        awards = _worked(ledger.within(record.period), example)
        if example.clause in known and not len(awards):
            found.append(
                Diagnostic(
                    entry.at("annex", "example"),
                    Rule.EXAMPLE_EMPTY,
                    f"{example.unit}，{example.clause}",
                    "本期内有计分的单位和条款",
                    "换一个单位或条款，或删去 example",
                )
            )
    return found


def _sentence(text: str) -> str:
    joined = "".join(text.split("\n"))
    return joined if joined.endswith(("。", "！", "？")) else f"{joined}。"
