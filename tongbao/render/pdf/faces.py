"""The faces documents are set in: which file plays which role, what it covers, how wide it sets.

A role has a chain of faces: the bureau's licensed one if named, the free one, and a fallback with
all 8,105 characters of the standard list (通用规范汉字表), and one for the boxes of forms. Nothing
else is ever used: a character that no face of the chain has is an error, not a system font.
"""

import hashlib
import io
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, TTLibError

from tongbao.model.bureau import Fonts


class Role(StrEnum):
    """What a face is used for (GB/T 9704-2012, 5.2.2 and chapter 7)."""

    XIAOBIAOSONG = "xiaobiaosong"
    FANGSONG = "fangsong"
    KAITI = "kaiti"
    HEITI = "heiti"
    SONGTI = "songti"

    @property
    def chinese(self) -> str:
        """The face's name in the standard."""
        return _NAMES[self]


_NAMES = {
    Role.XIAOBIAOSONG: "小标宋体",
    Role.FANGSONG: "仿宋体",
    Role.KAITI: "楷体",
    Role.HEITI: "黑体",
    Role.SONGTI: "宋体",
}

_SERIF = "NotoSerifSC-Regular.otf"
_SANS = "NotoSansSC-Regular.otf"
_SIGNS = "NotoSansSymbols2-Regular.ttf"
_FREE: Mapping[Role, tuple[str, ...]] = {
    Role.XIAOBIAOSONG: ("FandolSong-Bold.otf", _SERIF, _SIGNS),
    Role.FANGSONG: ("FandolFang-Regular.otf", _SERIF, _SIGNS),
    Role.KAITI: ("FandolKai-Regular.otf", _SERIF, _SIGNS),
    Role.HEITI: ("FandolHei-Regular.otf", _SANS, _SIGNS),
    Role.SONGTI: ("FandolSong-Regular.otf", _SERIF, _SIGNS),
}
# All that these may be used for: of the many signs of such a face few belong into a document.
_LIMITED = {_SIGNS: frozenset("☐☑")}
_NAME_CHARACTERS = frozenset(string.ascii_letters + string.digits + "-")
_SUFFIXES = (".otf", ".ttf")
_TABLES = {"cmap", "head", "hhea", "hmtx", "name"}


class FontFileError(Exception):
    """A font file is missing or cannot be used; the message (Chinese) says what to do."""


class UncoveredCharacterError(Exception):
    """No face has a character; the message (Chinese) names it."""

    def __init__(self, char: str, role: Role) -> None:
        super().__init__(
            f"{role.chinese}及其后备字体都没有{named(char)}，请改用别的字，"
            f"或在 bureau.yaml 的 fonts 里指定有这个字的字体"
        )
        self.char = char


def named(char: str) -> str:
    """Name a character: “A”（U+0041 …）, or without showing it where it hides or combines."""
    number = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    stands_alone = char.isprintable() and not unicodedata.category(char).startswith("M")
    return f"“{char}”（{number}）" if stands_alone else number


@dataclass(frozen=True)
class Face:
    """One font file; `only` are the characters it is used for, by default all that it has."""

    path: Path
    only: frozenset[str] | None = None

    @cached_property
    def _content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def _font(self) -> TTFont:
        # Tables are read late, so from memory: a file would stay open.
        return TTFont(io.BytesIO(self._content), lazy=True)

    @cached_property
    def sha256(self) -> str:
        """The file's digest, in hex."""
        return hashlib.sha256(self._content).hexdigest()

    @property
    def is_whole(self) -> bool:
        """Whether the tables it is measured by are there, and none ends behind the file's end."""
        tables = self._font.reader.tables
        ends = (entry.offset + entry.length for entry in tables.values())
        return set(tables) >= _TABLES and bool(max(ends) <= len(self._content))

    @cached_property
    def name(self) -> str:
        """PostScript name: ASCII without spaces, and unlike family names different by weight."""
        written = str(self._font["name"].getDebugName(6) or "")
        return "".join(char for char in written if char in _NAME_CHARACTERS)

    @cached_property
    def _glyphs(self) -> Mapping[int, str]:
        return self._font.getBestCmap() or {}

    @cached_property
    def _units(self) -> int:
        return int(self._font["head"].unitsPerEm)

    def ink(self, char: str) -> tuple[float, float]:
        """Top and foot of a covered character's ink above the baseline, in em."""
        glyphs = self._font.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[self._glyphs[ord(char)]].draw(pen)
        _, foot, _, top = pen.bounds or (0, 0, 0, 0)
        return top / self._units, foot / self._units

    @property
    def middle(self) -> float:
        """Where the middle of a line box falls, above the baseline in em."""
        header = self._font["hhea"]
        return float(header.ascent + header.descent) / 2 / self._units

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph of its own for a character."""
        return ord(char) in self._glyphs and (self.only is None or char in self.only)

    def advance(self, char: str) -> float:
        """Width of a covered character in em."""
        width, _ = self._font["hmtx"][self._glyphs[ord(char)]]
        return float(width) / self._units


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, the name under which its face is asked for, its width in em."""

    char: str
    family: str
    advance: float


@dataclass(frozen=True, slots=True)
class FaceUse:
    """A line of the build's report: which file plays a role, and whether as a free stand-in."""

    role: Role
    file: str
    is_stand_in: bool

    def __str__(self) -> str:
        note = "（免费替代字体）" if self.is_stand_in else ""
        return f"{self.role.chinese}：{self.file}{note}"


@dataclass(frozen=True)
class Faces:
    """The chain of faces of every role."""

    chains: Mapping[Role, tuple[Face, ...]]
    licensed: frozenset[Role]

    @property
    def report(self) -> tuple[FaceUse, ...]:
        """Which files are used, by role."""
        return tuple(
            FaceUse(role, chain[0].path.name, role not in self.licensed)
            for role, chain in self.chains.items()
        )

    @property
    def look(self) -> tuple[object, ...]:
        """What documents look like by these faces: each role's files, and what each is used for."""
        return tuple(
            (role, tuple((face.sha256, sorted(face.only or ())) for face in chain))
            for role, chain in sorted(self.chains.items())
        )

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 digest of every file, in hex, by its name."""
        faces = (face for chain in self.chains.values() for face in chain)
        return {face.path.name: face.sha256 for face in faces}

    @cached_property
    def families(self) -> Mapping[str, Face]:
        """Every family name a document may ask for: the role, then role-2 and so on."""
        return {
            family_name(role, place): face
            for role, chain in self.chains.items()
            for place, face in enumerate(chain)
        }

    def glyph(self, char: str, role: Role) -> Glyph:
        """Return a character in the first face of the role that has it.

        Raises:
            UncoveredCharacterError: no face of the role has it.
        """
        known = self._known.get((char, role))
        if known is None:
            known = self._known[char, role] = self._found(char, role)
        return known

    def glyphs(self, text: str, role: Role) -> Iterator[Glyph]:
        """Yield a text's characters in a role."""
        for char in text:
            yield self.glyph(char, role)

    def ink(self, glyphs: Iterable[Glyph]) -> tuple[float, float]:
        """Top and foot of the ink of glyphs above their baseline, in em."""
        extents = [self.families[glyph.family].ink(glyph.char) for glyph in glyphs]
        return max(top for top, _ in extents), min(foot for _, foot in extents)

    def covers(self, char: str) -> bool:
        """Whether every role has a face for a character."""
        return all(any(face.covers(char) for face in chain) for chain in self.chains.values())

    @cached_property
    def _known(self) -> dict[tuple[str, Role], Glyph]:
        return {}

    def _found(self, char: str, role: Role) -> Glyph:
        for place, face in enumerate(self.chains[role]):
            if face.covers(char):
                return Glyph(char, family_name(role, place), face.advance(char))
        raise UncoveredCharacterError(char, role)


def family_name(role: Role, place: int) -> str:
    """Return the name CSS uses for a face of a role's chain: `fangsong`, `fangsong-2`."""
    return str(role) if place == 0 else f"{role}-{place + 1}"


def load_faces(folder: Path, fonts: Fonts) -> Faces:
    """Return the faces of a bureau: its licensed files in front of the free ones.

    Raises:
        FontFileError: a file is missing or is not a usable font; names all such files.
    """
    named = {role: getattr(fonts, role.value) for role in Role}
    files = {role: (*((named[role],) if named[role] else ()), *_FREE[role]) for role in Role}
    problems = {
        file: problem
        for chain in files.values()
        for file in chain
        if (problem := _problem(folder, file))
    }
    if problems:
        listed = "；".join(f"{file} {problem}" for file, problem in problems.items())
        raise FontFileError(
            f"字体文件不能用：{listed}。请运行 make（坏的文件先删去），"
            f"或把字体放进 {folder.name} 文件夹再运行"
        )
    return Faces(
        {role: tuple(_face(folder / file) for file in chain) for role, chain in files.items()},
        frozenset(role for role in Role if named[role]),
    )


def _problem(folder: Path, file: str) -> str:
    path = folder / file
    if Path(file).name != file or path.suffix.lower() not in _SUFFIXES:
        return "应当是字体文件夹里的 .otf 或 .ttf 文件"
    if not path.is_file():
        return "不存在"
    try:
        face = _face(path)
        name, is_whole = face.name, face.is_whole
    except (TTLibError, OSError, KeyError):
        return "不是字体"
    if not is_whole:
        return "不完整"
    return "" if name else "没有字体名"


@lru_cache(maxsize=32)
def _face(path: Path) -> Face:
    return Face(path, _LIMITED.get(path.name))
