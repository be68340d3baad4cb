"""The parts of a document by GB/T 9704-2012, red head to colophon: lists of violations.

The expected values are the standard's, in millimetres and sizes, not the program's.
"""

import re
from collections.abc import Iterator

from pdfplumber.pdf import PDF

from tests.documents.ruler import (
    FOOT,
    HEITI,
    LEFT,
    MM,
    PITCH,
    RIGHT,
    SONGTI,
    TOP,
    XIAOBIAOSONG,
    annex_pages,
    baseline,
    body_rows,
    edge,
    face,
    foot,
    head,
    in_type_area,
    ink_top,
    is_near,
    is_red,
    red_ink_top,
    red_rules,
    rows_of,
    text_of,
    text_pages,
)
from tongbao.render.pdf.annex import Annex


def red_head(pdf: PDF) -> list[str]:
    """The mark: red, centred, its ink 35 mm below the type area's top."""
    page = pdf.pages[0]
    rows = rows_of(page, [char for char in page.chars if is_red(char["non_stroking_color"])])
    if not rows:
        return ["没有红色的发文机关标志"]
    found = []
    for row in rows:
        centre = (row[0]["x0"] + row[-1]["x1"]) / 2
        if not is_near(centre, (LEFT + RIGHT) / 2, 1):
            found.append(f"“{text_of(row)}”没有居中")
        if row[-1]["x1"] - row[0]["x0"] > RIGHT - LEFT:
            found.append(f"“{text_of(row)}”宽于版心")
    top = red_ink_top(page) / MM
    if not is_near(top, 37 + 35, 0.5):
        found.append(f"发文机关标志上边在 {top:.2f} mm，应为 72 mm")
    return found


def number_and_rule(pdf: PDF) -> list[str]:
    """Number centred two lines below the head; red rule 4 mm below it, 156 mm, 0.35 to 0.5 mm."""
    page = pdf.pages[0]
    numbers = [
        row for row in rows_of(page, page.chars) if re.search(r"〔\d{4}〕[1-9]\d*号$", text_of(row))
    ]
    rules = red_rules(page)
    reds = [char for char in page.chars if is_red(char["non_stroking_color"])]
    if len(numbers) != 1 or len(rules) != 1 or not reds:
        return [f"发文字号 {len(numbers)} 处，红线 {len(rules)} 条"]
    (number,), (rule,) = numbers, rules
    found = []
    if not is_near((number[0]["x0"] + number[-1]["x1"]) / 2, (LEFT + RIGHT) / 2, 1):
        found.append("发文字号没有居中")
    gap = head(page, number[0]) - max(foot(page, char) for char in reds)
    if not 1.8 * PITCH <= gap <= 2.6 * PITCH:
        found.append(f"发文字号距红头 {gap / PITCH:.2f} 行")
    gap = float(rule["top"]) - foot(page, number[0])
    if not is_near(gap / MM, 4, 0.3):
        found.append(f"红线距发文字号 {gap / MM:.2f} mm")
    if not (is_near(rule["x0"], LEFT, 0.5) and is_near(rule["x1"], RIGHT, 0.5)):
        found.append("红线与版心不等宽")
    if not 0.34 <= rule["height"] / MM <= 0.51:
        found.append(f"红线粗 {rule['height'] / MM:.2f} mm")
    return found


def title(pdf: PDF) -> list[str]:
    """Title in size 2 小标宋, centred, two lines below the rule, one above the recipients."""
    page = pdf.pages[0]
    rows = rows_of(page, [char for char in page.chars if is_near(char["size"], 22, 0.1)])
    rules = red_rules(page)
    below = [
        row for row in body_rows(page) if rows and head(page, row[0]) > head(page, rows[-1][0])
    ]
    if not rows or not rules or not below:
        return ["没有 2 号字的标题"]
    found = [
        f"标题“{text_of(row)}”没有居中"
        for row in rows
        if not is_near((row[0]["x0"] + edge(row[-1])) / 2, (LEFT + RIGHT) / 2, 6)
    ]
    gap = (head(page, rows[0][0]) - float(rules[0]["bottom"])) / PITCH
    if not 1.8 <= gap <= 2.5:
        found.append(f"标题距红线 {gap:.2f} 行")
    gap = (head(page, below[0][0]) - foot(page, rows[-1][0])) / PITCH
    if not 0.9 <= gap <= 1.6:
        found.append(f"主送机关距标题 {gap:.2f} 行")
    if not is_near(below[0][0]["x0"], LEFT, 0.5):
        found.append("主送机关没有顶格")
    return found


def page_numbers(pdf: PDF) -> list[str]:
    """Size 4 宋体 between dashes, 7 mm below; odd pages right, even pages left, 1 from the edge."""
    found = []
    for page in pdf.pages:
        row = sorted(
            (char for char in page.chars if head(page, char) > FOOT and char["text"].strip()),
            key=lambda char: float(char["x0"]),
        )
        name = f"第{page.page_number}页页码"
        if text_of(row) != f"—{page.page_number}—":
            found.append(f"{name}是“{text_of(row)}”")
            continue
        if {(face(char), round(char["size"], 1)) for char in row} != {(SONGTI, 14.0)}:
            found.append(f"{name}不是 4 号宋体")
        is_odd = page.page_number % 2
        place = RIGHT - row[-1]["x1"] if is_odd else row[0]["x0"] - LEFT
        if not is_near(place, 14, 1):
            found.append(f"{name}不在{'右' if is_odd else '左'}侧空一字处")
        dash = ink_top(page, row[0])
        if not is_near(dash / MM, 262 + 7, 0.5):
            found.append(f"{name}的一字线在 {dash / MM:.2f} mm，应为 269 mm")
    return found


def signature(pdf: PDF, name: str, date: str, *, sealed: bool) -> list[str]:
    """Sealed: date 4 from the right, name centred on it; unsealed: name 2, date 2 behind it."""
    cell = 156 / 28 * MM
    for page in text_pages(pdf):
        rows = {text_of(row): row for row in body_rows(page)}
        if name not in rows or date not in rows:
            continue
        above, below = rows[name], rows[date]
        found = []
        if baseline(page, below[0]) - baseline(page, above[0]) > 1.05 * PITCH:
            found.append("成文日期不在署名的下一行")
        if sealed and not is_near(RIGHT - below[-1]["x1"], 4 * cell, 1):
            found.append("成文日期没有右空四字")
        middles = [(row[0]["x0"] + row[-1]["x1"]) / 2 for row in (above, below)]
        if sealed and not is_near(middles[0], middles[1], 1):
            found.append("署名没有以成文日期为准居中")
        if not sealed and not is_near(RIGHT - above[-1]["x1"], 2 * cell, 1):
            found.append("署名没有右空二字")
        if not sealed and not is_near(below[0]["x0"] - above[0]["x0"], 2 * cell, 1):
            found.append("成文日期首字没有右移二字")
        if not any(head(page, row[0]) < head(page, above[0]) - 3 * PITCH for row in rows.values()):
            found.append("署名所在的页没有正文")
        return found
    return ["没有署名和成文日期"]


def annex(pdf: PDF) -> list[str]:
    """附件 in 黑体 on line 1, its title centred on line 3, the table as wide as the type area."""
    pages = annex_pages(pdf)
    if not pages:
        return ["没有附件"]
    page = pages[0]
    rows = rows_of(page, in_type_area(page))
    found = []
    mark, heading = rows[0], rows[1]
    if face(mark[0]) != HEITI or not is_near(mark[0]["size"], 16, 0.1):
        found.append("“附件”不是 3 号黑体")
    if not (is_near(mark[0]["x0"], LEFT, 0.5) and is_near(head(page, mark[0]), TOP, 1)):
        found.append("“附件”不在版心左上角")
    line = (head(page, heading[0]) + 3 - TOP) / PITCH
    if round(line) != 2 or face(heading[0]) != XIAOBIAOSONG:
        found.append(f"附件标题在第 {line + 1:.1f} 行")
    if not is_near((heading[0]["x0"] + heading[-1]["x1"]) / 2, (LEFT + RIGHT) / 2, 2):
        found.append("附件标题没有居中")
    heads = set()
    for page in pages:
        table = page.extract_table() or []
        heads.add(tuple(squeezed(cell) for row in table[:2] for cell in row))
        edges = [float(line["x0"]) for line in page.lines + page.rects]
        ends = [float(line["x1"]) for line in page.lines + page.rects]
        if not (is_near(min(edges), LEFT, 0.6) and is_near(max(ends), RIGHT, 0.6)):
            found.append(f"第{page.page_number}页：表格与版心不等宽")
    if len(heads) != 1 or "单位" not in next(iter(heads)):
        found.append("表头没有在每页重复")
    return found


def squeezed(cell: str | None) -> str:
    """A cell's text as one line."""
    return (cell or "").replace("\n", "")


def table_rows(pdf: PDF) -> Iterator[list[str]]:
    """The rows below the head, page by page."""
    for page in annex_pages(pdf):
        for row in (page.extract_table() or [])[2:]:
            yield [squeezed(cell) for cell in row]


def planned_pages(plan: Annex) -> int:
    """How many pages the layout has planned for an annex."""
    starts = [
        *(table.place == "page-start" for table in plan.tables),
        *(group.starts_page for table in plan.tables for group in table.groups),
        *(
            block.starts_page
            for table in plan.tables
            for group in table.groups
            for block in group.blocks
        ),
        *(remarks.starts_page for remarks in plan.remarks),
    ]
    return 1 + sum(starts)


def groups_stay(pdf: PDF) -> list[str]:
    """No group's heading is the last row of a page; no page begins with a unit unnamed."""
    found = []
    for page in annex_pages(pdf):
        table = page.extract_table() or []
        if len(table) <= 2:
            continue
        if sum(bool(cell) for cell in table[-1]) == 1:
            found.append(f"第{page.page_number}页：末行是分组名“{squeezed(table[-1][0])}”")
        if not table[2][0]:
            found.append(f"第{page.page_number}页：首行没有单位名称")
    return found


def colophon(pdf: PDF) -> list[str]:
    """Rules as wide as the type area, the last on its foot; office and date 1 from the edges."""
    page = pdf.pages[-1]
    wide = sorted(
        (
            rule
            for rule in page.rects + page.lines
            if rule["x1"] - rule["x0"] > 0.98 * (RIGHT - LEFT) and rule["height"] < 3
        ),
        key=lambda rule: float(rule["top"]),
    )
    rows = [row for row in rows_of(page, in_type_area(page)) if is_near(row[0]["size"], 14, 0.1)]
    if not rows or not wide:
        return ["末页没有版记"]
    last = rows[-1]
    rules = [rule for rule in wide if rule["bottom"] > head(page, rows[0][0]) - 8]
    thickness = [round(max(rule["height"], rule["linewidth"] or 0) / MM, 2) for rule in rules]
    found = []
    has_copies = text_of(rows[0]).startswith("抄送：")
    if thickness != ([0.35, 0.25, 0.35] if has_copies else [0.35, 0.35]):
        found.append(f"版记分隔线粗 {thickness} mm")
    if not is_near(rules[-1]["bottom"], FOOT, 0.6):
        found.append(f"版记末线在 {rules[-1]['bottom'] / MM:.2f} mm，应为 262 mm")
    if not is_near(last[0]["x0"], LEFT + 14, 1) or not is_near(last[-1]["x1"], RIGHT - 14, 1):
        found.append("印发机关和日期没有左右各空一字")
    if not text_of(last).endswith("印发"):
        found.append("版记末行不是印发日期")
    if has_copies and not text_of(rows[-2]).endswith("。"):
        found.append("抄送机关后没有句号")
    return found


ALL = (red_head, number_and_rule, title, page_numbers, annex, groups_stay, colophon)
