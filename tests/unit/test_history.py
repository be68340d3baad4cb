"""What git knows of the data, from real git: day, revision, and the mainline's history."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tongbao.source import history
from tongbao.source.history import (
    Deed,
    Provenance,
    Revision,
    last_change,
    provenance,
    provenance_at,
)
from tongbao.source.revision import RevisionError

RECORD = "data/moushi/submissions/beixian/2026/0408-1.yaml"
OTHER = "data/moushi/submissions/beixian/2026/0409-1.yaml"


def git(folder: Path, *arguments: str, day: str = "2026-04-08", given: bytes = b"") -> str:
    moment = f"{day}T23:30:00+08:00"
    done = subprocess.run(  # noqa: S603
        ["git", "-c", "user.name=某某", "-c", "user.email=e@example.invalid", *arguments],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
        input=given,
        env={
            "PATH": "/usr/bin:/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_COMMITTER_DATE": moment,
            "GIT_AUTHOR_DATE": moment,
        },
    )
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def commit(
    repository: Path, files: dict[str, str | None], subject: str = "改", day: str = "2026-04-08"
) -> str:
    """Commit files (None deletes) and return the id."""
    for name, text in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", subject, day=day)
    return git(repository, "rev-parse", "HEAD")


def deeds(found: Provenance, path: str = RECORD) -> list[tuple[Deed, str, date | None, str]]:
    return [
        (change.deed, change.commit.id, change.commit.day, change.commit.number)
        for change in found.history.changes.get(path, ())
    ]


def test_it_is_the_committers_day_of_the_last_commit_to_the_data(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {"data/a": "1"})
    commit(repository, {"b": "2"}, day="2026-05-01")
    for zone in ("UTC", "America/Los_Angeles", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        assert last_change(repository / "data") == date(2026, 4, 8)


def test_the_revision_is_the_last_commit_that_touched_the_data(repository: Path) -> None:
    expected = commit(repository, {RECORD: "1"})
    commit(repository, {"program.py": "2"}, day="2026-05-01")
    found = provenance(repository / "data").revision
    assert found == Revision(expected, is_dirty=False)
    assert str(found) == expected


def test_without_a_commit_there_is_none(repository: Path) -> None:
    assert last_change(repository / "data") is None
    assert provenance(repository / "data") == Provenance()
    commit(repository, {"program.py": "2"})
    assert last_change(repository / "data") is None
    assert provenance(repository / "data") == Provenance()


def test_outside_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert last_change(tmp_path) is None
    assert provenance(tmp_path) == Provenance()
    assert str(provenance(tmp_path).revision) == ""


def test_without_git_there_is_none(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, {RECORD: "1"})
    monkeypatch.setenv("PATH", "")
    assert last_change(repository / "data") is None
    assert provenance(repository / "data") == Provenance()


@pytest.mark.parametrize("what", ["changed", "new", "ignored", "deleted", "staged"])
def test_a_folder_that_differs_from_the_commit_is_dirty(repository: Path, what: str) -> None:
    identity = commit(repository, {RECORD: "1", ".gitignore": "*.ignored\n"})
    if what in {"changed", "staged"}:
        (repository / RECORD).write_text("2", encoding="utf-8")
    elif what == "deleted":
        (repository / RECORD).unlink()
    else:
        (repository / f"data/moushi/a.{what}").write_text("2", encoding="utf-8")
    if what == "staged":
        git(repository, "add", "--all")
    found = provenance(repository / "data").revision
    assert found == Revision(identity, is_dirty=True)
    assert str(found) == f"{identity}-dirty"
    assert Revision.read(str(found)) == found


def test_a_change_elsewhere_does_not_make_the_data_dirty(repository: Path) -> None:
    commit(repository, {RECORD: "1", "program.py": "1"})
    (repository / "program.py").write_text("2", encoding="utf-8")
    assert not provenance(repository / "data").revision.is_dirty


def test_a_merge_stands_for_what_it_brought(repository: Path) -> None:
    first = commit(repository, {OTHER: "1"})
    git(repository, "checkout", "--quiet", "-b", "work")
    commit(repository, {RECORD: "1"}, day="2026-04-10")
    commit(repository, {RECORD: "2"}, day="2026-04-11")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {"program.py": "1"}, day="2026-04-12")
    subject = "Merge pull request #12 from beixian/work-#3"
    git(repository, "merge", "--quiet", "--no-ff", "-m", subject, "work", day="2026-04-13")
    merge = git(repository, "rev-parse", "HEAD")
    found = provenance(repository / "data")
    assert found.revision.commit == merge
    assert deeds(found) == [(Deed.ADDED, merge, date(2026, 4, 13), "#12")]
    assert deeds(found, OTHER) == [(Deed.ADDED, first, date(2026, 4, 8), "")]


def test_the_changes_of_a_file_stand_in_their_order(repository: Path) -> None:
    ids = [
        commit(repository, {RECORD: text, OTHER: str(number)})
        for number, text in enumerate(("1", "2", None, "3"))
    ]
    found = provenance(repository / "data")
    assert [(deed, identity) for deed, identity, _, _ in deeds(found)] == [
        (Deed.ADDED, ids[0]),
        (Deed.CHANGED, ids[1]),
        (Deed.DELETED, ids[2]),
        (Deed.ADDED, ids[3]),
    ]
    assert [change.commit.age for change in found.history.changes[RECORD]] == [3, 2, 1, 0]


def test_a_moved_file_is_a_new_one(repository: Path) -> None:
    commit(repository, {RECORD: "a\nb\nc\n" * 20})
    git(repository, "mv", RECORD, OTHER)
    moved = commit(repository, {})
    found = provenance(repository / "data")
    assert deeds(found, OTHER) == [(Deed.ADDED, moved, date(2026, 4, 8), "")]
    assert [deed for deed, *_ in deeds(found)] == [Deed.ADDED, Deed.DELETED]


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("报送信息 (#7)", "#7"),
        ("修改 #3 的文字 (#7)", "#7"),
        ("Merge pull request #12 from a/b-#3", "#12"),
        ("Merge branch 'x' into 'main'\n\n登记\n\nSee merge request moushi/tongbao!34", "!34"),
        ("!5 报送信息", "!5"),
        ("报送信息", ""),
        ("C#7、a#8b、&#9;", ""),
        ("#1234567890", ""),
    ],
)
def test_the_request_a_commit_names(repository: Path, message: str, number: str) -> None:
    commit(repository, {RECORD: "1"}, message)
    assert [each for *_, each in deeds(provenance(repository / "data"))] == [number]


def test_the_history_ends_at_the_named_commit(repository: Path) -> None:
    first = commit(repository, {RECORD: "1"})
    code = commit(repository, {"program.py": "1"})
    commit(repository, {RECORD: "2"})
    for name in (first, code):
        found = provenance_at(repository, name, "data")
        assert found.revision == Revision(first)
        assert [identity for _, identity, _, _ in deeds(found)] == [first]
    with pytest.raises(RevisionError):
        provenance_at(repository, "0" * 40, "data")


def test_a_shallow_clone_claims_nothing_of_its_oldest_commit(
    repository: Path, tmp_path: Path
) -> None:
    commit(repository, {RECORD: "1", OTHER: "1"})
    commit(repository, {OTHER: "2"})
    last = commit(repository, {OTHER: "3"})
    assert provenance(repository / "data").history.is_complete
    for depth, expected in ((2, [(Deed.CHANGED, last)]), (1, [])):
        clone = tmp_path / f"clone-{depth}"
        git(tmp_path, "clone", "--quiet", f"--depth={depth}", repository.as_uri(), str(clone))
        found = provenance(clone / "data")
        assert found.revision == Revision(last)
        assert not found.history.is_complete
        assert deeds(found) == []
        assert [(deed, identity) for deed, identity, *_ in deeds(found, OTHER)] == expected


def test_a_data_folder_can_be_the_whole_repository(repository: Path) -> None:
    (repository / "data").rmdir()
    identity = commit(repository, {"moushi/bureau.yaml": "1"})
    found = provenance(repository)
    assert found.revision == Revision(identity)
    assert list(found.history.changes) == [f"{repository.name}/moushi/bureau.yaml"]


HOSTILE_PATHS = ("a\nM", 'q"uote', "tab\tname", "\x01start", "字", "bad\udcff")


def raw_commit(repository: Path, committer: bytes, message: bytes) -> str:
    """Write a commit of the index as no git would write it, and put main there."""
    tree = git(repository, "write-tree").encode()
    content = b"tree %s\nauthor %s\ncommitter %s\n\n%s" % (tree, committer, committer, message)
    identity = git(
        repository, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=content
    )
    git(repository, "update-ref", "refs/heads/main", identity)
    return identity


def test_hostile_paths_are_told_apart(repository: Path) -> None:
    for name in HOSTILE_PATHS:
        (repository / "data" / name).write_text("1")
    commit(repository, {RECORD: "1"})
    found = provenance(repository / "data")
    assert set(found.history.changes) == {RECORD, *(f"data/{name}" for name in HOSTILE_PATHS)}
    assert all(len(changes) == 1 for changes in found.history.changes.values())


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (b"1775647800 +0800", date(2026, 4, 8)),
        (b"1775647800 -9999", date(2026, 4, 4)),
        (b"99999999999999999999 +0000", None),
        (b"999999999999 +0000", None),
        (b"-5 +0000", None),
        (b"0 +0000", None),
        (b"x", None),
        (b"", None),
    ],
)
def test_a_day_that_is_none_breaks_nothing(
    repository: Path, moment: bytes, day: date | None
) -> None:
    commit(repository, {RECORD: "1"})
    git(repository, "update-ref", "-d", "refs/heads/main")
    identity = raw_commit(repository, b"n <n@example.invalid> " + moment, b"m\n")
    found = provenance(repository / "data")
    assert deeds(found) == [(Deed.ADDED, identity, day, "")]
    assert last_change(repository / "data") == day


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        (b"\xb1\xa8\xcb\xcd", "\N{REPLACEMENT CHARACTER}" * 4),
        (b"a\x1b[31mb\x07c\rd", "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c d"),
        ("a\u202eb\u200b".encode(), "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"),
        ("字".encode() * 100_000, "字" * 99 + "…"),
        (b"", ""),
        (b"a\x01b", "a\N{REPLACEMENT CHARACTER}b"),
        (b"one\ntwo\n\nthree", "one two"),
    ],
)
def test_a_message_is_one_harmless_line(repository: Path, message: bytes, subject: str) -> None:
    commit(repository, {RECORD: "1"})
    git(repository, "update-ref", "-d", "refs/heads/main")
    raw_commit(repository, b"\xff\x1b <n@example.invalid> 1775647800 +0800", message)
    (change,) = provenance(repository / "data").history.changes[RECORD]
    assert change.commit.subject == subject
    assert change.commit.author == "\N{REPLACEMENT CHARACTER}" * 2


def test_settings_of_the_user_change_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {RECORD: "a\nb\nc\n" * 20})
    git(repository, "mv", RECORD, OTHER)
    commit(repository, {})
    before = provenance(repository / "data")
    settings = {
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.noprefix": "true",
        "diff.relative": "true",
        "diff.renames": "copies",
        "format.pretty": "full",
        "i18n.logOutputEncoding": "GBK",
        "log.date": "relative",
        "log.diffMerges": "separate",
        "log.follow": "true",
        "log.showSignature": "true",
        "status.showUntrackedFiles": "no",
    }
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for number, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    assert provenance(repository / "data") == before
    (repository / "data/moushi/new").write_text("1")
    assert provenance(repository / "data").revision.is_dirty


def test_too_long_an_answer_is_cut_between_commits(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in "123":
        last = commit(repository, {RECORD: text, OTHER: text})
    # A commit is about 600 bytes: the second is cut.
    monkeypatch.setattr(history, "MAX_OUTPUT", 1000)
    found = provenance(repository / "data")
    assert found.revision == Revision(last)
    assert not found.history.is_complete
    assert [identity for _, identity, *_ in deeds(found)] == [last]


def test_many_records_and_commits_are_read_by_one_process(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5,000 files that 2,000 commits made and changed."""
    stream = []
    for number in range(2000):
        subject = f"Merge pull request #{number} from a/b"
        stream.append(
            f"commit refs/heads/main\ncommitter n <n@example.invalid> {1775647800 + number} +0800\n"
            f"data {len(subject)}\n{subject}\n"
        )
        names = [f"{number:04}-{part}" for part in range(2 + number % 2)]
        stream += [
            f"M 100644 inline data/moushi/{name}\ndata 1\n1\n" for name in (*names, "bureau.yaml")
        ]
    git(repository, "fast-import", "--quiet", given="".join(stream).encode())
    asked: list[str] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: object) -> None:
            asked.append(next(each for each in command[1:] if not each.startswith("-")))
            super().__init__(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", Counted)
    found = provenance_at(repository, "main", "data")
    assert len(found.history.changes) == 5001
    # Bytes for byte the same file: only the first commit touched it.
    assert [number for *_, number in deeds(found, "data/moushi/bureau.yaml")] == ["#0"]
    assert [number for *_, number in deeds(found, "data/moushi/1999-2")] == ["#1999"]
    assert sorted(asked) == ["log", "rev-parse", "rev-parse"]
