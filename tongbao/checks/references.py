"""References between records: what a record names must exist."""

from collections.abc import Iterator

from tongbao.checks.nearest import unregistered
from tongbao.diagnostic import Diagnostic, Place, Rule
from tongbao.model.adoption import Adoption, Instruction
from tongbao.model.scalars import UnitId
from tongbao.model.submission import Submission
from tongbao.source.dataset import Dataset, Entry


def check(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield every name of a unit, outlet, level, category or record that leads nowhere."""
    for submission in dataset.submissions.values():
        yield from _submission(dataset, submission)
    for adoption in dataset.adoptions.values():
        yield from _item(dataset, adoption)
        if adoption.record.outlet not in dataset.outlet_by_id:
            yield unregistered(
                adoption.at("outlet"),
                Rule.OUTLET_UNKNOWN,
                adoption.record.outlet,
                dataset.outlet_by_id,
                "outlets.yaml",
                spoken=dataset.outlet_by_name,
            )
    for instruction in dataset.instructions.values():
        yield from _item(dataset, instruction)
        level, levels = instruction.record.level, dataset.outlets.record.levels
        if level not in levels:
            place = instruction.at("level")
            yield unregistered(place, Rule.LEVEL_UNKNOWN, level, levels, "outlets.yaml")
    for commission in dataset.commissions.values():
        for index, unit in enumerate(commission.record.units):
            yield from _unit(dataset, unit, commission.at("units", index))


def _unit(dataset: Dataset, unit: UnitId, place: Place) -> Iterator[Diagnostic]:
    if unit not in dataset.units:
        yield unregistered(
            place,
            Rule.UNIT_UNKNOWN,
            unit,
            dataset.units,
            "units.yaml",
            spoken=dataset.unit_by_name,
        )


def _submission(dataset: Dataset, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    record = entry.record
    folder = entry.id.split("/")[0]
    yield from _unit(dataset, record.unit, entry.at("unit"))
    if record.unit != folder and record.unit in dataset.units:
        yield Diagnostic(
            entry.at("unit"),
            Rule.UNIT_FOLDER,
            record.unit,
            folder,
            f"文件移到 submissions/{record.unit}/ 下，或把 unit 改为 {folder}",
        )
    categories = dataset.bureau.record.categories
    if record.category not in categories:
        place = entry.at("category")
        registry = "bureau.yaml"
        yield unregistered(place, Rule.CATEGORY_UNKNOWN, record.category, categories, registry)
    if record.commission is not None:
        yield from _commission(dataset, entry)


def _commission(dataset: Dataset, entry: Entry[Submission]) -> Iterator[Diagnostic]:
    name = entry.record.commission
    assert name is not None
    if f"commissions/{name}" in dataset.unreadable:
        return
    commission = dataset.commissions.get(name)
    place = entry.at("commission")
    if commission is None:
        known = dataset.commissions
        yield unregistered(place, Rule.COMMISSION_UNKNOWN, name, known, "commissions")
    elif entry.record.unit not in commission.record.units:
        yield Diagnostic(
            place,
            Rule.COMMISSION_UNIT,
            entry.record.unit,
            "、".join(commission.record.units),
            "核对约稿的编号，或在约稿的 units 里加上这个单位",
        )


def _item(dataset: Dataset, entry: Entry[Adoption] | Entry[Instruction]) -> Iterator[Diagnostic]:
    name = entry.record.submission
    if f"submissions/{name}" in dataset.unreadable:
        return
    submission = dataset.submissions.get(name)
    place = entry.at("submission")
    if submission is None:
        yield _no_submission(dataset, place, name)
    elif submission.record.withdrawn is not None:
        yield Diagnostic(
            place,
            Rule.WITHDRAWN,
            f"{name}（{submission.record.withdrawn.date} 撤回）",
            "没有撤回的报送",
            "登记错了的，改正 submission；撤回错了的，请办公室删去报送里的 withdrawn",
        )


def _no_submission(dataset: Dataset, place: Place, name: str) -> Diagnostic:
    """Return the diagnostic for a missing submission.

    A near id is another item: only the same file name under another unit is a likely slip.
    """
    unit, _, rest = name.partition("/")
    namesakes = [other for other in dataset.submissions if other.endswith(f"/{rest}")]
    own = [other for other in dataset.submissions if other.startswith(f"{unit}/")]
    advice = "打开那条报送，照它的路径写，不带 .yaml；还没有登记的，先登记报送"
    if namesakes:
        title = dataset.submissions[namesakes[0]].record.title
        advice = f"核对是不是 {namesakes[0]}（{title}）；不是的话，先登记这条报送"
    expected = "、".join(own[-3:]) + " 等已登记的报送" if own else "已登记的报送"
    return Diagnostic(place, Rule.SUBMISSION_UNKNOWN, name, expected, advice)
