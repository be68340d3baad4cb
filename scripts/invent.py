"""Write the invented submissions, adoptions and instructions of a sample bureau.

    python -m scripts.invent PLAN.yaml data/BUREAU

The plan names each unit with its number of items a month and the items that show something; what is
missing to the number gets a title from the pools. Authors and signatures follow the bureau's
registries. Run once: what it writes are ordinary records from then on.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Self

import yaml

from scripts.reconstruct import Fields, Files, adoptions, save, spread, workdays

# Neighbouring units start this many titles apart, so that they do not file the same.
_STRIDE = 3


@dataclass(frozen=True, slots=True)
class Office:
    """What the bureau's registries say of who files, who signs and where items are adopted."""

    units: list[Fields]
    layouts: dict[str, str]
    people: list[Fields]
    levels: dict[str, str]
    head_for: tuple[str, ...]

    @classmethod
    def read(cls, bureau: Path) -> Self:
        """Read a bureau's registries."""

        def registry(name: str) -> Any:  # noqa: ANN401
            return yaml.safe_load((bureau / f"{name}.yaml").read_text(encoding="utf-8"))

        units = registry("units")
        return cls(
            units["units"],
            {form["group"]: form["layout"] for form in units["forms"]},
            registry("correspondents")["correspondents"],
            {outlet["id"]: outlet["level"] for outlet in registry("outlets")["outlets"]},
            tuple(registry("bureau")["review"]["head_for"]),
        )

    def unit(self, name: str) -> Fields:
        """Return a unit of the registry."""
        return next(unit for unit in self.units if unit["id"] == name)

    def correspondent(self, unit: str, day: date) -> Fields:
        """Return who files for a unit on a day."""
        return next(
            person
            for person in self.people
            if person["unit"] == unit and person["from"] <= day <= person.get("to", date.max)
        )

    def needs_head(self, item: Fields) -> bool:
        """Whether the bureau's head has to sign an item."""
        reached = {self.levels[each["outlet"]] for each in item.get("adopted", ())}
        reached.update(each["level"] for each in item.get("instructed", ()))
        return item.get("sensitive", False) or not reached.isdisjoint(self.head_for)


def main() -> None:
    """Read plan and registries, refuse to overwrite unless told, write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("bureau", type=Path, help="the bureau's folder, with its registries")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    options = parser.parse_args()
    plan = yaml.safe_load(options.plan.read_text(encoding="utf-8"))
    save(options.bureau, invent(plan, Office.read(options.bureau)), is_forced=options.force)


def invent(plan: Fields, office: Office) -> Files:
    """Return the records by path below the bureau's folder."""
    files: Files = {}
    adopted: list[tuple[str, Fields]] = []
    instructed: list[tuple[str, Fields]] = []
    numbers = count(1)
    for order, unit in enumerate(plan["units"]):
        days: Counter[date] = Counter()
        for item in _items(plan, office.unit(unit), order, numbers):
            day = item["date"]
            days[day] += 1
            name = f"{unit}/{day:%Y}/{day:%m%d}-{days[day]}"
            files[f"submissions/{name}.yaml"] = _submission(plan, office, unit, item)
            adopted.extend((name, each) for each in item.get("adopted", ()))
            instructed.extend((name, each) for each in item.get("instructed", ()))
    return files | adoptions(plan, adopted) | _instructions(instructed)


def _items(plan: Fields, unit: Fields, order: int, numbers: Iterator[int]) -> Iterator[Fields]:
    """Yield a unit's items by day: those of the plan, and samples up to each month's number."""
    given = plan["units"][unit["id"]]
    called = given.get("called", unit["name"])
    known: dict[int, list[Fields]] = defaultdict(list)
    for item in given.get("items", ()):
        known[item["date"].month].append(item)
    for month, filed in zip(plan["months"], given["filed"], strict=True):
        missing = filed - len(known[month])
        topics = _topics(plan["pools"][given.get("pool", unit["id"])][month])
        if not 0 <= missing <= len(topics):
            raise SystemExit(f"{called}: {missing} titles wanted in month {month}")
        days = spread(workdays(plan, month), missing, order)
        samples = [
            _sample(plan, called, topics[(order * _STRIDE + index) % len(topics)], day, numbers)
            for index, day in enumerate(days)
        ]
        yield from sorted([*known.pop(month), *samples], key=lambda item: item["date"])
    if any(known.values()):
        raise SystemExit(f"{called}: items outside the months {plan['months']}")


def _topics(pool: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return a month's categories and titles, the categories evenly mixed."""
    placed = [
        ((index + 0.5) / len(titles), category, title)
        for category, titles in pool.items()
        for index, title in enumerate(titles)
    ]
    return [(category, title) for _, category, title in sorted(placed)]


def _sample(
    plan: Fields, called: str, topic: tuple[str, str], day: date, numbers: Iterator[int]
) -> Fields:
    category, title = topic
    number = next(numbers)
    item: Fields = {"title": title.format(unit=called), "date": day, "category": category}
    if number % plan["sample"]["body_every"] == 0:
        item["body"] = plan["sample"]["body"][category].format(unit=called)
    if plan["sample"]["openness"][category] == "公开":
        item["adopted"] = list(_adopted(plan, number, day))
    return item


def _adopted(plan: Fields, number: int, day: date) -> Iterator[Fields]:
    """Yield where a sample was adopted: every so many items by this outlet or that."""
    months = (*plan["months"], plan["months"][-1] + 1)
    days = [each for month in months for each in workdays(plan, month) if each > day]
    for rule in plan["adopting"]:
        if number % rule["every"] == 0:
            outlet, earliest = rule["outlet"], days[rule["after"] - 1]
            issues = plan["issues"].get(outlet)
            if issues is None:
                yield {"outlet": outlet, "date": earliest}
            else:
                issue = next(name for name, printed in issues.items() if printed >= earliest)
                yield {"outlet": outlet, "issue": issue}


def _submission(plan: Fields, office: Office, unit: str, item: Fields) -> Fields:
    person = office.correspondent(unit, item["date"])
    sample = plan["sample"]
    fields = {
        "unit": unit,
        "date": item["date"],
        "title": sample["prefix"] + item["title"],
        "category": item["category"],
        "openness": item.get("openness", sample["openness"][item["category"]]),
        "authors": [{key: person[key] for key in ("name", "landline", "mobile")}],
        "sensitive": item.get("sensitive"),
        "review": _review(plan, office, unit, item),
    }
    further = ("commission", "duty", "joint", "returns", "body", "withdrawn")
    fields |= {key: item.get(key) for key in further}
    return {key: value for key, value in fields.items() if value is not None}


def _review(plan: Fields, office: Office, unit: str, item: Fields) -> Fields:
    """Return the sign-offs of an item in the order of the form, all on the day it was filed."""
    day = item["date"]
    names = {"first": office.correspondent(unit, day)["name"], **plan["signers"]}
    if office.layouts[office.unit(unit)["group"]] != "bureau":
        del names["office"]
    if not office.needs_head(item):
        del names["head"]
    return {step: {"name": name, "date": day} for step, name in names.items()}


def _instructions(instructed: list[tuple[str, Fields]]) -> Files:
    files: Files = {}
    places: Counter[date] = Counter()
    for name, given in instructed:
        day = given["date"]
        places[day] += 1
        files[f"instructions/{day:%Y}/{day:%m%d}-{places[day]}.yaml"] = {
            "submission": name,
            "level": given["level"],
            "date": day,
        }
    return files


if __name__ == "__main__":
    main()
