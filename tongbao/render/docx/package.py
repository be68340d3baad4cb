"""A Word file's package: what python-docx's template brings is replaced, the bytes are fixed."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from tongbao.render.docx.fonts import font_table
from tongbao.render.docx.markup import element
from tongbao.render.office_package import repacked

_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
    }
)
_WORD = "http://schemas.microsoft.com/office/word"
# Word's mode of today: 15 since 2013.
_MODE = "15"
# Longer ones are no valid property.
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `moment` is when it was made, without a time zone."""

    title: str
    author: str
    keywords: str
    moment: datetime


def blank_document(styles: Iterable[BaseOxmlElement], properties: Properties) -> Document:
    """Return a document of one section and no text, with these styles alone."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [key for key, each in relations.items() if each.reltype not in _KEPT]:
            del relations[name]
    _replace(document.styles.element, styles)
    _replace(document.settings.element, _settings())
    fonts = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        font_table(),
        document.part.package,
    )
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _describe(document, properties)
    return document


def _replace(part: BaseOxmlElement, children: Iterable[BaseOxmlElement]) -> None:
    part[:] = list(children)


def _settings() -> Iterator[BaseOxmlElement]:
    """Yield the settings in the order of the schema (17.15.1.78)."""
    yield element("evenAndOddHeaders")
    yield element("characterSpacingControl", val="doNotCompress")
    mode = element("compatSetting", name="compatibilityMode", uri=_WORD, val=_MODE)
    yield element("compat", [element("useFELayout"), mode])
    yield element("themeFontLang", val="zh-CN", eastAsia="zh-CN")


def _describe(document: Document, properties: Properties) -> None:
    core = document.core_properties
    core.title = properties.title[:_LONGEST]
    core.author = core.last_modified_by = properties.author[:_LONGEST]
    core.keywords = properties.keywords[:_LONGEST]
    core.comments = core.subject = core.category = ""
    core.language = "zh-CN"
    core.revision = 1
    core.created = core.modified = properties.moment


def package_bytes(document: Document) -> bytes:
    """Return the file, without the moment at which it was written."""
    raw = io.BytesIO()
    document.save(raw)
    return repacked(raw)
