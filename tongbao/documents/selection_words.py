"""What a clause selects, in plain words."""

from collections.abc import Iterator

from tongbao.documents.words import enumerated
from tongbao.model.clause import DueState, EventKind, Where
from tongbao.source.dataset import Dataset


def units_words(dataset: Dataset, where: Where) -> str:
    """Write whose events are meant: 北县、南县, 各县的单位; blank for everybody's."""
    units = [dataset.units[unit].short for unit in where.unit or () if unit in dataset.units]
    return enumerated([*units, *(f"{group}的单位" for group in where.group or ())])


def item_words(where: Where) -> str:
    """Write which items are meant, as it stands before 信息: 经验总结类的约稿."""
    kind = f"{enumerated(where.category)}类的" if where.category else ""
    if where.mark:
        kind += f"标{enumerated(f'“{mark}”' for mark in where.mark)}的"
    if where.role:
        kind += f"本单位{enumerated(where.role)}的"
    if where.joint is not None:
        kind += "几个单位联合的" if where.joint else "单独报送的"
    if where.compiled is not None:
        kind += "办公室综合的" if where.compiled else "单位自己报送的"
    if where.timely is not None:
        kind += "按期的" if where.timely else "逾期的"
    if where.commissioned is not None:
        kind += "约稿" if where.commissioned else "非约稿"
    return kind


def outlets_words(dataset: Dataset, where: Where) -> str:
    """Write which outlets are meant, by name or by level; blank for any."""
    if where.outlet:
        return enumerated(
            dataset.outlet_by_id[outlet].name
            for outlet in where.outlet
            if outlet in dataset.outlet_by_id
        )
    return f"{levels_words(where.level)}刊物" if where.level else ""


def levels_words(levels: tuple[str, ...]) -> str:
    """Write levels as they stand before a noun: 国家、省级, but 省局."""
    return enumerated(levels) + ("" if levels[-1].endswith("局") else "级")


def leaders_words(where: Where) -> str:
    """Write whose instructions are meant: 省领导, 市主要领导."""
    level = enumerated(where.level or ())
    return f"{level}{enumerated(where.leader)}" if where.leader else f"{level}领导"


def states_words(where: Where) -> str:
    """Write how a commission or a duty was met: 逾期、未报."""
    return enumerated(where.state or tuple(DueState))


def selection_words(dataset: Dataset, where: Where, kind: EventKind) -> str:
    """Write every fact a selector names, as a line of a table of values says it."""
    return "，".join(part for part in _parts(dataset, where, kind) if part)


def _parts(dataset: Dataset, where: Where, kind: EventKind) -> Iterator[str]:
    yield units_words(dataset, where)
    yield enumerated(where.category or ())
    if kind is EventKind.INSTRUCTION:
        yield f"{leaders_words(where)}批示" if where.level or where.leader else ""
        yield f"在{outlets_words(dataset, where)}上批示" if where.outlet else ""
    elif kind is EventKind.FORWARDING:
        yield f"转报{levels_words(where.level)}" if where.level else ""
    else:
        yield outlets_words(dataset, where)
    yield enumerated(where.route or ())
    yield enumerated(where.placement or ())
    yield enumerated(where.duty or ())
    yield enumerated(where.state or ())
    yield from _of_items(where)


def _of_items(where: Where) -> Iterator[str]:
    if where.commissioned is not None:
        yield "约稿" if where.commissioned else "非约稿"
    if where.timely is not None:
        yield "按期" if where.timely else "逾期"
    if where.joint is not None:
        yield "几个单位联合的" if where.joint else "单独报送的"
    if where.compiled is not None:
        yield "办公室综合的" if where.compiled else "单位自己报送的"
    yield f"标{enumerated(f'“{mark}”' for mark in where.mark)}的" if where.mark else ""
    yield f"{enumerated(where.role)}单位" if where.role else ""
