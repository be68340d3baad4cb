"""Records and ledger to a bulletin (通报): its fields filled, its tables made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongbao.diagnostic import Diagnostic, Rule
from tongbao.documents import addresses
from tongbao.documents.audience import NOT_PUBLIC, Audience, openness_of
from tongbao.documents.bulletin import (
    AnnexTableView,
    AnnexView,
    BulletinView,
    Remark,
    ScoresView,
    TableView,
)
from tongbao.documents.correction_table import causes_table, changes_table
from tongbao.documents.fields import FieldSource, check_fields, filled
from tongbao.documents.figures import FigureChange, figure_changes
from tongbao.documents.issued import issued_of, standing
from tongbao.documents.item_table import ItemTable, item_table
from tongbao.documents.prose import blocks
from tongbao.documents.ranking_table import ranking_table
from tongbao.documents.results import printed_titles, results
from tongbao.documents.score_table import ScoreTable, score_table
from tongbao.documents.words import full_date, short_date
from tongbao.model.bulletin import AnnexTable, Bulletin, Example
from tongbao.model.clause import Clause, Mark
from tongbao.model.period import Period
from tongbao.scoring.award_changes import AwardChange, award_changes
from tongbao.scoring.ledger import Ledger
from tongbao.source.dataset import Dataset, Entry

_NOTES = {"公开": "此件公开发布", "依申请公开": "此件依申请公开", "不公开": "此件不公开"}


def composed(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> BulletinView:
    """Return a bulletin of today's records, its fields filled, its tables from the whole ledger.

    It is the same for every reader: items that are not public stand in it without their titles.
    """
    record, bureau = entry.record, dataset.bureau.record
    source = FieldSource(dataset, ledger, record.period)
    draft_number = f"{bureau.number_prefix}〔{record.date.year}〕　号"
    scores = score_table(dataset, ledger, record.period)
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
        annex=_annex(dataset, ledger, entry, _tables(dataset, ledger, entry, scores)),
        cc=record.cc or "",
        issuing_office=bureau.office,
        issue_line=f"{full_date(record.date)}印发",
        period=record.period,
        target=addresses.bulletin(entry.id),
        scores=scores,
        is_sample=bureau.sample,
        notice=bureau.notice or "",
    )


def bulletin_view(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> BulletinView:
    """Return a bulletin as readers get it: as it was issued, a draft from today's records."""
    issued = issued_of(dataset, entry.id)
    return composed(dataset, ledger, entry) if issued is None else issued.document


def bulletin_ledger(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> Ledger:
    """Return the awards behind a bulletin: those at the time it was issued, a draft's today."""
    issued = issued_of(dataset, entry.id)
    return ledger if issued is None else issued.ledger


_CAPTIONS = {
    AnnexTable.SCORES: "各栏得分和采用条目",
    AnnexTable.RANKING: "得分排名和任务完成情况",
    AnnexTable.ITEMS: "采用条目",
    AnnexTable.CHANGES: "更正前后对照",
    AnnexTable.CAUSES: "更正依据",
}


def _tables(
    dataset: Dataset,
    ledger: Ledger,
    entry: Entry[Bulletin],
    scores: ScoreTable,
) -> tuple[AnnexTableView, ...]:
    """Return the tables in the order the office wrote them, numbered if there are several."""
    period = entry.record.period
    kinds = entry.record.annex.tables
    correction = _correction(dataset, ledger, entry)

    def content(kind: AnnexTable) -> TableView:
        match kind:
            case AnnexTable.SCORES:
                return ScoresView(f"{period.name}信息采用情况", f"{period.name}得分", scores)
            case AnnexTable.RANKING:
                return ranking_table(dataset, ledger, period, entry.id)
            case AnnexTable.ITEMS:
                return item_table(dataset, ledger, period)
            case AnnexTable.CHANGES:
                return changes_table(_readable(dataset, entry, correction.figures))
            case AnnexTable.CAUSES:
                return causes_table(dataset, correction.awards)

    return tuple(
        AnnexTableView(
            kind, f"表{number}　{_CAPTIONS[kind]}" if len(kinds) > 1 else "", content(kind)
        )
        for number, kind in enumerate(kinds, start=1)
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """What differs from an issued bulletin: its figures, and the awards behind them."""

    figures: tuple[FigureChange, ...] = ()
    awards: tuple[AwardChange, ...] = ()


def correction(
    dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin], before: str | None = None
) -> Correction:
    """Return in what today's records differ from a bulletin as it was last issued.

    With `before`, an erratum's id, from what was issued before that one. Nothing differs from a
    bulletin that was not issued.
    """
    known = standing(dataset, entry.id, before)
    if known is None:
        return Correction()
    dataset = known.circumstances.restored(dataset)
    now = results(dataset, ledger, entry, composed(dataset, ledger, entry))
    year = entry.record.period.year_to_date
    awards = award_changes((dataset, known.ledger), (dataset, ledger.within(year)))
    return Correction(figure_changes(known.results, now), awards)


def _readable(
    dataset: Dataset, entry: Entry[Bulletin], figures: tuple[FigureChange, ...]
) -> Iterator[FigureChange]:
    """Yield what an erratum corrects without the titles of items that were closed since."""
    issued = issued_of(dataset, entry.record.corrects or "")
    closed = [
        title
        for target, title in printed_titles(issued.document if issued else None).items()
        if not Audience.PUBLIC.shows(openness_of(dataset, target.rstrip("/")))
    ]
    for figure in figures:
        before, after = figure.before, figure.after
        for title in closed:
            before, after = (text.replace(title, NOT_PUBLIC) for text in (before, after))
        yield replace(figure, before=before, after=after)


def _correction(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> Correction:
    """Return what an erratum corrects; nothing for any other bulletin."""
    corrected = dataset.bulletins.get(entry.record.corrects or "")
    if corrected is None or corrected.record.corrects is not None:
        return Correction()
    return correction(dataset, ledger, corrected, entry.id)


def _annex(
    dataset: Dataset,
    ledger: Ledger,
    entry: Entry[Bulletin],
    tables: tuple[AnnexTableView, ...],
) -> AnnexView:
    record = entry.record
    return AnnexView(
        title=record.annex.title,
        cutoff_line=f"（截至{short_date(record.cutoff)}）",
        tables=tables,
        remarks=tuple(_erratum_remark(dataset, record.corrects))
        if record.corrects is not None
        else (
            *remarks(dataset, ledger, record.period, record.annex.example),
            *_legend(tables),
        ),
    )


def _erratum_remark(dataset: Dataset, corrected: str) -> Iterator[Remark]:
    entry = dataset.bulletins.get(corrected)
    number = entry.record.number if entry is not None else None
    if number is not None:
        yield Remark("说明", f"{number}的其余内容不变。")


def _legend(tables: tuple[AnnexTableView, ...]) -> Iterator[Remark]:
    """Yield what the marks of joint items mean; other marks say it where they stand."""
    found: dict[Mark | None, None] = {}
    for table in tables:
        if isinstance(table.content, ItemTable):
            found.update((item.joint, None) for item in table.content.items)
        elif isinstance(table.content, ScoresView):
            rows = table.content.table.rows
            found.update((item.joint, None) for row in rows for item in row.items)
    words = [f"（{mark.sign}）{mark.label.rstrip('。')}" for mark in found if mark is not None]
    if words:
        yield Remark("标题前的标记", f"{'；'.join(words)}。")


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
        # What was issued may have one of a unit that is registered no more.
        if example is not None and example.clause == clause.id and example.unit in dataset.units:
            name = dataset.units[example.unit].name
            arithmetic = "；".join(award.reason for award in _worked(ledger, example))
            sentences.append(f"例如：{name}{arithmetic}。")
    return "".join(sentences)


def _worked(ledger: Ledger, example: Example) -> Ledger:
    return ledger.of_unit(example.unit).under(example.clause)


def check_bulletin(dataset: Dataset, ledger: Ledger, entry: Entry[Bulletin]) -> list[Diagnostic]:
    """Return what a draft's text and example ask of the ledger that is not in it.

    What was issued stays as it was, whatever groups and clauses are called later.
    """
    if entry.id in dataset.issued:
        return []
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
