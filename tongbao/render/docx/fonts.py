"""The faces by the names that an office's Word knows them by.

A Word file names faces and does not hold them. These are the names of the office faces that public
bodies install; where one is missing, Word takes the second name, which every Chinese Windows has.
Digits and Latin letters stand in the same face, as in the PDF: a line then holds as many characters
in both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.opc.oxml import serialize_part_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.render.docx.markup import element
from tongbao.render.pdf.faces import Role


@dataclass(frozen=True, slots=True)
class OfficeFace:
    """A face's name, and the one that stands in for it where it is not installed."""

    name: str
    other: str


OFFICE_FACES: Mapping[Role, OfficeFace] = {
    Role.XIAOBIAOSONG: OfficeFace("方正小标宋简体", "宋体"),
    Role.FANGSONG: OfficeFace("仿宋_GB2312", "仿宋"),
    Role.KAITI: OfficeFace("楷体_GB2312", "楷体"),
    Role.HEITI: OfficeFace("黑体", "SimHei"),
    Role.SONGTI: OfficeFace("宋体", "SimSun"),
}


def fonts(role: Role) -> BaseOxmlElement:
    """Return the faces of a run: the role's for every script."""
    name = OFFICE_FACES[role].name
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def font_table() -> bytes:
    """Return the part that names the faces and their stand-ins (ECMA-376, 17.8.3.1)."""
    faces = (
        element(
            "font",
            [
                element("altName", val=face.other),
                element("charset", val="86"),
                element("family", val="auto"),
                element("pitch", val="default"),
            ],
            name=face.name,
        )
        for face in OFFICE_FACES.values()
    )
    return serialize_part_xml(element("fonts", faces))
