"""What an issued bulletin's text asks for by a name that was changed since."""

from tests.issuing.conftest import Office

GROUP = "各县医疗保障局"


def test_a_group_by_another_name_is_told_as_another_result(issued: Office) -> None:
    """The text can't be changed any more: what its field asks for is no slip in it.

    西山县 was commended as the first of 各县医疗保障局.
    """
    for path in sorted(issued.path("data/shili").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(GROUP, "各县区医疗保障局"), encoding="utf-8")
    said = issued.run("check").output
    assert said.count("错误 [") == 1
    assert "错误 [issued-result]" in said
    assert "表扬名单" in said
    assert "西山县 → " in said
