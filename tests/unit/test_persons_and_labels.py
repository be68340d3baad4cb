"""Points of persons and words beside units: whom they are for, in which order, since when."""

from datetime import date
from decimal import Decimal

from tests.unit.clauses import book
from tests.unit.office import OFFICE, Scores, filed
from tongbao.model.period import Period, Week
from tongbao.model.scalars import UnitId
from tongbao.scoring.authors import by_author
from tongbao.scoring.labels import labels

BEIXIAN, NANXIAN = UnitId("beixian"), UnitId("nanxian")
BASE = "award: base\nperiod: month\npoints: 6"
FILED = "event: submission\naward: per-event\npoints: 20\njoint: [{split: full}]"
JANUARY, FEBRUARY, MARCH = (Period(2021, month, month) for month in (1, 2, 3))


def by(*names: str) -> str:
    """Return the line of an item that names its authors."""
    return "authors: [" + ", ".join(f"{{name: {name}}}" for name in names) + "]"


def test_what_is_for_no_item_is_nobodys(scores: Scores) -> None:
    """Each unit begins with 6, which comes first in the ledger; 丙 wrote an item of 20."""
    scored = scores(
        {
            **book("authors: full\n", base=BASE, filed=FILED),
            "submissions/beixian/2021/0105-1.yaml": filed("2021-01-05", by("丙")),
        },
        date(2021, 1, 31),
    )
    assert by_author(scored.dataset, scored.ledger) == (("丙", "beixian", Decimal(20)),)


def test_an_equal_part_is_rounded_as_the_rulebook_says(scores: Scores) -> None:
    """20 ÷ 3 with one place: 6.7 for each; ties stand by name (丁 4E01, 丙 4E19, 乙 4E59)."""
    scored = scores(
        {
            **book("authors: equal\n", filed=FILED),
            "submissions/beixian/2021/0105-1.yaml": filed("2021-01-05", by("乙", "丙", "丁")),
        }
    )
    assert by_author(scored.dataset, scored.ledger) == (
        ("丁", "beixian", Decimal("6.7")),
        ("丙", "beixian", Decimal("6.7")),
        ("乙", "beixian", Decimal("6.7")),
    )


def test_the_best_author_stands_first(scores: Scores) -> None:
    """乙 wrote two items, 丁 one; a 丁 of the other unit is another person, with three."""
    scored = scores(
        {
            **book("authors: full\n", filed=FILED),
            "submissions/beixian/2021/0105-1.yaml": filed("2021-01-05", by("丁", "乙")),
            "submissions/beixian/2021/0106-1.yaml": filed("2021-01-06", by("乙")),
            **{
                f"submissions/nanxian/2021/010{day}-1.yaml": filed(
                    f"2021-01-0{day}", by("丁"), "nanxian"
                )
                for day in (6, 7, 8)
            },
        }
    )
    assert by_author(scored.dataset, scored.ledger) == (
        ("丁", "nanxian", Decimal(60)),
        ("乙", "beixian", Decimal(40)),
        ("丁", "beixian", Decimal(20)),
    )


def test_a_joint_item_is_credited_in_the_authors_unit(scores: Scores) -> None:
    """南县 filed it with 北县, whose 20 come first in the ledger and are no author's."""
    scored = scores(
        {
            **book("authors: full\n", filed=FILED),
            "submissions/nanxian/2021/0106-1.yaml": filed(
                "2021-01-06", by("丁") + "\njoint: {mark: 综, units: [{unit: beixian}]}", "nanxian"
            ),
        }
    )
    assert scored.ledger.of_unit(BEIXIAN).total == 40
    assert by_author(scored.dataset, scored.ledger) == (("丁", "nanxian", Decimal(20)),)


def test_the_rulebook_of_the_award_says_whether_persons_are_scored(scores: Scores) -> None:
    """To June none, from July in full: of two items of 乙 the second counts."""
    first = book(filed=FILED)["rules/2021.yaml"].replace("01-01}", "01-01, to: 2021-06-30}")
    second = book("authors: full\n", filed=FILED)["rules/2021.yaml"].replace("01-01}", "07-01}")
    scored = scores(
        {
            "rules/2021.yaml": first,
            "rules/2021-xia.yaml": second,
            "submissions/beixian/2021/0105-1.yaml": filed("2021-01-05", by("乙")),
            "submissions/beixian/2021/0706-1.yaml": filed("2021-07-06", by("乙")),
        }
    )
    assert by_author(scored.dataset, scored.ledger) == (("乙", "beixian", Decimal(20)),)


def label(measure: str, period: str = "month", consecutive: int = 1) -> str:
    """Return the line of a rulebook that has one label."""
    row = f"{{name: 落后, period: {period}, {measure}, consecutive: {consecutive}}}"
    return f"labels: [{row}]\n"


def test_a_row_of_periods_begins_with_the_rulebook(scores: Scores) -> None:
    """Nobody has points. In force from February: two months in a row are there in March."""
    rules = book(label("below: 1", consecutive=2), filed=FILED)["rules/2021.yaml"]
    files = {"rules/2021.yaml": rules.replace("2021-01-01}", "2021-02-01}")}
    files["submissions/beixian/2021/0105-1.yaml"] = filed(
        "2021-01-05", "withdrawn: {date: 2021-01-06, reason: 误}"
    )
    scored = scores(files)
    found = [labels(scored.dataset, scored.ledger, NANXIAN, m) for m in (JANUARY, FEBRUARY, MARCH)]
    assert found == [(), (), ("落后",)]


def test_a_row_of_periods_begins_when_a_unit_is_scored(scores: Scores) -> None:
    """南县 is scored from February on, 北县 always; neither has points in January or after."""
    units = OFFICE["units.yaml"].replace("short: 南县,", "short: 南县, from: 2021-02-01,")
    scored = scores({**book(label("below: 1", consecutive=2), filed=FILED), "units.yaml": units})
    found = [labels(scored.dataset, scored.ledger, NANXIAN, m) for m in (FEBRUARY, MARCH)]
    assert found == [(), ("落后",)]


def test_a_label_looks_at_each_period_of_its_row_and_at_the_units_own_points(
    scores: Scores,
) -> None:
    """北县 has 20 in January and in March, 南县 20 in February."""
    scored = scores(
        {
            **book(label("below: 20", consecutive=2), filed=FILED),
            "submissions/beixian/2021/0301-1.yaml": filed("2021-03-01"),
            "submissions/nanxian/2021/0201-1.yaml": filed("2021-02-01", unit="nanxian"),
        }
    )
    assert labels(scored.dataset, scored.ledger, BEIXIAN, MARCH) == ()
    april, may = Period(2021, 4, 4), Period(2021, 5, 5)
    assert labels(scored.dataset, scored.ledger, BEIXIAN, april) == ()
    assert labels(scored.dataset, scored.ledger, BEIXIAN, may) == ("落后",)
    assert labels(scored.dataset, scored.ledger, NANXIAN, MARCH) == ()
    assert labels(scored.dataset, scored.ledger, NANXIAN, april) == ("落后",)


def test_bounds_of_a_label_are_as_they_are_worded(scores: Scores) -> None:
    """北县 has 20: not below 20, at least 20; 南县 has nothing."""
    for measure, expected in (
        ("below: 20", [(), ("落后",)]),
        ("below: 20.5", [("落后",), ("落后",)]),
        ("at_least: 20", [("落后",), ()]),
        ("at_least: 20.5", [(), ()]),
        ("at_least: 0", [("落后",), ("落后",)]),
    ):
        scored = scores(book(label(measure), filed=FILED))
        found = [labels(scored.dataset, scored.ledger, u, JANUARY) for u in (BEIXIAN, NANXIAN)]
        assert found == expected, measure


def test_a_label_for_tasks_is_for_units_that_have_one(scores: Scores) -> None:
    """Owed by 北县: 2 a month. It files 1 in January, 2 in February. 南县 has no task."""
    units = OFFICE["units.yaml"].rstrip(" ") + (
        "        tasks:\n"
        "          - {units: [beixian], period: month, count: 2, from: 2021-01-01}\n"
    )
    scored = scores(
        {
            **book(label("below_task: true"), filed=FILED),
            "units.yaml": units,
            "submissions/beixian/2021/0201-1.yaml": filed("2021-02-01"),
            "submissions/beixian/2021/0202-1.yaml": filed("2021-02-02"),
        }
    )
    found = [labels(scored.dataset, scored.ledger, BEIXIAN, m) for m in (JANUARY, FEBRUARY)]
    assert found == [("落后",), ()]
    assert labels(scored.dataset, scored.ledger, NANXIAN, JANUARY) == ()


def test_a_label_by_weeks_is_judged_on_the_last_week_of_a_month(scores: Scores) -> None:
    """January ends on Sunday the 31st, in the week from the 25th; 北县 files on the 25th."""
    scored = scores(
        {
            **book(label("at_least: 20", period="week"), filed=FILED),
            "submissions/beixian/2021/0125-1.yaml": filed("2021-01-25"),
            "submissions/nanxian/2021/0124-1.yaml": filed("2021-01-24", unit="nanxian"),
        }
    )
    assert Week.of(JANUARY.end).start == date(2021, 1, 25)
    assert labels(scored.dataset, scored.ledger, BEIXIAN, JANUARY) == ("落后",)
    assert labels(scored.dataset, scored.ledger, NANXIAN, JANUARY) == ()


def test_without_a_rulebook_there_are_no_labels(scores: Scores) -> None:
    scored = scores(book(label("below: 1"), filed=FILED))
    assert labels(scored.dataset, scored.ledger, NANXIAN, Period(2020, 12, 12)) == ()
