"""Fill `.fonts/` with the free faces the bulletins are set in, each checked by its digest.

Fandol and the signs come from packages of Debian (and Ubuntu), the other Noto faces from a locked
PyPI package. Nothing needs root: the packages are downloaded and opened, not installed.
Files of other names, such as a bureau's licensed fonts, are left alone.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

FONTS = Path(__file__).resolve().parent.parent / ".fonts"


@dataclass(frozen=True)
class Deb:
    """A Debian package: its faces with their digests, where it puts them when installed."""

    name: str
    fonts: Mapping[str, str]
    installed: Path
    elsewhere: str


DEBS = (
    Deb(
        name="texlive-lang-chinese",
        fonts={
            "FandolFang-Regular.otf": (
                "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9"
            ),
            "FandolHei-Regular.otf": (
                "4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28"
            ),
            "FandolKai-Regular.otf": (
                "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827"
            ),
            "FandolSong-Bold.otf": (
                "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9"
            ),
            "FandolSong-Regular.otf": (
                "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0"
            ),
        },
        installed=Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
        elsewhere="in the fandol package of CTAN",
    ),
    Deb(
        name="fonts-noto-core",
        fonts={
            "NotoSansSymbols2-Regular.ttf": (
                "876598db5f1e3bef2bc77c4d94c5b0d5d2c1620be4878a06f18fb5434e331688"
            ),
        },
        installed=Path("/usr/share/fonts/truetype/noto"),
        elsewhere="in Google's Noto fonts of December 2020",
    ),
)
WHEEL = "pylopdf_fonts_zh_cn"
WHEEL_FONTS = {
    "NotoSansSC-Regular.otf": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    "NotoSerifSC-Regular.otf": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
}


class FontError(Exception):
    """A font could not be had; the text says what to do."""


def is_right(path: Path, digest: str) -> bool:
    """Tell whether the file is there and is the one we mean."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def put(name: str, content: bytes, digest: str, origin: str) -> None:
    """Check one font and move it into place in one step."""
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        message = (
            f"{name} from {origin} is not the file this version was tested with.\n"
            f"  expected sha256 {digest}\n"
            f"  found    sha256 {found}\n"
            f"Put the expected file into {FONTS}, or update scripts/fetch_fonts.py."
        )
        raise FontError(message)
    FONTS.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=FONTS, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(FONTS / name)
    finally:
        Path(temporary).unlink(missing_ok=True)


def from_wheel(names: Iterable[str]) -> None:
    """Copy the Noto faces out of the installed PyPI package."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        message = f"The Python package {WHEEL} is not installed; run make, which installs it."
        raise FontError(message)
    folder = Path(spec.origin).parent
    for name in names:
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            message = f"{folder / name} cannot be read ({error.strerror})."
            raise FontError(message) from error
        put(name, content, WHEEL_FONTS[name], WHEEL)


def from_debian(package: Deb, names: Iterable[str]) -> None:
    """Take faces out of a Debian package, installed or downloaded."""
    there = package.installed
    wanted = {name for name in names if not is_right(there / name, package.fonts[name])}
    for name in set(names) - wanted:
        put(name, (there / name).read_bytes(), package.fonts[name], str(there))
    if not wanted:
        return
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise FontError(by_hand("This system has no apt-get.", package, wanted))
    with tempfile.TemporaryDirectory(prefix="tongbao-fonts-") as temporary:
        deb = download_deb(package.name, Path(temporary))
        if deb is None:
            reason = (
                f"{package.name} could not be downloaded; the message is above. Check the network."
            )
            raise FontError(by_hand(reason, package, wanted))
        unpack(package, deb, wanted)


def download_deb(package: str, folder: Path) -> Path | None:
    """Download a package with the system's lists or, failing that, private fresh ones."""
    private = (folder / "lists", folder / "archives")
    options = ["-q", "-o", "Acquire::Retries=3", "-o", "APT::Sandbox::User=root"]
    own_lists = [
        *("-o", f"Dir::State::Lists={private[0]}", "-o", f"Dir::Cache={private[1]}"),
        # Only package lists: no translations, no desktop metadata.
        *("-o", "Acquire::Languages=none", "-o", "Acquire::IndexTargets::deb::Contents-deb=false"),
    ]
    if run(["apt-get", *options, "download", package], folder, quiet=True):
        return next(folder.glob("*.deb"), None)
    for path in private:
        (path / "partial").mkdir(parents=True)
    # One failing source among many does not matter if the package can be found.
    run(["apt-get", *options, *own_lists, "update"], folder)
    run(["apt-get", *options, *own_lists, "download", package], folder)
    return next(folder.glob("*.deb"), None)


def run(command: list[str], folder: Path, *, quiet: bool = False) -> bool:
    """Run a command; its errors are shown unless another way is still to be tried."""
    errors = subprocess.DEVNULL if quiet else None
    result = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        check=False,
    )
    return result.returncode == 0


def unpack(package: Deb, deb: Path, wanted: set[str]) -> None:
    """Read the wanted files from the package's archive without unpacking the rest."""
    left = set(wanted)
    command = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        with (
            contextlib.suppress(tarfile.TarError),
            tarfile.open(fileobj=process.stdout, mode="r|") as archive,
        ):
            for member in archive:
                name = PurePosixPath(member.name).name
                if name in left and (file := archive.extractfile(member)) is not None:
                    put(name, file.read(), package.fonts[name], package.name)
                    left.discard(name)
                if not left:
                    break
        process.kill()
    if left:
        raise FontError(by_hand(f"{deb.name} does not hold every font.", package, left))


def by_hand(reason: str, package: Deb, names: Iterable[str]) -> str:
    """Say what can be done where nothing can be downloaded."""
    files = "".join(f"\n  {name}" for name in sorted(names))
    return (
        f"{reason}\nPut these files into {FONTS} (they are in the package {package.name} of Debian"
        f"\nand Ubuntu, or {package.elsewhere}), then run make again:{files}"
    )


def main() -> int:
    """Fetch what is missing or wrong; return the exit code."""
    sources: list[tuple[Mapping[str, str], Callable[[Iterable[str]], None]]] = [
        (WHEEL_FONTS, from_wheel),
        *((package.fonts, partial(from_debian, package)) for package in DEBS),
    ]
    for fonts, fetch in sources:
        missing = [name for name, digest in fonts.items() if not is_right(FONTS / name, digest)]
        if missing:
            print(f"fonts: fetching {', '.join(missing)}", flush=True)
            try:
                fetch(missing)
            except (FontError, OSError) as error:
                print(f"\nfonts: {error}", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
