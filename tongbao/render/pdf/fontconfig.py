"""The font configuration of the renderer: these faces under these names, and no others."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tongbao.render.pdf.faces import Face, Faces

_SCANNED = """\
<match target="scan">
  <test name="file"><string>{file}</string></test>
  <edit name="family" mode="assign"><string>{name}</string></edit>
  <edit name="weight" mode="assign"><const>regular</const></edit>
  <edit name="slant" mode="assign"><const>roman</const></edit>
</match>
"""
_ALIAS = """\
<alias binding="same"><family>{family}</family><prefer><family>{name}</family></prefer></alias>
"""


def stage_fonts(faces: Faces, folder: Path) -> Path:
    """Link the faces into a folder and write its configuration file beside them; return that.

    Faces are registered under their PostScript names: a family name may be shared by two weights.
    """
    linked = folder / "faces"
    linked.mkdir()
    files: dict[str, Path] = {}
    for face in faces.families.values():
        files[face.name] = linked / f"{face.name}{face.path.suffix.lower()}"
    for face in {face.name: face for face in faces.families.values()}.values():
        files[face.name].symlink_to(face.path.resolve())
    configuration = folder / "fonts.conf"
    configuration.write_text(_configuration(folder, files, faces.families), encoding="utf-8")
    return configuration


def _configuration(folder: Path, files: Mapping[str, Path], families: Mapping[str, Face]) -> str:
    parts = [
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n',
        f"<fontconfig>\n<dir>{escape(str(folder / 'faces'))}</dir>\n",
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n",
        *(_SCANNED.format(file=escape(str(path)), name=name) for name, path in files.items()),
        *(_ALIAS.format(family=family, name=face.name) for family, face in families.items()),
        "</fontconfig>\n",
    ]
    return "".join(parts)
