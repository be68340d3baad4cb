"""Adoptions and instructions that no clause gives a value, and those that have one."""

from tests.unit.clauses import book, given
from tests.unit.office import Scores, adopted, filed
from tongbao.diagnostic import Diagnostic, Place, Rule


def test_a_clause_for_one_role_gives_the_others_nothing_and_says_so(scores: Scores) -> None:
    """Only the unit that leads has points; what the other one has is unstated."""
    clause = (
        "event: adoption\naward: per-event\npoints: 10\n"
        "joint: [{where: {role: [牵头]}, split: full}]"
    )
    scored = scores(
        {
            **book(adopted=clause),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
        }
    )
    assert given(scored.ledger) == [("beixian", "2021-01-20", "10")]
    assert scored.diagnostics == (
        Diagnostic(
            Place("data/moushi/submissions/beixian/2021/0105-1.yaml", 6, 8),
            Rule.JOINT_UNSTATED,
            "局官网采用（动态信息，综）",
            "data/moushi/rules/2021.yaml 的条款 adopted 用 joint 写明各单位怎样得分",
            "核对联合信息的标记；无误的，请办公室在条款里补上 joint",
        ),
    )


def test_an_outlet_the_rulebook_does_not_take_is_refused_once(scores: Scores) -> None:
    """It is not said twice that it has no value; the next adoption is looked at all the same."""
    scored = scores(
        {
            **book(
                adopted="event: adoption\nwhere: {outlet: [xinxi]}\naward: per-event\npoints: 1"
            ),
            "adoptions/2021/a.yaml": (
                "submission: beixian/2021/0105-1\ndate: 2021-01-20\n"
                "unlisted: {name: 某报, level: 国家}\n"
            ),
            "adoptions/2021/b.yaml": adopted("2021-01-21", "dongtai"),
        }
    )
    assert scored.diagnostics == (
        Diagnostic(
            Place("data/moushi/adoptions/2021/a.yaml", 3, 11),
            Rule.OUTLET_UNLISTED,
            "某报采用（经验总结）",
            "在 outlets.yaml 中登记过的刊物",
            "请办公室登记这个刊物，把 unlisted 改为 outlet；"
            "或在 data/moushi/rules/2021.yaml 写明 unlisted 怎样计分",
        ),
        Diagnostic(
            Place("data/moushi/adoptions/2021/b.yaml", 2, 9),
            Rule.POINTS_MISSING,
            "医保动态采用（经验总结）",
            "data/moushi/rules/2021.yaml 的条款给出它的分值",
            "核对刊物、级别和信息类别；无误的，请办公室在考评办法里补上分值",
        ),
    )


def test_an_unregistered_outlet_the_rulebook_takes_needs_a_value_like_any_other(
    scores: Scores,
) -> None:
    """10 for the State's level, which the outlet has; none for the bureau's own."""
    unlisted = (
        "submission: beixian/2021/0105-1\ndate: 2021-01-20\nunlisted: {{name: 某报, level: {}}}\n"
    )
    scored = scores(
        {
            **book(
                "unlisted: same-level\n",
                adopted="event: adoption\nwhere: {level: [国家]}\naward: per-event\npoints: 10",
            ),
            "adoptions/2021/a.yaml": unlisted.format("国家"),
            "adoptions/2021/b.yaml": unlisted.format("本局"),
        }
    )
    assert given(scored.ledger) == [("beixian", "2021-01-20", "10")]
    assert [(each.rule, each.place.path) for each in scored.diagnostics] == [
        (Rule.POINTS_MISSING, "data/moushi/adoptions/2021/b.yaml")
    ]


def test_a_value_by_running_count_is_a_value(scores: Scores) -> None:
    """1 for the first adoption of a month, 3 for each further one."""
    clause = "event: adoption\naward: per-event\nsteps: {period: month, points: [1, 3]}"
    scored = scores(
        {
            **book(adopted=clause),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-01-21", "dongtai"),
        }
    )
    assert scored.diagnostics == ()
    assert given(scored.ledger) == [
        ("beixian", "2021-01-20", "1"),
        ("beixian", "2021-01-21", "3"),
    ]


def test_a_count_by_period_is_a_value_for_what_it_selects(scores: Scores) -> None:
    """What the site takes is counted by month; 医保动态 has no value."""
    clause = (
        "event: adoption\naward: per-period\nperiod: month\nwhere: {outlet: [guanwang]}\n"
        "quota: {count: 1, points: 5}"
    )
    scored = scores(
        {
            **book(adopted=clause),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
            "adoptions/2021/b.yaml": adopted("2021-01-21", "dongtai"),
        }
    )
    assert [(each.rule, each.found) for each in scored.diagnostics] == [
        (Rule.POINTS_MISSING, "医保动态采用（经验总结）")
    ]


def test_every_clause_that_leaves_a_joint_item_open_is_named(scores: Scores) -> None:
    """Two clauses give a value and none says what each unit gets; one of another outlet does not."""
    adopted_by = "event: adoption\naward: per-event\npoints: 10\nwhere: "
    scored = scores(
        {
            **book(
                first=f"{adopted_by}{{outlet: [guanwang]}}",
                second=f"{adopted_by}{{level: [本局]}}",
                third=f"{adopted_by}{{outlet: [dongtai]}}",
            ),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang"),
        }
    )
    assert [(each.rule, each.expected) for each in scored.diagnostics] == [
        (
            Rule.JOINT_UNSTATED,
            "data/moushi/rules/2021.yaml 的条款 first、second 用 joint 写明各单位怎样得分",
        )
    ]


def test_every_adoption_without_a_value_is_named_once(scores: Scores) -> None:
    """The first is of a joint item: once, not for each unit. The filing between is none of them."""
    scored = scores(
        {
            **book(
                adopted="event: adoption\nwhere: {outlet: [xinxi]}\naward: per-event\npoints: 1"
            ),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: none}, {unit: nanxian}]}"
            ),
            "submissions/beixian/2021/0121-1.yaml": filed("2021-01-21"),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "dongtai"),
            "adoptions/2021/b.yaml": adopted("2021-01-22", "guanwang"),
        }
    )
    assert [(each.rule, each.place.path[-6:]) for each in scored.diagnostics] == [
        (Rule.POINTS_MISSING, "a.yaml"),
        (Rule.POINTS_MISSING, "b.yaml"),
    ]


def test_a_unit_that_is_not_registered_hides_nothing_of_the_next(scores: Scores) -> None:
    """The unit that leads has its value; the second is nobody, the third has none."""
    clause = (
        "event: adoption\naward: per-event\npoints: 10\nwhere: {role: [牵头]}\n"
        "joint: [{split: full}]"
    )
    scored = scores(
        {
            **book(adopted=clause),
            "submissions/beixian/2021/0105-1.yaml": filed(
                "2021-01-05", "joint: {mark: 综, units: [{unit: none}, {unit: nanxian}]}"
            ),
            "adoptions/2021/a.yaml": adopted("2021-01-20", "dongtai"),
        }
    )
    assert [each.rule for each in scored.diagnostics] == [Rule.POINTS_MISSING]
