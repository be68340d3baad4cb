"""What a forge reads of the registries: whom it asks, and the form for those who only send text."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tongbao.model.account import AccountRegistry
from tongbao.model.bureau import ReviewPolicy, ReviewStep
from tongbao.model.forge import Forge
from tongbao.reference.code_owners import code_owners_text
from tongbao.reference.issue_form import issue_form_text
from tongbao.source.dataset import Dataset
from tongbao.source.load import load

TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


@pytest.fixture
def office(example_data: Path) -> Dataset:
    (dataset,) = load(example_data).datasets
    return dataset


def _with_accounts(office: Dataset, name: str, accounts: Sequence[dict[str, object]]) -> Dataset:
    assert office.accounts is not None
    rows = [{"from": "2026-01-01", **account} for account in accounts]
    registry = AccountRegistry.model_validate({"accounts": rows})
    return replace(office, id=name, accounts=replace(office.accounts, record=registry))


def _lines(*bureaus: Dataset) -> list[str]:
    text = code_owners_text(bureaus)
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_units_own_their_folders_and_the_office_the_rest(office: Dataset) -> None:
    """Later lines win. An account of 西山县 that has an end set is not asked."""
    assert _lines(office) == [
        "* @shili-office",
        "/data/shili/ @shili-office",
        "/data/shili/submissions/donghe/ @shili-donghe @shili-office",
    ]


def test_each_office_owns_its_bureau_alone(office: Dataset) -> None:
    """Lines follow the registry of units, however the accounts are ordered."""
    jia = _with_accounts(
        office,
        "jia",
        [
            {"name": "Xi", "unit": "xishan"},
            {"name": "A1", "office": "true"},
            {"name": "Dong", "unit": "donghe"},
            {"name": "A2", "office": "true"},
            {"name": "A3", "office": "true", "to": "2026-02-01"},
        ],
    )
    yi = _with_accounts(office, "yi", [{"name": "B", "office": "true"}])
    assert _lines(jia, yi, replace(office, id="bing", accounts=None)) == [
        "* @A1 @A2 @B",
        "/data/jia/ @A1 @A2",
        "/data/jia/submissions/donghe/ @Dong @A1 @A2",
        "/data/jia/submissions/xishan/ @Xi @A1 @A2",
        "/data/yi/ @B",
    ]


def _form(office: Dataset, **changed: object) -> dict[str, Any]:
    bureau = office.bureau.record.model_copy(update=changed)
    text = issue_form_text(replace(office, bureau=replace(office.bureau, record=bureau)))
    form: dict[str, Any] = yaml.safe_load(text)
    return form


def _field(form: dict[str, Any], identifier: str) -> dict[str, Any]:
    (found,) = (field for field in form["body"] if field.get("id") == identifier)
    attributes: dict[str, Any] = found["attributes"]
    return attributes


def test_every_form_in_the_repository_is_one_the_forge_takes(root: Path) -> None:
    """What GitHub asks of a form: these keys, known types, distinct ids, labels and options."""
    paths = sorted((root / ".github" / "ISSUE_TEMPLATE").iterdir())
    assert [path.stem for path in paths] == sorted(
        path.parent.name for path in root.glob("data/*/bureau.yaml")
    )
    for path in paths:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert all(form[key] for key in ("name", "description", "body"))
        fields = [field for field in form["body"] if field["type"] != "markdown"]
        assert {field["type"] for field in form["body"]} <= TYPES
        for names in (
            [field["id"] for field in fields],
            [field["attributes"]["label"] for field in fields],
            *(field["attributes"].get("options", []) for field in fields),
        ):
            assert len({str(name) for name in names}) == len(names)
            assert "None" not in names


def test_the_form_asks_what_the_review_form_asks(office: Dataset) -> None:
    policy = ReviewPolicy(steps=(ReviewStep.FIRST, ReviewStep.SECOND, ReviewStep.THIRD))
    form = _form(office, review=policy)
    asked = {
        field["id"]: field["validations"]["required"]
        for field in form["body"]
        if "validations" in field
    }
    assert asked == {
        "unit": True,
        "title": True,
        "category": True,
        "openness": True,
        "date": True,
        "answers": False,
        "review": True,
        "body": True,
    }
    assert _field(form, "review")["description"].startswith("初审、复核、审核：")
    assert "review" not in {field.get("id") for field in _form(office, review=None)["body"]}


def test_the_choices_are_those_of_the_registries(office: Dataset) -> None:
    form = _form(office)
    assert _field(form, "unit")["options"] == [unit.name for unit in office.units.values()]
    assert _field(form, "category")["options"] == list(office.bureau.record.categories)


def test_nothing_secret_and_nothing_personal_is_asked_for(office: Dataset) -> None:
    form = _form(office)
    assert "**涉密信息严禁录入。** 不要写手机号" in form["body"][0]["attributes"]["value"]
    assert _field(form, "confirmation")["options"] == [
        {"label": "内容不涉及国家秘密、工作秘密", "required": True},
        {"label": "没有写个人联系方式", "required": True},
    ]
    labels = [field["attributes"].get("label", "") for field in form["body"]]
    assert not any(word in label for label in labels for word in ("电话", "手机", "邮箱"))


@pytest.mark.parametrize(
    ("private", "options"), [("false", ["公开"]), ("true", ["公开", "依申请公开", "不公开"])]
)
def test_where_everybody_reads_only_what_is_public_is_filed(
    office: Dataset, private: str, options: list[str]
) -> None:
    forge = Forge.model_validate(
        {
            "kind": "github",
            "url": "https://github.com/ju/tongbao",
            "branch": "main",
            "private": private,
        }
    )
    form = _form(office, forge=forge)
    assert _field(form, "openness")["options"] == options
    assert ("谁都看得到" in form["body"][0]["attributes"]["value"]) is (private == "false")
