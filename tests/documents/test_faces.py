"""Which faces a document is set in, and what happens when one is missing."""

import shutil
from pathlib import Path

import pytest

from tests.documents.sample import RARE, brief_view
from tongbao.model.bureau import Fonts
from tongbao.render.pdf.document import bulletin_html
from tongbao.render.pdf.faces import (
    Faces,
    FontFileError,
    Role,
    UncoveredCharacterError,
    load_faces,
)
from tongbao.render.pdf.fontconfig import stage_fonts
from tongbao.render.pdf.process import RenderError


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A fonts folder of its own, with the free faces."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in (root / ".fonts").glob("*.[ot]tf"):
        (fonts / path.name).symlink_to(path)
    return fonts


def test_every_role_has_its_free_face(faces: Faces) -> None:
    assert [str(use) for use in faces.report] == [
        "小标宋体：FandolSong-Bold.otf（免费替代字体）",
        "仿宋体：FandolFang-Regular.otf（免费替代字体）",
        "楷体：FandolKai-Regular.otf（免费替代字体）",
        "黑体：FandolHei-Regular.otf（免费替代字体）",
        "宋体：FandolSong-Regular.otf（免费替代字体）",
    ]


def test_a_named_file_replaces_the_free_face(folder: Path) -> None:
    shutil.copy(folder / "FandolSong-Regular.otf", folder / "office.otf")
    faces = load_faces(folder, Fonts(fangsong="office.otf"))
    assert str(faces.report[1]) == "仿宋体：office.otf"
    assert faces.families["fangsong"].path.name == "office.otf"
    assert faces.families["fangsong-2"].path.name == "FandolFang-Regular.otf"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.ttf", "missing.ttf 不存在"),
        (
            "../FandolSong-Regular.otf",
            "../FandolSong-Regular.otf 应当是字体文件夹里的 .otf 或 .ttf 文件",
        ),
        ("simsun.ttc", "simsun.ttc 应当是字体文件夹里的 .otf 或 .ttf 文件"),
        ("text.otf", "text.otf 不是字体"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(folder: Path, name: str, problem: str) -> None:
    (folder / "text.otf").write_text("not a font", encoding="utf-8")
    with pytest.raises(FontFileError) as raised:
        load_faces(folder, Fonts.model_construct(songti=name))
    assert str(raised.value) == (
        f"字体文件不能用：{problem}。请运行 make（坏的文件先删去），或把字体放进 fonts 文件夹再运行"
    )


def test_all_missing_files_are_named_at_once(folder: Path) -> None:
    (folder / "FandolKai-Regular.otf").unlink()
    (folder / "NotoSansSC-Regular.otf").unlink()
    with pytest.raises(FontFileError) as raised:
        load_faces(folder, Fonts())
    assert "FandolKai-Regular.otf 不存在；NotoSansSC-Regular.otf 不存在" in str(raised.value)


def test_a_rare_character_comes_from_the_fallback(faces: Faces) -> None:
    assert faces.glyph(RARE, Role.FANGSONG).family == "fangsong-2"
    assert faces.glyph(RARE, Role.HEITI).family == "heiti-2"


def test_the_face_of_signs_gives_the_boxes_of_forms_and_nothing_else(faces: Faces) -> None:
    for box in "☐☑":
        assert faces.glyph(box, Role.FANGSONG).family == "fangsong-3"
        assert faces.covers(box)
    with pytest.raises(UncoveredCharacterError, match="“☒”（U\\+2612 BALLOT BOX WITH X）"):
        faces.glyph("☒", Role.FANGSONG)


def test_a_character_without_any_face_is_an_error(faces: Faces) -> None:
    with pytest.raises(UncoveredCharacterError, match="“😀”（U\\+1F600 GRINNING FACE）"):
        faces.glyph("😀", Role.FANGSONG)


def test_an_uncovered_character_names_its_document(faces: Faces) -> None:
    view = brief_view()
    object.__setattr__(view, "signature", "某某😀局")
    with pytest.raises(RenderError) as raised:
        bulletin_html(view, faces)
    assert str(raised.value).startswith(
        "“关于2021年一季度政务信息工作情况的通报”没有排成 PDF：仿宋体及其后备字体都没有“😀”"
    )


def test_widths_are_the_faces_own(faces: Faces) -> None:
    assert faces.glyph("中", Role.FANGSONG).advance == 1
    assert faces.glyph("2", Role.FANGSONG).advance == 0.5
    assert faces.glyph("—", Role.SONGTI).advance == 1


def test_only_the_chosen_faces_are_configured(faces: Faces, tmp_path: Path) -> None:
    configuration = stage_fonts(faces, tmp_path).read_text(encoding="utf-8")
    assert configuration.count("<dir>") == 1
    assert f"<dir>{tmp_path / 'faces'}</dir>" in configuration
    assert sorted(path.name for path in (tmp_path / "faces").iterdir()) == [
        "FandolFang-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolKai-Regular.otf",
        "FandolSong-Bold.otf",
        "FandolSong-Regular.otf",
        "NotoSansSC-Regular.otf",
        "NotoSansSymbols2-Regular.ttf",
        "NotoSerifSC-Regular.otf",
    ]
