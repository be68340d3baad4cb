"""What the office is asked for its own records, and the records that come of the answers."""

import re

from tongbao.desk.answers import AnswerError, Choices, RefusedError, as_line
from tongbao.desk.asking import Desk, one_day, one_line
from tongbao.desk.draft import Draft
from tongbao.documents.pages.source import full_name
from tongbao.model.naming import drawn, name_on
from tongbao.model.period import Period
from tongbao.model.scalars import ISSUE_PATTERN, period, recipients
from tongbao.source.dataset import Dataset
from tongbao.source.folder import NAME_PATTERN
from tongbao.source.writing import Value

_NUMBER = re.compile(r"第([0-9]+)期")
_MATCHES = 20


def adoption(desk: Desk) -> Draft:
    """Ask for an adoption."""
    answers = desk.answers
    fields: dict[str, Value] = {
        "submission": answers.text(
            "submission",
            "被采用的报送（编号，或标题里的几个字）",
            lambda text: _found(desk.dataset, text),
        )
    }
    unlisted = answers.given("unlisted")
    if unlisted:
        levels = desk.dataset.outlets.record.levels
        level = answers.choice("level", Choices("级别", dict(zip(levels, levels, strict=True))))
        fields["unlisted"] = {"name": unlisted, "level": level}
    else:
        shown: dict[str, str] = {
            outlet.id: outlet.name for outlet in desk.dataset.outlet_by_id.values()
        }
        fields["outlet"] = answers.choice(
            "outlet", Choices("采用刊物", shown, desk.dataset.outlet_by_name)
        )
    issue = answers.optional("issue", "期号，如 2021年第2期", _issue)
    if issue:
        fields["issue"] = issue
    on = desk.day("date", "采用日期")
    fields["date"] = str(on)
    number = _NUMBER.search(issue)
    when = f"{int(number[1]):02}" if number else f"{on:%m%d}"
    name = f"{fields.get('outlet', 'unlisted')}-{when}-{drawn()}.yaml"
    return Draft("adoptions", ("adoptions", f"{on:%Y}", name), fields)


def _issue(text: str) -> str:
    if not ISSUE_PATTERN.fullmatch(text):
        raise RefusedError("应为：期号，如 2021年第2期 或 第36期。改法：用半角数字写，不留空格。")
    return text


def _found(dataset: Dataset, text: str) -> str:
    """Return the submission of an id, or the only one that counts with the words in its title."""
    text = text.strip()
    if text in dataset.submissions:
        return text
    found = {
        name: entry.record
        for name, entry in dataset.submissions.items()
        if text and text in entry.record.title and entry.record.accepted is not None
    }
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise RefusedError(f"没有标题含“{text}”的报送，也没有这个编号")
    newest = sorted(found, key=lambda name: found[name].date, reverse=True)[:_MATCHES]
    lines = "".join(f"\n  {name}　{found[name].title}" for name in newest)
    raise RefusedError(f"标题含“{text}”的有 {len(found)} 条，请写编号：{lines}")


def commission(desk: Desk) -> Draft:
    """Ask for a commission."""
    title = desk.answers.text("title", "约稿题目", one_line)
    asked = desk.day("date", "约稿日期")
    fields: dict[str, Value] = {
        "title": title,
        "asked": str(asked),
        "deadline": desk.answers.text("deadline", "截稿日期，年-月-日", one_day),
        "openness": desk.openness(),
        "units": desk.units(),
    }
    return Draft(
        "commissions", ("commissions", f"{asked:%Y}", f"{name_on(asked, drawn())}.yaml"), fields
    )


def duty(desk: Desk) -> Draft:
    """Ask for an event that obliges units to file."""
    title = desk.answers.text("title", "会议或部署的名称", one_line)
    on = desk.day("date", "会议结束、部署或政策出台的日期")
    book = desk.dataset.rulebook_on(on)
    kinds = [each.kind for each in book.record.duties] if book else []
    if not kinds:
        raise AnswerError(f"{on} 施行的考评办法没有写 duties（任务的种类和期限），先补上")
    fields: dict[str, Value] = {
        "title": title,
        "kind": desk.answers.choice("kind", Choices("种类", dict(zip(kinds, kinds, strict=True)))),
        "date": str(on),
    }
    deadline = desk.answers.optional("deadline", "办公室另定的最后报送日期", one_day)
    if deadline:
        fields["deadline"] = deadline
    fields["openness"] = desk.openness()
    fields["units"] = desk.units()
    return Draft("duties", ("duties", f"{on:%Y}", f"{name_on(on, drawn())}.yaml"), fields)


def bulletin(desk: Desk) -> Draft:
    """Ask for a bulletin; what stays the same is taken from the latest one."""
    answers, bureau = desk.answers, desk.dataset.bureau.record
    written = answers.text("period", "期间：2021-01、2021-q1 或 2021", as_line(period))
    covered = Period.parse(written)
    assert covered is not None
    known = (each for each in desk.dataset.bulletins.values() if each.record.corrects is None)
    last = max(known, key=lambda entry: entry.record.date, default=None)
    what = f"{full_name(covered)}政务信息"
    title = (
        answers.given("title") or f"{bureau.name}关于{full_name(covered)}\n政务信息工作情况的通报"
    )
    annex: dict[str, Value] = {"title": f"{what}报送采用情况表"}
    if last is not None:
        annex["tables"] = [table.value for table in last.record.annex.tables]
    fields: dict[str, Value] = {
        "title": title,
        "period": written,
        "cutoff": str(desk.day("cutoff", "采用截止日期")),
        "date": str(desk.day("date", "成文日期")),
        "recipients": answers.text(
            "recipients", "主送机关", as_line(recipients), last.record.recipients if last else ""
        ),
        "openness": desk.openness(),
        "annex": annex,
    }
    if last is not None and last.record.cc is not None:
        fields["cc"] = last.record.cc
    counted = "各单位报送信息{报送条数}条，被采用{采用条数}条。现将有关情况通报如下。"
    name = answers.given("name") or written
    if not NAME_PATTERN.fullmatch(name):
        raise AnswerError("--name　应为：小写字母、数字和短横线组成的名字")
    return Draft(
        "bulletins",
        ("bulletins", name, "bulletin.md"),
        fields,
        f"{full_name(covered)}，{counted}\n",
    )
