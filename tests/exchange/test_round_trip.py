"""Export and import again: the same submissions, adoptions and instructions, and no error."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.exchange.conftest import run
from tests.tracing import uncounted
from tongbao.documents.register.columns import said_of
from tongbao.model.adoption import Adoption, Instruction
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

IMPORTED = ("submissions", "adoptions", "instructions")
TODAY = {"ganzhou": "2020-10-14", "ningxia": "2021-04-08", "shili": "2026-05-01"}
COUNTS = {"ganzhou": (483, 193, 3), "ningxia": (521, 58, 0), "shili": (5, 3, 1)}


def without(record: Adoption | Instruction) -> Adoption | Instruction:
    """Leave out the remark, which the register does not hold."""
    return record.model_copy(update={"note": None})


def held(dataset: Dataset) -> Mapping[str, object]:
    """Return what the register holds of a bureau's records."""
    return {
        "submissions": {
            name: said_of(dataset, entry.record) for name, entry in dataset.submissions.items()
        },
        "adoptions": sorted(str(without(each.record)) for each in dataset.adoptions.values()),
        "instructions": sorted(str(without(each.record)) for each in dataset.instructions.values()),
    }


def dataset_of(data: Path, bureau: str) -> Dataset:
    loaded = load(data)
    assert loaded.diagnostics == ()
    return next(dataset for dataset in loaded.datasets if dataset.id == bureau)


@pytest.fixture(name="source", params=list(TODAY))
def fixture_source(root: Path, example_data: Path, request: pytest.FixtureRequest) -> Path:
    data = example_data if request.param == "shili" else root / "data"
    return data / str(request.param)


def emptied(source: Path, data: Path) -> Path:
    """Copy a bureau's registries and what it asked its units for; no item, nothing issued."""
    keep = shutil.ignore_patterns(*IMPORTED, "bulletins", "entries")
    return Path(shutil.copytree(source, data / source.name, ignore=keep))


@pytest.fixture(name="imported")
def fixture_imported(source: Path, tmp_path: Path, exported_map: Path) -> Path:
    with uncounted():
        return reimported(source, tmp_path, exported_map)


def reimported(source: Path, folder: Path, exported_map: Path) -> Path:
    """Return a data folder with a bureau that was exported and imported again."""
    bureau, today = source.name, TODAY[source.name]
    workbook, data = folder / "register.xlsx", folder / "data"
    shared = ("--bureau", bureau, "--today", today)
    exported = run(
        "export", "--data", source.parent, *shared, "--audience", "internal", "--out", workbook
    )
    assert exported.exit_code == 0, exported.output
    emptied(source, data)
    result = run("import", workbook, "--map", exported_map, "--data", data, *shared, "--write")
    assert result.exit_code == 0, result.output
    assert "新的：报送{}条、采用{}条、批示{}条；已有的0条".format(*COUNTS[bureau]) in result.output
    return data


@pytest.mark.no_cover
def test_what_is_exported_is_imported_the_same(source: Path, imported: Path) -> None:
    before, after = dataset_of(source.parent, source.name), dataset_of(imported, source.name)
    assert held(after) == held(before)
    assert run("check", "--data", imported, "--today", TODAY[source.name]).exit_code == 0


def test_what_is_in_the_data_is_not_imported_again(
    data: Path, tmp_path: Path, exported_map: Path
) -> None:
    workbook = tmp_path / "register.xlsx"
    shared = ("--data", data, "--today", TODAY["shili"])
    run("export", *shared, "--audience", "internal", "--out", workbook)
    result = run("import", workbook, "--map", exported_map, *shared, "--write")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "新的：报送0条、采用0条、批示0条；已有的9条，跳过0行，不能导入的0行（0处）。\n没有新的记录。\n"
    )
