"""The generated reference: never behind the models, and its schemas accept the examples."""

import json
from pathlib import Path

from tongbao.diagnostic import Rule
from tongbao.reference import reference_files
from tongbao.source.load import KINDS, kind_of


def test_the_files_in_the_repository_are_those_the_models_give(root: Path) -> None:
    stale = [
        path
        for path, text in reference_files(root).items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `make schema` and commit what it writes"


def test_no_schema_is_left_over(root: Path) -> None:
    written = {path.name for path in (root / "docs" / "schema").iterdir()}
    assert written == {f"{kind}.json" for kind in KINDS}


def test_every_field_is_described(root: Path) -> None:
    for path, text in reference_files(root).items():
        if path.endswith(".json"):
            schema = json.loads(text)
            for part in (schema, *schema.get("$defs", {}).values()):
                for name, field in part.get("properties", {}).items():
                    assert field.get("description"), f"{path}: {name}"


def test_the_format_names_every_rule_and_kind(root: Path) -> None:
    text = reference_files(root)["docs/data-format.md"]
    assert all(f"`{rule.identifier}`" in text for rule in Rule)
    assert all(f"## {kind.shown}\n" in text for kind in KINDS.values())


def test_the_records_name_the_schema_of_their_kind(root: Path) -> None:
    """The first line of each file leads an editor to the schema; examples are right once copied."""
    bureaus = [path.parent for path in root.glob("data/*/bureau.yaml")]
    assert bureaus
    for folder in (*bureaus, root / "docs" / "examples" / "data" / "shili"):
        for path in folder.rglob("*.yaml"):
            steps = path.relative_to(folder).parts
            kind = kind_of(steps)
            assert kind is not None
            up = "../" * (len(steps) + 1)
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            assert first == f"# yaml-language-server: $schema={up}docs/schema/{kind.name}.json"
