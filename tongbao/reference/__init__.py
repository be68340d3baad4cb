"""The models and registries written out for people, editors and forges."""

from collections.abc import Sequence
from pathlib import Path

from tongbao.reference.code_owners import code_owners_text
from tongbao.reference.data_format import format_text, schema_text
from tongbao.reference.issue_form import issue_form_text
from tongbao.reference.rule_guide import guide_text
from tongbao.source.dataset import Dataset
from tongbao.source.load import KINDS, load


def reference_files(root: Path) -> dict[str, str]:
    """Return every generated file: path below the repository's root → text."""
    return {
        **{f"docs/schema/{kind.name}.json": schema_text(kind) for kind in KINDS.values()},
        "docs/data-format.md": format_text(root),
        "docs/rules.md": guide_text(root),
        **_forge_files(load(root / "data").datasets),
    }


def _forge_files(bureaus: Sequence[Dataset]) -> dict[str, str]:
    """Return what the forge reads of the registries; nothing without a bureau."""
    forms = {
        f".github/ISSUE_TEMPLATE/{bureau.id}.yml": issue_form_text(bureau) for bureau in bureaus
    }
    return {"CODEOWNERS": code_owners_text(bureaus), **forms} if bureaus else {}
