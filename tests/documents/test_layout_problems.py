"""What check says of data whose documents can't be set: which character or text, and where."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tongbao.diagnostic import Diagnostic, Place
from tongbao.documents.composing import bulletin_view
from tongbao.pipeline import examine
from tongbao.render.pdf.document import layout_problems, render_bulletins
from tongbao.render.pdf.faces import Faces, named

BULLETIN = "bulletins/2026-q1/bulletin.md"
ADOPTED = "submissions/donghe/2026/0112-1.yaml"
SMILE = "“😀”（U+1F600 GRINNING FACE）"

Problems = Callable[[Mapping[str, tuple[str, str]]], list[Diagnostic]]


@pytest.fixture
def problems(example_data: Path, tmp_path: Path, faces: Faces) -> Problems:
    """What is found in the example's data after replacements: path → (old, new)."""

    def found(edits: Mapping[str, tuple[str, str]]) -> list[Diagnostic]:
        data = tmp_path / "data"
        shutil.copytree(example_data, data)
        for path, (old, new) in edits.items():
            text = (data / "shili" / path).read_text(encoding="utf-8")
            assert old in text
            (data / "shili" / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        examined = examine(data, None)
        assert examined.is_sound, examined.diagnostics
        (scored,) = examined.bureaus
        return layout_problems(scored, faces)

    return found


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return [
        f"{place.path.removeprefix('data/shili/')}:{place.line}:{place.column} {diagnostic.found}"
        for diagnostic in diagnostics
        for place in (diagnostic.place,)
    ]


def test_sound_data_has_no_problem(problems: Problems) -> None:
    assert problems({}) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            "bureau.yaml",
            "office: 示例市",
            "office: 示例😀市",
            [f"bureau.yaml:6:11 {SMILE}"],
            id="a field",
        ),
        pytest.param(
            "bureau.yaml",
            "[动态信息, 经验总结]",
            "[动态信息, 经验总结, 😀]",
            [f"bureau.yaml:7:26 {SMILE}"],
            id="a list in one line",
        ),
        pytest.param(
            "units.yaml",
            "short: 西山县",
            "short: 西😀山县😀\u0488",
            [
                f"units.yaml:16:13 {SMILE}",
                "units.yaml:16:17 U+0488 COMBINING CYRILLIC HUNDRED THOUSANDS SIGN",
            ],
            id="a character once, a mark without its letter",
        ),
        pytest.param(
            BULLETIN,
            "  信息工作情况的通报",
            "  信息😀工作情况的通报",
            [f"{BULLETIN}:4:5 {SMILE}"],
            id="a line of a block",
        ),
        pytest.param(
            BULLETIN,
            "报送情况较好的",
            "报送情况😀较好的",
            [f"{BULLETIN}:17:5 {SMILE}"],
            id="the text",
        ),
        pytest.param(
            "rules/2026.yaml",
            "    text: 省级刊物采用的，每条5分。",
            "    text: |\n      省级刊物采用的，\n      每条5分😀。",
            [f"rules/2026.yaml:44:11 {SMILE}"],
            id="a block in a list",
        ),
        pytest.param(
            ADOPTED, "title: 东河县", "title: 东😀河县", [f"{ADOPTED}:4:9 {SMILE}"], id="a title"
        ),
    ],
)
def test_a_missing_character_has_its_place(
    problems: Problems, path: str, old: str, new: str, expected: list[str]
) -> None:
    assert places(problems({path: (old, new)})) == expected


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("units.yaml", "aliases: [东河]", "aliases: [东😀河]", id="an alias"),
        pytest.param(
            "bureau.yaml", "office:", "notice: 说明😀\noffice:", id="a note on the site's pages"
        ),
        pytest.param(
            "submissions/donghe/2026/0120-1.yaml", "title: 东", "title: 😀东", id="not adopted"
        ),
        pytest.param(
            "submissions/xishan/2026/0203-1.yaml", "title: 西", "title: 😀西", id="not public"
        ),
        pytest.param(ADOPTED, "  一是减材料", "  一是😀减材料", id="a body"),
        pytest.param(BULLETIN, "报送情况较好的", "报送\t情况较好的", id="a tab in the text"),
    ],
)
def test_what_no_document_prints_may_have_any_character(
    problems: Problems, path: str, old: str, new: str
) -> None:
    assert problems({path: (old, new)}) == []


def test_a_missing_character_says_what_to_do(problems: Problems) -> None:
    (found,) = problems({BULLETIN: ("各县医疗保障局，", "各县😀医疗保障局，")})
    assert (found.rule.identifier, found.rule.title) == ("text-glyph", "字体里没有的字")
    assert found.place == Place(f"data/shili/{BULLETIN}", 8, 15)
    assert found.expected == "字体里有的字"
    assert found.advice == "换一个字，或请办公室在字体文件夹里补上有这个字的字体"
    assert found.is_error


def test_a_character_written_as_its_number_stays_a_number(problems: Problems) -> None:
    assert problems({BULLETIN: ("报送情况较好的", "报送情况&#128512;较好的")}) == []


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("㙟", "“㙟”（U+365F CJK UNIFIED IDEOGRAPH-365F）"),
        ("\u0308", "U+0308 COMBINING DIAERESIS"),
        ("\t", "U+0009"),
        ("\u2003", "U+2003 EM SPACE"),
    ],
)
def test_characters_are_named(char: str, expected: str) -> None:
    assert named(char) == expected


LONG = "示例市医疗保障局关于进一步加强和改进政务信息报送采用工作的若干意见"


@pytest.mark.parametrize(
    ("path", "old", "new", "found", "advice"),
    [
        pytest.param(
            "bureau.yaml",
            "office: 示例市医疗保障局办公室",
            f"office: {LONG * 2}",
            f"印发机关“{LONG}示例市医疗保障……”太长，版记两行排不下",
            "请改短",
            id="colophon",
        ),
        pytest.param(
            "bureau.yaml",
            "head: [示例市医疗保障局文件]",
            f"head: [{LONG}]",
            f"发文机关标志“{LONG}”太长，一行排不下",
            "请在 bureau.yaml 的 head 里分成几行，或者改短",
            id="red head",
        ),
        pytest.param(
            "rules/2026.yaml",
            "name: 报送得分",
            f"name: {LONG * 4}",
            f"计分栏“{LONG}示例市医疗保障……”的名称太长，表头排不下",
            "请改短",
            id="table",
        ),
    ],
)
def test_what_does_not_fit_is_named_at_its_bulletin(  # noqa: PLR0913, PLR0917 - columns of a table
    problems: Problems, path: str, old: str, new: str, found: str, advice: str
) -> None:
    (problem,) = problems({path: (old, new)})
    assert problem.place == Place(f"data/shili/{BULLETIN}", 2, 8)
    assert (problem.rule.identifier, problem.rule.title) == ("layout", "版面排不下")
    assert (problem.found, problem.advice) == (found, advice)
    assert problem.expected == "排得进版心的内容"
    assert problem.is_error


def test_a_first_page_without_text_is_refused(problems: Problems) -> None:
    edits = {
        "bureau.yaml": ("[示例市医疗保障局文件]", "[示例市, 医疗保障局, 文件]"),
        BULLETIN: ("  信息工作情况的通报", f"  {LONG * 5}"),
    }
    (problem,) = problems(edits)
    assert problem.found == "标题、主送机关等太长，首页排不下正文（GB/T 9704—2012，7.3.3）"
    assert problem.advice == "请改短标题或主送机关"


def test_what_passes_is_rendered(example_data: Path, faces: Faces) -> None:
    (scored,) = examine(example_data, None).bureaus
    assert layout_problems(scored, faces) == []
    views = [
        bulletin_view(scored.dataset, scored.ledger, entry)
        for entry in scored.dataset.bulletins.values()
    ]
    assert all(content.startswith(b"%PDF") for content in render_bulletins(views, faces))
