"""Write the submissions and adoptions of a period of which only the counts and titles are known.

    python scripts/reconstruct.py INPUT.yaml data/BUREAU

The input names each unit with its number of items a month and its known titles; every other item
becomes a sample that says so. Run once: what it writes are ordinary records from then on.
"""

import argparse
import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Fields = dict[str, Any]
Files = dict[str, Fields]

_SATURDAY = 5


def main() -> None:
    """Read the input, refuse to overwrite unless told, write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("bureau", type=Path, help="the bureau's folder, with its units.yaml")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    options = parser.parse_args()
    units = yaml.safe_load((options.bureau / "units.yaml").read_text(encoding="utf-8"))["units"]
    names = {unit["id"]: unit["name"] for unit in units}
    files = reconstruct(yaml.safe_load(options.input.read_text(encoding="utf-8")), names)
    save(options.bureau, files, is_forced=options.force)


def save(bureau: Path, files: Files, *, is_forced: bool) -> None:
    """Write all records of a bureau, or none if one of them is there already."""
    present = [path for path in files if (bureau / path).exists()]
    if present and not is_forced:
        raise SystemExit(f"{present[0]} and {len(present) - 1} more are there; --force overwrites")
    for path, fields in files.items():
        _write(bureau, path, fields)
    print(f"{len(files)} files")


class _Dumper(yaml.SafeDumper):
    """Writes a record as people write it: text in paragraphs, a day on every line that needs it."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _write(bureau: Path, path: str, fields: Fields) -> None:
    """Write one record, with the line that leads an editor to its schema."""
    up = "../" * (len(Path(path).parents) + 1)
    kind = path.partition("/")[0]
    head = f"# yaml-language-server: $schema={up}docs/schema/{kind}.json\n"
    text = yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    target = bureau / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(head + text, encoding="utf-8", newline="\n")


def reconstruct(source: Fields, names: dict[str, str]) -> Files:
    """Return the records by path below the bureau's folder; `names` are the units' by id."""
    files: Files = {}
    adopted: list[tuple[str, Fields]] = []
    for order, (unit, given) in enumerate(source["units"].items()):
        days: Counter[date] = Counter()
        for item in _items(source, given, names[unit], order):
            day = item["date"]
            days[day] += 1
            name = f"{unit}/{day:%Y}/{day:%m%d}-{days[day]}"
            files[f"submissions/{name}.yaml"] = _submission(source, unit, item)
            adopted.extend((name, adoption) for adoption in item.get("adopted", ()))
    return files | adoptions(source, adopted)


def _submission(source: Fields, unit: str, item: Fields) -> Fields:
    is_sample = "category" not in item
    fields = {
        "unit": unit,
        "date": item["date"],
        "title": item["title"],
        "category": item.get("category", source["sample"]["category"]),
        "openness": source["openness"],
        "commission": item.get("commission"),
        "body": source["sample"]["body"] if is_sample else None,
        "note": None if is_sample else item.get("note", source["note"]),
    }
    return {key: value for key, value in fields.items() if value is not None}


def adoptions(source: Fields, adopted: list[tuple[str, Fields]]) -> Files:
    """Return the adoptions of items by path; a journal's day is that of the issue."""
    files: Files = {}
    places: Counter[str] = Counter()
    for name, given in adopted:
        outlet, issue = given["outlet"], given.get("issue")
        day = given.get("date") or source["issues"][outlet][issue]
        number = re.search(r"第([0-9]+)期", issue or "")
        place = f"{outlet}-{int(number[1]):02}" if number else f"{outlet}-{day:%m%d}"
        places[place] += 1
        fields = {
            "submission": name,
            "outlet": outlet,
            "issue": issue,
            "date": day,
            "note": given.get("note", source.get("adoption_note")),
        }
        kept = {key: value for key, value in fields.items() if value is not None}
        files[f"adoptions/{day:%Y}/{place}-{places[place]}.yaml"] = kept
    return files


def _items(source: Fields, given: Fields, name: str, order: int) -> Iterator[Fields]:
    """Yield a unit's items by day: the known titles, and samples up to each month's count."""
    known: dict[int, list[Fields]] = defaultdict(list)
    for item in given.get("titles", ()):
        known[item["date"].month].append(item)
    for month, count in zip(source["months"], given["filed"], strict=True):
        missing = count - len(known[month])
        if missing < 0:
            raise SystemExit(f"{name}: {len(known[month])} titles in month {month}, filed {count}")
        days = spread(workdays(source, month), missing, order)
        items = [*known.pop(month), *({"date": day} for day in days)]
        for number, item in enumerate(sorted(items, key=lambda item: item["date"]), 1):
            month_of = {"unit": name, "year": source["year"], "month": month, "number": number}
            yield {"title": source["sample"]["title"].format(**month_of), **item}
    if any(known.values()):
        raise SystemExit(f"{name}: titles outside the months {source['months']}")


def workdays(source: Fields, month: int) -> list[date]:
    """Return a month's days that are neither in a weekend nor among the source's holidays."""
    year = source["year"]
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    return [day for day in days if day.weekday() < _SATURDAY and day not in source["holidays"]]


def spread(days: list[date], count: int, order: int) -> list[date]:
    """Spread items over days evenly; `order` shifts them, so that not every unit files alike."""
    steps = ((2 * item + 1) * len(days) // (2 * count) for item in range(count))
    return sorted(days[(step + order) % len(days)] for step in steps)


if __name__ == "__main__":
    main()
