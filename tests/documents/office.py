"""LibreOffice as a reader of Word files: it sets them as PDFs, in the repository's fonts."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{names}</fontconfig>
"""
NAME = """<match target="pattern"><test name="family"><string>{name}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>
"""
FACES = {
    "方正小标宋简体": "FandolSong",
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
}
SECONDS = 120


def as_pdfs(files: Mapping[str, bytes], root: Path, folder: Path) -> dict[str, bytes]:
    """Return what LibreOffice prints of Word files, by name; without it these tests fail."""
    program = shutil.which("soffice")
    assert program is not None, (
        "no LibreOffice on this machine: apt-get install libreoffice-writer-nogui"
    )
    names = "".join(NAME.format(name=name, family=family) for name, family in FACES.items())
    config = folder / "fonts.conf"
    config.write_text(
        FONTS.format(fonts=root / ".fonts", cache=folder / "cache", names=names), encoding="utf-8"
    )
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)

    def convert(kind: str, suffix: str) -> None:
        found = subprocess.run(  # noqa: S603  # the files are the tests' own
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--convert-to", kind, "--outdir", str(folder)),
                *(str(folder / f"{name}.{suffix}") for name in files),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(folder)},
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        assert found.returncode == 0, found.stderr.decode(errors="replace")

    # It puts a space between Chinese and digits whatever a Word file says (autoSpaceDE).
    convert("fodt", "docx")
    for name in files:
        path = folder / f"{name}.fodt"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('text-autospace="ideograph-alpha"', 'text-autospace="none"'),
            encoding="utf-8",
        )
    convert("pdf", "fodt")
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
