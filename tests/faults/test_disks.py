"""publish() on disks that are full, read-only or mounted in the way, and at limits of a process."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.trees import OLD, held, run, whole
from tongbao.publish import publish


def mounting(commands: str) -> tuple[str, ...]:
    """Return the command line that runs another after mounting, seen by that one alone."""
    allowed = ("unshare", "--map-root-user", "--mount")
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    trial = subprocess.run(  # noqa: S603  # constants
        [*allowed, "mount", "-t", "tmpfs", "tongbao", "/mnt"], capture_output=True, check=False
    )
    if trial.returncode != 0:
        pytest.skip("mounting in a namespace of one's own is not allowed here")
    return (*allowed, "sh", "-ec", f'{commands}; exec "$@"', "sh")


def test_a_full_disk_at_every_page(tmp_path: Path) -> None:
    wrapper = mounting(f"mount -t tmpfs -o size=256k tongbao {tmp_path}")
    report = run("full_disk", str(tmp_path), wrapper=wrapper)
    assert report["problems"] == []
    # Six files of three pages.
    assert report["full"] >= 18


def test_a_read_only_disk(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    wrapper = mounting(f"mount --bind {tmp_path} {tmp_path}; mount -o remount,ro,bind {tmp_path}")
    report = run("once", str(tmp_path / "site"), wrapper=wrapper)
    assert report["ended"] == f"网站写不进 {tmp_path / 'site'}：磁盘是只读的，请换一个输出文件夹"
    assert held(tmp_path / "site") == whole(OLD)


def test_a_mount_point(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    wrapper = mounting(f"mount -t tmpfs tongbao {site}")
    report = run("once", str(site), wrapper=wrapper)
    assert (
        report["ended"]
        == f"网站写不进 {site}：它是挂载点，不能整个换掉，请输出到它里面的一个文件夹"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_killed_in_the_middle_of_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    report = run("once", str(site), "10000", "kill")
    assert report["ended"] == "SIGXFSZ"
    assert held(site) == whole(OLD)
    (left,) = tmp_path.glob(".site.new-*")
    assert 0 < (left / "ningxia" / "通报.html").stat().st_size < 60_000
    assert run("once", str(site)) == {"ended": "published", "site": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_limit_in_the_middle_of_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    report = run("once", str(site), "10000", "error")
    assert (
        report["ended"]
        == f"网站写不进 {site}：文件超过了允许的大小，请放宽限制（ulimit -f）后再运行"
    )
    assert held(site) == whole(OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_home_in_the_plainest_locale(tmp_path: Path) -> None:
    wrapper = ("env", "-i", "LC_ALL=C")
    report = run("once", str(tmp_path / "网站"), wrapper=wrapper)
    assert report == {"ended": "published", "site": "new"}
