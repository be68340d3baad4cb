"""An issued bulletin whose example is of a unit that is registered no more."""

from tests.issuing.conftest import BULLETIN, Office

UNITS = "data/shili/units.yaml"
UNIT = "  - {id: beihe, name: 北河县医疗保障局, short: 北河县, group: 各县医疗保障局}\n"


def test_it_is_told_as_another_result(office: Office) -> None:
    """The unit filed nothing: no record but the registry names it."""
    office.edit(UNITS, "\ntasks:", f"{UNIT}\ntasks:")
    office.edit(BULLETIN, "unit: donghe", "unit: beihe")
    office.commit()
    office.freeze()
    office.commit()
    office.edit(UNITS, UNIT, "")
    result = office.run("check")
    assert isinstance(result.exception, SystemExit)
    assert "错误 [issued-result] 会改变已经印发的结果" in result.output
    assert "北河县医疗保障局" in result.output
    assert "错误" not in office.done(
        "erratum shili 2026-q1", "--reason", "机构撤销", "--date", "2026-04-20"
    )
