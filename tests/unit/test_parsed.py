"""What is remembered of files from run to run changes nothing but the time a run takes."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongbao.diagnostic import Rule
from tongbao.model.submission import Submission
from tongbao.source import reading, strict_yaml
from tongbao.source.load import KINDS, Loaded, load
from tongbao.source.nodes import Node, locate
from tongbao.source.parsed import Reading

SUBMISSION = "submissions/donghe/2026/0415-1.yaml"


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_data, tmp_path / "data"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def kept(cache: Path) -> Path:
    return cache / "shili.parsed"


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files of the many kinds that were parsed in this process."""
    seen: list[str] = []
    before = reading._line  # noqa: SLF001  # where files are parsed that are not remembered

    def line(content: bytes, path: str) -> bytes | None:
        seen.append(path)
        return before(content, path)

    monkeypatch.setattr(reading, "_line", line)
    return seen


def many(loaded: Loaded) -> int:
    (dataset,) = loaded.datasets
    kinds = (
        dataset.submissions,
        dataset.adoptions,
        dataset.instructions,
        dataset.commissions,
        dataset.duties,
        dataset.entries,
    )
    return sum(map(len, kinds))


def test_a_second_run_parses_nothing_and_gives_the_same(
    data: Path, cache: Path, texts: list[str]
) -> None:
    plain = load(data)
    assert load(data, Reading(cache, "k")) == plain
    assert len(texts) == many(plain) > 10
    texts.clear()
    again = load(data, Reading(cache, "k"))
    assert texts == []
    assert again == plain
    (dataset,), (other,) = again.datasets, plain.datasets
    for name, entry in dataset.submissions.items():
        assert entry.digest == other.submissions[name].digest
        assert entry.at("title") == other.submissions[name].at("title")
        fields = entry.record.model_fields_set
        assert fields == other.submissions[name].record.model_fields_set


@pytest.mark.parametrize("bureau", ["ningxia", "ganzhou"])
def test_every_record_of_the_repository_comes_back_as_it_was(
    root: Path, cache: Path, texts: list[str], bureau: str
) -> None:
    plain = load(root / "data")
    load(root / "data", Reading(cache, "k"))
    texts.clear()
    again = load(root / "data", Reading(cache, "k"))
    assert texts == []
    assert again.diagnostics == plain.diagnostics
    (one,) = [dataset for dataset in again.datasets if dataset.id == bureau]
    (other,) = [dataset for dataset in plain.datasets if dataset.id == bureau]
    assert one == other
    assert len(one.submissions) > 10


def test_the_digest_is_that_of_the_file(data: Path, cache: Path) -> None:
    for _ in range(2):
        (dataset,) = load(data, Reading(cache, "k")).datasets
        content = (data / "shili" / SUBMISSION).read_bytes()
        entry = dataset.submissions["donghe/2026/0415-1"]
        assert entry.digest == hashlib.sha256(content).hexdigest()


def test_a_changed_file_is_read_anew(data: Path, cache: Path, texts: list[str]) -> None:
    load(data, Reading(cache, "k"))
    path = data / "shili" / SUBMISSION
    title = load(data).datasets[0].submissions["donghe/2026/0415-1"].record.title
    path.write_text(path.read_text().replace(title, "另一个标题"))
    texts.clear()
    (dataset,) = load(data, Reading(cache, "k")).datasets
    assert dataset.submissions["donghe/2026/0415-1"].record.title == "另一个标题"
    assert texts == [f"data/shili/{SUBMISSION}"]
    # The others were written again with it.
    texts.clear()
    load(data, Reading(cache, "k"))
    assert texts == []


def test_the_same_bytes_of_another_kind_are_another_record(data: Path, cache: Path) -> None:
    load(data, Reading(cache, "k"))
    submission = data / "shili" / SUBMISSION
    shutil.copy(submission, data / "shili/adoptions/2026/copied.yaml")
    assert load(data, Reading(cache, "k")) == load(data)


def test_what_is_wrong_is_said_each_time_in_the_same_order(data: Path, cache: Path) -> None:
    folder = data / "shili"
    (folder / SUBMISSION).write_text("unit: donghe\nunit: donghe\n")
    (folder / "submissions/donghe/2026/0101-9.yaml").write_text("title：标题\n")
    (folder / "adoptions/2026/a.yaml").write_bytes(b"\xff\xfe")
    (folder / "adoptions/2026/b.yaml").write_text("[]\n")
    (folder / "adoptions/2026/c.txt").write_text("x")
    path = min(folder.glob("submissions/xishan/*/*.yaml"))
    path.write_text(path.read_text().replace("unit: xishan\n", "unit: xishan # 备注\n"))
    plain = load(data)
    rules = {problem.rule for problem in plain.diagnostics}
    assert {Rule.YAML_DUPLICATE_KEY, Rule.YAML_COLON, Rule.FILE_STRAY, Rule.FIELD_SHAPE} <= rules
    assert Rule.YAML_COMMENT in rules
    for processes in (1, 1, 2):
        assert load(data, Reading(cache, "k", processes)) == plain


def damaged(content: bytes) -> Iterator[bytes]:
    yield b""
    yield content[:64]
    yield content[:-1]
    yield content + b"x"
    yield content + content.splitlines(keepends=True)[-1]
    yield content[65:]
    yield b"\x00" * len(content)
    yield b"\x80\x04." + content
    for place in (0, 64, 65, 70, 130, 140, 200, len(content) // 2, len(content) - 2):
        yield content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_damaged_file_is_passed_over_and_written_anew(
    data: Path, cache: Path, kept: Path, texts: list[str]
) -> None:
    plain = load(data)
    load(data, Reading(cache, "k"))
    whole = kept.read_bytes()
    for content in damaged(whole):
        kept.write_bytes(content)
        texts.clear()
        assert load(data, Reading(cache, "k")) == plain
        assert len(texts) == many(plain), content[:200]
        assert kept.read_bytes() == whole


def test_another_program_has_its_own(data: Path, cache: Path, texts: list[str]) -> None:
    load(data, Reading(cache, "k"))
    texts.clear()
    load(data, Reading(cache, "another"))
    assert len(texts) == many(load(data))


def test_what_is_no_file_is_left_where_it_is(
    data: Path, cache: Path, kept: Path, texts: list[str]
) -> None:
    plain = load(data)
    (kept / "inside").mkdir(parents=True)
    assert load(data, Reading(cache, "k")) == plain
    assert [path.name for path in cache.iterdir()] == ["shili.parsed"]
    assert (kept / "inside").is_dir()
    texts.clear()
    load(data, Reading(cache, "k"))
    assert len(texts) == many(plain)


def test_a_pipe_in_its_place_holds_nothing_up(data: Path, cache: Path, kept: Path) -> None:
    cache.mkdir()
    os.mkfifo(kept)
    assert load(data, Reading(cache, "k")) == load(data)
    assert kept.is_file()


def test_a_place_that_cannot_be_written_is_no_matter(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load(data, Reading(tmp_path / "file" / "cache", "k")) == load(data)
    assert load(data, Reading(Path("/proc/nowhere"), "k")) == load(data)


def test_a_full_disk_is_no_matter(data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.fdopen

    def fdopen(number: int, mode: str, buffering: int) -> object:
        if mode == "wb":
            os.close(number)
            number = os.open("/dev/full", os.O_WRONLY)
            return before(number, mode, 0)
        return before(number, mode, buffering)

    monkeypatch.setattr(os, "fdopen", fdopen)
    assert load(data, Reading(cache, "k")) == load(data)
    assert list(cache.iterdir()) == []


def test_nothing_but_the_file_is_left_and_only_its_owner_reads_it(
    data: Path, cache: Path, kept: Path
) -> None:
    load(data, Reading(cache, "k"))
    assert list(cache.iterdir()) == [kept]
    assert kept.stat().st_mode & 0o077 == 0


def test_an_exception_leaves_what_was_there(
    data: Path, cache: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(data, Reading(cache, "k"))
    whole = kept.read_bytes()

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "_line", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load(data, Reading(cache, "another"))
    assert list(cache.iterdir()) == [kept]
    assert kept.read_bytes() == whole


def test_a_line_that_the_models_refuse_is_passed_over(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = load(data)
    for line in (
        b"[1,1,{}]\t{}",
        b"[1,1,{}]\t[]",
        b"no tab",
        b"\xff\t{}",
        b"\t",
        b"[1]\t" + b"[" * 90_000,
    ):
        with monkeypatch.context() as patch:
            patch.setattr(reading, "_line", lambda *_, line=line: line)
            assert load(data, Reading(cache, "k")) == plain


def test_many_files_are_parsed_by_several_processes(
    data: Path, cache: Path, texts: list[str]
) -> None:
    folder = data / "shili/submissions/donghe/2026"
    text = (data / "shili" / SUBMISSION).read_text()
    for number in range(700):
        tail = "note: 一\nnote: 二\n" if number % 100 == 7 else f"# {number}\n"
        (folder / f"0416-{number}.yaml").write_text(f"{text.rstrip()}\n{tail}")
    plain = load(data)
    assert len(plain.diagnostics) == 7
    for again in (False, True):
        texts.clear()
        assert load(data, Reading(cache, "k", 2)) == plain
        # Children say nothing here; what is wrong is too little for them the second time.
        assert len(texts) == (7 if again else 0)


def test_an_outline_says_where_all_stands(data: Path) -> None:
    (dataset,) = load(data).datasets
    for kind in ("submissions", "adoptions", "commissions", "entries"):
        for name, entry in getattr(dataset, kind).items():
            text = (data / "shili" / kind / f"{name}.yaml").read_text()
            root, _ = strict_yaml.parse(text, entry.path)
            assert root is not None
            for location in locations(root):
                assert entry.at(*location) == locate(root, location)


def locations(node: Node) -> Iterator[tuple[str | int, ...]]:
    yield ()
    yield ("nothing", 0)
    values = getattr(node, "values", None)
    items = list(values.items()) if values else list(enumerate(getattr(node, "items", ())))
    for step, inner in items:
        for rest in locations(inner):
            yield (step, *rest)


def test_files_written_alike_share_an_outline(data: Path) -> None:
    folder = data / "shili/submissions/donghe/2026"
    for name in ("one", "other"):
        shutil.copy(data / "shili" / SUBMISSION, folder / f"{name}.yaml")
    (dataset,) = load(data).datasets
    one, other = (dataset.submissions[f"donghe/2026/{name}"] for name in ("one", "other"))
    assert one.node is other.node
    assert KINDS["submissions"].is_many
    assert not KINDS["bulletins"].is_many


def test_records_with_the_same_fields_share_their_names() -> None:
    values = {
        "unit": "donghe",
        "date": "2026-01-02",
        "title": "一",
        "category": "甲",
        "openness": "公开",
    }
    one, other = Submission.of(values), Submission.of({**values, "title": "二"})
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    changed = one.model_copy(update={"note": "改了"})
    assert changed.model_fields_set == {*values, "note"}
    assert one.model_fields_set == set(values)
    assert one == Submission.model_validate(values)


def test_it_makes_no_difference_how_many_are_read_at_once(
    data: Path, cache: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = load(data)
    monkeypatch.setattr(reading, "_AT_ONCE", 3)
    for parsed in (many(plain), 0):
        texts.clear()
        assert load(data, Reading(cache, "k")) == plain
        assert len(texts) == parsed


def test_for_a_few_new_ones_not_everything_is_written(
    data: Path, cache: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(data, Reading(cache, "k"))
    whole = kept.read_bytes()
    # Written anew only if more are new than there are.
    monkeypatch.setattr(reading, "_NEW_OF_ALL", 1)
    path = data / "shili" / SUBMISSION
    path.write_text(path.read_text() + "note: 改了\n")
    (dataset,) = load(data, Reading(cache, "k")).datasets
    assert dataset.submissions["donghe/2026/0415-1"].record.note == "改了"
    assert kept.read_bytes() == whole
    assert list(cache.iterdir()) == [kept]


def test_what_is_gone_is_forgotten_when_it_is_written_anew(
    data: Path, cache: Path, kept: Path
) -> None:
    load(data, Reading(cache, "k"))
    whole = kept.read_bytes()
    path = data / "shili" / SUBMISSION
    before = path.read_text()
    path.write_text(before + "note: 改了\n")
    load(data, Reading(cache, "k"))
    digest = hashlib.sha256(before.encode()).hexdigest().encode()
    assert digest in whole
    assert digest not in kept.read_bytes()
    assert kept.read_bytes().count(b"\n") == whole.count(b"\n")
