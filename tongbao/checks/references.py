"""References between records: what a record names must exist."""

from collections.abc import Iterator

from tongbao.checks import items, registered
from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Rule
from tongbao.model.adoption import Adoption
from tongbao.model.commission import Commission
from tongbao.model.duty import Duty
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield every name of a unit, outlet, level, category or record that leads nowhere."""
    for submission in dataset.submissions.values():
        yield from _submission(dataset, submission)
    for adoption in dataset.adoptions.values():
        yield from items.standing(dataset, adoption.record.submission, adoption.at("submission"))
        yield from _outlet(dataset, adoption)
    for instruction in dataset.instructions.values():
        record = instruction.record
        yield from items.standing(dataset, record.submission, instruction.at("submission"))
        yield from registered.level(dataset, record.level, instruction.at("level"))
        if record.outlet is not None:
            yield from registered.outlet(dataset, record.outlet, instruction.at("outlet"))
    for commission in dataset.commissions.values():
        yield from _asked(dataset, commission)
    for duty in dataset.duties.values():
        yield from _asked(dataset, duty)
        yield from _kind(dataset, duty)
    yield from _people(dataset)


def _people(dataset: Dataset) -> Iterator[Diagnostic]:
    registry, accounts = dataset.correspondents, dataset.accounts
    if registry is not None:
        for index, person in enumerate(registry.record.correspondents):
            place = registry.at("correspondents", index, "unit")
            yield from registered.unit(dataset, person.unit, place)
    if accounts is not None:
        for index, account in enumerate(accounts.record.accounts):
            if account.unit is not None:
                place = accounts.at("accounts", index, "unit")
                yield from registered.unit(dataset, account.unit, place)


def _submission(dataset: Dataset, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    record = entry.record
    folder = entry.id.split("/")[0]
    yield from registered.unit_on(dataset, record.unit, record.date, entry.at("unit"))
    if record.unit != folder and record.unit in dataset.units:
        yield Diagnostic(
            entry.at("unit"),
            Rule.UNIT_FOLDER,
            record.unit,
            folder,
            f"文件移到 submissions/{record.unit}/ 下，或把 unit 改为 {folder}",
        )
    yield from registered.category(dataset, record.category, entry.at("category"))
    units = items.units_behind(dataset, record)
    if record.commission is not None:
        place = entry.at("commission")
        yield from items.due(dataset, "commissions", record.commission, units, place)
    if record.duty is not None:
        yield from items.due(dataset, "duties", record.duty, units, entry.at("duty"))
    for index, forwarding in enumerate(record.forwarded):
        place = entry.at("forwarded", index, "level")
        yield from registered.level(dataset, forwarding.level, place)


def _outlet(dataset: Dataset, entry: Entry[Adoption]) -> Iterator[Diagnostic]:
    record = entry.record
    if record.outlet is not None:
        yield from registered.outlet(dataset, record.outlet, entry.at("outlet"))
    if record.unlisted is None:
        return
    yield from registered.level(dataset, record.unlisted.level, entry.at("unlisted", "level"))
    listed = dataset.outlet_by_name.get(record.unlisted.name)
    if listed is not None:
        yield Diagnostic(
            entry.at("unlisted", "name"),
            Rule.OUTLET_LISTED,
            record.unlisted.name,
            "没有登记的刊物",
            f"删去 unlisted，改写 outlet: {listed}",
        )


def _asked(dataset: Dataset, entry: Entry[Commission] | Entry[Duty]) -> Iterator[Diagnostic]:
    record = entry.record
    day = record.asked if isinstance(record, Commission) else record.date
    first: set[str] = set()
    for index, unit in enumerate(record.units):
        place = entry.at("units", index)
        yield from registered.unit_on(dataset, unit, day, place)
        if unit in first:
            advice = "每个单位只写一次，删去多余的"
            yield Diagnostic(place, Rule.NAME_TWICE, unit, "没有写过的单位", advice)
        first.add(unit)


def _kind(dataset: Dataset, entry: Entry[Duty]) -> Iterator[Diagnostic]:
    book = dataset.rulebook_on(entry.record.date)
    if book is None:
        yield from _no_rulebook(dataset, entry)
        return
    kinds = [duty.kind for duty in book.record.duties]
    if entry.record.kind not in kinds:
        registry = f"{book.path} 的 duties"
        yield unregistered(entry.at("kind"), Rule.DUTY_KIND, entry.record.kind, kinds, registry)


def _no_rulebook(dataset: Dataset, entry: Entry[Duty]) -> Iterator[Diagnostic]:
    if not dataset.is_unreadable("rules"):
        yield Diagnostic(
            entry.at("date"),
            Rule.RULEBOOK_NONE,
            str(entry.record.date),
            "在某部考评办法的施行期内",
            "核对日期；无误的，请办公室在 rules 里补上这一时期的考评办法",
        )
